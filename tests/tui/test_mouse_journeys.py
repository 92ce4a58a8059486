"""Whole journeys by mouse; what counts is what is on disk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mouse import Mouse
from notes_on_disk import words_of

from notes.library import Library
from tui.screens.all_notes import AllNotesList, AllNotesScreen
from tui.screens.check import CheckScreen
from tui.screens.note_editor import NoteEditor
from tui.screens.trash import TrashScreen
from tui.widgets.notes_panel import NoteList

MARKDOWN = "united-against-unilateralism.md"


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_whole_job_by_mouse_but_for_the_words(
    start: Any, sample_library: Path, on_disk: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with start(sample_library, size=size) as one:
        mouse = Mouse(one)
        await one.until(lambda: not one.main.library.index_is_stale(), "the index")
        await mouse.hint("filter")  # not all documents have room in a small window
        await one.type("united")
        await mouse.click("United against")
        await one.until(lambda: one.main.current == MARKDOWN, "the document")

        await mouse.click("search")
        await one.type("unilateralism")
        await one.until(lambda: one.main.answer and one.main.answer.matches, "an answer")
        results = one.main.query_one("ResultList")
        await mouse.click_at(results.region.x + 4, results.region.y + 1)
        await one.until(lambda: one.reader.matches, "lit words")

        await mouse.select("unilateralism")
        await mouse.hint("note")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        await one.type("Against whom?\n#rhetoric")
        await mouse.hint("colour")
        await mouse.hint("save")
        await one.until(lambda: one.main.notes and one.main.notes[0].note, "the note")
        await one.saved()

        await mouse.hint("cite")
        await one.until(lambda: len(one.app.copies), "the citation")
        assert one.app.copies.texts[0] == one.main.library.cite(one.main.current, "apa")

        await mouse.hint("all notes") if size[0] > 80 else await mouse.help("All notes of the")
        await one.until(lambda: isinstance(one.app.screen, AllNotesScreen), "all notes")
        notes = one.app.screen.query_one(AllNotesList)
        await one.until(lambda: len(notes.rows) == 1, "the note")
        await mouse.click("Against whom?")
        await one.until(lambda: one.app.screen is one.main, "the passage")
        await one.until(lambda: one.reader.caret == one.main.marks[0].start, "the passage")

        await mouse.hint("quit") if size[0] > 80 else await mouse.help("Close this, or quit")
        await one.until(lambda: one.app._exit, "the end")
        name = one.main.current
    (item,) = on_disk(sample_library, name)["items"]
    assert words_of(item).casefold() == "unilateralism"
    assert item["cp:color"] == "green"
    assert [body["value"] for body in item["body"]] == ["Against whom?\n#rhetoric", "rhetoric"]


async def test_a_note_in_doubt_is_settled_by_mouse(
    start: Any, tmp_path: Path, on_disk: Callable[..., Any]
) -> None:
    source = tmp_path / "river.txt"
    old = "In spring the ice went out with a noise like guns. Everybody came to watch.\n"
    new = "When the thaw came the ice broke up with the noise of guns.\n\nThey all watched it.\n"
    source.write_text(old, "utf-8")
    with Library(tmp_path) as library:
        document = library.open("river.txt")
        library.annotate(document, old.index("the ice"), old.index("."), note="why?")
        library.annotate(document, old.index("Everybody"), len(old) - 2, note="who?")
    source.write_text(f"A preface, and nothing that was there before.\n\n{new}", "utf-8")
    async with start(tmp_path) as one:
        mouse = Mouse(one)
        await one.open("river.txt")
        assert [placed.state for placed in one.main.placed] == ["lost", "lost"]
        panel = one.main.query_one(NoteList)
        await mouse.click("why?", panel)
        await one.until(lambda: isinstance(one.app.screen, CheckScreen), "the old and the new")
        await mouse.hint("this is it")
        await one.until(lambda: len(one.main.marks) == 1, "the place")

        await mouse.click("who?", panel)
        await one.until(lambda: isinstance(one.app.screen, CheckScreen), "the old and the new")
        await mouse.hint("choose in the text")
        await one.until(lambda: one.main.placing is not None, "the choosing")
        await mouse.select("They all watched it")
        await mouse.hint("put it here")
        await one.until(lambda: len(one.main.marks) == 2, "the words")

        await mouse.help("Deleted notes: look")
        await one.until(lambda: isinstance(one.app.screen, TrashScreen), "the trash")
        await one.keys("escape")
    found = [words_of(item) for item in on_disk(tmp_path, "river.txt")["items"]]
    assert found == ["ice broke up with the noise of guns", "They all watched it"]
