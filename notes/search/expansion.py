"""What the leaves of a query mean in this index: which of its terms they stand for."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from .clock import Clock
from .query import DOCUMENT_FIELDS, LABEL_FIELDS, Fuzzy, Leaf, Phrase, Prefix, Word
from .schema import STEM
from .stems import LANGUAGES, stem

MOST_EXPANDED = 512  # terms that one pattern may stand for
_STEP = 64  # terms between two looks at the clock
_SHARE = 0.25  # of the time that is left, for what one pattern stands for
_MOST_VARIANTS = 64
_VARIANT_WEIGHT = 0.7

# Where a leaf looks, by the field it names, with the weight of a match there.
TEXT_PLACES: dict[str | None, dict[str, float]] = {
    None: {"body": 1.0, "title": 2.0, "authors": 1.5},
    "title": {"title": 1.0},
    "author": {"authors": 1.0},
    "source": {"source": 1.0},
    "format": {"format": 1.0},
}
NOTE_PLACES: dict[str | None, dict[str, float]] = {
    None: {"quote": 1.0, "note": 1.2, "tags": 1.5},
    "quote": {"quote": 1.0},
    "note": {"note": 1.0},
    "tag": {"tag": 1.0},
    "color": {"color": 1.0},
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """Single terms with their weights, and rows of terms; `complete` unless it had to be cut."""

    words: dict[str, float] = field(default_factory=dict)
    rows: tuple[tuple[str, ...], ...] = ()
    complete: bool = True


class Vocabulary:
    """The terms of one state of the index."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._languages: tuple[str, ...] | None = None

    def frequency(self, place: str, term: str) -> int:
        """In how many index documents the term stands, those deleted lately included."""
        return int(self._reader.doc_frequency(place, term))

    def has(self, term: str, places: Iterable[str]) -> bool:
        """Whether the term stands in any of the fields."""
        return any((place, term) in self._reader for place in places)

    def languages(self) -> tuple[str, ...]:
        """The languages whose word forms the index knows."""
        if self._languages is None:
            self._languages = tuple(
                language
                for language in LANGUAGES
                if next(iter(self._starting(STEM, f"{language}\t")), None) is not None
            )
        return self._languages

    def variants(self, word: str) -> set[str]:
        """Other words of the index with the same stem in one of its languages."""
        found: set[str] = set()
        for language in self.languages():
            base = stem(word, language)
            found.add(base)
            beginning = f"{language}\t{base}\t"
            for term in islice(self._starting(STEM, beginning), _MOST_VARIANTS):
                found.add(term[len(beginning) :])
        return found - {word}

    def starting(self, places: Iterable[str], start: str, clock: Clock) -> tuple[set[str], bool]:
        """The terms that begin with `start`, or the commonest of them; and if these are all."""
        found: dict[bytes, int] = {}
        complete = True
        for place in places:
            for leaf, _ in self._reader.leaf_readers():
                for term, info in leaf.iter_prefix(place, start):
                    found[term] = found.get(term, 0) + info.doc_frequency()
                    if len(found) % _STEP == 0 and clock.expired():
                        complete = False
                        break
        if len(found) > MOST_EXPANDED:
            complete = False
            found = dict(heapq.nlargest(MOST_EXPANDED, found.items(), key=lambda item: item[1]))
        return {term.decode() for term in found}, complete

    def near(
        self, places: Iterable[str], word: str, distance: int, clock: Clock
    ) -> tuple[set[str], bool]:
        """The terms within `distance` edits of `word`, or one swap; and if these are all.

        An edit is a letter put in, left out or changed; two neighbours swapped would be two edits.
        """
        where = tuple(places)
        found = {term for term in _swapped(word) if self.has(term, where)}
        for place in where:
            for leaf, _ in self._reader.leaf_readers():
                for term in leaf.terms_within(place, word, distance):
                    found.add(term)
                    if clock.expired() or len(found) >= MOST_EXPANDED:
                        return found, False
        return found, True

    def _starting(self, place: str, start: str) -> Iterator[str]:
        for leaf, _ in self._reader.leaf_readers():
            for term in leaf.expand_prefix(place, start):
                yield term.decode()


def _swapped(word: str) -> Iterator[str]:
    for place in range(len(word) - 1):
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


class Expander:
    """Gives leaves their meaning; remembers it, since several places ask for the same."""

    def __init__(self, vocabulary: Vocabulary, clock: Clock) -> None:
        self._vocabulary = vocabulary
        self._clock = clock
        self._known: dict[Leaf, Meaning] = {}

    def __call__(self, leaf: Leaf) -> Meaning:
        """The terms of this index that `leaf` stands for."""
        if leaf not in self._known:
            self._known[leaf] = self._expand(leaf, places(leaf))
        return self._known[leaf]

    def _expand(self, leaf: Leaf, where: tuple[str, ...]) -> Meaning:
        has = self._vocabulary.has
        if isinstance(leaf, Phrase):
            if len(leaf.row) == 1:
                return Meaning({leaf.row[0]: 1.0} if has(leaf.row[0], where) else {})
            return Meaning(rows=self._rows((leaf.row,), where))
        if isinstance(leaf, Prefix):
            clock = self._clock.part(_SHARE)
            found, complete = self._vocabulary.starting(where, leaf.start, clock)
            return Meaning(dict.fromkeys(found, 1.0), complete=complete)
        if isinstance(leaf, Fuzzy):
            clock = self._clock.part(_SHARE)
            found, complete = self._vocabulary.near(where, leaf.word, leaf.distance, clock)
            return Meaning(dict.fromkeys(found, 1.0), complete=complete)
        return self._word(leaf, where)

    def _word(self, leaf: Word, where: tuple[str, ...]) -> Meaning:
        has = self._vocabulary.has
        words: dict[str, float] = {}
        for form in leaf.forms:
            if len(form) > 1:
                continue
            if has(form[0], where):
                words[form[0]] = 1.0
            if leaf.field not in LABEL_FIELDS:
                variants = self._vocabulary.variants(form[0])
                words |= {word: _VARIANT_WEIGHT for word in variants if has(word, where)}
        return Meaning(words, self._rows(leaf.forms, where))

    def _rows(
        self, forms: Iterable[tuple[str, ...]], where: tuple[str, ...]
    ) -> tuple[tuple[str, ...], ...]:
        has = self._vocabulary.has
        return tuple(
            form for form in forms if len(form) > 1 and all(has(term, where) for term in form)
        )


def places(leaf: Leaf) -> tuple[str, ...]:
    """The fields of the index that a leaf looks in."""
    return (*TEXT_PLACES.get(leaf.field, {}), *NOTE_PLACES.get(leaf.field, {}))


def about_documents(leaf: Leaf) -> bool:
    """Whether a leaf asks for something that only documents have."""
    return leaf.field in DOCUMENT_FIELDS
