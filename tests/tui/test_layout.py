"""Wrapping and hit-testing: exact inverses on every kind of text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui.cells import NARROW, SUBSTITUTE, WIDE, next_not_narrow, pieces
from tui.layout import Layout

SCIENTIST = "👩‍🔬"
UKRAINE = "🇺🇦"
KEYCAP = "1️⃣"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

FRAGMENTS = ["word", "a-very-long-word-that-fits-no-row-at-all", "’", "é", "中俄关系", "。", "、"]
FRAGMENTS += ["ひらがな", "한국어", "שלום", "مرحبا"]
FRAGMENTS += [" ", "  ", "\n", "\n\n", "\t", "e\u0301", "\u0301", "n\u0303\u0323"]
FRAGMENTS += [SCIENTIST, UKRAINE, KEYCAP, ENGLAND, "👍🏽", "❤️", "🇺", "\U0001f3fd"]
FRAGMENTS += [
    "می\u200cخواهم",
    "क्\u200dष",
    "x\u200dy",
    "co\xadop",
    "\xad",
    "\u200b",
    "\u202e",
    "\u2066",
]
FRAGMENTS += ["\x1b[31m", "\x00", "\x7f", "\x9b", "\r", "\u2028", "\ud800", "\U000e0001", "\ufffe"]
texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=25).map("".join)
widths = st.integers(1, 30)


def shown(layout: Layout, row: int) -> str:
    return "".join(piece.text for piece in layout.display(row))


def members(ranges: str) -> list[str]:
    """The characters of the inside of a regular expression's class."""
    found: list[str] = []
    index = 0
    while index < len(ranges):
        if ranges[index + 1 : index + 2] == "-":
            found += map(chr, range(ord(ranges[index]), ord(ranges[index + 2]) + 1))
            index += 3
        else:
            found.append(ranges[index])
            index += 1
    return found


@given(texts, widths)
@settings(max_examples=200, deadline=None)
def test_hit_testing_and_placing_are_exact_inverses(text: str, width: int) -> None:
    layout = Layout(text, width)
    for offset in range(len(text) + 1):
        row, cell = layout.cell_of(offset)
        start, end = layout.cluster_of(offset)
        assert layout.offset_at(row, cell) == start
        assert start <= offset < max(end, offset + 1)
        assert layout.row_of(offset) == row


@given(texts, widths)
@settings(max_examples=200, deadline=None)
def test_every_cell_of_a_row_belongs_to_the_character_shown_there(text: str, width: int) -> None:
    layout = Layout(text, width)
    for row in range(layout.rows):
        for cell in range(sum(piece.cells for piece in layout.display(row))):
            offset = layout.offset_at(row, cell)
            first = layout.cell_of(offset)
            assert first.row == row
            covered = shown_cells(layout, *layout.cluster_of(offset))
            assert first.cell <= cell < first.cell + covered


def shown_cells(layout: Layout, start: int, end: int) -> int:
    return sum(piece.cells for piece in pieces(layout.text, start, end))


@given(texts, widths)
@settings(max_examples=200, deadline=None)
def test_rows_tile_the_text_and_fit_the_width(text: str, width: int) -> None:
    layout = Layout(text, width)
    assert layout.row_start(0) == 0
    for row in range(layout.rows):
        start, end = layout.row_span(row)
        follows = layout.row_start(row + 1) if row + 1 < layout.rows else len(text) + 1
        assert follows - end in (0, 1)
        assert "\n" not in text[start:end]
        assert end == len(text) or follows == end or text[end] == "\n"
        visible = list(pieces(text, start, layout.visible_span(row)[1]))
        cells = sum(piece.cells for piece in visible)
        alone = len(visible) == 1 and (not visible[0].uniform or visible[0].end - start == 1)
        assert cells <= width or alone


@given(texts, widths)
@settings(max_examples=200, deadline=None)
def test_what_is_shown_is_as_wide_as_the_compositor_takes_it_to_be(text: str, width: int) -> None:
    layout = Layout(text, width)
    for row in range(layout.rows):
        displayed = layout.display(row)
        assert cell_len("".join(piece.text for piece in displayed)) == sum(
            piece.cells for piece in displayed
        )
        assert all(piece.cells == cell_len(piece.text) for piece in displayed)


@given(st.text(st.characters(), max_size=40))
@settings(max_examples=200, deadline=None)
def test_nothing_that_a_terminal_obeys_is_ever_shown(text: str) -> None:
    layout = Layout(text, 20)
    for row in range(layout.rows):
        for character in shown(layout, row):
            category = unicodedata.category(character)
            assert category not in ("Cc", "Cs", "Zl", "Zp")
            joins = character in "\u200d\u200c" or "\U000e0020" <= character <= "\U000e007f"
            assert category != "Cf" or joins


def test_the_plain_characters_are_as_wide_as_they_are_said_to_be() -> None:
    for ranges, width in ((NARROW, 1), (WIDE, 2)):
        for character in members(ranges):
            if unicodedata.category(character) != "Cn":
                assert get_character_cell_size(character) == width, hex(ord(character))
            assert unicodedata.category(character)[0] not in "M", hex(ord(character))
            assert unicodedata.category(character) not in ("Cc", "Cf", "Cs"), hex(ord(character))


