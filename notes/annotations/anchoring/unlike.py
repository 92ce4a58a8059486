"""Recognising at once that one text is no revision of another.

Where large texts have nothing in common, each passage would be searched for in vain.
"""

import numpy as np

from notes.annotations.anchoring.hashing import Hashes, Words
from notes.annotations.anchoring.seed_index import seed_bounds

_LARGE = 50_000  # code points of both texts from which the search costs more than a look
_SEEDS = 8  # in a run
_LEAST_RUNS = 300  # of either text; fewer say nothing
_STEP = np.uint64(0x9E3779B97F4A7C15)


def are_unlike(old: str, new: str) -> bool:
    """Whether two large texts share no run of telling words, whatever lies between the words."""
    if len(old) + len(new) < _LARGE:
        return False
    ours, theirs = _runs(old), _runs(new)
    is_telling = min(len(ours), len(theirs)) >= _LEAST_RUNS
    return is_telling and not np.isin(ours, theirs).any()


def _runs(text: str) -> Hashes:
    words = Words(text, [(0, len(text))])
    seeds = words.hashes(*seed_bounds(words))
    count = max(0, len(seeds) - _SEEDS + 1)
    runs = np.zeros(count, np.uint64)
    for first in range(_SEEDS):
        runs = runs * _STEP + seeds[first : first + count]
    return runs
