"""Highlights as the reader is given them, arranged so that a row finds its own at once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

Span = tuple[int, int]


class Mark(NamedTuple):
    """A highlight to be shown: offsets are code points, half-open; `mark_char` is one cell wide.

    `uncertain` says that somebody should check whether it stands on the right words.
    """

    id: str
    start: int
    end: int
    color: str
    mark_char: str
    uncertain: bool = False


class Stretch(NamedTuple):
    """A part of the text that the same highlights cover; `top` wins, `below` lies under it."""

    start: int
    end: int
    top: Mark
    below: Mark | None


class SpanIndex:
    """Spans in order and apart from each other; finds those that touch a row by bisection."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans = sorted(span for span in spans if span[0] < span[1])
        self.starts = [start for start, _ in self.spans]

    def touching(self, start: int, end: int) -> list[Span]:
        """The spans that share a character with `start` to `end`."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_left(self.starts, end, first)
        found = self.spans[first:last]
        return found[1:] if found and found[0][1] <= start else found


class MarkIndex:
    """Highlights cut into stretches that do not overlap: of two, the later begun one is on top."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.marks = sorted(
            (mark for mark in marks if mark.start < mark.end),
            key=lambda mark: (mark.start, -mark.end),
        )
        self.stretches = _stretches(self.marks)
        self._starts = [stretch.start for stretch in self.stretches]

    def touching(self, start: int, end: int) -> list[Stretch]:
        """The stretches that share a character with `start` to `end`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end, first)
        found = self.stretches[first:last]
        return found[1:] if found and found[0].end <= start else found

    def at(self, offset: int) -> Mark | None:
        """The highlight that is on top at `offset`."""
        return next((stretch.top for stretch in self.touching(offset, offset + 1)), None)


def _stretches(marks: Sequence[Mark]) -> list[Stretch]:
    """Sweep over the bounds of `marks` (in order), keeping a stack of those that are open."""
    bounds = sorted({bound for mark in marks for bound in (mark.start, mark.end)})
    waiting = iter(marks)
    upcoming = next(waiting, None)
    opened: list[Mark] = []
    found = []
    for start, end in pairwise(bounds):
        opened = [mark for mark in opened if mark.end > start]
        while upcoming and upcoming.start == start:
            opened.append(upcoming)
            upcoming = next(waiting, None)
        if opened:
            found.append(Stretch(start, end, opened[-1], opened[-2] if opened[1:] else None))
    return found
