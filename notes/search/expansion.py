"""What the leaves of a query mean in this index: which of its terms they stand for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .clock import Clock
from .near_terms import likelihoods, near_terms
from .query import (
    DOCUMENT_FIELDS,
    LABEL_FIELDS,
    Dates,
    Fuzzy,
    Leaf,
    Near,
    Phrase,
    Prefix,
    State,
    Typed,
    TypedPhrase,
    Wildcard,
    Word,
)
from .remembered import Remembered
from .schema import DATE, STATE, STEM
from .snapshot import Snapshot
from .stems import stem

MOST_EXPANDED = 1024  # terms that one pattern with gaps may stand for
_STEP = 256  # terms between two looks at the clock
_SHARE = 0.25  # of the time that is left, for what one pattern stands for
_MOST_VARIANTS = 64
_VARIANT_WEIGHT = 0.7
_GAP = re.compile(r"[*?]")
_GAPS = {"*": ".*", "?": "."}

# Where a leaf looks, by the field it names, with the weight of a match there.
TEXT_PLACES: dict[str | None, dict[str, float]] = {
    None: {"body": 1.0, "title": 2.0, "authors": 1.5},
    "title": {"title": 1.0},
    "author": {"authors": 1.0},
    "source": {"source": 1.0},
    "format": {"format": 1.0},
    "date": {DATE: 1.0},
}
NOTE_PLACES: dict[str | None, dict[str, float]] = {
    None: {"quote": 1.0, "note": 1.2, "tags": 1.5},
    "quote": {"quote": 1.0},
    "note": {"note": 1.0},
    "tag": {"tag": 1.0},
    "color": {"color": 1.0},
    "lost": {STATE: 1.0},
}


class Meaning(NamedTuple):
    """Single terms with their weights, and rows of terms; `complete` unless it had to be cut.

    Not all of them need be in the index. The terms of a prefix are not listed: they lie together.
    """

    words: Mapping[str, float] = {}
    rows: tuple[tuple[str, ...], ...] = ()
    complete: bool = True


class Vocabulary:
    """The terms of one state of the index."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._languages: tuple[str, ...] | None = None
        self._known: Remembered[str, tuple[str, ...]] = Remembered()

    @property
    def count(self) -> int:
        """How many documents the index has, those deleted lately included."""
        return int(self._snapshot.count)

    def frequency(self, place: str, term: str) -> int:
        """In how many index documents the term stands, those deleted lately included."""
        return self._snapshot.frequency(place, term.encode())

    def has(self, term: str, places: Iterable[str]) -> bool:
        """Whether the term stands in any of the fields."""
        return any(self._snapshot.has(place, term) for place in places)

    def begins(self, start: str, places: Iterable[str]) -> bool:
        """Whether a term in any of the fields begins with `start`."""
        return any(next(self._starting(place, start), None) is not None for place in places)

    def between(self, place: str, low: str, high: str) -> bool:
        """Whether a term of the field does not come before `low` but before `high`."""
        ends = low.encode(), high.encode()
        found = (segment.fields.get(place) for segment in self._snapshot.segments)
        return any(one and one.first_from(ends[0]) < one.first_from(ends[1]) for one in found)

    def languages(self) -> tuple[str, ...]:
        """The languages whose word forms the index knows."""
        known = self._languages
        if known is None:
            found = (segment.file.languages for segment in self._snapshot.segments)
            known = self._languages = tuple(sorted(set().union(*found)))
        return known

    def variants(self, word: str) -> tuple[str, ...]:
        """Other words of the index with the same stem in one of its languages, in order."""
        known = self._known.get(word)
        return self._known.keep(word, self._variants(word)) if known is None else known

    def _variants(self, word: str) -> tuple[str, ...]:
        found: set[str] = set()
        for language in self.languages():
            base = stem(word, language)
            found.add(base)
            beginning = f"{language}\t{base}\t".encode()
            for segment in self._snapshot.segments:
                if (stems := segment.fields.get(STEM)) is not None:
                    found.update(
                        pair[len(beginning) :].decode()
                        for pair in stems.terms_starting(beginning, _MOST_VARIANTS)
                    )
        return tuple(sorted(found - {word}))

    def like(self, places: Iterable[str], pattern: str, clock: Clock) -> tuple[set[str], bool]:
        """The terms that a pattern with `*` and `?` matches, and whether these are all."""
        start = _GAP.split(pattern, maxsplit=1)[0]
        wanted = re.compile(
            "".join(_GAPS.get(char) or re.escape(char) for char in pattern), re.DOTALL
        ).fullmatch
        found: set[str] = set()
        for place in places:
            for number, term in enumerate(self._starting(place, start)):
                if wanted(term):
                    found.add(term)
                if number % _STEP == 0 and (clock.expired() or len(found) >= MOST_EXPANDED):
                    return found, False
        return found, True

    def near(
        self, places: Sequence[str], word: str, distance: int, clock: Clock
    ) -> tuple[dict[str, int], bool]:
        """The terms within `distance` edits of `word` with theirs, and whether these are all.

        An edit is a letter put in, left out, changed, or swapped with the next one. Of very many
        the nearest are given, and of these the commonest.
        """
        found: dict[str, int] = {}
        for place in places:
            for segment in self._snapshot.segments:
                postings = segment.fields.get(place)
                if postings is not None and not clock.expired():
                    found |= near_terms(postings, word, distance)
        if len(found) <= MOST_EXPANDED:
            return found, not clock.expired()

        def rank(term: str) -> tuple[int, int]:
            return found[term], -sum(self.frequency(place, term) for place in places)

        return {term: found[term] for term in sorted(found, key=rank)[:MOST_EXPANDED]}, False

    def _starting(self, place: str, start: str) -> Iterator[str]:
        """The terms of a field that begin with `start`; some more than once."""
        for segment in self._snapshot.segments:
            postings = segment.fields.get(place)
            if postings is None:
                continue
            low, high = postings.starting(start.encode())
            for step in range(low, high, _STEP):
                yield from postings.words(step, min(step + _STEP, high))


