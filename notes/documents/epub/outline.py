"""The outline of a book: the headings in its text, the lines of its contents, its printed pages."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from notes.documents.epub.navigation import DEEPEST, Entry
from notes.documents.model import Section

_NEAR = 200  # code points: an anchor may stand some words before or after its heading


def outline(
    found: Sequence[Section], pages: Mapping[int, str], entries: Iterable[tuple[int, Entry]]
) -> tuple[Section, ...]:
    """The sections of a text by its headings, the labels of pages by where they begin, and the
    lines of contents and page list with where they lead (code points).

    A line that is a heading in the text stands once. A part and its first chapter may begin at the
    same place: both stay.
    """
    starts = sorted(section.start for section in found)
    levels = {section.start: section.level for section in found}
    headings = {section.start: section for section in found}
    shifts: dict[int, int] = {}
    contents: list[Section] = []
    pages = dict(pages)
    for offset, entry in entries:
        if entry.level == 0:
            pages[offset] = entry.title
            continue
        at = offset
        if offset not in headings or entry.title not in headings[offset].title:
            at = _heading_near(headings, starts, offset, entry.title)
            headings.pop(at, None)
            contents.append(Section(entry.title, entry.level, at))
        if at in levels:
            shifts[at] = entry.level - levels[at]
    return _with_pages([*contents, *_shifted(headings.values(), shifts)], pages)


def _heading_near(
    headings: Mapping[int, Section], starts: Sequence[int], offset: int, title: str
) -> int:
    first, last = bisect_right(starts, offset - _NEAR), bisect_left(starts, offset + _NEAR)
    for start in (offset, *starts[first:last]):
        if start in headings and headings[start].title.casefold() == title.casefold():
            return start
    return offset


def _shifted(headings: Iterable[Section], shifts: Mapping[int, int]) -> Iterable[Section]:
    """Headings as deep as the contents have them; those in between go with the one before them."""
    starts = sorted(shifts)
    for heading in headings:
        number = bisect_right(starts, heading.start) - 1
        shift = shifts[starts[number]] if number >= 0 else 0
        yield heading._replace(level=min(max(heading.level + shift, 1), DEEPEST))


def _with_pages(headings: Sequence[Section], pages: Mapping[int, str]) -> tuple[Section, ...]:
    sections = [Section("", 0, start, label) for start, label in pages.items()]
    sections += headings
    sections.sort(key=lambda section: (section.start, section.level))
    label: str | None = None
    numbered = []
    for section in sections:
        label = section.page if section.level == 0 else label
        numbered.append(Section(section.title, section.level, section.start, label))
    return tuple(numbered)
