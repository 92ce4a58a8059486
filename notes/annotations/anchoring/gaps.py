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

Run = tuple[int, int, int]  # where it stands in either passage, and its length


def align_gap(old: str, new: str, old_start: int, new_start: int) -> list[Block]:
    """The credible equal runs of two passages that begin at the given offsets of their texts."""
    if not old or not new or len(old) * len(new) > MOST_CELLS:
        return []
    from rapidfuzz.distance import Levenshtein

    matching = Levenshtein.opcodes(old, new).as_matching_blocks()
    runs = [(block.a, block.b, block.size) for block in matching if block.size]
    return [
        Block(old_start + runs[number][0], new_start + runs[number][1], runs[number][2])
        for number in _credible(runs, len(old), len(new))
    ]


def _credible(runs: Sequence[Run], old_end: int, new_end: int) -> Iterator[int]:
    """Which runs are long, or dense: equal letters for the most part, seen back, ahead or both.

    The passages begin at 0 and end at `old_end` and `new_end`.
    """
    equal = [0, *accumulate([size for _, _, size in runs])]
    most = len(runs) - 1

    def is_dense(first: int, last: int) -> bool:
        """Whether the runs from `first` to `last` are, of what lies from one to the other."""
        old, new, _ = runs[first]
        last_old, last_new, size = runs[last]
        kept = equal[last + 1] - equal[first]
        return kept >= _DENSE * (size + max(last_old - old, last_new - new)) and kept >= _TELLING

    for number, is_amid in _likely(runs, equal, old_end, new_end):
        first, last = max(0, number - _NEIGHBOURS), min(most, number + _NEIGHBOURS)
        if (
            is_amid
            or runs[number][2] >= _TELLING
            or (number < last and is_dense(first, number))
            or (number > first and is_dense(number, last))
        ):
            yield number


def _likely(
    runs: Sequence[Run], equal: Sequence[int], old_end: int, new_end: int
) -> list[tuple[int, bool]]:
    """The runs that may be credible, and whether they are dense seen both ways.

    A large gap has thousands of others, equal by chance: nothing is called for any of these.
    `equal` is how many letters are equal before each run.
    """
    total = equal[-1]
    # What lies around each run: before the first and behind the last one that is no run, too.
    old_lows = [0] * (_NEIGHBOURS + 1) + [old for old, _, _ in runs[1:]]
    new_lows = [0] * (_NEIGHBOURS + 1) + [new for _, new, _ in runs[1:]]
    inner = runs[_NEIGHBOURS:-1]
    old_highs = [old + size for old, _, size in inner] + [old_end] * (_NEIGHBOURS + 1)
    new_highs = [new + size for _, new, size in inner] + [new_end] * (_NEIGHBOURS + 1)
    before = [0] * _NEIGHBOURS + list(equal)
    until = list(equal[_NEIGHBOURS + 1 :]) + [total] * (_NEIGHBOURS + 1)
    numbers = range(len(runs))  # the shortest of what follows
    around = zip(numbers, before, until, old_lows, old_highs, new_lows, new_highs, strict=False)
    return [
        (number, is_amid)
        for number, low, high, old_low, old_high, new_low, new_high in around
        if (
            is_amid := high - low >= _DENSE * (old_high - old_low)
            and high - low >= _DENSE * (new_high - new_low)
        )
        or high - low >= _TELLING
    ]