class Expander:
    """Gives leaves their meaning; remembers it, since several places ask for the same."""

    def __init__(self, vocabulary: Vocabulary, clock: Clock) -> None:
        self._vocabulary = vocabulary
        self._clock = clock
        self._known: dict[Leaf, Meaning] = {}

    def __call__(self, leaf: Leaf) -> Meaning:
        """The terms of this index that `leaf` stands for, or might."""
        known = self._known.get(leaf)
        if known is None:
            known = self._known[leaf] = self._expand(leaf, places(leaf))
        return known

    def is_missing(self, leaf: Leaf) -> bool:
        """Whether the index has nothing at all that `leaf` stands for."""
        where, meaning = places(leaf), self(leaf)
        if isinstance(leaf, Dates):
            return not any(self._vocabulary.between(place, leaf.low, leaf.high) for place in where)
        if isinstance(leaf, State):
            return False
        if isinstance(leaf, Prefix | Typed) and self._vocabulary.begins(leaf.start, where):
            return False
        if isinstance(leaf, Typed) and leaf.is_open:
            return False
        has = self._vocabulary.has
        if isinstance(leaf, TypedPhrase):
            *row, start = leaf.row
            begins = self._vocabulary.begins(start, where)
            return not (begins and all(has(term, where) for term in row))
        found = any(has(word, where) for word in meaning.words)
        found = found or any(all(has(term, where) for term in row) for row in meaning.rows)
        return meaning.complete and not found

    def _expand(self, leaf: Leaf, where: tuple[str, ...]) -> Meaning:
        if isinstance(leaf, Word):
            return self._word(leaf)
        if isinstance(leaf, Phrase | Near):
            return Meaning({leaf.row[0]: 1.0}) if len(leaf.row) == 1 else Meaning(rows=(leaf.row,))
        if isinstance(leaf, Wildcard):
            clock = self._clock.part(_SHARE)
            terms, complete = self._vocabulary.like(where, leaf.pattern, clock)
            return Meaning(dict.fromkeys(sorted(terms), 1.0), complete=complete)
        if isinstance(leaf, Fuzzy):
            clock = self._clock.part(_SHARE)
            near, complete = self._vocabulary.near(where, leaf.word, leaf.distance, clock)
            spreads = {term: self._vocabulary.frequency("body", term) for term in near}
            words = likelihoods(near, spreads, self._vocabulary.count)
            return Meaning(words, complete=complete)
        return Meaning()

    def _word(self, leaf: Word) -> Meaning:
        words: dict[str, float] = {}
        for form in leaf.forms:
            if len(form) > 1:
                continue
            if leaf.field not in LABEL_FIELDS:
                variants = self._vocabulary.variants(form[0])
                words |= dict.fromkeys(variants, _VARIANT_WEIGHT)
            words[form[0]] = 1.0
        return Meaning(words, tuple(form for form in leaf.forms if len(form) > 1))


def places(leaf: Leaf) -> tuple[str, ...]:
    """The fields of the index that a leaf looks in."""
    return (*TEXT_PLACES.get(leaf.field, {}), *NOTE_PLACES.get(leaf.field, {}))


def about_documents(leaf: Leaf) -> bool:
    """Whether a leaf asks for something that only documents have."""
    return leaf.field in DOCUMENT_FIELDS
