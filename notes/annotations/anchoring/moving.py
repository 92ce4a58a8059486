"""Passages that stand in another order now.

Among what the chain of unmoved passages left over in either text, a run of words that stands once
in each has moved, and its surroundings with it, first to the ends of its paragraph, then beyond.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from notes.annotations.anchoring.folding import Folded
from notes.annotations.anchoring.gaps import align_gap
from notes.annotations.anchoring.growing import extended, gaps
from notes.annotations.anchoring.shingles import (
    Block,
    Interval,
    common_shingles,
    joined,
    longest_chain,
)

_WORDS = 6  # in a shingle
_LEAST = 40  # code points of a passage that moved; an ideograph counts three
_WHOLE = 0.8  # share of a paragraph
_EDGE = 400  # code points around a moved passage that are aligned with it
_FARTHEST = 1_500  # code points between two shingles that moved together
_PARAGRAPH_END = re.compile(r"""\n\s*\n|(?<=[.!?:;。！？»"”')\]])[ \t]*\n""")

_FREE, _TAKEN = b"\0", b"\1"

Cluster = list[Block]


def moved_passages(
    old: Folded, new: Folded, chain: Sequence[Block], unique: Sequence[Block]
) -> list[Block]:
    """The blocks out of the chain's order; none overlaps it, nor another, in either text.

    `unique` are the shingles that stand once in the whole of either text, sorted.
    """
    between = [gap for gap in gaps(chain, len(old.text), len(new.text)) if gap[0] != gap[1]]
    old_parts = list(_paragraphs(old, [part for part, _ in between]))
    new_parts = list(_paragraphs(new, [part for _, part in between]))
    if not old_parts or not new_parts:
        return []
    shingles = common_shingles(old.text, new.text, old_parts, new_parts, _WORDS)
    stayed = set(_in_place(shingles, between))
    clusters = _clusters((one for one in shingles if one not in stayed), old_parts, new_parts)
    claims = _Claims(old.text, new.text, chain, unique)
    return claims.settle(clusters, old_parts, new_parts, list(_left_out(unique, between)))


def _paragraphs(folded: Folded, parts: Iterable[Interval]) -> Iterator[Interval]:
    """The parts, cut where paragraphs of the source end."""
    for low, high in parts:
        start, end = folded.origin(low), folded.origin(high)
        at = low
        for match in _PARAGRAPH_END.finditer(folded.source, start, end):
            cut = folded.index(match.end())
            if at < cut < high:
                yield at, cut
                at = cut
        if at < high:
            yield at, high


def _in_place(shingles: Sequence[Block], between: Iterable[tuple[Interval, Interval]]) -> Cluster:
    """The shingles that kept their order within one and the same gap."""
    stayed: Cluster = []
    number = 0
    for (_, old_end), (new_start, new_end) in between:
        inside = []
        while number < len(shingles) and shingles[number].old < old_end:
            if new_start <= shingles[number].new < new_end:
                inside.append(shingles[number])
            number += 1
        stayed += longest_chain(inside)
    return stayed


def _left_out(
    unique: Sequence[Block], between: Iterable[tuple[Interval, Interval]]
) -> Iterator[Block]:
    """The shingles that stand once in either text, but not where the chain would have them."""
    for (old_start, old_end), (new_start, new_end) in between:
        at = bisect_left(unique, (old_start, -1, 0))
        while at < len(unique) and unique[at].old_end <= old_end:
            if not new_start <= unique[at].new < new_end:
                yield unique[at]
            at += 1


def _clusters(
    shingles: Iterable[Block], old_parts: Sequence[Interval], new_parts: Sequence[Interval]
) -> list[Cluster]:
    """Shingles that moved together: in one part of each text, in order, not far apart."""
    clusters: list[Cluster] = []
    old_part = new_part = (0, 0)
    for one in shingles:
        is_here = old_part[0] <= one[0] < old_part[1] and new_part[0] <= one[1] < new_part[1]
        if is_here and _together(clusters[-1][-1], one):
            clusters[-1].append(one)
        else:
            clusters.append([one])
        if not is_here:
            old_part, new_part = _part_at(old_parts, one[0]), _part_at(new_parts, one[1])
    return clusters


def _part_at(parts: Sequence[Interval], place: int) -> Interval:
    """The part that `place` is in; parts are sorted."""
    return parts[bisect_right(parts, place, key=lambda part: part[0]) - 1]


def _together(last: Block, one: Block) -> bool:
    old_step, new_step = one.old - last.old, one.new - last.new
    return new_step > 0 and old_step < _FARTHEST and abs(new_step - old_step) <= 60 + old_step // 3


def _substance(cluster: Cluster) -> int:
    return sum(block.length for block in joined(cluster))


class _Claims:
    """Which letters of both texts are accounted for while moved passages take theirs."""

    def __init__(self, old: str, new: str, chain: Iterable[Block], unique: Iterable[Block]) -> None:
        self._old, self._new = old, new
        self._unique = frozenset(unique)
        self._old_taken, self._new_taken = bytearray(len(old)), bytearray(len(new))
        self._claimed(list(chain))

    def settle(
        self,
        clusters: list[Cluster],
        old_parts: list[Interval],
        new_parts: list[Interval],
        left_out: Cluster,
    ) -> Cluster:
        """Give each cluster its paragraph, then what agrees beyond, then what nearly does.

        What stands once only across the end of a paragraph, of those left out, comes between.
        """
        in_paragraph = [
            self._claimed(self._within(cluster, old_parts, new_parts))
            for cluster in sorted(clusters, key=_substance, reverse=True)
        ]
        grown = [self._grown(cluster) for cluster in in_paragraph if self._is_telling(cluster)]
        grown += self._across(left_out)
        return [block for cluster in grown for block in self._edged(cluster)]

    def _across(self, left_out: Cluster) -> Iterator[Cluster]:
        """The shingles that are free still, each grown as far as letters agree."""
        for one in left_out:
            room = self._room(one, one)
            if room is not None:
                grown = self._claimed(extended(self._old, self._new, [room[0], one, room[1]]))
                if self._is_telling(grown):
                    yield grown

    def _within(
        self, cluster: Cluster, old_parts: list[Interval], new_parts: list[Interval]
    ) -> Cluster:
        """A cluster grown and bridged within its paragraph of either text."""
        first, last = cluster[0], cluster[-1]
        old_part, new_part = _part_at(old_parts, first.old), _part_at(new_parts, first.new)
        room = self._room(first, last)
        if room is None:
            return []
        low, high = room
        low = Block(max(low.old, old_part[0]), max(low.new, new_part[0]), 0)
        high = Block(min(high.old, old_part[1]), min(high.new, new_part[1]), 0)
        grown = self._bridged(extended(self._old, self._new, [low, *cluster, high]))
        length = max(old_part[1] - old_part[0], new_part[1] - new_part[0])
        is_certain = any(one in self._unique for one in cluster)
        # What stands elsewhere too is only left over here; the whole of it must have moved.
        return grown if is_certain or _substance(grown) >= _WHOLE * length else []

    def _grown(self, cluster: Cluster) -> Cluster:
        """A cluster of which the paragraph is claimed, grown as far as letters agree."""
        room = self._room_beside(cluster)
        low, high = room
        self._released(cluster)
        return self._claimed(extended(self._old, self._new, [low, *cluster, high]))

    def _edged(self, cluster: Cluster) -> Cluster:
        """A cluster with what nearly agrees at its edges."""
        low, high = self._room_beside(cluster)
        before = self._edge_before(cluster[0], low)
        after = self._edge_after(cluster[-1], high)
        self._claimed([*before, *after])
        return [*before, *cluster, *after]

    def _is_telling(self, cluster: Cluster) -> bool:
        """Whether so much moved that it is no turn of phrase that stands elsewhere too."""
        words = "".join(self._old[block.old : block.old_end] for block in cluster)
        if len(words) >= _LEAST:
            return True
        if len(words) + 2 * sum(char >= "\u3040" for char in words) >= _LEAST:
            return True
        self._released(cluster)
        return False

    def _bridged(self, blocks: Sequence[Block]) -> Cluster:
        bridged: Cluster = []
        for block in blocks:
            if bridged:
                last = bridged[-1]
                old, new = self._old[last.old_end : block.old], self._new[last.new_end : block.new]
                bridged += align_gap(old, new, last.old_end, last.new_end)
            bridged.append(block)
        return bridged

    def _edge_before(self, block: Block, low: Block) -> Cluster:
        room = min(block.old - low.old, block.new - low.new, _EDGE)
        old_start, new_start = block.old - room, block.new - room
        old, new = self._old[old_start : block.old], self._new[new_start : block.new]
        kept: Cluster = []
        for run in reversed(align_gap(old, new, old_start, new_start)):
            if not _is_near(run, kept[-1] if kept else block):
                break
            kept.append(run)
        return kept[::-1]

    def _edge_after(self, block: Block, high: Block) -> Cluster:
        room = min(high.old - block.old_end, high.new - block.new_end, _EDGE)
        old = self._old[block.old_end : block.old_end + room]
        new = self._new[block.new_end : block.new_end + room]
        kept: Cluster = []
        for run in align_gap(old, new, block.old_end, block.new_end):
            if not _is_near(kept[-1] if kept else block, run):
                break
            kept.append(run)
        return kept

    def _claimed(self, cluster: Cluster) -> Cluster:
        self._mark(cluster, _TAKEN)
        return cluster

    def _released(self, cluster: Cluster) -> None:
        self._mark(cluster, _FREE)

    def _mark(self, cluster: Cluster, mark: bytes) -> None:
        for block in cluster:
            self._old_taken[block.old : block.old_end] = mark * block.length
            self._new_taken[block.new : block.new_end] = mark * block.length

    def _room(self, first: Block, last: Block) -> tuple[Block, Block] | None:
        """How far one may go before `first` and after `last`; None where these are taken."""
        is_taken = (
            self._old_taken.find(_TAKEN, first.old, last.old_end) >= 0
            or self._new_taken.find(_TAKEN, first.new, last.new_end) >= 0
        )
        return None if is_taken else self._room_beside([first, last])

    def _room_beside(self, cluster: Sequence[Block]) -> tuple[Block, Block]:
        """How far a cluster may grow, be it claimed itself or not."""
        first, last = cluster[0], cluster[-1]
        low = Block(
            self._old_taken.rfind(_TAKEN, 0, first.old) + 1,
            self._new_taken.rfind(_TAKEN, 0, first.new) + 1,
            0,
        )
        old_high = self._old_taken.find(_TAKEN, last.old_end)
        new_high = self._new_taken.find(_TAKEN, last.new_end)
        high = Block(
            old_high if old_high >= 0 else len(self._old),
            new_high if new_high >= 0 else len(self._new),
            0,
        )
        return low, high


def _is_near(one: Block, other: Block) -> bool:
    """Whether so little lies between two runs that they are of one passage."""
    step = max(other.old - one.old_end, other.new - one.new_end)
    return step <= 4 or (step <= 24 and one.length >= step and other.length >= step)
