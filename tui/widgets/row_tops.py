"""Rows of any height, and the screen line on which each begins; pure."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol

from tui.line_text import Line

_AT_A_TIME = 100  # rows that are measured before the first paint, and then together: some 3 ms


class Row(Protocol):
    """One row: a value that says how high it is and what stands on its lines.

    `height` may be more than the number of `lines`: the rest stays empty, outside the cursor's bar.
    """

    @property
    def id(self) -> str: ...

    @property
    def selectable(self) -> bool: ...

    def height(self, width: int) -> int: ...

    def lines(self, width: int) -> Sequence[Line]: ...


class RowTops:
    """The screen line on which each row begins, at one width.

    With a `row_height`, or at a width of 0 (not laid out yet), nothing is measured. Else the first
    rows are, and the others are taken to be as high as these on average until `measure_more` comes
    to them.
    """

    def __init__(self, rows: Sequence[Row], width: int, row_height: int | None) -> None:
        self.rows = rows
        self.width = width
        self.tops: Sequence[int]
        if row_height is not None or width == 0:
            row_height = row_height or 1
            self.measured = len(rows)
            self.tops = range(0, (len(rows) + 1) * row_height, row_height)
            return
        self.measured = 0
        self._heights: list[int] = []
        self._measure(_AT_A_TIME)

    @property
    def total(self) -> int:
        """The height of all the rows."""
        return self.tops[len(self.rows)]

    @property
    def complete(self) -> bool:
        """Whether every row has been measured."""
        return self.measured >= len(self.rows)

    def at(self, line: int) -> int:
        """The index of the row that has `line`, at most the last one's."""
        return max(0, min(bisect_right(self.tops, line) - 1, len(self.rows) - 1))

    def measure_more(self) -> None:
        """Replace some more guesses by heights."""
        self._measure(_AT_A_TIME)

    def _measure(self, count: int) -> None:
        stop = min(len(self.rows), self.measured + count)
        new = [row.height(self.width) for row in self.rows[self.measured : stop]]
        guess = round(sum(new) / len(new)) if new else 1
        guesses = [guess] * (len(self.rows) - stop)
        self._heights = [*self._heights[: self.measured], *new, *guesses]
        self.measured = stop
        self.tops = list(accumulate(self._heights, initial=0))
