"""One field of one segment: its terms in order, and for each the documents that it stands in.

All terms of a field lie in one piece, and so do all their postings: the documents of a term, and
of all terms between two, are one slice. Arrays of a field `f`, with T terms and P postings:

    f.terms   the terms in the order of their bytes, a zero byte before each and after the last
    f.ends    T+1 places of these zero bytes
    f.heads   the first 16 bytes of every 64th term, to look terms up by
    f.blocks  the places of the zero bytes before these terms, and of the last
    f.letters T sets of letters: a bit for each that the term has
    f.starts  T+1 numbers: the postings of term t are `starts[t]` up to `starts[t+1]`
    f.ids     P document numbers, ascending within a term
    f.often   P frequencies, only where positions are kept
    f.at      T+1 numbers: the positions of term t are `at[t]` up to `at[t+1]`
    f.places  the positions, ascending within a posting
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np

from .arrays import Array, ArrayFile, tight
from .remembered import Remembered

_BLOCK = 64
_HEAD = 16
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
        ends = _sums(lengths)
        yield f"{name}.ends", tight(ends)
        yield f"{name}.heads", _heads(self.terms)
        yield f"{name}.blocks", tight(np.append(ends[:-1:_BLOCK], ends[-1]))
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


def _heads(terms: list[bytes]) -> Array:
    return np.array([term[:_HEAD] for term in terms[::_BLOCK]], f"S{_HEAD}")


def _sums(counts: Array) -> Array:
    sums = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=sums[1:])
    return sums


class FieldPostings:
    """Reads the postings of the field `name` from the file of a segment.

    A question asks few fields for few of their arrays: each is looked up when it is wanted.
    """

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        self._numbers: Remembered[bytes, int] = Remembered()
        self.has_positions = f"{name}.places" in file

    def __len__(self) -> int:
        return len(self._ends) - 1

    def _array(self, part: str) -> Array:
        return self._file[f"{self._name}.{part}"]

    @cached_property
    def starts(self) -> Array:
        """Where the postings of each term begin, and where the last ends."""
        return self._array("starts")

    @cached_property
    def ids(self) -> Array:
        """The documents of all postings."""
        return self._array("ids")

    @cached_property
    def often(self) -> Array:
        """The frequencies of all postings, where positions are kept."""
        return self._array("often")

    @cached_property
    def _at(self) -> Array:
        return self._array("at")

    @cached_property
    def _places(self) -> Array:
        return self._array("places")

    @cached_property
    def _ends(self) -> Array:
        return self._array("ends")

    @cached_property
    def _heads(self) -> Array:
        return self._array("heads")

    @cached_property
    def _blocks(self) -> Array:
        return self._array("blocks")

    @cached_property
    def _text(self) -> memoryview:
        return self._array("terms").data

    def near(self, word: str, distance: int) -> list[str]:
        """The terms that may be within so many edits of `word`, as far as their letters tell."""
        letters = letters_of([word.encode()])[0]
        differing = np.bitwise_count(self._array("letters") ^ letters)
        numbers = np.flatnonzero(differing <= 2 * distance).tolist()
        return [self.term(number).decode() for number in numbers]

    @cached_property
    def counts(self) -> Array:
        """The number of documents of every term."""
        return np.diff(self.starts.astype(np.int64))

    def term(self, number: int) -> bytes:
        """The term with this number."""
        return self._between(number, number + 1)

    def terms(self, low: int = 0, high: int | None = None) -> list[bytes]:
        """The terms with the numbers from `low` up to `high`."""
        high = len(self) if high is None else high
        return self._between(low, high).split(b"\0") if low < high else []

    def words(self, low: int = 0, high: int | None = None) -> list[str]:
        """The same as text."""
        high = len(self) if high is None else high
        return self._between(low, high).decode().split("\0") if low < high else []

    def _between(self, low: int, high: int) -> bytes:
        """The terms from `low` up to `high`, a zero byte between them."""
        ends = self._ends
        return bytes(self._text[ends.item(low) + 1 : ends.item(high)])

    def find(self, term: bytes) -> int:
        """The number of the term, -1 where it is not there; remembered, as one types on."""
        known = self._numbers.get(term)
        return self._numbers.keep(term, self._look_up(term)) if known is None else known

    def _look_up(self, term: bytes) -> int:
        low, piece = self._block(term)
        place = piece.find(b"\0%b\0" % term)
        return low + piece.count(b"\0", 0, place) if place >= 0 else -1

    def first_from(self, term: bytes) -> int:
        """The number of the first term that does not come before `term`."""
        low, piece = self._block(term)
        return low + bisect_left(piece[1:-1].split(b"\0"), term)

    def _block(self, term: bytes) -> tuple[int, bytes]:
        """The terms among which `term` is, if it is there: the first one's number, and all of them
        with a zero byte before each and after the last.
        """
        heads, blocks = self._heads, self._blocks
        block = int(heads.searchsorted(term[:_HEAD], "right")) - 1
        # Heads are cut: of those that begin alike, the whole terms tell.
        while block > 0 and heads[block] == term[:_HEAD] and self.term(block * _BLOCK) > term:
            block -= 1
        block = max(block, 0)
        piece = self._text[blocks.item(block) : blocks.item(block + 1) + 1]
        return block * _BLOCK, bytes(piece)

    def starting(self, start: bytes) -> tuple[int, int]:
        """The range of the numbers of the terms that begin with `start`."""
        return self.first_from(start), self.first_from(start + _LAST)

    def documents(self, low: int, high: int | None = None) -> Array:
        """The documents of a term, or of all terms from `low` up to `high`, term by term."""
        return self.ids[self._slice(low, high)]

    def frequencies(self, low: int, high: int | None = None) -> Array:
        """How often the terms stand in the `documents`."""
        part = self._slice(low, high)
        return self.often[part] if self.has_positions else np.ones(part.stop - part.start)

    def _slice(self, low: int, high: int | None) -> slice:
        starts = self.starts
        return slice(starts.item(low), starts.item(low + 1 if high is None else high))

    def positions(self, low: int, high: int | None = None) -> Array:
        """All positions of a term, document by document, or of all terms from `low` to `high`."""
        return self._places[self._at[low] : self._at[low + 1 if high is None else high]]
