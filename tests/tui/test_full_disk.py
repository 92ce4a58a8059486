"""A disk without room while a note is written: nothing that was typed is lost."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from disks import largest_file
from textual.widgets import TextArea

from tui.screens.note_editor import NoteEditor

MARKDOWN = "united-against-unilateralism.md"


async def begin_note(one: Any) -> None:
    """Open the editor on a passage, when nothing else is being written any more."""
    await one.open(MARKDOWN)
    await one.until(lambda: not one.main.library.index_is_stale(), "the index")
    await one.until(lambda: one.main.activity is None, "the end of indexing")
    await one.caret_at("Moscow")
    await one.keys("a")
    await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")


async def test_on_a_full_disk_what_was_typed_stays_on_the_screen(
    start: Any, sample_library: Path, on_disk: Callable[..., Any]
) -> None:
    async with start(sample_library) as one:
        await begin_note(one)
        with largest_file(0):
            await one.type("precious")
            await one.until(lambda: "could not be kept" in one.said, "the bad news")
            await one.keys("ctrl+s")
            await one.until(lambda: "make room" in one.said, "what can be done")
            assert one.app.screen.query_one(TextArea).text == "precious"
            await one.keys("escape")
            await one.until(lambda: "make room" in one.said, "what can be done")
        assert isinstance(one.app.screen, NoteEditor)
        await one.type(" words")
        await one.keys("ctrl+s")
        await one.saved()
    assert on_disk(sample_library, MARKDOWN)["items"][0]["body"][0]["value"] == "precious words"


async def test_on_a_full_disk_a_note_that_was_sent_off_is_with_the_last_copies(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await begin_note(one)
        with largest_file(0):
            await one.type("precious")
            await one.keys("ctrl+s")
            await one.until(lambda: "make room" in one.said, "what can be done")
            await one.keys("ctrl+s")
            await one.until(lambda: one.main.state_text == "NOT SAVED", "the bad news")
            await one.until(lambda: "precious" in one.app.copies.texts, "the text")
            await one.keys("q")
            await one.until(lambda: one.app._exit, "the end")
    assert not list(sample_library.glob("*.notes.json"))
    assert not [name for name in os.listdir(sample_library) if name.startswith(".")]
