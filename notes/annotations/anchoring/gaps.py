"""Aligning what stands between two certain places, letter by letter, and keeping what is credible.

The edit path between two unrelated sentences also has equal letters; only where they are dense is
one passage really the other.
"""

from collections.abc import Iterator, Sequence

from notes.annotations.anchoring.shingles import Block

MOST_CELLS = 300_000_000  # of the alignment matrix; about 50 ms
_NEIGHBOURS = 3  # runs on either side by which the density around a run is judged
_DENSE = 0.7
_TELLING = 16  # so long a run stands for itself where much was rewritten around it
_SHORTEST_TELLING_SHARE = 0.12


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
    whole = Block(old_start, new_start, 0), Block(old_start + len(old), new_start + len(new), 0)
    return list(_credible(runs, whole))


def _credible(runs: Sequence[Block], whole: tuple[Block, Block]) -> Iterator[Block]:
    for number, run in enumerate(runs):
        if run.length >= _TELLING or _density(runs, number, whole) >= _DENSE:
            yield run


def _density(runs: Sequence[Block], number: int, whole: tuple[Block, Block]) -> float:
    """Equal letters among those around a run, the better of the view back and the view ahead."""
    low, high = max(0, number - _NEIGHBOURS), min(len(runs), number + _NEIGHBOURS + 1)
    views = ((low, high), (low, number + 1), (number, high))
    best = 0.0
    for first, last in views:
        shown = runs[first:last]
        start = whole[0] if first == 0 and (first, last) == views[0] else shown[0]
        end = whole[1] if last == len(runs) and (first, last) == views[0] else shown[-1]
        equal = sum(run.length for run in shown)
        span = max(end.old_end - start.old, end.new_end - start.new)
        if equal >= _TELLING or (first, last) == views[0]:
            best = max(best, equal / max(1, span))
    return best
