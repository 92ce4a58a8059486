"""Going about in a library by jumps, bookmarks, contents and the documents read last."""

import textwrap
from pathlib import Path
from typing import Any

from textual import events

from tui.screens.picking import PickList, PickScreen

BOOK = "book.md"
OTHER = "other.txt"
FIRST, SECOND, DEEP = "# The first chapter", "# The second chapter", "## A part of the second"


def library_of(folder: Path) -> Path:
    filler = "It was a bright cold day in April, and nobody read the whole of it.\n\n" * 40
    (folder / BOOK).write_text(
        f"{FIRST}\n\n{filler}{SECOND}\n\n{filler}{DEEP}\n\n{filler}", "utf-8"
    )
    (folder / OTHER).write_text(f"Another text.\n\n{filler}The end of the other.\n", "utf-8")
    return folder


async def asked(one: Any) -> PickScreen:
    await one.until(lambda: isinstance(one.app.screen, PickScreen), "a list")
    screen = one.app.screen
    assert isinstance(screen, PickScreen)
    return screen


async def test_jumps_go_back_and_forward_also_between_documents(start: Any, tmp_path: Path) -> None:
    async with start(library_of(tmp_path)) as one:
        reader = one.reader
        await one.open(BOOK)
        await one.keys("j", "j")
        began = (reader.caret, reader.top_offset)
        await one.keys("]", "]")
        second = reader.caret
        assert reader.text.startswith(SECOND, second)
        await one.keys("G")
        end = reader.caret
        await one.open(OTHER)
        await one.keys("G", "ctrl+o", "ctrl+o")
        await one.until(lambda: one.main.current == BOOK, "the book again")
        assert reader.caret == end
        await one.keys("backspace")
        assert reader.caret == second
        await one.keys("backspace")
        assert (reader.caret, reader.top_offset) == began
        await one.keys("backspace")
        assert reader.caret == began[0]
        await one.keys("g", "i")
        assert reader.caret == second
        await one.keys("'", "'")
        first = reader.caret
        await one.keys("'", "'")
        assert (first, reader.caret) == (began[0], second)


async def test_keys_typed_in_one_go_find_the_jump_before_them(start: Any, tmp_path: Path) -> None:
    async with start(library_of(tmp_path)) as one:
        await one.open(BOOK)
        await one.caret_at(SECOND)
        second = one.reader.caret
        for key, character in (("G", "G"), ("ctrl+o", None), ("g", "g"), ("i", "i")):
            one.app.post_message(events.Key(key, character))
        await one.until(lambda: one.reader.caret > second, "the end, again")
        await one.keys("ctrl+o")
        assert one.reader.caret == second


async def test_a_mark_is_there_the_next_day_and_follows_its_words(
    start: Any, tmp_path: Path
) -> None:
    async with start(library_of(tmp_path)) as one:
        await one.open(BOOK)
        await one.caret_at(DEEP)
        await one.keys("m", "a")
        await one.until(lambda: "Mark a" in one.main.key_bars[0].message, "the word that it is set")
        await one.keys("g", "g", "m", "b")
        await one.until(lambda: "Mark b" in one.main.key_bars[0].message, "the other one")
    before = (tmp_path / BOOK).read_text("utf-8")
    (tmp_path / BOOK).write_text(f"A new beginning.\n\n{before}", "utf-8")
    async with start(tmp_path) as two:
        await two.open(BOOK)
        place = two.reader.text.index(DEEP)
        await two.keys("'", "a")
        await two.until(lambda: two.reader.caret == place, "the mark")
        await two.keys("backspace")
        assert two.reader.caret == 0
        await two.keys("'", "x")
        await two.until(lambda: "no mark x" in two.main.key_bars[0].message, "one line")
    (tmp_path / BOOK).write_text("All is new.\n" * 200, "utf-8")
    async with start(tmp_path) as three:
        await three.open(BOOK)
        await three.keys("'", "a")
        await three.until(
            lambda: "it stood about here" in three.main.key_bars[0].message, "the doubt"
        )


