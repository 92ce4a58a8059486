"""Score the documents of terms, of rows of terms and of beginnings in one field of one segment.

The scores are those of Whoosh's BM25F with its own statistics.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from .arrays import Array
from .bm25 import MOST, rarities, scored
from .clock import Clock
from .found import NOTHING, Found, summed
from .postings import FieldPostings
from .query import Leaf, Near, TypedPhrase
from .rows import documents_with_begun_row, documents_with_near, documents_with_row
from .snapshot import Segment, Snapshot


class OutOfTimeError(Exception):
    """The time is over in the middle of a segment."""


class Term(NamedTuple):
    """A term with a score: its number in its field's postings, and its weight."""

    postings: FieldPostings
    number: int
    place: str
    weight: float


class Pieces(NamedTuple):
    """What the leaves of a query find, to be joined: documents, and terms to be scored."""

    found: list[Found]
    terms: list[Term]


class Scorer:
    """Scores what stands in one segment; raises OutOfTimeError when its clock has run out."""

    def __init__(self, snapshot: Snapshot, segment: Segment, clock: Clock) -> None:
        self._snapshot = snapshot
        self._segment = segment
        self._norms = snapshot.norms(segment)
        self._clock = clock

    def want(
        self, pieces: Pieces, place: str, postings: FieldPostings, term: str, weight: float
    ) -> None:
        """Add the documents of a term to the pieces, to be scored with others."""
        number = postings.find(term.encode())
        if number < 0:
            return
        if postings.has_positions:
            rarity = self._snapshot.rarity(self._segment, place, number)
            pieces.terms.append(Term(postings, number, place, weight * rarity * MOST))
        else:
            ids = postings.documents(number).astype(np.int64)
            pieces.found.append(Found(ids, np.full(len(ids), weight)))

    def together(self, pieces: Pieces) -> Found:
        """The documents of all pieces, their scores added up."""
        found, terms = pieces
        if not terms and len(found) < 2:
            return found[0] if found else NOTHING
        of_words = self._of_words(terms) if terms else NOTHING
        if len(terms) == 1 and not found:
            return of_words
        ids = _joined([of_words.ids, *(one.ids for one in found)])
        scores = _joined([of_words.scores, *(one.scores for one in found)])
        return summed(ids, scores, self._segment.count)

    def _of_words(self, terms: Sequence[Term]) -> Found:
        """The documents of single terms, term by term, scored.

        A step on arrays takes as long for one term as for ten, in one field or in several: all
        take it together.
        """
        each = [term.postings.of(term.number) for term in terms]
        ids = np.concatenate([ids for ids, _ in each], dtype=np.int64)
        often = np.concatenate([often for _, often in each], dtype=float)
        sizes = [len(ids) for ids, _ in each]
        fields = [term.place for term in terms]
        if len(set(fields)) == 1:
            norms = self._norms.of(fields[0], ids)
        else:
            norms = self._norms.of_several(fields, sizes, ids)
        weights: Any = terms[0].weight
        if len(terms) > 1:
            weights = np.array([term.weight for term in terms]).repeat(sizes)
        return Found(ids, scored(norms, often, weights))

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
        rarity = rarities(spread, self._snapshot.count)
        weights = np.repeat(rarity * (weight * MOST), postings.counts[low:high])
        ids = ids.astype(np.int64)
        norms = self._norms.of(place, ids)
        return summed(ids, scored(norms, postings.frequencies(low, high), weights), count)

    def of_row(
        self, leaf: Leaf, place: str, postings: FieldPostings, row: Sequence[str], weight: float
    ) -> Found:
        """Where the terms follow one another or stand near each other, scored as all of them."""
        numbers = [postings.find(term.encode()) for term in row]
        if min(numbers) < 0:
            return NOTHING
        if isinstance(leaf, Near):
            numbers = list(dict.fromkeys(numbers))
        if self._clock.expired():
            raise OutOfTimeError
        count = self._segment.count
        if isinstance(leaf, Near):
            ids = documents_with_near(postings, numbers, leaf.distance, count)
        else:
            ids = documents_with_row(postings, numbers, count)
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
        if self._clock.expired():
            raise OutOfTimeError
        ids = documents_with_begun_row(postings, numbers, low, high, self._segment.count)
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
        often = [
            postings.frequencies(number)[postings.documents(number).searchsorted(ids)]
            for number in numbers
        ]
        rarity = [self._snapshot.rarity(self._segment, place, number) for number in numbers]
        weights = np.array(rarity) * (weight * MOST)
        norms = self._norms.of(place, ids)
        scores = scored(norms, np.array(often), weights[:, np.newaxis])
        return Found(ids, scores.sum(axis=0))


def _joined(arrays: Sequence[Array]) -> Array:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
