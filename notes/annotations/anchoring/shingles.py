"""Runs of words that stand once in each of two texts, and the longest chain of them in order.

Bill Cohen's patience diff works on unique lines; a text that is re-wrapped has no lines to speak
of, so runs of words (shingles) take their place.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from notes.annotations.anchoring.folding import IDEOGRAPHS

LARGE = 8_000  # code points from which whole texts are hashed at once
# One ideograph is a word; so is every mark that is neither letter nor digit. What is blotted out,
# with controls that no folded text holds, is none.
LETTER = re.compile(rf"[^\W_{IDEOGRAPHS}]")
WORD = re.compile(rf"{LETTER.pattern}+|[^\s\0\1]")


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
    old_parts, new_parts = list(old_parts), list(new_parts)
    if _size(old_parts) + _size(new_parts) >= LARGE:
        return _common_in_large(old, new, old_parts, new_parts, words)
    ours = _unique_shingles(old, old_parts, words)
    theirs = _unique_shingles(new, new_parts, words)
    return [
        Block(start, theirs[shingle], len(shingle))
        for shingle, start in ours.items()
        if shingle in theirs
    ]


def _size(parts: Iterable[Interval]) -> int:
    return sum(end - start for start, end in parts)


def _common_in_large(
    old: str,
    new: str,
    old_parts: Sequence[Interval],
    new_parts: Sequence[Interval],
    words: int,
) -> list[Block]:
    from notes.annotations.anchoring.hashing import Words, common_runs

    ours, theirs = Words(old, old_parts), Words(new, new_parts)
    rows = common_runs(ours.unique_runs(words), theirs.unique_runs(words))
    return list(map(Block._make, rows.tolist()))


def _unique_shingles(text: str, parts: Iterable[Interval], words: int) -> dict[str, int]:
    """The only place in the parts of the text of each shingle that has but one."""
    shingles: list[str] = []
    starts: list[int] = []
    for low, high in parts:
        spans = [match.span() for match in WORD.finditer(text, low, high)]
        ends = zip(spans, spans[words - 1 :], strict=False)
        shingles += [text[start:end] for (start, _), (_, end) in ends]
        starts += [start for start, _ in spans[: max(0, len(spans) - words + 1)]]
    places = dict(zip(shingles, starts, strict=True))
    if len(places) < len(shingles):
        # A megabyte has 200,000 of them: what is done for each is done in C.
        firsts = dict(zip(reversed(shingles), reversed(starts), strict=True))
        several = [one for one, start in places.items() if firsts[one] != start]
        for shingle in several:
            del places[shingle]
    return places


def have_shingle_in_common(one: str, other: str, words: int) -> bool:
    """Whether some run of `words` words stands in both texts.

    What lies between the words is of no account in small texts.
    """
    if len(one) + len(other) >= LARGE:
        from notes.annotations.anchoring.hashing import Words, have_run_in_common

        ours, theirs = Words(one, [(0, len(one))]), Words(other, [(0, len(other))])
        return have_run_in_common(ours, theirs, words)
    return not _runs(one, words).isdisjoint(_runs(other, words))


def _runs(text: str, words: int) -> set[tuple[str, ...]]:
    found = _words(text)
    return set(zip(*(found[start:] for start in range(words)), strict=False))


@lru_cache(maxsize=4)  # one passage is held against several others, for runs of several lengths
def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text))


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
    blocks = iter(chain)
    first = next(blocks, None)
    if first is None:
        return
    old, new, length = first
    for block in blocks:
        overlap = max(old + length - block[0], new + length - block[1])
        if block[1] - block[0] == new - old and overlap >= 0:
            length = max(length, block[0] + block[2] - old)
        elif overlap < block[2]:
            yield Block(old, new, length)
            skip = max(0, overlap)
            old, new, length = block[0] + skip, block[1] + skip, block[2] - skip
    yield Block(old, new, length)
