"""Aligning a text with its revision: what stayed in order, what moved, what is only in one.

Unique shingles give certain places; the longest increasing chain of them is what stayed in order.
Shingles that stand once among what is left, elsewhere, are passages that moved. What then remains
between certain places is aligned letter by letter. All offsets are into folded texts.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from notes.annotations.anchoring.folding import Folded
from notes.annotations.anchoring.gaps import MOST_CELLS, align_gap
from notes.annotations.anchoring.growing import common_prefix, common_suffix, extended, gaps
from notes.annotations.anchoring.moving import moved_passages
from notes.annotations.anchoring.shingles import (
    LARGE,
    Block,
    Interval,
    common_shingles,
    have_shingle_in_common,
    longest_chain,
)
from notes.annotations.anchoring.sliding import slide

_LONG, _SHORT = 6, 3  # words in a shingle
_LEAST_END = 16  # so many equal code points at an end are no coincidence
_SMALL_GAP = 40_000  # cells that need no shingles first


class Alignment:
    """The equal runs of two folded texts, sorted by their place in the old one; none overlap.

    `is_unlike` where the texts are large and the one is no revision of the other.
    """

    def __init__(
        self, old: Folded, new: Folded, blocks: Iterable[Block], *, is_unlike: bool = False
    ) -> None:
        self.old, self.new = old, new
        self.is_unlike = is_unlike
        self.blocks = sorted(blocks)
        self._old_starts = [block.old for block in self.blocks]
        self._by_new = sorted(self.blocks, key=lambda block: block.new)
        self._new_starts = [block.new for block in self._by_new]

    def within(self, start: int, end: int) -> list[Block]:
        """The parts of blocks that lie in `[start, end)` of the old text."""
        found = []
        for number in range(max(0, bisect_right(self._old_starts, start) - 1), len(self.blocks)):
            block = self.blocks[number]
            if block.old >= end:
                break
            skip = max(0, start - block.old)
            length = min(block.old_end, end) - block.old - skip
            if length > 0:
                found.append(Block(block.old + skip, block.new + skip, length))
        return found

    def foreign(self, start: int, end: int, but: Interval) -> int:
        """How much of `[start, end)` of the new text comes from the old one outside `but`."""
        foreign = 0
        for number in range(max(0, bisect_right(self._new_starts, start) - 1), len(self._by_new)):
            block = self._by_new[number]
            if block.new >= end:
                break
            if block.old_end <= but[0] or block.old >= but[1]:
                foreign += max(0, min(end, block.new_end) - max(start, block.new))
        return foreign

    @cached_property
    def unclaimed(self) -> str:
        """The new text with all that comes from the old one blotted out."""
        return blotted(self.new.text, [(b.new, b.new_end) for b in self.blocks], "\1")


def align(old: Folded, new: Folded) -> Alignment:
    """Align two folded texts."""
    is_small = len(old.text) + len(new.text) < LARGE
    has_common = not is_small or _resemble(old.text, new.text)
    chain, unique = _chain(old.text, new.text) if has_common else ([], [])
    if not chain and not is_small:
        has_common = have_shingle_in_common(old.text, new.text, _LONG)
        if not has_common and _are_unlike(old.text, new.text):
            return Alignment(old, new, (), is_unlike=True)
    moved = moved_passages(old, new, chain, unique) if has_common else []
    words = _LONG if unique else _SHORT  # what was looked for in vain is not looked for again
    filled = list(_fill(old.text, new.text, chain, moved, words))
    chain = slide(old, new, filled)
    return Alignment(old, new, (*chain, *moved))


def _resemble(old: str, new: str) -> bool:
    """Whether anything that is long may stand in both."""
    return (
        old[:_LEAST_END] == new[:_LEAST_END]
        or old[-_LEAST_END:] == new[-_LEAST_END:]
        or have_shingle_in_common(old, new, _LONG)
    )


def _are_unlike(old: str, new: str) -> bool:
    from notes.annotations.anchoring.unlike import are_unlike

    return are_unlike(old, new)


def _chain(old: str, new: str) -> tuple[list[Block], list[Block]]:
    """What certainly stayed in order (equal ends, a chain of unique shingles), and all of these."""
    head = common_prefix(old, new)
    head = head if head >= _LEAST_END else 0
    tail = common_suffix(old, new, min(len(old), len(new)) - head)
    tail = tail if tail >= _LEAST_END else 0
    old_part, new_part = (head, len(old) - tail), (head, len(new) - tail)
    shingles = common_shingles(old, new, [old_part], [new_part], _LONG)
    ends = Block(0, 0, head), Block(len(old) - tail, len(new) - tail, tail)
    chain = extended(old, new, [ends[0], *longest_chain(shingles), ends[1]])
    return chain, shingles


def _fill(
    old: str, new: str, chain: Sequence[Block], moved: Sequence[Block], words: int
) -> Iterator[Block]:
    """The chain with its gaps aligned; what moved is blotted out, so that it matches nothing."""
    old_left = blotted(old, [(b.old, b.old_end) for b in moved], "\0")
    new_left = blotted(new, [(b.new, b.new_end) for b in moved], "\1")
    yield from chain
    for (old_start, old_end), (new_start, new_end) in gaps(chain, len(old), len(new)):
        if old_start < old_end and new_start < new_end:
            yield from _fill_gap(
                old_left, new_left, (old_start, old_end), (new_start, new_end), words
            )


def _fill_gap(old: str, new: str, ours: Interval, theirs: Interval, words: int) -> list[Block]:
    """Align one gap: by its own unique shingles while it is large, then letter by letter."""
    cells = (ours[1] - ours[0]) * (theirs[1] - theirs[0])
    if words == 0 or cells <= _SMALL_GAP:
        if cells > MOST_CELLS or (cells > _SMALL_GAP and _is_blotted(old, new, ours, theirs)):
            return []
        return align_gap(old[slice(*ours)], new[slice(*theirs)], ours[0], theirs[0])
    chain = longest_chain(common_shingles(old, new, [ours], [theirs], words))
    ends = Block(ours[0], theirs[0], 0), Block(ours[1], theirs[1], 0)
    blocks = extended(old, new, [ends[0], *chain, ends[1]])
    fewer = {_LONG: _SHORT, _SHORT: 0}[words]
    filled = list(blocks)
    for before, after in zip([ends[0], *blocks], [*blocks, ends[1]], strict=True):
        old_gap, new_gap = (before.old_end, after.old), (before.new_end, after.new)
        if old_gap[0] < old_gap[1] and new_gap[0] < new_gap[1]:
            filled += _fill_gap(old, new, old_gap, new_gap, fewer)
    return filled


def _is_blotted(old: str, new: str, ours: Interval, theirs: Interval) -> bool:
    """Whether in one of two gaps hardly anything is left that has not moved away."""
    left = ours[1] - ours[0] - old.count("\0", *ours)
    return min(left, theirs[1] - theirs[0] - new.count("\1", *theirs)) < _LEAST_END


def blotted(text: str, intervals: Iterable[Interval], blot: str) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in sorted(intervals):
        pieces += (text[at:start], blot * (end - start))
        at = end
    return "".join((*pieces, text[at:]))
