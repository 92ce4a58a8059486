"""One field of one segment: its terms in order, and for each the documents that it stands in.

All terms of a field lie in one piece, and so do all their postings: the documents of a term, and
of all terms between two, are one slice. Arrays of a field `f`, with T terms and P postings:

    f.blob    the terms in the order of their bytes, a zero byte before each and after the last
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
from typing import Any, NamedTuple

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
_ARRAYS = frozenset(("heads", "letters", "ids", "often", "places"))
_NUMBERS = frozenset(("blob", "ends", "blocks", "starts", "at"))


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
        yield f"{name}.blob", _blob(self.terms)
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

    Its arrays are attributes, as the module has them.
    """

    blob: "memoryview[int]"
    ends: "memoryview[int]"
    heads: Array
    blocks: "memoryview[int]"
    letters: Array
    starts: "memoryview[int]"
    ids: Array
    often: Array
    at: "memoryview[int]"
    places: Array

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        self._numbers: Remembered[bytes, int] = Remembered()
        self.has_positions = f"{name}.places" in file

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getattr__(self, part: str) -> Any:
        """One of the arrays, looked up when it is first asked for: a question needs few of them."""
        name = f"{self._name}.{part}"
        if part in _NUMBERS:
            found: Any = self._file.numbers(name)
        elif part in _ARRAYS:
            found = self._file[name]
        else:
            raise AttributeError(part)
        self.__dict__[part] = found
        return found

    def near(self, word: str, distance: int) -> list[str]:
        """The terms that may be within so many edits of `word`, as far as their letters tell."""
        letters = letters_of([word.encode()])[0]
        differing = np.bitwise_count(self.letters ^ letters)
        numbers = np.flatnonzero(differing <= 2 * distance).tolist()
        return [self.term(number).decode() for number in numbers]

    @cached_property
    def counts(self) -> Array:
        """The number of documents of every term."""
        return np.diff(np.asarray(self.starts).astype(np.int64))

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
        ends = self.ends
        return self.blob[ends[low] + 1 : ends[high]].tobytes()

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
        heads, blocks = self.heads, self.blocks
        block = int(heads.searchsorted(term[:_HEAD], "right")) - 1
        # Heads are cut: of those that begin alike, the whole terms tell.
        while block > 0 and heads[block] == term[:_HEAD] and self.term(block * _BLOCK) > term:
            block -= 1
        block = max(block, 0)
        piece = self.blob[blocks[block] : blocks[block + 1] + 1]
        return block * _BLOCK, piece.tobytes()

    def starting(self, start: bytes) -> tuple[int, int]:
        """The range of the numbers of the terms that begin with `start`."""
        return self.first_from(start), self.first_from(start + _LAST)

    def terms_starting(self, start: bytes, most: int) -> list[bytes]:
        """The first terms that begin with `start`, `most` of them.

        For few terms: mostly these are in one block, which is searched as it is.
        """
        number, piece = self._block(start)
        place = piece.find(b"\0" + start)
        if place >= 0:
            found = piece[place + 1 : -1].split(b"\0", most)
            begun = [term for term in found[:most] if term.startswith(start)]
            if len(begun) < len(found):
                return begun
        elif not self.heads[number // _BLOCK + 1 :][:1].tobytes().startswith(start[:_HEAD]):
            return []
        low, high = self.starting(start)
        return self.terms(low, min(high, low + most))

    def spread(self, number: int) -> int:
        """In how many documents a term stands."""
        return self.starts[number + 1] - self.starts[number]

    def documents(self, low: int, high: int | None = None) -> Array:
        """The documents of a term, or of all terms from `low` up to `high`, term by term."""
        return self.ids[self._slice(low, high)]

    def frequencies(self, low: int, high: int | None = None) -> Array:
        """How often the terms stand in the `documents`."""
        part = self._slice(low, high)
        return self.often[part] if self.has_positions else np.ones(part.stop - part.start)

    def of(self, number: int) -> tuple[Array, Array]:
        """The documents of a term, and how often it stands in each."""
        part = slice(self.starts[number], self.starts[number + 1])
        return self.ids[part], self.often[part]

    def _slice(self, low: int, high: int | None) -> slice:
        starts = self.starts
        return slice(starts[low], starts[low + 1 if high is None else high])

    def positions(self, low: int, high: int | None = None) -> Array:
        """All positions of a term, document by document, or of all terms from `low` to `high`."""
        return self.places[self.at[low] : self.at[low + 1 if high is None else high]]
