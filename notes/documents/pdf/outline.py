"""The headings of a PDF: its outline where it has one, else the lines set larger than the text."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from notes.documents.model import Section
from notes.documents.pdf.assembly import Assembled
from notes.documents.visible import tidy

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MOST = 5_000
_LONGEST_HEADING = 150
_LARGER = 1.15
_WORD = re.compile(r"\w")


def entries(pdf: "PdfDocument") -> Iterator[tuple[str, int, int]]:
    """Title, level (1-6) and page (from 0) of each entry of the outline that leads to a page."""
    for bookmark in islice(pdf.get_toc(max_depth=15), _MOST):
        destination = bookmark.get_dest()
        page = destination.get_index() if destination else None
        title = tidy(bookmark.get_title(), 300)
        if title and page is not None and 0 <= page < len(pdf):
            yield title, min(bookmark.level + 1, 6), page


def sections_of(
    outline: Sequence[tuple[str, int, int]], made: Assembled, labels: Sequence[str]
) -> list[Section]:
    """The outline as sections, each where its words stand on its page, else where that begins.

    A running head has the words of its chapter, but is not where that begins.
    """
    text, starts = made.text, made.starts
    running = [span.start for span in made.running]
    found = []
    last = 0
    for title, level, page in outline:
        if page >= len(starts):
            continue
        end = starts[page + 1] if page + 1 < len(starts) else len(text)
        begin = max(starts[page], last if last < end else 0)
        words = r"\s+".join(map(re.escape, title.split()))
        found_here = re.compile(words, re.IGNORECASE).finditer(text, begin, end)
        match = next((one for one in found_here if not _is_in(one.start(), made, running)), None)
        start = match.start() if match else starts[page]
        last = match.end() if match else last
        found.append(Section(title, level, start, labels[page]))
    return found


def _is_in(offset: int, made: Assembled, running: Sequence[int]) -> bool:
    """Whether an offset is in a running head or foot; `running` are their starts."""
    number = bisect_right(running, offset) - 1
    return number >= 0 and offset < made.running[number].end


def larger_headings(
    paragraphs: Sequence[tuple[int, str, float, str]],
) -> list[Section]:
    """Short paragraphs set larger than most of the text: (start, text, size, page label) each."""
    sizes: Counter[float] = Counter()
    for _, text, size, _ in paragraphs:
        sizes[round(size, 1)] += len(text)
    if not sizes:
        return []
    body = sizes.most_common(1)[0][0]
    large = [p for p in paragraphs if p[2] > _LARGER * body and _is_heading(p[1])]
    ranks = sorted({round(size) for _, _, size, _ in large}, reverse=True)
    return [
        Section(" ".join(text.split()), min(ranks.index(round(size)) + 1, 6), start, label)
        for start, text, size, label in large[:_MOST]
    ]


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and len(_WORD.findall(text)) >= 3
