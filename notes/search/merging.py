"""Join the postings of several segments into those of one, leaving out what was deleted."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from .arrays import Array
from .postings import FieldPostings, Inverted

_AT_ONCE = 2_000_000  # postings in memory as whole numbers at a time
_HALF = np.uint64(32)


class Part(NamedTuple):
    """The postings of a segment, and its documents' numbers in the joined one, -1 if deleted.

    The documents of one part all come before those of the next.
    """

    postings: FieldPostings
    numbers: Array


def merged(parts: Sequence[Part], at_once: int = _AT_ONCE) -> Inverted:
    """The postings of all the parts together; so many of them are in memory at a time."""
    by_part = [part.postings.terms() for part in parts]
    terms = sorted(set().union(*by_part))
    rank = {term: number for number, term in enumerate(terms)}
    ranks = [np.fromiter(map(rank.__getitem__, some), np.int64, len(some)) for some in by_part]
    sizes = np.zeros(len(terms), np.int64)
    for part, own in zip(parts, ranks, strict=True):
        sizes[own] += part.postings.counts
    pieces = [
        _joined(
            [
                _cut(part, own, low, high)
                for part, own in zip(parts, ranks, strict=True)
                if len(part.postings)
            ],
            high - low,
            low,
        )
        for low, high in _ranges(sizes, at_once)
    ]
    counts = np.concatenate([piece.counts for piece in pieces])
    placed = all(piece.places is not None for piece in pieces)
    return Inverted(
        [term for term, count in zip(terms, counts.tolist(), strict=True) if count],
        counts[counts > 0],
        np.concatenate([piece.ids for piece in pieces]),
        np.concatenate([piece.often for piece in pieces]) if placed else None,
        np.concatenate([piece.places for piece in pieces]) if placed else None,
    )


def _ranges(sizes: Array, at_once: int) -> Iterator[tuple[int, int]]:
    """Ranges of terms with at most `at_once` postings each, or one term."""
    sums = np.cumsum(sizes)
    low = 0
    while low < len(sizes):
        before = sums[low - 1] if low else 0
        high = max(int(np.searchsorted(sums, before + at_once, side="right")), low + 1)
        yield low, high
        low = high


class _Cut(NamedTuple):
    """The postings of some terms of one part: rank, new number, frequency; and all positions."""

    rank: Array
    ids: Array
    often: Array
    places: Array | None


def _cut(part: Part, ranks: Array, low: int, high: int) -> _Cut:
    postings = part.postings
    first, last = np.searchsorted(ranks, (low, high)).tolist()
    ids = part.numbers[postings.documents(first, last)]
    often = postings.frequencies(first, last).astype(np.int64)
    places = postings.positions(first, last) if postings.has_positions else None
    rank = np.repeat(ranks[first:last], postings.counts[first:last])
    kept = ids >= 0
    if not kept.all():
        if places is not None:
            places = places[np.repeat(kept, often)]
        rank, ids, often = rank[kept], ids[kept], often[kept]
    return _Cut(rank, ids, often, places)


def _joined(cuts: list[_Cut], terms: int, low: int) -> Inverted:
    rank = np.concatenate([cut.rank for cut in cuts]).astype(np.uint64)
    often = np.concatenate([cut.often for cut in cuts])
    keys = np.sort((rank << _HALF) | np.arange(len(rank), dtype=np.uint64))
    order = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    counts = np.bincount((keys >> _HALF).astype(np.int64) - low, minlength=terms)
    ids = np.concatenate([cut.ids for cut in cuts])[order]
    found = [cut.places for cut in cuts if cut.places is not None]
    if len(found) < len(cuts):
        return Inverted([], counts, ids)
    places = np.concatenate(found)
    begins = (np.cumsum(often) - often)[order]
    often = often[order]
    ends = np.cumsum(often)
    gather = np.arange(len(places)) + np.repeat(begins - (ends - often), often)
    return Inverted([], counts, ids, often, places[gather])
