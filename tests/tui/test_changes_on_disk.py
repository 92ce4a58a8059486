"""Files that are damaged, edited, moved or gone, also while they are open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from notes.library import Library
from tui.screens.note_editor import NoteEditor

MARKDOWN = "united-against-unilateralism.md"
SCRAPE = "friends-of-steel-scrape.txt"


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
        assert "kept as" in one.said
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


async def test_notes_of_another_program_appear_by_themselves(
    start: Any, sample_library: Path
) -> None:
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
        await one.until(lambda: one.said, "a message")
        assert "not there any more; F5 scans again" in one.said
