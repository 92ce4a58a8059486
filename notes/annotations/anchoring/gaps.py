"""Aligning what stands between two certain places, letter by letter, and keeping what is credible.

The edit path between two unrelated sentences also has equal letters; only where they are dense is
one passage really the other.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from notes.annotations.anchoring.shingles import Block

MOST_CELLS = 300_000_000  # of the alignment matrix; about 50 ms
_NEIGHBOURS = 3  # runs on either side by which the density around a run is judged
_DENSE = 0.7
_TELLING = 16  # so long a run stands for itself where much was rewritten around it


def align_gap(old: str, new: str, old_start: int, new_start: int) -> list[Block]:
    """The credible equal runs of two passages that begin at the given offsets of their texts."""
    if not old or not new or len(old) * len(new) > MOST_CELLS:
        return []
    from rapidfuzz.distance import Levenshtein

    runs = [
        Block(old_start + block.a, new_start + block.b, block.size)
        for block in Levenshtein.opcodes(old, new).as_matching_blocks()
        if block.size
    ]
    bounds = Block(old_start, new_start, 0), Block(old_start + len(old), new_start + len(new), 0)
    return list(_credible(runs, *bounds))


def _credible(runs: Sequence[Block], low: Block, high: Block) -> Iterator[Block]:
    """The runs that are long, or dense: equal letters for the most part, seen back, ahead or both.

    `low` and `high` are empty and bound the whole passage.
    """
    count = len(runs)
    equal = [0, *accumulate(run.length for run in runs)]
    starts = [(run.old, run.new) for run in runs]
    ends = [(run.old_end, run.new_end) for run in runs]

    def density(first: int, last: int, start: tuple[int, int], end: tuple[int, int]) -> float:
        return (equal[last] - equal[first]) / max(1, end[0] - start[0], end[1] - start[1])

    def is_dense(first: int, last: int) -> bool:
        is_telling = equal[last] - equal[first] >= _TELLING
        return is_telling and density(first, last, starts[first], ends[last - 1]) >= _DENSE

    for number, run in enumerate(runs):
        first, last = max(0, number - _NEIGHBOURS), min(count, number + _NEIGHBOURS + 1)
        start = starts[first] if first else (low.old, low.new)
        end = ends[last - 1] if last < count else (high.old, high.new)
        if (
            run.length >= _TELLING
            or density(first, last, start, end) >= _DENSE
            or (number + 1 < last and is_dense(first, number + 1))
            or (number > first and is_dense(number, last))
        ):
            yield run
