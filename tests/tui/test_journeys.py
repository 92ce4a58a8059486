"""Whole journeys through the real app on real files, by keys; what counts is what is on disk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from notes_on_disk import words_of
from textual.widgets import TextArea

from notes.library import Library
from tui.screens.all_notes import AllNotesList, AllNotesScreen
from tui.screens.choice import ChoiceScreen
from tui.screens.note_editor import NoteEditor

MARKDOWN = "united-against-unilateralism.md"
SCRAPE = "friends-of-steel-scrape.txt"


async def test_read_highlight_note_and_come_back_tomorrow(
    start: Any, sample_library: Path, on_disk: Callable[..., Any]
) -> None:
    async with start(sample_library) as one:
        await one.keys("enter")
        await one.until(lambda: one.main.document is not None, "an open document")
        name = one.main.current
        await one.keys("ctrl+f", "v", "i", "s", "3")
        await one.saved()
        highlighted = one.main.placed[0]
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        await one.type("What does it buy?\n#trade")
        await one.keys("ctrl+s")
        await one.until(lambda: one.main.notes and one.main.notes[0].note, "the note")
        await one.saved()
        await one.main.remember_place()
        top = one.reader.top_offset
    (item,) = on_disk(sample_library, name)["items"]
    assert words_of(item) == highlighted.annotation.selector.exact
    assert item["cp:color"] == "blue"
    assert [body["value"] for body in item["body"]] == ["What does it buy?\n#trade", "trade"]

    async with start(sample_library) as two:
        await two.open(name)
        assert two.reader.top_offset == top > 0
        assert two.main.notes[0].tags == ("trade",)
        assert two.main.marks[0].color == "blue"
        assert two.reader.text[two.main.marks[0].start : two.main.marks[0].end] == words_of(item)


async def test_the_place_survives_a_resize(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.open(SCRAPE)
        await one.keys("ctrl+f")
        await one.main.remember_place()
        top = one.reader.top_offset
    async with start(sample_library, size=(80, 24)) as two:
        await two.open(SCRAPE)
        row = two.reader.top_offset
        assert row <= top < row + 80


async def test_search_as_one_types_and_open_the_passage(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.until(lambda: one.main.activity is None and indexed(one), "the index")
        await one.keys("S")
        await one.type("china unilat")
        await one.until(lambda: asked(one) == "china unilat", "an answer to what is typed")
        begun = one.main.answer.documents
        await one.keys("space")
        await one.until(lambda: asked(one) == "china unilat ", "an answer to the whole word")
        assert (begun > 0, one.main.answer.documents) == (True, 0)
        await one.keys(*["backspace"] * len("china unilat "))
        await one.type("unilateral")
        await one.until(lambda: asked(one) == "unilateral", "an answer")
        await one.keys("down", "enter")
        await one.until(lambda: one.reader.matches, "lit matches")
        start_, end = one.reader.matches[0]
        assert one.reader.text[start_:end].casefold().startswith("unilateral")
        before = one.reader.caret
        await one.keys("n")
        assert one.reader.caret != before
        assert any(s <= one.reader.caret < e for s, e in one.reader.matches)


def asked(journey: Any) -> str | None:
    answer = journey.main.answer
    return answer.query if answer is not None else None


def indexed(journey: Any) -> bool:
    return not journey.main.library.index_is_stale()


async def test_notes_and_tags_are_found_by_the_same_search(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.caret_at("unilateral")
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        await one.type("zymurgy #brewing")
        await one.keys("ctrl+s")
        await one.saved()
        await one.until(lambda: one.main.activity is None and indexed(one), "the index")
        for query in ("zymurgy", "tag:brewing"):
            await one.keys("escape", "S")
            await one.type(query)
            await one.until(lambda q=query: one.main.answer and one.main.answer.query == q, query)
            assert one.main.answer.groups[0].path == MARKDOWN


async def test_a_draft_survives_escape_and_the_next_start(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.caret_at("unilateral")
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        await one.type("half a thought")
        await one.keys("escape")
        await one.until(lambda: one.main.drafts, "the draft")
    assert not (sample_library / f"{MARKDOWN}.notes.json").exists()
    async with start(sample_library) as two:
        await two.open(MARKDOWN)
        await two.until(lambda: two.main.notes, "the draft among the notes")
        assert not two.main.notes[0].saved
        await two.keys("i", "enter")
        await two.until(lambda: isinstance(two.app.screen, NoteEditor), "the editor")
        assert two.app.screen.query_one(TextArea).text == "half a thought"
        await two.keys("ctrl+s")
        await two.saved()
        assert not two.main.drafts
    assert (sample_library / f"{MARKDOWN}.notes.json").exists()


async def test_a_note_that_was_only_looked_at_leaves_no_draft(
    start: Any, sample_library: Path
) -> None:
    library = Library(sample_library)
    document = library.open(MARKDOWN)
    start_ = document.text.index("unilateral")
    library.annotate(document, start_, start_ + 10, note="as it was", tags=("old",))
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.caret_at("unilateral")
        await one.keys("e")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the text")
        assert one.main.drafts == ()
        await one.keys("e")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor again")
        await one.keys("ctrl+t", "escape")
        await one.until(lambda: one.main.drafts, "a draft: the colour is another")


async def test_delete_undo_and_redo(
    start: Any, sample_library: Path, on_disk: Callable[..., Any]
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.caret_at("unilateral")
        await one.keys("v", "w", "enter")
        await one.until(lambda: len(one.main.placed) == 1, "the highlight")
        await one.keys("d", "d")
        await one.until(lambda: not one.main.placed, "the deletion")
        assert on_disk(sample_library, MARKDOWN)["items"] == []
        assert len(on_disk(sample_library, MARKDOWN)["cp:tombstones"]) == 1
        await one.keys("u")
        await one.until(lambda: len(one.main.placed) == 1, "the highlight again")
        await one.keys("u")
        await one.until(lambda: not one.main.placed, "nothing again")
        await one.keys("ctrl+r")
        await one.until(lambda: len(one.main.placed) == 1, "the highlight once more")
        await one.keys("H", "5")
        await one.until(lambda: one.main.marks[0].color == "orange", "the colour")
    (item,) = on_disk(sample_library, MARKDOWN)["items"]
    assert item["cp:color"] == "orange"


async def test_overlapping_highlights_are_both_kept(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.caret_at("unilateral")
        await one.keys("v", "i", "p", "1")
        await one.until(lambda: len(one.main.placed) == 1, "the first")
        await one.keys("v", "i", "s", "2")
        await one.until(lambda: len(one.main.placed) == 2, "the second")
        assert {mark.color for mark in one.main.marks} == {"yellow", "green"}


async def test_all_notes_filter_and_go_to_the_passage(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        for name, color in ((MARKDOWN, "4"), (SCRAPE, "5")):
            await one.open(name)
            await one.keys("ctrl+f", "v", "i", "s", color)
            await one.until(lambda: len(one.main.placed) == 1, name)
        await one.keys("A")
        await one.until(lambda: isinstance(one.app.screen, AllNotesScreen), "all notes")
        notes = one.app.screen.query_one(AllNotesList)
        await one.until(lambda: len(notes.rows) == 2, "two notes")
        await one.keys("f")
        await one.until(lambda: isinstance(one.app.screen, ChoiceScreen), "the kinds")
        kinds = one.app.screen
        await one.keys("enter")  # the first that is offered: category, since there are no tags
        await one.until(lambda: one.app.screen not in (kinds, notes.screen), "the colours")
        await one.keys("enter")  # the first of the two that are used: pink
        await one.until(lambda: len(notes.rows) == 1, "one note")
        await one.keys("enter")
        await one.until(lambda: one.main.current == MARKDOWN, "the passage")
        await one.until(lambda: one.reader.has_focus, "the reader")
        mark = one.main.marks[0]
        assert mark.start <= one.reader.caret < mark.end
