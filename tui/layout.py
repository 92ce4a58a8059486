"""Wrapping a text to a width, and going between its offsets and the cells they stand in.

Offsets are code points into the text, rows and cells count from 0. A row holds its own newline or
the blanks it was broken at, which hang over its end, so that every offset lies in exactly one row.
"""

from array import array
from bisect import bisect_right
from typing import NamedTuple

from tui.cells import Piece, next_not_narrow, next_piece, pieces

# Punctuation that must not begin a row of ideographs (JIS X 4051, the common part).
_NEVER_FIRST = frozenset("、。，．：；？！）］｝〉》」』】〕〗ー…‥・ゝゞ々")


class Cell(NamedTuple):
    """A place in a layout."""

    row: int
    cell: int


class Layout:
    """A text wrapped to `width` cells; immutable.

    A word longer than the width is broken; an ideograph may begin a row anywhere; a base and its
    combining marks, a flag or a joined emoji are never divided.
    """

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(1, width)
        self._starts = _row_starts(text, self.width)

    @property
    def rows(self) -> int:
        """How many rows there are; at least one."""
        return len(self._starts)

    def row_of(self, offset: int) -> int:
        """The row in which `offset` stands."""
        return bisect_right(self._starts, max(0, offset)) - 1

    def row_start(self, row: int) -> int:
        """The first offset of a row."""
        return self._starts[row]

    def row_span(self, row: int) -> tuple[int, int]:
        """The offsets of a row, half-open, without its newline but with its hanging blanks."""
        start = self._starts[row]
        if row + 1 == len(self._starts):
            return start, len(self.text)
        end = self._starts[row + 1]
        return start, end - 1 if end > start and self.text[end - 1] == "\n" else end

    def visible_span(self, row: int) -> tuple[int, int]:
        """The offsets of a row without the blanks at its end."""
        start, end = self.row_span(row)
        return start, start + len(self.text[start:end].rstrip(" \t"))

    def display(self, row: int) -> list[Piece]:
        """What is shown in a row, from its first cell on."""
        return list(pieces(self.text, *self.row_span(row)))

    def cell_of(self, offset: int) -> Cell:
        """The first cell of the character at `offset`; a newline stands after the row's last."""
        offset = min(max(0, offset), len(self.text))
        row = self.row_of(offset)
        cell = 0
        for piece in pieces(self.text, *self.row_span(row)):
            if offset < piece.end:
                if piece.uniform:
                    cell += (offset - piece.start) * _each(piece)
                break
            cell += piece.cells
        return Cell(row, cell)

    def offset_at(self, row: int, cell: int) -> int:
        """The offset of the character that covers a cell; after the end, what ends the row.

        That is its newline, the last character of a wrapped row, or the length of the text.
        """
        row = min(max(0, row), len(self._starts) - 1)
        start, end = self.row_span(row)
        left = max(0, cell)
        last = start
        for piece in pieces(self.text, start, end):
            each = _each(piece)
            if left < piece.cells:
                return piece.start + (left // each if piece.uniform else 0)
            left -= piece.cells
            last = piece.end - 1 if piece.uniform else piece.start
        ends_here = end == len(self.text) or self.text[end] == "\n"
        return end if ends_here and not self._wraps(row, end) else last

    def cluster_of(self, offset: int) -> tuple[int, int]:
        """The half-open span of the character as seen at `offset`, with all that joins it."""
        for piece in pieces(self.text, *self.row_span(self.row_of(offset))):
            if offset < piece.end:
                return (offset, offset + 1) if piece.uniform else (piece.start, piece.end)
        return offset, min(offset + 1, len(self.text))

    def _wraps(self, row: int, end: int) -> bool:
        return row + 1 < len(self._starts) and self._starts[row + 1] == end


def _each(piece: Piece) -> int:
    """How many cells one character of a piece takes."""
    return piece.cells // (piece.end - piece.start) if piece.uniform else piece.cells


def _row_starts(text: str, width: int) -> "array[int]":
    """The first offset of every row: paragraphs that are plainly one cell a character go fast."""
    starts: array[int] = array("Q")
    add, find, rfind = starts.append, text.find, text.rfind
    size = len(text)
    plain_until = next_not_narrow(text, 0)
    start = 0
    while start <= size:
        end = find("\n", start)
        if end < 0:
            end = size
        add(start)
        if plain_until < start:
            plain_until = next_not_narrow(text, start)
        if plain_until < end:
            _wrap_by_cells(text, start, end, width, starts)
        else:
            while end - start > width:
                blank = rfind(" ", start, start + width + 1)
                start = start + width if blank < 0 else blank + 1
                while start < end and text[start] == " ":
                    start += 1
                if start == end:
                    break
                add(start)
        start = end + 1
    return starts


def _wrap_by_cells(text: str, start: int, end: int, width: int, starts: "array[int]") -> None:
    """Add the starts of all rows but the first of the paragraph `text[start:end]`."""
    while True:
        start = _row_end(text, start, end, width)
        while start < end and text[start] == " ":
            start += 1
        if start >= end:
            return
        starts.append(start)


def _row_end(text: str, start: int, end: int, width: int) -> int:
    """Where the row that begins at `start` ends, in a paragraph that ends at `end`."""
    room = width
    break_at = 0
    position = start
    while position < end:
        piece = next_piece(text, position, end)
        each = _each(piece)
        if piece.cells <= room:
            room -= piece.cells
            if each > 1:
                break_at = piece.end
            elif piece.uniform and (blank := text.rfind(" ", position, piece.end)) >= 0:
                break_at = blank + 1
            position = piece.end
            continue
        if not piece.uniform:
            return _broken(start, break_at or position, piece.end)
        fits = position + room // each
        if each > 1:
            least = max(position, start + 1)
            return _kept_together(text, least, max(fits, least))
        blank = text.rfind(" ", position, fits + 1)
        return blank + 1 if blank >= 0 else _broken(start, break_at or fits, position + 1)
    return end


def _broken(start: int, at: int, least: int) -> int:
    """The break, or where that would leave the row empty, the least that a row must hold."""
    return at if at > start else least


def _kept_together(text: str, least: int, at: int) -> int:
    """Move a break among ideographs back by up to two, so that no closing mark begins a row."""
    for back in range(at, max(least, at - 2) - 1, -1):
        if text[back : back + 1] not in _NEVER_FIRST:
            return back
    return at