async def test_the_contents_lead_to_a_heading_and_say_where_one_is(
    start: Any, tmp_path: Path
) -> None:
    async with start(library_of(tmp_path)) as one:
        await one.open(BOOK)
        await one.caret_at(SECOND)
        await one.keys("j", "j", "t")
        screen = await asked(one)
        rows = screen.query_one(PickList)
        assert [row.text for row in rows.rows] == [
            "The first chapter",
            "The second chapter",
            "A part of the second",
        ]
        assert [row.level for row in rows.rows] == [0, 0, 1]
        assert (rows.current, rows.cursor) == ("1", "1")
        await one.type("part")
        assert [row.text for row in rows.rows] == ["A part of the second"]
        await one.keys("enter")
        await one.until(lambda: one.reader.has_focus, "the text")
        assert one.reader.text.startswith(DEEP, one.reader.caret)
        await one.keys("t")
        screen = await asked(one)
        await one.pilot.click(screen.query_one(PickList), offset=(6, 0))
        await one.until(lambda: one.reader.caret == 0, "the heading that was clicked")
        await one.open(OTHER)
        await one.keys("t")
        await one.until(lambda: "no headings" in one.main.key_bars[0].message, "one line")


async def test_the_documents_read_last_can_be_chosen_from(start: Any, tmp_path: Path) -> None:
    async with start(library_of(tmp_path)) as one:
        await one.open(OTHER)
        await one.keys("ctrl+d")
        await one.open(BOOK)
        await one.keys("R")
        screen = await asked(one)
        rows = screen.query_one(PickList)
        assert [row.id for row in rows.rows] == [BOOK, OTHER]
        assert rows.rows[1].remark.endswith("% · today")
        await one.keys("down", "enter")
        await one.until(lambda: one.main.current == OTHER, "the other one")


async def test_the_column_is_set_wider_and_looser_and_stays_so(start: Any, tmp_path: Path) -> None:
    async with start(library_of(tmp_path), size=(200, 40)) as one:
        await one.open(BOOK)
        await one.caret_at(SECOND)
        top = one.reader.top_offset
        await one.keys("+", "+")
        assert one.reader.wrapped.width == 90
        assert one.reader.wrapped.row_of(top) == one.reader.wrapped.row_of(one.reader.top_offset)
        await one.keys("3", "-")
        assert one.reader.wrapped.width == 75
        await one.keys("g", "s")
        assert one.reader.line_spacing == 2
        caret = one.reader.caret
        await one.keys("j")
        row = one.reader.wrapped.row_of(one.reader.caret)
        assert row == one.reader.wrapped.row_of(caret) + 1
        y = row * 2 - one.reader.scroll_offset.y
        await one.pilot.click(one.reader, offset=(one.reader.column_left + 3, y))
        start_ = one.reader.wrapped.row_start(row)
        assert one.reader.caret in (start_, start_ + 3)
        await one.until(lambda: one.main.library.session.choice("page") == [75, 2], "it is kept")
    async with start(tmp_path, size=(200, 40)) as two:
        await two.open(BOOK)
        assert (two.reader.wrapped.width, two.reader.line_spacing) == (75, 2)
        await two.keys("=", "g", "s")
        assert (two.reader.wrapped.width, two.reader.line_spacing) == (80, 1)


async def test_lines_wrapped_by_hand_are_joined_until_one_says_otherwise(
    start: Any, tmp_path: Path
) -> None:
    words = "The sand came in so slowly that nobody could say in which year the harbour was lost. "
    text = textwrap.fill(words * 6, 72)
    (tmp_path / "sand.txt").write_text(text, "utf-8")
    async with start(tmp_path, size=(80, 24)) as one:
        await one.open("sand.txt")
        row = one.reader.wrapped.row_of(text.index("\n"))
        assert text.index("\n") < one.reader.wrapped.row_span(row)[1] - 1
        await one.keys("g", "w")
        assert one.reader.wrapped.text == one.reader.text == text
        assert "as the file has them" in one.said
        await one.until(lambda: one.main.library.session.choice("reflows") is False, "it is kept")
    async with start(tmp_path, size=(160, 24)) as two:
        await two.open("sand.txt")
        await two.keys("ctrl+w", "v")
        await two.until(lambda: len(two.main.panes) == 2, "the other one")
        assert [pane.reader.reflows for pane in two.main.panes] == [False, False]
        await two.keys("g", "w")
        for pane in two.main.panes:
            assert "\n" not in pane.reader.wrapped.text
            assert pane.reader.text == text
