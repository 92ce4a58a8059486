"""Turn documents, word by word, into postings, term by term: sorting numbers, not strings.

Each chunk of text that is met for the first time gets a number; a document is then an array of
such numbers, and 2,000 documents are sorted in a tenth of a second. With a dictionary of lists,
the same takes ten times as long.
"""

from typing import NamedTuple

import numpy as np

from .analysis import Analyzer, Chunk
from .arrays import Array
from .postings import Inverted

_HALF = np.uint64(32)


class ChunkNumbers(dict[str, int]):
    """Numbers the chunks of texts in the order they are met, and knows what terms each gives."""

    def __init__(self, analyzer: Analyzer) -> None:
        super().__init__()
        self._analyzer = analyzer
        self._chunks: list[Chunk] = []
        self._terms: dict[str, int] = {}
        self.terms: list[str] = []

    def __missing__(self, raw: str) -> int:
        chunk = self._analyzer.chunk(raw)
        number = self[raw] = len(self._chunks)
        self._chunks.append(chunk)
        for token in chunk.tokens:
            if token.term not in self._terms:
                self._terms[token.term] = len(self.terms)
                self.terms.append(token.term)
        return number

    def numbers(self, text: str) -> Array:
        """The text as the numbers of its chunks."""
        found = self._analyzer.chunks(text)
        return np.fromiter(map(self.__getitem__, found), np.uint32, len(found))

    def width(self, chunks: Array) -> int:
        """How many positions the chunks take."""
        return sum(self._chunks[number].width for number in chunks.tolist())

    def terms_of(self, chunks: Array) -> set[str]:
        """The terms of the chunks with these numbers."""
        return {token.term for number in chunks.tolist() for token in self._chunks[number].tokens}

    def tables(self) -> "ChunkTables":
        """What the numbers stand for, as arrays."""
        tokens = [token for chunk in self._chunks for token in chunk.tokens]
        counts = [len(chunk.tokens) for chunk in self._chunks]
        number = self._terms
        return ChunkTables(
            np.array([number[token.term] for token in tokens], np.int64),
            np.array([token.position for token in tokens], np.int64),
            np.cumsum([0, *counts]),
            np.array([chunk.width for chunk in self._chunks], np.int64),
        )


class ChunkTables(NamedTuple):
    """The tokens of chunk c are `first[c]` up to `first[c+1]`, each a term and a position."""

    term: Array
    step: Array
    first: Array
    width: Array


class Occurrences(NamedTuple):
    """Where terms stand: three arrays of the same length, in the order of the text."""

    term: Array
    document: Array
    position: Array


def occurrences(parts: list[tuple[int, int, Array]], tables: ChunkTables) -> Occurrences:
    """The tokens of parts of documents: each a document's number, a first position, its chunks."""
    sizes = np.array([len(chunks) for _, _, chunks in parts])
    chunks = np.concatenate([chunks for _, _, chunks in parts])
    document = np.repeat(np.array([number for number, _, _ in parts]), sizes)
    width = tables.width[chunks]
    before = np.cumsum(width) - width
    begins = np.cumsum(sizes) - sizes
    shift = np.array([base for _, base, _ in parts])
    has = sizes > 0
    shift[has] -= before[begins[has]]
    position = before + np.repeat(shift, sizes)
    first = tables.first[chunks]
    count = tables.first[chunks + 1] - first
    if len(count) and count.min() == count.max() == 1:
        return Occurrences(tables.term[first], document, position + tables.step[first])
    chunk = np.repeat(np.arange(len(chunks)), count)
    token = np.arange(len(chunk)) + np.repeat(first - (np.cumsum(count) - count), count)
    return Occurrences(tables.term[token], document[chunk], position[chunk] + tables.step[token])


def inverted(found: Occurrences, terms: list[str]) -> Inverted:
    """The postings of occurrences, whose terms are numbers into `terms`."""
    used = np.flatnonzero(np.bincount(found.term, minlength=len(terms)))
    names = [terms[number].encode() for number in used.tolist()]
    in_order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.zeros(len(terms), np.uint64)
    rank[used[in_order]] = np.arange(len(names))
    term, order = _sorted_by(rank[found.term], found)
    document, position = found.document[order], found.position[order]
    new_term = _changes(term)
    new = new_term | _changes(document)
    begins = np.flatnonzero(new)
    return Inverted(
        [names[number] for number in in_order],
        np.diff(np.flatnonzero(np.append(new_term[begins], True))),
        document[begins],
        np.diff(np.append(begins, len(term))),
        position,
    )


def _sorted_by(term: Array, found: Occurrences) -> tuple[Array, Array]:
    """The terms in order, and the order: within a term that of the text."""
    keys = np.sort((term << _HALF) | np.arange(len(term), dtype=np.uint64))
    order = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return keys >> _HALF, _mended(keys >> _HALF, order, found)


def _mended(term: Array, order: Array, found: Occurrences) -> Array:
    """The order with positions ascending also where a compound gives a term twice."""
    document, position = found.document[order], found.position[order]
    same = ~_changes(term)[1:] & ~_changes(document)[1:]
    if not np.any(same & (np.diff(position) < 0)):
        return order
    mended: Array = order[np.lexsort((position, document, term))]
    return mended


def _changes(values: Array) -> Array:
    """For each value whether it differs from the one before it; the first does."""
    changed = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def inverted_labels(pairs: list[tuple[bytes, int]]) -> Inverted:
    """The postings of whole values, each with its document."""
    ordered = sorted(set(pairs))
    terms = list(dict.fromkeys(label for label, _ in ordered))
    number = {label: place for place, label in enumerate(terms)}
    counts = np.bincount([number[label] for label, _ in ordered], minlength=len(terms))
    return Inverted(terms, counts, np.array([document for _, document in ordered], np.int64))
