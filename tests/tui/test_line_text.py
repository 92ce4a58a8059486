"""Lines of text keep to their cells, lose nothing silently, and send no control characters."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.line_text import cut, cut_middle, flat, pad, paragraphs, visible, wrap, wrap_spans

texts = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")),
        st.sampled_from("ab  中俄é\u0301👩\u200d\ufe0f"),
    ),
    max_size=60,
)


def test_control_characters_become_symbols_one_for_one() -> None:
    text = "a\x1b[31m\x00\x7f\x9b\n\u202e\ud800"
    assert visible(text) == "a␛[31m␀␡�␊��"
    assert len(visible(text)) == len(text)


def test_no_control_or_reordering_character_is_ever_shown() -> None:
    everything = "".join(map(chr, range(0x3000))) + "\ud800\udfff\ufeff"
    for function in (visible, flat):
        shown = function(everything)
        assert len(shown) == len(everything)
        assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cs", "Zl", "Zp"}
        assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_flat_keeps_offsets_and_makes_line_ends_blanks() -> None:
    assert flat("one\r\ntwo\tthree") == "one  two three"


def test_paragraphs_keep_line_ends_alone() -> None:
    assert paragraphs("one\r\ntwo\rthree\tfour\x1b") == "one\ntwo\nthree    four␛"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("abcdef", 1, "…"),
        ("abcdef", 0, ""),
        ("one two", 5, "one…"),
        ("中俄关系", 8, "中俄关系"),
        ("中俄关系", 7, "中俄关…"),
        ("中俄关系", 6, "中俄…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ],
)
def test_cut_goes_by_cells_and_keeps_characters_whole(text: str, width: int, expected: str) -> None:
    assert cut(text, width) == expected


def test_cut_middle_keeps_both_ends() -> None:
    assert cut_middle("~/papers/sino-russia", 11) == "~/pap…ussia"
    assert cut_middle("short", 11) == "short"


@given(texts, st.integers(0, 30))
@settings(max_examples=80, deadline=None)
def test_cut_and_pad_keep_to_their_width(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width
    assert cell_len(cut_middle(text, width)) <= width
    assert cell_len(pad(text, width)) == width


@given(texts, st.integers(2, 20))
@settings(max_examples=120, deadline=None)
def test_wrapping_loses_nothing_but_blanks_and_keeps_to_its_width(text: str, width: int) -> None:
    spans = list(wrap_spans(text, width))
    assert all(cell_len(text[start:end]) <= width for start, end in spans)
    assert [stop for _, stop in spans] == sorted(stop for _, stop in spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert kept.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("blank", ["", "中"])
def test_wrapping_breaks_at_blanks_and_line_ends(blank: str) -> None:
    assert wrap(f"one two three{blank}\n\nfour", 8)[:2] == ["one two", f"three{blank}"]
    assert wrap(f"one two three{blank}\n\nfour", 8)[-2:] == ["", "four"]


def test_wrapping_breaks_a_word_only_if_it_is_longer_than_a_line() -> None:
    assert wrap("a abcdefghij", 5) == ["a", "abcde", "fghij"]
    assert wrap("中俄关系的新时代", 6) == ["中俄关", "系的新", "时代"]


def test_wrapping_to_a_limit_says_that_something_is_missing() -> None:
    assert wrap("one two three four", 5, 2) == ["one", "two…"]
    assert wrap("one two", 5, 2) == ["one", "two"]
