"""The formula of scores: BM25F with the constants of Whoosh, on numbers and on whole arrays."""

from math import log
from typing import Any

import numpy as np

from .arrays import Array

K1, B = 1.2, 0.75
MOST = K1 + 1  # what a term counts for at most, however often it stands there


def rarity(spread: int, count: int) -> float:
    """The inverse document frequency of a term that stands in `spread` of `count` documents."""
    return log(count / (spread + 1)) + 1


def rarities(spreads: Array, count: int) -> Array:
    """The same of many terms."""
    found: Array = np.log(count / (spreads + 1)) + 1
    return found


def scored(norms: Array, often: Array, weights: Any) -> Array:
    """The scores of terms that stand so often in fields whose lengths take off these norms."""
    found: Array = often / (norms + often)
    found *= weights
    return found
