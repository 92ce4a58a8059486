"""Find the index documents that a query's tree matches, with scores, before the clock runs out.

A tree is read in one of two universes: texts, or annotations. All of its words must be found in one
text, or in one annotation. What a query asks of documents (`author:`) holds for an annotation when
it holds for its document; what it asks of annotations (`tag:`) never holds for a text.

Whoosh takes one posting at a time through several calls; here each step takes whole arrays. The
scores are those of Whoosh's BM25F with its own statistics: the tests compare both.
"""

from collections.abc import Callable, Iterable, Sequence
from math import log
from typing import Literal

import numpy as np

from .arrays import Array
from .clock import Clock
from .expansion import NOTE_PLACES, TEXT_PLACES, Expander, about_documents
from .found import NOTHING, Found, all_of, any_of, only, summed, without
from .postings import FieldPostings
from .query import And, Dates, Leaf, Near, Node, Not, Or, Prefix, State, Typed, leaves
from .rows import documents_with_near, documents_with_row
from .schema import PATH, key
from .snapshot import K1, Segment, Snapshot

Universe = Literal["texts", "notes"]
_WHOLE = 1000.0  # above what all the words of a query together score
_MOST_BEGUN = 10.0  # about what one rare word scores: a beginning stands for any number of words
_GRACE = 0.1  # seconds that the first segment may take even when the time is over


class OutOfTimeError(Exception):
    """The time is over in the middle of a segment."""


