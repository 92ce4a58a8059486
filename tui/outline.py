"""The contents of a document as lines to choose from: headings, then pages. Pure: no Textual."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from notes.documents.model import Document, Section

WORDS = 60  # code points of a page that stand for it


class Entry(NamedTuple):
    """A line: where it leads (code point; None for a line that only names what follows)."""

    start: int | None
    text: str
    remark: str = ""
    level: int = 0


def outline(document: Document) -> tuple[Entry, ...]:
    """The headings, indented from the outermost that there is, and the pages with their words."""
    headings = [section for section in document.sections if section.level]
    pages = [section for section in document.sections if not section.level]
    outermost = min((section.level for section in headings), default=1)
    entries = [
        Entry(one.start, one.title or "(without words)", _page(one), one.level - outermost)
        for one in headings
    ]
    if pages and headings:
        entries.append(Entry(None, "Pages"))
    entries += _pages(pages, document)
    return tuple(entries)


def current(entries: Sequence[Entry], offset: int) -> int | None:
    """Where the section begins in which `offset` is, else None; of a page and a heading, that."""
    for part in _parts(entries):
        starts = sorted(entry.start for entry in part if entry.start is not None)
        place = bisect_right(starts, offset)
        if place:
            return starts[place - 1]
    return None


def _parts(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """The headings, and the pages, if both are there."""
    at = next((place for place, entry in enumerate(entries) if entry.start is None), len(entries))
    yield entries[:at]
    yield entries[at + 1 :]


def _page(section: Section) -> str:
    return f"p. {section.page}" if section.page else ""


def _pages(pages: Sequence[Section], document: Document) -> Iterator[Entry]:
    """Each page with the words it begins with; what runs over all of them tells none apart."""
    running = document.content.boilerplate
    place = 0
    for number, page in enumerate(pages):
        end = pages[number + 1].start if number + 1 < len(pages) else len(document.text)
        begin = page.start
        while place < len(running) and running[place].end <= begin:
            place += 1
        while place < len(running) and running[place].start < end:
            if document.text[begin : running[place].start].strip():
                break
            begin = running[place].end
            place += 1
        if place < len(running):
            end = min(end, running[place].start)
        words = " ".join(document.text[begin : min(end, begin + 4 * WORDS)].split())[:WORDS]
        yield Entry(page.start, f"Page {page.page or number + 1}", words)
