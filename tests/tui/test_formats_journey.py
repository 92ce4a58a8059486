"""Papers and books in the program: listed at once, read in the background, opened with progress."""

import json
from pathlib import Path
from typing import Any

from hostile import HOSTILE
from making_pdf import Words, pdf

BOOK = "four-voices.epub"
PAPER = "counting-a-friendship.pdf"


async def test_papers_are_listed_before_they_are_read_and_the_unreadable_say_why(
    start: Any, sample_library: Path
) -> None:
    for name in ("endless-work.pdf", "locked.pdf"):
        (sample_library / name).write_bytes(HOSTILE[name]())
    async with start(sample_library) as one:
        assert {PAPER, BOOK, "endless-work.pdf"} <= {row.id for row in one.main.documents}
        await one.until(lambda: one.main._indexer is not None, "reading")
        await one.keys("f6")
        await one.until(lambda: one.main._indexer is None, "the end of reading")
        await one.keys("f5")

        def rows() -> dict[str, Any]:
            return {row.id: row for row in one.main.documents}

        await one.until(lambda: rows()["locked.pdf"].error, "a reason")
        await one.until(lambda: rows()[PAPER].title.startswith("Counting"), "a title")
        assert rows()["locked.pdf"].error == (
            "it is locked with a password; save a copy without one"
        )


async def test_a_long_document_says_how_far_it_is_and_a_passage_of_it_has_its_page(
    start: Any, sample_library: Path
) -> None:
    pages = [[Words(72, 700, f"Words of the page {number + 1}")] for number in range(60)]
    (sample_library / "long.pdf").write_bytes(HOSTILE["a-million-pages.pdf"]())
    (sample_library / "paper.pdf").write_bytes(pdf(pages, title="A paper", author="Ada Example"))
    told: list[str] = []
    async with start(sample_library) as one:
        one.main.watch(one.main, "activity", lambda activity: told.append(activity or ""))
        one.main.open_document("long.pdf")
        await one.until(lambda: one.main.current == "long.pdf", "the long document")
        assert any(" of 5,000" in each for each in told)
        await one.open("paper.pdf")
        await one.caret_at("page 42")
        await one.keys("V", "enter")
        await one.saved()
        await one.until(lambda: "p. " in one.main.reading_time, "the page")
    written = json.loads((sample_library / "paper.pdf.notes.json").read_text("utf-8"))
    selectors = {s["type"]: s for s in written["items"][0]["target"]["selector"]}
    assert selectors["TextQuoteSelector"]["exact"].startswith("Words of the page 42")
    assert selectors["FragmentSelector"]["value"] == "page=42"


async def test_a_reference_leads_to_its_note_and_back(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.open(BOOK)
        await one.caret_at("For the prosecutor there is a plan")
        await one.keys("g", "f")
        note = one.reader.text.index("[1] Compare the sample")
        await one.until(lambda: one.reader.caret == note, "the note")
        await one.keys("g", "f")
        reference = one.reader.text.index("[1]")
        await one.until(lambda: one.reader.caret == reference, "the reference")
        await one.caret_at("Try the outline")
        await one.keys("g", "f")
        await one.until(lambda: one.reader.caret == note, "where one came from")
