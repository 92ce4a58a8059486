"""The documents of the segment that is being filled: collected one by one, inverted together."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from .arrays import Array
from .inverting import (
    ChunkNumbers,
    inverted,
    inverted_labels,
    occurrences,
)
from .postings import Inverted

BETWEEN_VALUES = 100  # positions between two authors or tags, so that no phrase spans them


class Batch:
    """Collects the words and the labels of documents, which are numbered from 0."""

    def __init__(self, numbers: ChunkNumbers) -> None:
        self._numbers = numbers
        self._words: dict[str, list[tuple[int, int, Array]]] = {}
        self._labels: dict[str, list[tuple[bytes, int]]] = {}
        self.documents = 0
        self.chunks = 0

    def add(
        self, words: Mapping[str, tuple[str, ...]], labels: Mapping[str, tuple[str, ...]]
    ) -> list[Array]:
        """Add a document; gives the numbers of the chunks of its words."""
        seen = []
        for field, parts in words.items():
            base = 0
            for part in parts:
                chunks = self._numbers.numbers(part)
                seen.append(chunks)
                self._words.setdefault(field, []).append((self.documents, base, chunks))
                base += self._numbers.width(chunks) + BETWEEN_VALUES if len(parts) > 1 else 0
                self.chunks += len(chunks)
        for field, values in labels.items():
            pairs = self._labels.setdefault(field, [])
            pairs.extend((value.encode(), self.documents) for value in values)
        self.documents += 1
        return seen

    def inverted(self) -> Iterator[tuple[str, Inverted, Array | None]]:
        """Each field's postings and, where there are words, its length in each document."""
        tables = self._numbers.tables() if self._words else None
        for field, parts in self._words.items():
            assert tables is not None
            found = occurrences(parts, tables)
            if len(found.term):
                lengths = np.bincount(found.document, minlength=self.documents)
                yield field, inverted(found, self._numbers.terms), lengths
        for field, pairs in self._labels.items():
            if pairs:
                yield field, inverted_labels(pairs), None


def terms_of(numbers: ChunkNumbers, seen: Iterable[Array]) -> set[str]:
    """The different terms of documents, given as the numbers of their chunks."""
    arrays = list(seen)
    if not arrays:
        return set()
    return numbers.terms_of(np.unique(np.concatenate(arrays)))


def as_values(value: Any) -> tuple[str, ...]:
    """One string or several as several; none where there is nothing in it."""
    values = (value,) if isinstance(value, str) else tuple(value or ())
    return tuple(one for one in values if one)