def test_words_are_kept_whole_and_the_blank_hangs_over_the_end() -> None:
    layout = Layout("one two  three\nfour", 7)
    assert [layout.row_span(row) for row in range(layout.rows)] == [(0, 9), (9, 14), (15, 19)]
    assert layout.visible_span(0) == (0, 7)


def test_an_empty_text_has_one_empty_row() -> None:
    layout = Layout("", 80)
    assert layout.rows == 1
    assert layout.cell_of(0) == (0, 0)
    assert layout.offset_at(0, 5) == 0


def test_a_click_after_the_end_of_a_line_means_its_newline() -> None:
    layout = Layout("ab\n\ncd", 80)
    assert layout.offset_at(0, 40) == 2
    assert layout.offset_at(1, 40) == 3
    assert layout.offset_at(2, 40) == 6


@pytest.mark.parametrize("cluster", ["e\u0301", SCIENTIST, UKRAINE, KEYCAP, ENGLAND, "👍🏽", "❤️"])
def test_a_character_as_seen_is_never_divided(cluster: str) -> None:
    layout = Layout(cluster * 12, 5)
    assert all(layout.row_start(row) % len(cluster) == 0 for row in range(layout.rows))
    assert layout.cluster_of(len(cluster) + 1) == (len(cluster), 2 * len(cluster))


def test_a_decomposed_letter_does_not_break_its_word() -> None:
    layout = Layout("the cafe\u0301s of Kyiv", 8)
    assert layout.text[slice(*layout.visible_span(1))] == "cafe\u0301s of"


def test_ideographs_break_anywhere_but_not_before_closing_punctuation() -> None:
    layout = Layout("中俄关系的发展，不针对第三方", 14)
    assert layout.row_start(1) == 6


def test_controls_are_shown_as_symbols_of_one_cell() -> None:
    assert shown(Layout("\x1b[31m\x00\x7f", 80), 0) == "␛[31m␀␡"
    assert shown(Layout("\u202eabc\ud800\x9b", 80), 0) == f"{SUBSTITUTE}abc{SUBSTITUTE}{SUBSTITUTE}"
    assert shown(Layout("a\tb", 80), 0) == "a    b"


def test_a_letter_buried_in_marks_stays_bounded() -> None:
    layout = Layout("a" + "\u0301" * 1000, 10)
    assert layout.rows > 50
    assert all(sum(p.cells for p in layout.display(row)) <= 10 for row in range(layout.rows))


def test_a_joiner_between_letters_cannot_hide_them() -> None:
    layout = Layout("\u200d".join("secret"), 80)
    assert [c for c in shown(layout, 0) if c.isalpha()] == list("secret")
    assert cell_len(shown(layout, 0)) == 11


@pytest.mark.parametrize("unit", ["x", "中", " ", "\t", "e\u0301"])
def test_a_paragraph_without_an_end_is_laid_out(unit: str) -> None:
    layout = Layout(unit * 200_000, 80)
    assert layout.row_of(len(layout.text) - 1) == layout.rows - 1
    assert layout.cell_of(0) == (0, 0)


@pytest.mark.parametrize(
    "unit",
    ["x", "中", "e\u0301", f"a中\u0301{UKRAINE}{SCIENTIST}\u200b\x1bשלום\t"],
    ids=["letters", "ideographs", "combining", "mixed"],
)
def test_in_a_million_characters_without_a_blank_every_place_is_exact(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    layout = Layout(text, 79)
    ends = [layout.row_span(row)[1] for row in range(layout.rows - 1)]
    assert ends == [layout.row_start(row) for row in range(1, layout.rows)]
    for offset in (*range(0, len(text), 49_999), len(text) - 1):
        row, cell = layout.cell_of(offset)
        start, end = layout.cluster_of(offset)
        assert start <= offset < end
        assert layout.offset_at(row, cell) == start
        assert layout.row_start(row) <= start
        assert sum(piece.cells for piece in layout.display(row)) <= 79


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join), widths, st.integers(0, 60))
@settings(max_examples=200, deadline=None)
def test_a_cell_past_the_end_of_a_row_is_still_in_that_row(
    text: str, width: int, cell: int
) -> None:
    layout = Layout(text, width)
    for row in range(layout.rows):
        assert layout.row_of(layout.offset_at(row, cell)) == row


def test_what_is_not_narrow_is_found_however_far_down_it_stands() -> None:
    plain = "Words of a paragraph that is plainly one cell a character.\n" * 8_000
    assert next_not_narrow(plain, 0) == len(plain)
    for other in "\x07\t\x7fé\u4e2d":
        text = f"{plain}{other}{plain}"
        expected = len(text) if other == "é" else len(plain)
        assert next_not_narrow(text, 0) == expected
        assert next_not_narrow(text, len(plain)) == expected
        assert next_not_narrow(text, len(plain) + 1) == len(text)