class Evaluator:
    """Evaluates trees over one state of the index.

    `opened` gives the paths of the documents that were opened before, for `is:unread`.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        expand: Expander,
        clock: Clock,
        opened: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self.snapshot = snapshot
        self.expand = expand
        self._clock = clock
        self._opened = opened
        self._holding: dict[Leaf, Array] = {}

    def evaluate(self, root: Node, universe: Universe) -> Found:
        """The numbers in the index of the documents that match, with their scores.

        When time runs out, those in the segments that are left are not looked for.
        """
        if universe == "notes" and all(about_documents(leaf) for leaf in leaves(root)):
            return NOTHING
        found: list[Found] = []
        for segment in self.snapshot.segments:
            clock = self._clock if found else self._clock.at_least(_GRACE)
            try:
                inside = _InSegment(self, segment, universe, clock).node(root)
            except OutOfTimeError:
                break
            if segment.alive is not None:
                inside = only(inside, segment.alive)
            found.append(Found(inside.ids + segment.offset, inside.scores))
            if self._clock.expired():
                break
        if len(found) < 2:
            return found[0] if found else NOTHING
        return Found(
            np.concatenate([one.ids for one in found]),
            np.concatenate([one.scores for one in found]),
        )

    def holds_for(self, leaf: Leaf) -> Array:
        """For each document of the index whether it is a text that a leaf holds for."""
        known = self._holding.get(leaf)
        if known is None:
            known = self._holding[leaf] = np.zeros(self.snapshot.count, bool)
            if isinstance(leaf, State):
                known[self._of_state(leaf)] = True
            else:
                known[self.evaluate(leaf, "texts").ids] = True
        return known

    def _of_state(self, leaf: State) -> Array:
        snapshot = self.snapshot
        if leaf.field == "annotated":
            owners = np.unique(snapshot.owners)
            return owners[owners >= 0]
        texts = snapshot.with_term(PATH)
        opened = (snapshot.document(PATH, key(path)) for path in self._opened())
        texts[[number for number in opened if number is not None]] = False
        return np.flatnonzero(texts)


class _InSegment:
    """Evaluates trees in one segment of one universe."""

    def __init__(
        self, evaluator: Evaluator, segment: Segment, universe: Universe, clock: Clock
    ) -> None:
        self._evaluator = evaluator
        self._snapshot = evaluator.snapshot
        self._segment = segment
        self._universe = universe
        self._places = TEXT_PLACES if universe == "texts" else NOTE_PLACES
        self._clock = clock
        self._is_whole = False

    def node(self, node: Node) -> Found:
        if isinstance(node, Or):
            return self._any(node)
        if isinstance(node, And):
            return self._all(node)
        return any_of(self._parts(node), self._segment.count)

    def _any(self, node: Or) -> Found:
        """The documents of the children, or of those that there was time for."""
        found: list[Found] = []
        reached = False
        for child in node.children:
            try:
                found += [self.node(child)] if isinstance(child, And | Or) else self._parts(child)
                reached = True
            except OutOfTimeError:
                if not reached or self._is_whole:
                    raise
                break
        return any_of(found, self._segment.count)

    def _all(self, node: And) -> Found:
        count = self._segment.count
        wanted = []
        for child in node.children:
            if not isinstance(child, Not):
                wanted.append(self.node(child))
                if not len(wanted[-1].ids):
                    return NOTHING
        found = all_of(wanted, count)
        before, self._is_whole = self._is_whole, True  # else too little would be taken away
        for child in node.children:
            if isinstance(child, Not):
                found = without(found, self.node(child.child), count)
        self._is_whole = before
        return found

    def _parts(self, leaf: Node) -> list[Found]:
        """The documents of a leaf, by each term in each field; together they are all."""
        if self._clock.expired():
            raise OutOfTimeError
        assert not isinstance(leaf, And | Or | Not)  # the parser leaves Not in And only
        if about_documents(leaf) and (self._universe == "notes" or isinstance(leaf, State)):
            return [self._of_documents(leaf)]
        if isinstance(leaf, Typed):
            return [self._typed(leaf)]
        return self._in_places(leaf)

    def _typed(self, leaf: Typed) -> Found:
        """The documents of the word as it is, before those of the words that it may become."""
        count = self._segment.count
        whole = any_of(self._in_places(leaf), count)
        if leaf.is_open:
            longer = Found(np.arange(count), np.zeros(count))
        else:
            longer = any_of(self._in_places(Prefix(leaf.raw, leaf.start, leaf.field)), count)
        begun = without(longer, whole, count)
        scores: Array = begun.scores * _MOST_BEGUN / (begun.scores + _MOST_BEGUN)
        return any_of([Found(whole.ids, whole.scores + _WHOLE), Found(begun.ids, scores)], count)

    def _in_places(self, leaf: Leaf) -> list[Found]:
        found: list[Found] = []
        for place, weight in self._places.get(leaf.field, {}).items():
            postings = self._segment.fields.get(place)
            if postings is not None:
                found += self._in_place(leaf, place, postings, weight)
        return found

    def _in_place(
        self, leaf: Leaf, place: str, postings: FieldPostings, weight: float
    ) -> list[Found]:
        if isinstance(leaf, Prefix):
            low, high = postings.starting(leaf.start.encode())
            return [self._of_terms(place, postings, low, high, weight)] if low < high else []
        if isinstance(leaf, Dates):
            low, high = map(postings.first_from, (leaf.low.encode(), leaf.high.encode()))
            return [self._of_terms(place, postings, low, high, 0.0)] if low < high else []
        if isinstance(leaf, State):
            number = postings.find(leaf.field.encode())
            return [self._of_term(place, postings, number, 0.0, b"")] if number >= 0 else []
        meaning = self._evaluator.expand(leaf)
        found = []
        for term, own in meaning.words.items():
            wanted = term.encode()
            number = postings.find(wanted)
            if number >= 0:
                found.append(self._of_term(place, postings, number, weight * own, wanted))
        for row in meaning.rows:
            found.append(self._of_row(leaf, place, postings, row, weight))
        return found

    def _of_term(
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

    def _of_terms(
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

    def _of_row(
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

    def _of_documents(self, leaf: Leaf) -> Found:
        """The texts that a leaf holds for, or the annotations in those."""
        segment = self._segment
        own = slice(segment.offset, segment.offset + segment.count)
        holds = self._evaluator.holds_for(leaf)
        if self._is_whole and self._clock.expired():
            raise OutOfTimeError
        if self._universe == "texts":
            ids = np.flatnonzero(holds[own])
        else:
            owners = self._snapshot.owners[own]
            ids = np.flatnonzero((owners >= 0) & holds[owners])
        return Found(ids, np.zeros(len(ids)))
