"""One field of one segment: its terms in order, and for each the documents that it stands in.

All terms of a field lie in one piece, and so do all their postings: the documents of a term, and
of all terms between two, are one slice. Arrays of a field `f`, with T terms and P postings:

    f.terms   the terms in the order of their bytes, a zero byte before each and after the last
    f.ends    T+1 places of these zero bytes
    f.heads   every 64th term, in the same way: what is kept in memory for looking up
    f.letters T sets of letters: a bit for each that the term has
    f.starts  T+1 numbers: the postings of term t are `starts[t]` up to `starts[t+1]`
    f.ids     P document numbers, ascending within a term
    f.often   P frequencies, only where positions are kept
    f.at      T+1 numbers: the positions of term t are `at[t]` up to `at[t+1]`
    f.places  the positions, ascending within a posting
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np

from .arrays import Array, ArrayFile, tight

_BLOCK = 64
_REMEMBERED = 4096  # terms that were looked up lately
_OTHERS = 31  # the bit of letters that are not ASCII
_BIT_OF = np.array(
    [1 << (byte % _OTHERS if byte < 128 else _OTHERS) for byte in range(256)], np.uint32
)
_LAST = b"\xff"  # sorts after whatever UTF-8 may go on with


class Inverted(NamedTuple):
    """The postings of one field, to be written; `often` and `places` are None without positions."""

    terms: list[bytes]
    counts: Array  # documents of each term
    ids: Array
    often: Array | None = None
    places: Array | None = None

    def arrays(self, name: str) -> Iterator[tuple[str, Array]]:
        """What the file holds of the field."""
        lengths = np.fromiter(map(len, self.terms), np.int64, len(self.terms)) + 1
        yield f"{name}.terms", _blob(self.terms)
        yield f"{name}.ends", tight(_sums(lengths))
        yield f"{name}.heads", _blob(self.terms[::_BLOCK])
        yield f"{name}.letters", letters_of(self.terms)
        starts = _sums(self.counts)
        yield f"{name}.starts", tight(starts)
        yield f"{name}.ids", tight(self.ids)
        if self.often is not None and self.places is not None:
            yield f"{name}.often", tight(self.often)
            yield f"{name}.at", tight(_sums(self.often)[starts])
            yield f"{name}.places", tight(self.places)


def letters_of(terms: list[bytes]) -> Array:
    """For each term the set of its letters, a bit for each; all that are not ASCII share one.

    An edit puts one letter in and takes one out at most: two bits change, and no more.
    """
    blob = _blob(terms)
    starts = np.flatnonzero(blob == 0)[:-1]
    return np.bitwise_or.reduceat(_BIT_OF[blob], starts) if terms else np.zeros(0, np.uint32)


def _blob(terms: list[bytes]) -> Array:
    return np.frombuffer(b"\0".join([b"", *terms, b""]) if terms else b"\0", np.uint8)


def _sums(counts: Array) -> Array:
    sums = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=sums[1:])
    return sums


class FieldPostings:
    """Reads the postings of the field `name` from the file of a segment."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        self._blob = f"{name}.terms"
        self._ends = file[f"{name}.ends"]
        self._found: dict[bytes, int] = {}
        self.has_positions = f"{name}.places" in file

    def __len__(self) -> int:
        return len(self._ends) - 1

    # A question asks few fields for few of their arrays: each is looked up when it is wanted.

    @cached_property
    def starts(self) -> Array:
        """Where the postings of each term begin, and where the last ends."""
        return self._file[f"{self._name}.starts"]

    @cached_property
    def ids(self) -> Array:
        """The documents of all postings."""
        return self._file[f"{self._name}.ids"]

    @cached_property
    def often(self) -> Array:
        """The frequencies of all postings, where positions are kept."""
        return self._file[f"{self._name}.often"]

    @cached_property
    def _at(self) -> Array:
        return self._file[f"{self._name}.at"]

    @cached_property
    def _places(self) -> Array:
        return self._file[f"{self._name}.places"]

    def near(self, word: str, distance: int) -> list[str]:
        """The terms that may be within so many edits of `word`, as far as their letters tell."""
        letters = letters_of([word.encode()])[0]
        differing = np.bitwise_count(self._file[f"{self._name}.letters"] ^ letters)
        numbers = np.flatnonzero(differing <= 2 * distance).tolist()
        return [self.term(number).decode() for number in numbers]

    @cached_property
    def counts(self) -> Array:
        """The number of documents of every term."""
        return np.diff(self.starts.astype(np.int64))

    @cached_property
    def _heads(self) -> list[bytes]:
        return self._file[f"{self._name}.heads"].tobytes().split(b"\0")[1:-1]

    def term(self, number: int) -> bytes:
        """The term with this number."""
        return self._file.bytes(
            self._blob, int(self._ends[number]) + 1, int(self._ends[number + 1])
        )

    def terms(self, low: int = 0, high: int | None = None) -> list[bytes]:
        """The terms with the numbers from `low` up to `high`."""
        high = len(self) if high is None else high
        if low >= high:
            return []
        piece = self._file.bytes(self._blob, int(self._ends[low]) + 1, int(self._ends[high]))
        return piece.split(b"\0")

    def words(self, low: int = 0, high: int | None = None) -> list[str]:
        """The same as text."""
        high = len(self) if high is None else high
        if low >= high:
            return []
        piece = self._file.bytes(self._blob, int(self._ends[low]) + 1, int(self._ends[high]))
        return piece.decode().split("\0")

    def find(self, term: bytes) -> int:
        """The number of the term, -1 where it is not there; remembered, as one types on."""
        known = self._found.get(term)
        if known is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            known = self._found[term] = self._look_up(term)
        return known

    def _look_up(self, term: bytes) -> int:
        block = bisect_right(self._heads, term) - 1
        if block < 0:
            return -1
        low = block * _BLOCK
        high = min(low + _BLOCK, len(self))
        piece = self._file.bytes(self._blob, int(self._ends[low]), int(self._ends[high]) + 1)
        place = piece.find(b"\0" + term + b"\0")
        return low + piece.count(b"\0", 0, place) if place >= 0 else -1

    def first_from(self, term: bytes) -> int:
        """The number of the first term that does not come before `term`."""
        low = max(bisect_right(self._heads, term) - 1, 0) * _BLOCK
        return low + bisect_left(self.terms(low, min(low + _BLOCK, len(self))), term)

    def starting(self, start: bytes) -> tuple[int, int]:
        """The range of the numbers of the terms that begin with `start`."""
        return self.first_from(start), self.first_from(start + _LAST)

    def documents(self, low: int, high: int | None = None) -> Array:
        """The documents of a term, or of all terms from `low` up to `high`, term by term."""
        return self.ids[self.starts[low] : self.starts[low + 1 if high is None else high]]

    def frequencies(self, low: int, high: int | None = None) -> Array:
        """How often the terms stand in the `documents`."""
        part = slice(self.starts[low], self.starts[low + 1 if high is None else high])
        return self.often[part] if self.has_positions else np.ones(part.stop - part.start)

    def positions(self, low: int, high: int | None = None) -> Array:
        """All positions of a term, document by document, or of all terms from `low` to `high`."""
        return self._places[self._at[low] : self._at[low + 1 if high is None else high]]
