"""Pages whose two columns were written across, row by row: each row is one line in the text layer.

Such a line has a gap at the same place as most others of the page; read down one side of it and
then the other, the text makes sense again.
"""

import ctypes
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from notes.documents.pdf.lines import Line

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_FEWEST = 8  # rows that a page of columns has
_SAMPLE = 8  # of fewer, all may have a blank between words at the middle by chance
_NARROWEST = 0.8  # of the size of the text: the space between two columns


def unmixed(lines: list[Line], page: "PdfTextPage", rotation: int) -> list[Line]:
    """The lines of a page, those of a row of columns taken apart where it has such rows."""
    if rotation or len(lines) < _FEWEST:
        return lines
    width = max(line.right for line in lines) - min(line.left for line in lines)
    wide = [number for number, line in enumerate(lines) if line.right - line.left > 0.7 * width]
    if len(wide) < _FEWEST or width <= 0:
        return lines
    if not _has_gutter(lines, wide, page):
        return lines
    return _taken_apart(lines, wide, page)


def _has_gutter(lines: Sequence[Line], wide: Sequence[int], page: "PdfTextPage") -> bool:
    """Whether some rows have nothing at the middle of the page: a quick look, at nearly no cost."""
    middle = (min(lines[n].left for n in wide) + max(lines[n].right for n in wide)) / 2
    step = max(1, len(wide) // _SAMPLE)
    return all(
        page.get_index(middle, lines[n].bottom + lines[n].size / 2, 0, lines[n].size / 2) is None
        for n in wide[::step][:_SAMPLE]
    )


class _Gap(NamedTuple):
    left: float
    right: float


def _parts(line: Line, page: "PdfTextPage") -> list[_Gap]:
    """The gaps in a line that are wide enough to stand between columns."""
    import pypdfium2.raw as pdfium

    middle = line.bottom + line.size / 2
    first = page.get_index(line.left + 0.5, middle, 4, line.size)
    last = page.get_index(line.right - 0.5, middle, 4, line.size)
    if first is None or last is None or not first < last < first + 1000:
        return []
    left, right = ctypes.c_double(), ctypes.c_double()
    bottom, top = ctypes.c_double(), ctypes.c_double()
    before: float | None = None
    gaps = []
    for index in range(first, last + 1):
        if pdfium.FPDFText_GetUnicode(page.raw, index) in (0x20, 0xA0):
            continue
        if not pdfium.FPDFText_GetCharBox(
            page.raw, index, *map(ctypes.byref, (left, right, bottom, top))
        ):
            continue
        if before is not None and left.value - before > _NARROWEST * line.size:
            gaps.append(_Gap(before, left.value))
        before = right.value
    return gaps


def _taken_apart(lines: list[Line], wide: Sequence[int], page: "PdfTextPage") -> list[Line]:
    gaps = {number: found for number in wide if (found := _parts(lines[number], page))}
    left_edge = min(lines[number].left for number in wide)
    right_edge = max(lines[number].right for number in wide)
    every = [gap for found in gaps.values() for gap in found]
    gutter = _gutter(every, len(gaps), left_edge, right_edge)
    if gutter is None or len(gaps) * 3 < len(wide) * 2:
        return lines
    split = [number for number in gaps if any(g.left <= gutter <= g.right for g in gaps[number])]
    if len(split) < _FEWEST:
        return lines
    first, last = split[0], split[-1]
    left: list[Line] = []
    right: list[Line] = []
    for number in range(first, last + 1):
        for part in _sides(lines[number], gutter, page) if number in gaps else [lines[number]]:
            (left if part.left < gutter else right).append(part)
    return [*lines[:first], *left, *right, *lines[last + 1 :]]


def _gutter(gaps: Sequence[_Gap], rows: int, left: float, right: float) -> float | None:
    """The place about the middle that lies within a gap of most rows."""
    margin = (right - left) * 0.3  # nearer to the edge it is a list with page numbers, or a table
    places = Counter(
        middle
        for gap in gaps
        if left + margin < (middle := round((gap.left + gap.right) / 2)) < right - margin
    )
    middles = sorted(places, key=lambda place: -sum(g.left <= place <= g.right for g in gaps))
    if not middles:
        return None
    best = middles[0]
    return best if sum(g.left <= best <= g.right for g in gaps) * 3 >= rows * 2 else None


def _sides(line: Line, gutter: float, page: "PdfTextPage") -> list[Line]:
    """What stands on either side of the gutter; one part where the line runs across it."""
    low, high = line.bottom, line.bottom + line.size
    texts = (
        page.get_text_bounded(line.left - 1, low, gutter, high),
        page.get_text_bounded(gutter, low, line.right + 1, high),
    )
    left, right = (" ".join(text.split()) for text in texts)
    if not left or not right:
        return [line]
    return [
        line._replace(text=left, right=gutter),
        line._replace(text=right, left=gutter + 1),
    ]
