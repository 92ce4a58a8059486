"""Runs of words that stand once in each of two texts, and the longest chain of them in order.

Bill Cohen's patience diff works on unique lines; a text that is re-wrapped has no lines to speak
of, so runs of words (shingles) take their place.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from notes.annotations.anchoring.folding import IDEOGRAPHS

# One ideograph is a word; so is every mark that is neither letter nor digit. What is blotted out,
# with controls that no folded text holds, is none.
WORD = re.compile(rf"[^\W_{IDEOGRAPHS}]+|[^\s\0\1]")


class Block(NamedTuple):
    """`old[old_start:old_start + length]` stands at `new_start` of the new text."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """The end in the old text, exclusive."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """The end in the new text, exclusive."""
        return self.new + self.length


Interval = tuple[int, int]


def common_shingles(
    old: str, new: str, old_parts: Iterable[Interval], new_parts: Iterable[Interval], words: int
) -> list[Block]:
    """The runs of `words` words that stand once in the old parts and once in the new parts.

    Parts are disjoint intervals; a shingle never crosses from one into another. Sorted by place in
    the old text.
    """
    ours = _unique_shingles(old, old_parts, words)
    theirs = _unique_shingles(new, new_parts, words)
    return [
        Block(start, theirs[shingle], len(shingle))
        for shingle, start in ours.items()
        if start >= 0 and theirs.get(shingle, -1) >= 0
    ]


def _unique_shingles(text: str, parts: Iterable[Interval], words: int) -> dict[str, int]:
    """Each shingle's only place in the parts of the text; -1 where it has several."""
    places: dict[str, int] = {}
    for low, high in parts:
        spans = [match.span() for match in WORD.finditer(text, low, high)]
        for (start, _), (_, end) in zip(spans, spans[words - 1 :], strict=False):
            shingle = text[start:end]
            places[shingle] = -1 if shingle in places else start
    return places


def longest_chain(blocks: Sequence[Block]) -> list[Block]:
    """The longest subsequence of blocks (sorted by old place) whose new places increase too.

    Patience sorting, O(n log n).
    """
    smallest: list[int] = []  # the smallest new place that ends a chain of each length
    ends: list[int] = []
    before = [-1] * len(blocks)
    for number, block in enumerate(blocks):
        length = bisect_left(smallest, block.new)
        if length == len(smallest):
            smallest.append(block.new)
            ends.append(number)
        else:
            smallest[length] = block.new
            ends[length] = number
        before[number] = ends[length - 1] if length else -1
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(blocks[at])
        at = before[at]
    return chain[::-1]


def joined(chain: Iterable[Block]) -> Iterator[Block]:
    """Overlapping blocks on one diagonal made one; on different ones, the later is cut."""
    current: Block | None = None
    for block in chain:
        if current is None:
            current = block
            continue
        overlap = max(current.old_end - block.old, current.new_end - block.new)
        if block.new - block.old == current.new - current.old and overlap >= 0:
            length = max(current.length, block.old_end - current.old)
            current = Block(current.old, current.new, length)
        elif overlap < block.length:
            yield current
            skip = max(0, overlap)
            current = Block(block.old + skip, block.new + skip, block.length - skip)
    if current is not None:
        yield current
