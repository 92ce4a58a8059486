"""Note files that are not what they should be: named, and not a byte of them lost."""

import json
from pathlib import Path
from typing import Any

MARKDOWN = "united-against-unilateralism.md"
FOREIGN = {"@context": "http://example.org/x.jsonld", "type": "Sketch", "items": "none"}
KEPT = ("saved", "not beside the file")
UNUSABLE = {
    "broken": "{ broken",
    "list": "[]",
    "null": "null",
    "foreign": json.dumps(FOREIGN),
    "no text": "\udcff",
    "deep": "[" * 100_000,
}


async def test_note_files_that_cannot_be_used_are_named_and_not_a_byte_of_them_is_lost(
    start: Any, sample_library: Path
) -> None:
    for name, content in UNUSABLE.items():
        (sample_library / f"{name}.txt").write_text("Some words to read.\n")
        sidecar = sample_library / f"{name}.txt.notes.json"
        sidecar.write_text(content, "utf-8", errors="surrogateescape")
    before = {path.read_bytes() for path in sample_library.glob("*.notes.json")}
    assert len(before) == len(UNUSABLE)
    async with start(sample_library) as one:
        for name in UNUSABLE:
            note_file = f"{name}.txt.notes.json"
            await one.open(f"{name}.txt")
            await one.until(lambda f=note_file: f in one.said, f"the news of {name}")
            await one.keys("v", "i", "s", "enter")
            await one.until(lambda: one.main.placed, f"the highlight on {name}")
            await one.until(lambda: one.main.state_text in KEPT, f"where the notes of {name} are")
    assert before <= {path.read_bytes() for path in sample_library.glob("*.notes.*")}
    async with start(sample_library) as two:
        for name in UNUSABLE:
            await two.open(f"{name}.txt")
            await two.until(lambda: two.main.placed, f"the highlight on {name}")


async def test_notes_of_a_newer_version_are_shown_and_never_written(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.keys("v", "i", "s", "enter")
        await one.saved()
    sidecar = sample_library / f"{MARKDOWN}.notes.json"
    page = json.loads(sidecar.read_text("utf-8"))
    newer = page | {"cp:format": page["cp:format"] + 1, "cp:future": {"kept": True}}
    sidecar.write_text(json.dumps(newer), "utf-8")
    before = sidecar.read_bytes()
    async with start(sample_library) as two:
        await two.open(MARKDOWN)
        await two.until(lambda: "newer" in two.said, "the news")
        await two.until(lambda: len(two.main.placed) == 1, "the note that is there")
        await two.caret_at("Moscow")
        await two.keys("v", "w", "2")
        await two.until(lambda: two.main.state_text == "not beside the file", "where it is")
        assert len(two.main.placed) == 2
    assert sidecar.read_bytes() == before
