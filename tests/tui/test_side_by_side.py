"""Two documents side by side: what one does is of the one in use, as the disk has it."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mouse import Mouse
from notes_on_disk import items, words_of
from river import FLOUR, MILL, QUOTE, RIVER
from textual.widgets import TextArea

from tui.screens.choice import ChoiceScreen
from tui.screens.note_editor import NoteEditor
from tui.widgets.document_heading import DocumentHeading
from tui.widgets.find_bar import FindInput
from tui.widgets.reading_pane import ReadingPane

WIDE = (170, 40)


async def both(one: Any) -> tuple[ReadingPane, ReadingPane]:
    """The river on the left and the mill on the right, which is in use."""
    if one.main.current != RIVER:
        await one.open(RIVER)
    await one.keys("escape")
    await one.until(lambda: one.main.listed_here, "the list")
    one.main.query_one("DocumentList").move_to(MILL)
    await one.keys("ctrl+w", "v")
    await one.until(lambda: len(one.main.panes) == 2, "the second pane")
    left, right = one.main.panes
    await one.until(lambda: right.current == MILL and right.reader.has_focus, "the mill")
    assert left.current == RIVER
    return left, right


def at(pane: ReadingPane, words: str) -> None:
    """Select words by their place, as keys would."""
    start = pane.reader.text.index(words)
    pane.reader.select(start, start + len(words))


def place(pane: ReadingPane) -> tuple[str | None, int, int]:
    """Which document is read there, what is on top, and where the caret is."""
    return pane.current, pane.reader.top_offset, pane.reader.caret


def marked(pane: ReadingPane) -> list[str]:
    """The words that are painted as highlights."""
    return [pane.reader.text[mark.start : mark.end] for mark in pane.reader.marks]


def on_disk(papers: Path, name: str) -> list[str]:
    """The words of all highlights in a note file; none where there is no such file."""
    is_there = (papers / f"{name}.notes.json").exists()
    return [words_of(item) for item in items(papers, name)] if is_there else []


async def test_highlights_go_to_the_document_in_use_by_keys(start: Any, papers: Path) -> None:
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)
        at(right, FLOUR)
        await one.keys("enter")
        await one.until(lambda: on_disk(papers, MILL) == [FLOUR], "the note file of the mill")
        assert on_disk(papers, RIVER) == []
        await one.keys("ctrl+w", "w")
        assert left.reader.has_focus
        at(left, QUOTE)
        await one.keys("2")
        await one.until(lambda: on_disk(papers, RIVER) == [QUOTE], "the note file of the river")
        await one.until(lambda: marked(left) == [QUOTE], "the highlight")
        assert (on_disk(papers, MILL), marked(right)) == ([FLOUR], [FLOUR])
        assert [row.quote for row in one.main.query_one("NotesPanel").notes] == [QUOTE]
        await one.keys("tab")
        assert right.reader.has_focus
        assert [row.quote for row in one.main.query_one("NotesPanel").notes] == [FLOUR]
        assert one.main.query_one("DocumentPane").current == MILL


async def test_which_one_is_in_use_is_seen_without_colours(start: Any, papers: Path) -> None:
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)

        def signed() -> list[bool]:
            """Which of the titles have the sign before them."""
            headings = [pane.query_one(DocumentHeading) for pane in (left, right)]
            return [line.render_line(1).text.strip().startswith("▶ ") for line in headings]

        await one.until(lambda: signed() == [False, True], "the right one")
        await one.keys("ctrl+w", "w")
        await one.until(lambda: signed() == [True, False], "the left one")
        await one.keys("tab", "tab")
        assert one.main.query_one("NoteList").has_focus
        await one.until(lambda: signed() == [False, True], "the one whose notes these are")
        await one.keys("shift+tab", "shift+tab")
        assert left.reader.has_focus
        await one.keys("ctrl+w", "c")
        await one.until(lambda: one.main.panes == (right,), "one pane")
        heading = right.query_one(DocumentHeading)
        await one.until(lambda: "▶" not in heading.render_line(1).text, "no sign for one")


async def test_highlights_go_to_the_document_in_use_by_mouse(start: Any, papers: Path) -> None:
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)
        mouse = Mouse(one)
        for pane, words in ((left, "The ferry was laid up"), (right, "its wheel"), (left, QUOTE)):
            x, y = await mouse.find(words, pane.reader)
            await mouse.drag((x, y), (x + 1, y), (x + len(words) - 1, y))
            assert one.main.pane is pane
            await mouse.hint("highlight")
            await one.until(lambda p=pane, w=words: w in marked(p), words)
        assert sorted(on_disk(papers, RIVER)) == sorted(["The ferry was laid up", QUOTE])
        assert on_disk(papers, MILL) == ["its wheel"]


async def test_what_is_saved_late_is_on_the_document_where_it_began(
    start: Any, papers: Path
) -> None:
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)
        library, gate = one.main.library, threading.Event()
        annotate, placed = library.annotate, library.placed

        def slowly(*args: Any, **kwargs: Any) -> Any:
            assert gate.wait(20)
            return annotate(*args, **kwargs)

        def looked_up_slowly(*args: Any) -> Any:
            assert gate.wait(20)
            return placed(*args)

        library.annotate, library.placed = slowly, looked_up_slowly
        await one.keys("ctrl+w", "w")
        at(left, QUOTE)
        await one.keys("enter", "ctrl+w", "w")
        at(right, FLOUR)
        await one.keys("enter", "ctrl+w", "w")
        assert one.main.pane is left
        gate.set()
        await one.until(lambda: on_disk(papers, MILL) and on_disk(papers, RIVER), "both files")
        await one.until(lambda: marked(left) and marked(right), "both highlights")
        assert (on_disk(papers, RIVER), marked(left)) == ([QUOTE], [QUOTE])
        assert (on_disk(papers, MILL), marked(right)) == ([FLOUR], [FLOUR])


async def test_notes_and_drafts_stay_with_their_document(start: Any, papers: Path) -> None:
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)
        await one.keys("ctrl+w", "w")
        at(left, QUOTE)
        await one.keys("a")
        await one.in_front(NoteEditor)
        await one.type("half a thought")
        await one.keys("escape")
        await one.until(lambda: left.drafts, "the draft")
        assert (right.drafts, on_disk(papers, RIVER), on_disk(papers, MILL)) == ((), [], [])
        await one.keys("ctrl+w", "w")
        at(right, FLOUR)
        await one.keys("a")
        editor = await one.in_front(NoteEditor)
        assert editor.query_one(TextArea).text == ""
        await one.type("of the mill")
        await one.keys("ctrl+s")
        await one.until(lambda: on_disk(papers, MILL) == [FLOUR], "the note on the mill")
        await one.keys("ctrl+w", "w", "i", "enter")
        editor = await one.in_front(NoteEditor)
        assert editor.query_one(TextArea).text == "half a thought"
        await one.keys("ctrl+s")
        await one.until(lambda: on_disk(papers, RIVER) == [QUOTE], "the note on the river")
        assert on_disk(papers, MILL) == [FLOUR]
        await one.until(lambda: not left.drafts and left.notes[0].note == "half a thought", "it")
        assert [row.note for row in right.notes] == ["of the mill"]


async def test_one_document_in_both_panes_has_two_places_and_the_same_notes(
    start: Any, papers: Path
) -> None:
    async with start(papers, size=WIDE) as one:
        await one.open(RIVER)
        await one.keys("ctrl+w", "v")
        await one.until(lambda: len(one.main.panes) == 2, "the second pane")
        left, right = one.main.panes
        await one.until(lambda: right.current == RIVER and right.reader.has_focus, "the river")
        at(right, QUOTE)
        await one.keys("enter")
        await one.until(lambda: marked(left) == marked(right) == [QUOTE], "the highlight in both")
        assert left.reader.caret == 0
        await one.keys("G")
        assert (left.reader.caret, right.reader.caret > 0) == (0, True)
        await one.keys("ctrl+w", "w")
        left.reader.go_to(left.reader.text.index(QUOTE))
        await one.keys("d", "d")
        await one.until(lambda: not marked(left) and not marked(right), "neither")
        await one.keys("u")
        await one.until(lambda: marked(left) == marked(right) == [QUOTE], "the highlight again")
        assert on_disk(papers, RIVER) == [QUOTE]


async def test_words_are_found_in_the_document_in_use(start: Any, papers: Path) -> None:
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)
        await one.keys("ctrl+w", "w", "slash")
        await one.until(lambda: isinstance(one.main.focused, FindInput), "the field")
        await one.type("mill")
        await one.keys("enter")
        await one.until(lambda: left.reader.has_focus and left.reader.caret > 0, "the match")
        assert (len(left.reader.matches), right.reader.matches) == (1, ())
        await one.keys("ctrl+w", "w", "slash")
        await one.type("ruth")
        await one.keys("enter")
        await one.until(lambda: right.reader.has_focus and right.reader.caret > 0, "Ruth")
        assert right.reader.text[right.reader.caret :].startswith("Ruth")
        assert left.reader.text[left.reader.caret :].startswith("mill")


async def test_both_are_there_again_where_they_were(start: Any, tmp_path: Path) -> None:
    papers = tmp_path / "long"
    papers.mkdir()
    for name in (RIVER, MILL):
        lines = (f"Paragraph {number} of {name}.\n\n" for number in range(300))
        (papers / name).write_text("".join(lines), "utf-8")
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)
        await one.keys("ctrl+d", "ctrl+d", "ctrl+w", "w", "ctrl+d", "ctrl+d", "ctrl+d")
        places = [place(pane) for pane in (left, right)]
        assert len({top for _, top, _ in places}) == 2
        await one.keys("q")
    async with start(papers, size=WIDE) as two:
        await two.until(lambda: len(two.main.panes) == 2, "two panes")
        await two.until(lambda: all(pane.current for pane in two.main.panes), "both documents")
        assert places == [place(pane) for pane in two.main.panes]
        await two.until(lambda: two.main.panes[0].reader.has_focus, "the first in use")
        assert [pane.has_class("-in-use") for pane in two.main.panes] == [True, False]
        assert not two.main.query_one("#left").display
        await two.keys("ctrl+w", "c")
        await two.until(lambda: len(two.main.panes) == 1, "one pane")
        assert two.main.current == MILL
        assert two.main.panes[0].size.width > 80
        await two.keys("q")
    async with start(papers, size=WIDE) as three:
        await three.until(lambda: three.main.current == MILL, "the mill")
        assert len(three.main.panes) == 1


async def test_that_there_are_two_is_known_at_once(start: Any, papers: Path) -> None:
    async with start(papers, size=WIDE) as one:
        await both(one)
        library = one.main.library
        await one.until(lambda: library.document_beside() == MILL, "both on disk")
        assert library.last_document() == RIVER
        await one.keys("ctrl+w", "c")
        await one.until(lambda: library.document_beside() is None, "one on disk")


async def test_after_closing_one_all_is_of_the_other(start: Any, papers: Path) -> None:
    async with start(papers, size=WIDE) as one:
        left, _ = await both(one)
        await one.keys("ctrl+w", "c")
        await one.until(lambda: one.main.panes == (left,) and left.reader.has_focus, "the river")
        assert len(one.main.query(ReadingPane)) == 1
        at(left, QUOTE)
        await one.keys("enter")
        await one.until(lambda: on_disk(papers, RIVER) == [QUOTE], "the note")
        assert on_disk(papers, MILL) == []
        await one.keys("ctrl+w", "c")
        assert "There is one document" in one.said


async def test_what_is_being_saved_when_its_pane_is_closed_is_saved_where_it_belongs(
    start: Any, papers: Path
) -> None:
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)
        library, gate = one.main.library, threading.Event()
        annotate = library.annotate

        def slowly(*args: Any, **kwargs: Any) -> Any:
            assert gate.wait(20)
            return annotate(*args, **kwargs)

        library.annotate = slowly
        at(right, FLOUR)
        await one.keys("enter", "ctrl+w", "c")
        await one.until(lambda: one.main.panes == (left,), "one pane")
        gate.set()
        await one.until(lambda: on_disk(papers, MILL) == [FLOUR], "the note")
        await one.pilot.pause()
        assert (on_disk(papers, RIVER), marked(left)) == ([], [])


async def test_a_narrow_terminal_says_so_and_shows_the_one_in_use(start: Any, papers: Path) -> None:
    async with start(papers, size=(120, 36)) as one:
        await one.open(RIVER)
        await one.keys("ctrl+w", "v")
        await one.until(lambda: "need 160 columns; there are 120" in one.said, "the reason")
        assert len(one.main.panes) == 1
        await one.pilot.resize_terminal(*WIDE)
        left, right = await both(one)
        await one.pilot.resize_terminal(100, 30)
        await one.until(lambda: not left.display and right.display, "the mill alone")
        await one.keys("ctrl+w", "w")
        await one.until(lambda: left.display and not right.display, "the river alone")
        at(left, QUOTE)
        await one.keys("enter")
        await one.until(lambda: on_disk(papers, RIVER) == [QUOTE], "the note")
        await one.pilot.resize_terminal(*WIDE)
        await one.until(lambda: left.display and right.display, "both")


async def test_without_a_document_nothing_stands_beside_it(start: Any, papers: Path) -> None:
    async with start(papers, size=WIDE) as one:
        await one.keys("ctrl+w", "v")
        await one.until(lambda: "Open a document first" in one.said, "what to do")
        await one.keys("ctrl+w", "w")
        assert "There is one document" in one.said


async def test_another_document_takes_the_place_of_the_one_in_use(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    (papers / "third.txt").write_text("A third text, on something else.\n", "utf-8")
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)
        await one.keys("ctrl+w", "w")
        one.main.query_one("DocumentList").focus()
        await one.pilot.pause()
        one.main.query_one("DocumentList").move_to("third.txt")
        await one.keys("enter")
        await one.until(lambda: left.current == "third.txt", "the third on the left")
        assert right.current == MILL
        at(left, "something else")
        await one.keys("enter")
        await one.until(lambda: marked(left) == ["something else"], "the highlight")
        (item,) = on_disk(papers, "third.txt")["items"]
        assert words_of(item) == "something else"


async def test_what_others_change_is_shown_in_its_own_pane(start: Any, papers: Path) -> None:
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)
        await one.until(lambda: left.seen and right.seen, "a look at both")
        (papers / RIVER).write_text("A new text of the river.\n", "utf-8")
        await one.until(lambda: left.reader.text == "A new text of the river.\n", "the new text")
        assert right.reader.has_focus
        assert right.reader.text.startswith("On the mill")
        at(right, FLOUR)
        await one.keys("enter")
        await one.until(lambda: marked(right) == [FLOUR], "the highlight")
        assert not (papers / f"{RIVER}.notes.json").exists()


async def test_a_question_about_one_is_answered_for_it(start: Any, papers: Path) -> None:
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)
        at(right, FLOUR)
        await one.keys("enter")
        await one.until(lambda: marked(right) == [FLOUR], "the highlight")
        at(right, "ground flour")
        await one.keys("enter")
        await one.until(lambda: len(marked(right)) == 2, "one in the other")
        right.reader.go_to(right.reader.text.index("ground flour"))
        await one.keys("d", "d")
        await one.in_front(ChoiceScreen)
        await one.keys("enter")
        await one.until(lambda: marked(right) == [FLOUR], "the shorter one is gone")
        assert (on_disk(papers, RIVER), marked(left)) == ([], [])


async def test_what_is_left_is_seen_also_where_there_was_room_for_one_only(
    start: Any, papers: Path
) -> None:
    async with start(papers, size=WIDE) as one:
        left, _ = await both(one)
        await one.pilot.resize_terminal(120, 36)
        await one.until(lambda: not left.region.area, "one of the two")
        await one.keys("ctrl+w", "c")
        await one.until(lambda: one.main.panes == (left,), "the other one closed")
        await one.until(lambda: left.region.area and left.reader.has_focus, "its text")


async def test_the_one_in_use_is_told_by_its_title(start: Any, papers: Path) -> None:
    async with start(papers, size=WIDE) as one:
        left, right = await both(one)

        def bold(pane: ReadingPane) -> bool:
            title = pane.query_one(DocumentHeading).render_line(1)
            return any(bool(style and style.bold) for text, style, _ in title if text.strip())

        await one.until(lambda: bold(right) and not bold(left), "the right one in bold")
        await one.keys("ctrl+w", "w")
        await one.until(lambda: bold(left) and not bold(right), "the left one in bold")
        await one.keys("ctrl+w", "c")
        await one.until(lambda: bold(right), "the only one")
