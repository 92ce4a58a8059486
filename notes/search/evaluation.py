"""Find the index documents that a query's tree matches, with scores, before the clock runs out.

A tree is read in one of two universes: texts, or annotations. All of its words must be found in one
text, or in one annotation. What a query asks of documents (`author:`) holds for an annotation when
it holds for its document; what it asks of annotations (`tag:`) never holds for a text.

Whoosh takes one posting at a time through several calls; here each step takes whole arrays. The
scores are those of Whoosh's BM25F with its own statistics: the tests compare both.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import numpy as np

from .arrays import Array
from .clock import Clock
from .expansion import NOTE_PLACES, TEXT_PLACES, Expander, about_documents
from .found import NOTHING, Found, all_of, any_of, only, without
from .postings import FieldPostings
from .query import (
    And,
    Dates,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    State,
    Typed,
    TypedPhrase,
    leaves,
)
from .schema import PATH, key
from .scoring import OutOfTimeError, Pieces, Scorer
from .snapshot import Segment, Snapshot

Universe = Literal["texts", "notes"]
_WHOLE = 1000.0  # above what all the words of a query together score
_MOST_BEGUN = 10.0  # about what one rare word scores: a beginning stands for any number of words
_GRACE = 0.1  # seconds that the first segment may take even when the time is over


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
            if segment.offset:
                inside = Found(inside.ids + segment.offset, inside.scores)
            found.append(inside)
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
        self._scorer = Scorer(evaluator.snapshot, segment, clock)
        self._is_whole = False

    def node(self, node: Node) -> Found:
        if isinstance(node, And):
            return self._all(node)
        return self._any(node.children if isinstance(node, Or) else (node,))

    def _any(self, children: Sequence[Node]) -> Found:
        """The documents of any of the children, or of those that there was time for."""
        pieces = Pieces([], [])
        reached = False
        for child in children:
            try:
                if isinstance(child, And | Or):
                    pieces.found.append(self.node(child))
                else:
                    self._look(child, pieces)
                reached = True
            except OutOfTimeError:
                if not reached or self._is_whole:
                    raise
                break
        return self._scorer.together(pieces)

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

    def _look(self, leaf: Node, pieces: Pieces) -> None:
        """Add to the pieces what a leaf finds."""
        if self._clock.expired():
            raise OutOfTimeError
        assert not isinstance(leaf, And | Or | Not)  # the parser leaves Not in And only
        if about_documents(leaf) and (self._universe == "notes" or isinstance(leaf, State)):
            pieces.found.append(self._of_documents(leaf))
        elif isinstance(leaf, Typed | TypedPhrase):
            pieces.found.append(self._typed(leaf))
        else:
            self._look_in_places(leaf, pieces)

    def _typed(self, leaf: Typed | TypedPhrase) -> Found:
        """The documents of what is typed as it is, before those of what it may become."""
        count = self._segment.count
        if isinstance(leaf, TypedPhrase):
            whole = self._in_places(Phrase(leaf.raw, leaf.row, leaf.field))
            return self._whole_first(whole, self._in_places(leaf))
        whole = self._in_places(leaf)
        if leaf.is_open:
            longer = Found(np.arange(count), np.zeros(count))
        else:
            longer = self._in_places(Prefix(leaf.raw, leaf.start, leaf.field))
        return self._whole_first(whole, longer)

    def _whole_first(self, whole: Found, longer: Found) -> Found:
        count = self._segment.count
        begun = without(longer, whole, count)
        scores: Array = begun.scores * _MOST_BEGUN / (begun.scores + _MOST_BEGUN)
        return any_of([Found(whole.ids, whole.scores + _WHOLE), Found(begun.ids, scores)], count)

    def _in_places(self, leaf: Leaf) -> Found:
        pieces = Pieces([], [])
        self._look_in_places(leaf, pieces)
        return self._scorer.together(pieces)

    def _look_in_places(self, leaf: Leaf, pieces: Pieces) -> None:
        expand = self._evaluator.expand
        meaning = None if isinstance(leaf, Prefix | Dates | State | TypedPhrase) else expand(leaf)
        for place, weight in self._places.get(leaf.field, {}).items():
            postings = self._segment.fields.get(place)
            if postings is None:
                continue
            if meaning is None:
                self._look_in_place(leaf, place, postings, weight, pieces)
                continue
            for term, own in meaning.words.items():
                self._scorer.want(pieces, place, postings, term, weight * own)
            for row in meaning.rows:
                pieces.found.append(self._scorer.of_row(leaf, place, postings, row, weight))

    def _look_in_place(
        self, leaf: Leaf, place: str, postings: FieldPostings, weight: float, pieces: Pieces
    ) -> None:
        """Add to the pieces what a leaf finds in one field, where it is no list of terms."""
        if isinstance(leaf, Prefix | Dates):
            low, high = _between(leaf, postings)
            weight = weight if isinstance(leaf, Prefix) else 0.0
            if low < high:
                pieces.found.append(self._scorer.of_terms(place, postings, low, high, weight))
        elif isinstance(leaf, State):
            self._scorer.want(pieces, place, postings, leaf.field, 0.0)
        elif isinstance(leaf, TypedPhrase):
            pieces.found.append(self._scorer.of_begun_row(leaf, place, postings, weight))

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


def _between(leaf: Prefix | Dates, postings: FieldPostings) -> tuple[int, int]:
    """The numbers of the terms that a leaf stands for where these lie together."""
    if isinstance(leaf, Prefix):
        return postings.starting(leaf.start.encode())
    return postings.first_from(leaf.low.encode()), postings.first_from(leaf.high.encode())
