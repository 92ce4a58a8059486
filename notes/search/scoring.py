"""Score the documents of terms, of rows of terms and of beginnings in one field of one segment.

The scores are those of Whoosh's BM25F with its own statistics.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

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


@dataclass(slots=True)
class Pieces:
    """What the leaves of a query find, to be joined: documents, and terms to be scored.

    The terms are kept by their field, each as its number there and its weight.
    """

    found: list[Found] = field(default_factory=list)
    terms: dict[str, list[tuple[int, float]]] = field(default_factory=dict)


class Scorer:
    """Scores what stands in one segment; raises OutOfTimeError when its clock has run out."""

    def __init__(self, snapshot: Snapshot, segment: Segment, clock: Clock) -> None:
        self._snapshot = snapshot
        self._segment = segment
        self._clock = clock

    def want(
        self, pieces: Pieces, place: str, postings: FieldPostings, term: str, weight: float
    ) -> None:
        """Add the documents of a term to the pieces, to be scored with others."""
        wanted = term.encode()
        number = postings.find(wanted)
        if number >= 0:
            if postings.has_positions:
                weight *= self._snapshot.rarity(place, wanted)
            pieces.terms.setdefault(place, []).append((number, weight))

    def together(self, pieces: Pieces) -> Found:
        """The documents of all pieces, their scores added up."""
        parts = [*pieces.found, *(self._of_words(*terms) for terms in pieces.terms.items())]
        if not parts:
            return NOTHING
        if len(parts) == 1 and all(len(terms) == 1 for terms in pieces.terms.values()):
            return parts[0]
        ids, scores = (_joined(those) for those in zip(*parts, strict=True))
        return summed(ids, scores, self._segment.count)

    def _of_words(self, place: str, terms: Sequence[tuple[int, float]]) -> Found:
        """The documents of single terms, term by term, scored.

        A step on arrays takes as long for one term as for ten: all take it together.
        """
        postings = self._segment.fields[place]
        those = [postings.documents(number) for number, _ in terms]
        ids = _joined(those).astype(np.int64)
        weights: Any = terms[0][1]
        if len(terms) > 1:
            weights = np.repeat([weight for _, weight in terms], [len(each) for each in those])
        if not postings.has_positions:
            return Found(ids, np.full(len(ids), weights))
        often = _joined([postings.frequencies(number) for number, _ in terms])
        scores = self._scored(place, ids, often)
        scores *= weights
        return Found(ids, scores)

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
            rarity = self._snapshot.rarity(place, postings.term(number))
            scores += self._scored(place, ids, often) * (rarity * weight)
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


def _joined(arrays: Sequence[Array]) -> Array:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
