"""Whole journeys through the real app on real files, by keys; what counts is what is on disk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, TextArea

from notes.library import Library
from tui.screens.all_notes import AllNotesList, AllNotesScreen
from tui.screens.choice import ChoiceScreen
from tui.screens.help import HelpScreen
from tui.screens.note_editor import NoteEditor
from tui.widgets.document_list import DocumentList
from tui.widgets.find_bar import FindBar
from tui.widgets.hint import FirstHint
from tui.widgets.key_bar import KeyBar
from tui.widgets.search_pane import QueryInput

MARKDOWN = "united-against-unilateralism.md"
SCRAPE = "friends-of-steel-scrape.txt"


def words_of(item: dict[str, Any]) -> str:
    found: str = item["target"]["selector"][0]["exact"]
    return found


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
        await one.until(lambda: one.main.answer and one.main.answer.matches, "an answer")
        begun = one.main.answer.documents
        await one.keys("space")
        await one.until(lambda: one.main.answer.query.endswith(" "), "an answer to the whole word")
        assert (begun > 0, one.main.answer.documents) == (True, 0)
        await one.keys(*["backspace"] * len("china unilat "))
        await one.type("unilateral")
        await one.until(lambda: one.main.answer and one.main.answer.matches, "an answer")
        await one.keys("down", "enter")
        await one.until(lambda: one.reader.matches, "lit matches")
        start_, end = one.reader.matches[0]
        assert one.reader.text[start_:end].casefold().startswith("unilateral")
        before = one.reader.caret
        await one.keys("n")
        assert one.reader.caret != before
        assert any(s <= one.reader.caret < e for s, e in one.reader.matches)


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


async def test_find_in_the_document(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.keys("g", "g", "/")
        await one.until(lambda: one.main.query_one(FindBar).has_class("-open"), "the find bar")
        await one.type("moscow")
        await one.until(lambda: one.reader.matches, "matches")
        total = len(one.reader.matches)
        assert one.main.found_text == f"1 of {total}"
        await one.keys("enter")
        await one.until(lambda: one.main.key_bars[0].message == f"1 of {total}", "which it is")
        start_, end = next(m for m in one.reader.matches if m[0] <= one.reader.caret < m[1])
        assert one.reader.text[start_:end].casefold() == "moscow"
        await one.keys("n")
        assert one.main.key_bars[0].message == f"2 of {total}"
        await one.keys("backspace")
        assert one.reader.caret == start_
        before = one.reader.matches
        await one.keys("slash", "z", "z", "escape")
        await one.until(lambda: not one.reader.matches, "the light is out")
        await one.keys("l", "*")
        await one.until(lambda: one.reader.caret > end, "the next one")
        assert one.reader.matches == before
        assert one.reader.caret == before[before.index((start_, end)) + 1][0]


async def test_filter_and_sort_the_documents(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        documents = one.main.query_one(DocumentList)
        await one.keys("/")
        await one.type("steel")
        await one.until(lambda: len(documents.rows) == 1, "one document")
        await one.keys("escape")
        await one.until(lambda: len(documents.rows) == 7, "all documents")
        by_title = [row.id for row in documents.rows]
        await one.keys("s", "s")
        await one.until(lambda: [row.id for row in documents.rows] != by_title, "another order")


async def test_help_palette_and_the_first_hint(start: Any, sample_library: Path) -> None:
    async with start(sample_library, first_run=True) as one:
        assert one.main.query(FirstHint)
        await one.keys("x")
        await one.until(lambda: not one.main.query(FirstHint), "no hint")
        await one.keys("?")
        await one.until(lambda: isinstance(one.app.screen, HelpScreen), "help")
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the main screen")
        await one.keys("ctrl+p")
        await one.until(lambda: one.app.screen is not one.main, "the palette")
        await one.type("dark theme")
        await one.pilot.pause(0.5)
        await one.keys("enter")
        await one.until(lambda: one.app.theme == "ink", "the dark theme")


async def test_a_sequence_shows_what_can_follow_and_escape_drops_it(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.keys("y")
        bar = one.main.query_one(KeyBar)
        assert bar.pending == "y"
        assert any(label == "citation" for _, label, _ in bar.hints)
        await one.keys("escape")
        assert bar.pending == ""
        assert one.reader.has_focus


async def test_text_of_documents_is_never_markup(start: Any, tmp_path: Path) -> None:
    name = "see [p. 4] [red]x[!].txt"
    (tmp_path / name).write_text(
        "A title like [/b] see [/p. 4]\n\nBody \x1b[31mred\x07 [/] text.\n"
    )
    async with start(tmp_path) as one:
        await one.open(name)
        await one.keys("v", "i", "s", "enter")
        await one.saved()
        assert one.main.heading == "A title like [/b] see [/p. 4]"
        screen = one.app.export_screenshot()
        assert "\x1b" not in screen
        assert "\x07" not in screen


async def write_note(one: Any, text: str) -> None:
    await one.keys("a")
    await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
    await one.type(text)
    await one.keys("ctrl+s")


async def test_a_damaged_note_file_is_set_aside_and_a_new_one_begun(
    start: Any, sample_library: Path, on_disk: Callable[..., Any]
) -> None:
    (sample_library / f"{MARKDOWN}.notes.json").write_text("{ broken", "utf-8")
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await write_note(one, "precious")
        await one.saved()
        assert "kept as" in one.main.query_one(KeyBar).message
    (item,) = on_disk(sample_library, MARKDOWN)["items"]
    assert item["body"][0]["value"] == "precious"
    (aside,) = sample_library.glob(f"{MARKDOWN}.notes.corrupt-*")
    assert aside.read_text("utf-8") == "{ broken"


async def test_notes_that_cannot_lie_beside_their_source_are_kept_and_said_so(
    start: Any, sample_library: Path
) -> None:
    newer = '{"cp:format": 99, "cp:document": {"id": "urn:uuid:1"}, "items": []}'
    (sample_library / f"{MARKDOWN}.notes.json").write_text(newer, "utf-8")
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await write_note(one, "precious")
        await one.until(lambda: one.main.state_text == "not beside the file", "the state")
        assert one.main.notes[0].note == "precious"
    assert (sample_library / f"{MARKDOWN}.notes.json").read_text("utf-8") == newer
    async with start(sample_library) as two:
        await two.open(MARKDOWN)
        await two.until(lambda: two.main.notes, "the note of the last session")
        assert two.main.notes[0].note == "precious"


@pytest.mark.parametrize("size", [(20, 5), (60, 20), (80, 24), (200, 60)])
async def test_every_size_opens_reads_and_searches(
    start: Any, sample_library: Path, size: tuple[int, int]
) -> None:
    async with start(sample_library, size=size) as one:
        await one.keys("enter")
        await one.until(lambda: one.reader.has_focus, "the reader")
        await one.keys("z", "z", "S")
        await one.until(lambda: isinstance(one.main.focused, QueryInput), "the query")
        await one.keys("escape")
        await one.until(lambda: isinstance(one.main.focused, DocumentList), "the documents")


async def test_notes_of_another_program_appear_by_themselves(
    start: Any, sample_library: Path
) -> None:
    from notes.library import Library

    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.until(lambda: one.main.is_following, "a first look at the disk")
        with Library(sample_library) as other:
            other.annotate(other.open(MARKDOWN), 0, 10, note="from elsewhere")
        await one.until(lambda: one.main.notes, "the other's note")
        await one.caret_at("Moscow")
        await one.keys("v", "w", "enter")
        await one.until(lambda: len(one.main.placed) == 2, "both notes")


async def test_a_source_that_is_edited_meanwhile_is_shown_anew_at_the_same_place(
    start: Any, sample_library: Path
) -> None:
    source = sample_library / MARKDOWN
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.caret_at("Moscow")
        await one.keys("v", "i", "s", "2")
        await one.until(lambda: one.main.marks, "a highlight")
        await one.until(lambda: one.main.is_following, "a first look at the disk")
        source.write_text(source.read_text("utf-8") + "\nA new last line.\n", "utf-8")
        await one.until(lambda: "A new last line." in one.reader.text, "the new text")
        mark = one.main.marks[0]
        assert "Moscow" in one.reader.text[mark.start : mark.end]
        assert one.reader.top_offset > 0 or "Moscow" in one.reader.text[:2000]


async def test_a_source_that_was_moved_takes_its_notes_along(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.keys("v", "w", "enter")
        await one.saved()
    (sample_library / MARKDOWN).rename(sample_library / "renamed.md")
    async with start(sample_library) as two:
        await two.until(lambda: (sample_library / "renamed.md.notes.json").exists(), "the notes")
        await two.open("renamed.md")
        await two.until(lambda: len(two.main.placed) == 1, "the highlight")


async def test_a_document_that_vanishes_is_one_line(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        (sample_library / SCRAPE).unlink()
        one.main.open_document(SCRAPE)
        await one.until(lambda: one.main.query_one(KeyBar).message, "a message")
        assert "not there any more" in one.main.query_one(KeyBar).message


async def test_the_query_field_keeps_its_letters(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.keys("S")
        await one.type("quiz")
        assert one.main.query_one(QueryInput).value == "quiz"
        assert isinstance(one.main.focused, Input)
