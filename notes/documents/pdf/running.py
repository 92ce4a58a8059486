"""Running heads and feet: lines at the edge of pages that come again from page to page."""

import re
from collections import Counter
from collections.abc import Sequence

from notes.documents.pdf.lines import Line

_EDGE = 3  # lines at the head and at the foot of a page that may be running ones
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|стр\.)\s*)?(?:\d{1,5}|[ivxlc]{1,8})(?:\s*(?:/|of|von|из)\s*\d{1,5})?\W*",
    re.IGNORECASE,
)
_FEWEST = 2  # pages
_SHORT = 6  # pages of a document in which two make a run


def running_lines(pages: Sequence[Sequence[Line]]) -> list[tuple[frozenset[int], frozenset[int]]]:
    """For each page the numbers of its lines that are running heads, and running feet."""
    edges = [_edges(lines) for lines in pages]
    heads = _coming_again(pages, [head for head, _ in edges])
    feet = _coming_again(pages, [foot for _, foot in edges])
    return list(zip(heads, feet, strict=True))


def _edges(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """The numbers of the highest and of the lowest lines, the outermost first."""
    order = sorted(range(len(lines)), key=lambda number: -lines[number].bottom)
    if len(order) < 2 * _EDGE:  # a page with a few words has no edge; its number may still be there
        half = len(order) // 2
        return order[:half], order[: half - 1 if half else None : -1]
    return order[:_EDGE], order[: -_EDGE - 1 : -1]


def _coming_again(
    pages: Sequence[Sequence[Line]], edges: Sequence[Sequence[int]]
) -> list[frozenset[int]]:
    if len(pages) < _FEWEST:
        return [frozenset()] * len(pages)
    kept = [
        {number: _form(pages[page][number]) for number in numbers}
        for page, numbers in enumerate(edges)
    ]
    often = _often([set(forms.values()) for forms in kept])
    # Left and right pages differ, and chapters have heads of their own.
    enough = _FEWEST if len(pages) < _SHORT else max(_FEWEST + 1, min(len(pages) // 8, 12))
    return [
        frozenset(number for number, form in forms.items() if often[form] >= enough)
        for forms in kept
    ]


def _often(pages: Sequence[set[tuple[str, int]]]) -> Counter[tuple[str, int]]:
    """On how many pages each form stands, not counting those far from any other: chapters."""
    often: Counter[tuple[str, int]] = Counter()
    for number, forms in enumerate(pages):
        near = set().union(*pages[max(0, number - 2) : number], *pages[number + 1 : number + 3])
        often.update(forms & near)
    return often


def _form(line: Line) -> tuple[str, int]:
    """What a running line has in common with those of other pages: its words and its height."""
    text = line.text.strip()
    if _PAGE_NUMBER.fullmatch(text):
        return "#", round(line.bottom / 6)
    return _DIGITS.sub("#", text.lower()), round(line.bottom / 6)
