"""Documents where terms stand in a row, or near each other: whole arrays of places compared.

A place is a document's number and a position in one whole number, so that all the places of a term
in a segment are one ascending array.
"""

from collections.abc import Sequence

import numpy as np

from .arrays import Array
from .postings import FieldPostings

_DOCUMENT = 32  # bits that are left for the position
_FEW = 4_000  # places that are compared as fast as they are chosen
_MANY = 50_000  # places
_SIEVE = 1_048_573  # a prime number, so that the places of all documents spread over it


def documents_with_row(postings: FieldPostings, numbers: Sequence[int], count: int) -> Array:
    """The documents where the terms with these numbers follow one another; each once.

    `count` is the number of documents of the segment.
    """
    return _documents(_row_places(postings, numbers, count))


def documents_with_begun_row(
    postings: FieldPostings, numbers: Sequence[int], low: int, high: int, count: int
) -> Array:
    """The documents where the terms with these numbers follow one another, and then any of those
    with numbers from `low` up to `high`; each once, in order.
    """
    starts = _row_places(postings, numbers, count)
    if not len(starts):
        return starts
    having = np.zeros(count, bool)
    having[_documents(starts)] = True
    own = _places(postings, low, having, high) - len(numbers)
    return _documents(np.sort(_among(own, starts)))


def _row_places(postings: FieldPostings, numbers: Sequence[int], count: int) -> Array:
    """Where the rows of these terms begin, in order."""
    wanted = _with_all(postings, numbers, count)
    steps = sorted(range(len(numbers)), key=lambda step: postings.spread(numbers[step]))
    places: dict[int, Array] = {}
    found: Array | None = None
    for step in steps:
        number = numbers[step]
        if number not in places:
            places[number] = _places(postings, number, wanted)
        own = places[number] - step
        found = own if found is None else _in_both(found, own)
        if not len(found):
            break
    return found if found is not None else np.zeros(0, np.int64)


def documents_with_near(
    postings: FieldPostings, numbers: Sequence[int], distance: int, count: int
) -> Array:
    """The documents where all the terms stand within `distance` positions; each once."""
    wanted = _with_all(postings, numbers, count)
    places = [_places(postings, number, wanted) for number in dict.fromkeys(numbers)]
    found = [np.zeros(0, np.int64)]
    for first in places:  # the first of them in the text may be any
        starts = first
        for other in places:
            if other is not first and len(starts):
                following = np.searchsorted(other, starts)
                inside = following < len(other)
                starts, following = starts[inside], following[inside]
                starts = starts[other[following] - starts <= distance]
        found.append(starts)
    return _documents(np.sort(np.concatenate(found)))


def _with_all(postings: FieldPostings, numbers: Sequence[int], count: int) -> Array | None:
    """For each document whether it has all the terms, in whatever order; None where that is not
    worth knowing, because all the places are few.
    """
    terms = set(numbers)
    if sum(postings.at[number + 1] - postings.at[number] for number in terms) <= _FEW:
        return None
    first, *others = sorted(terms, key=postings.spread)
    wanted = np.zeros(count, bool)
    wanted[postings.documents(first)] = True
    for number in others:
        has = np.zeros(count, bool)
        has[postings.documents(number)] = True
        wanted &= has
    return wanted


def _places(
    postings: FieldPostings, low: int, wanted: Array | None, high: int | None = None
) -> Array:
    """The places of a term, or of all from `low` up to `high`, in all documents or those wanted."""
    ids, often = postings.documents(low, high), postings.frequencies(low, high)
    positions = postings.positions(low, high)
    kept = wanted[ids].nonzero()[0] if wanted is not None else ids
    if len(kept) < len(ids):
        ends = often.cumsum(dtype=np.int64)[kept]
        ids, often = ids[kept], often[kept]
        after = often.cumsum(dtype=np.int64)
        within = np.arange(after[-1] if len(after) else 0)
        positions = positions[within + (ends - after).repeat(often)]
    places: Array = (ids.astype(np.int64) << _DOCUMENT).repeat(often) + positions
    return places


def _in_both(some: Array, others: Array) -> Array:
    return _among(some, others) if len(some) <= len(others) else _among(others, some)


def _among(places: Array, wanted: Array) -> Array:
    """Those of the places, in whatever order, that are among the wanted, which ascend.

    Each is searched for; where they are many, a sieve takes most of the others out before: looking
    into it is some ten times faster than searching.
    """
    if len(places) > _MANY:
        sieve = np.zeros(_SIEVE, bool)
        sieve[wanted % _SIEVE] = True
        places = places[sieve[places % _SIEVE]]
    found: Array = places[wanted.take(wanted.searchsorted(places), mode="clip") == places]
    return found


def _documents(places: Array) -> Array:
    documents: Array = places >> _DOCUMENT
    if len(documents) > 1:
        first = np.ones(len(documents), bool)
        first[1:] = documents[1:] != documents[:-1]
        documents = documents[first]
    return documents
