"""Score the documents of terms, of rows of terms and of beginnings in one field of one segment.

The scores are those of Whoosh's BM25F with its own statistics.
"""

from collections.abc import Sequence
from math import log

import numpy as np

from .arrays import Array
from .clock import Clock
from .found import NOTHING, Found, summed
from .postings import FieldPostings
from .query import Leaf, Near, TypedPhrase
from .rows import documents_with_begun_row, documents_with_near, documents_with_row
from .snapshot import K1, Segment, Snapshot


class OutOfTimeError(Exception):
    """The time is over in the middle of a segment."""


class Scorer:
    """Scores what stands in one segment; raises OutOfTimeError when its clock has run out."""

    def __init__(self, snapshot: Snapshot, segment: Segment, clock: Clock) -> None:
        self._snapshot = snapshot
        self._segment = segment
        self._clock = clock

    def of_term(
        self, place: str, postings: FieldPostings, number: int, weight: float, term: bytes
    ) -> Found:
        """The documents of a term, all of them, scored."""
        ids = postings.documents(number).astype(np.int64)
        if not postings.has_positions:
            return Found(ids, np.full(len(ids), weight))
        idf = self._idf(self._snapshot.frequency(place, term))
        scores = self._scored(place, ids, postings.frequencies(number))
        scores *= idf * weight
        return Found(ids, scores)

    def _idf(self, frequency: int) -> float:
        return log(self._snapshot.count / (frequency + 1)) + 1

    def _scored(self, place: str, ids: Array, often: Array) -> Array:
        """BM25F of one field without the rarity of the term."""
        scored: Array = often * (K1 + 1)
        scored /= often + self._snapshot.norms(self._segment, place)[ids]
        return scored

    def of_terms(
        self, place: str, postings: FieldPostings, low: int, high: int, weight: float
    ) -> Found:
        """The documents of all terms with numbers from `low` up to `high`, the scores added up."""
        ids = postings.documents(low, high)
        count = self._segment.count
        if not postings.has_positions:
            there = np.zeros(count, bool)
            there[ids] = True
            kept = np.flatnonzero(there)
            return Found(kept, np.full(len(kept), weight))
        spread = self._snapshot.frequencies(self._segment, place, low, high)
        if self._clock.expired():
            raise OutOfTimeError
        rarity = (np.log(self._snapshot.count / (spread + 1)) + 1) * weight
        scores = self._scored(place, ids, postings.frequencies(low, high))
        scores *= np.repeat(rarity, postings.counts[low:high])
        return summed(ids, scores, count)

    def of_row(
        self, leaf: Leaf, place: str, postings: FieldPostings, row: Sequence[str], weight: float
    ) -> Found:
        """Where the terms follow one another or stand near each other, scored as all of them."""
        numbers = [postings.find(term.encode()) for term in row]
        if min(numbers) < 0:
            return NOTHING
        if isinstance(leaf, Near):
            numbers = list(dict.fromkeys(numbers))
        wanted = self._with_all(postings, numbers)
        if not wanted.any():
            return NOTHING
        if self._clock.expired():
            raise OutOfTimeError
        if isinstance(leaf, Near):
            ids = documents_with_near(postings, numbers, leaf.distance, wanted)
        else:
            ids = documents_with_row(postings, numbers, wanted)
        return self._scored_row(place, postings, numbers, ids, weight)

    def of_begun_row(
        self, leaf: TypedPhrase, place: str, postings: FieldPostings, weight: float
    ) -> Found:
        """Where the whole words follow one another, and then one that the last begins."""
        *row, start = leaf.row
        numbers = [postings.find(term.encode()) for term in row]
        low, high = postings.starting(start.encode())
        if min(numbers) < 0 or low >= high:
            return NOTHING
        wanted = self._with_all(postings, numbers)
        if self._clock.expired():
            raise OutOfTimeError
        ids = documents_with_begun_row(postings, numbers, low, high, wanted)
        return self._scored_row(place, postings, numbers, ids, weight)

    def _scored_row(
        self,
        place: str,
        postings: FieldPostings,
        numbers: Sequence[int],
        ids: Array,
        weight: float,
    ) -> Found:
        """The documents with the scores of all these terms together."""
        if not len(ids):
            return NOTHING
        scores = np.zeros(len(ids))
        for number in numbers:
            theirs = postings.documents(number).searchsorted(ids)
            often = postings.frequencies(number)[theirs]
            idf = self._idf(self._snapshot.frequency(place, postings.term(number)))
            scores += self._scored(place, ids, often) * (idf * weight)
        return Found(ids, scores)

    def _with_all(self, postings: FieldPostings, numbers: Sequence[int]) -> Array:
        """For each document whether it has all the terms, in whatever order."""
        wanted = np.zeros(self._segment.count, bool)
        first, *others = sorted(set(numbers), key=postings.counts.__getitem__)
        wanted[postings.documents(first)] = True
        for number in others:
            has = np.zeros(self._segment.count, bool)
            has[postings.documents(number)] = True
            wanted &= has
        return wanted
