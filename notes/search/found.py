"""Documents of one segment with their scores, and what can be made of two or more of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from .arrays import Array


class Found(NamedTuple):
    """Numbers of documents, ascending and each once, and the score of each."""

    ids: Array
    scores: Array


NOTHING = Found(np.zeros(0, np.int64), np.zeros(0))


def summed(ids: Array, scores: Array, count: int) -> Found:
    """Documents that may come more than once, their scores added up; `count` is the segment's."""
    there = np.zeros(count, bool)
    there[ids] = True
    kept = there.nonzero()[0]
    return Found(kept, np.bincount(ids, scores, count)[kept])


def any_of(found: Sequence[Found], count: int) -> Found:
    """The documents that are in any, the scores added up."""
    some = [one for one in found if len(one.ids)]
    if len(some) < 2:
        return some[0] if some else NOTHING
    ids = np.concatenate([one.ids for one in some])
    return summed(ids, np.concatenate([one.scores for one in some]), count)


def all_of(found: Sequence[Found], count: int) -> Found:
    """The documents that are in all, the scores added up."""
    first, *others = sorted(found, key=lambda one: len(one.ids))
    for other in others:
        if not len(first.ids):
            return NOTHING
        first = _both(first, other, count)
    return first


def _both(few: Found, many: Found, count: int) -> Found:
    if len(few.ids) * 16 < len(many.ids):
        place = many.ids.searchsorted(few.ids)
        place[place == len(many.ids)] = 0
        kept = many.ids[place] == few.ids
        return Found(few.ids[kept], few.scores[kept] + many.scores[place[kept]])
    scores = np.full(count, -1.0)
    scores[many.ids] = many.scores
    theirs = scores[few.ids]
    kept = theirs >= 0
    return Found(few.ids[kept], few.scores[kept] + theirs[kept])


def without(found: Found, unwanted: Found, count: int) -> Found:
    """The documents of the first that are not in the second."""
    if not len(unwanted.ids):
        return found
    there = np.zeros(count, bool)
    there[unwanted.ids] = True
    return at(found, ~there[found.ids])


def at(found: Found, places: Any) -> Found:
    """The documents at these places among those found, or where a truth value for each holds."""
    return Found(found.ids[places], found.scores[places])


def only(found: Found, wanted: Array) -> Found:
    """Those of the documents for which `wanted`, a truth value for each document, holds."""
    return at(found, wanted[found.ids])
