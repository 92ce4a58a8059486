"""Tags are completed as a note is typed, and Tab never takes one elsewhere in the middle of one."""

from pathlib import Path
from typing import Any

from textual.widgets import TextArea

from notes.library import Library
from tui.screens.note_editor import NoteEditor

COLUMN = "reading-the-axis-column.txt"


async def test_tab_completes_a_tag_stays_in_a_new_one_and_else_goes_on(
    start: Any, sample_library: Path
) -> None:
    with Library(sample_library) as library:
        document = library.open(COLUMN)
        library.annotate(document, 900, 907, note="#sanctions", tags=["sanctions"])
    async with start(sample_library) as one:
        await one.open(COLUMN)
        await one.until(lambda: "sanctions" in one.main.known_tags, "the tags")
        await one.keys("a")
        editor = await one.in_front(NoteEditor)
        text = editor.query_one(TextArea)
        await one.type("see #san")
        await one.keys("tab")
        await one.type("and #zoll")
        await one.keys("tab")
        await one.until(lambda: "No tag begins with #zoll" in one.said, "a word about the tag")
        await one.type("amt ")
        assert text.text == "see #sanctions and #zollamt "
        await one.keys("tab")
        await one.until(lambda: editor.query_one("#tags").has_focus, "the next field")
        await one.keys("ctrl+s")
        await one.saved()
        (_, made) = sorted(one.main.notes, key=lambda row: len(row.tags))
        assert set(made.tags) == {"sanctions", "zollamt"}
