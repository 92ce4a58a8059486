"""The terms of one field of one segment in their order: found by their bytes or beginnings.

All terms lie in one piece, so that those between two are one slice. Arrays of a field `f` with T
terms:

    f.blob    the terms in the order of their bytes, a zero byte before each and after the last
    f.ends    T+1 places of these zero bytes
    f.blocks  for every 128th term its first 16 bytes, to look terms up by, and the place of the
              zero byte before it in 8 bytes; and the same for what comes after all terms
    f.letters T sets of letters: a bit for each that the term has
"""

import struct
from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from .arrays import Array, ArrayFile, Numbers, Part, Span, tight
from .remembered import Remembered

_BLOCK = 128
_HEAD = 16  # bytes of a term, to look it up by
_ROW = struct.Struct(f"={_HEAD}sQ")
_OTHERS = 31  # the bit of letters that are not ASCII
_BIT_OF = np.array(
    [1 << (byte % _OTHERS if byte < 128 else _OTHERS) for byte in range(256)], np.uint32
)
_LAST = b"\xff"  # sorts after whatever UTF-8 may go on with


def arrays_of_terms(name: str, terms: list[bytes]) -> Iterator[tuple[str, Array]]:
    """What the file holds of the terms of a field."""
    lengths = [len(term) + 1 for term in terms]
    ends = np.cumsum([0, *lengths])
    yield f"{name}.blob", _blob(terms)
    yield f"{name}.ends", tight(ends)
    yield f"{name}.blocks", _blocks(terms, ends)
    yield f"{name}.letters", letters_of(terms)


def letters_of(terms: list[bytes]) -> Array:
    """For each term the set of its letters, a bit for each; all that are not ASCII share one.

    An edit puts one letter in and takes one out at most: two bits change, and no more.
    """
    blob = _blob(terms)
    starts = np.flatnonzero(blob == 0)[:-1]
    return np.bitwise_or.reduceat(_BIT_OF[blob], starts) if terms else np.zeros(0, np.uint32)


def _blob(terms: list[bytes]) -> Array:
    return np.frombuffer(b"\0".join([b"", *terms, b""]) if terms else b"\0", np.uint8)


def _blocks(terms: list[bytes], ends: Array) -> Array:
    heads = [*(term[:_HEAD] for term in terms[::_BLOCK]), _LAST]
    places = [*ends[:-1:_BLOCK].tolist(), int(ends[-1])]
    return np.frombuffer(b"".join(map(_ROW.pack, heads, places)), np.uint8)


class FieldTerms:
    """Reads the terms of the field `name` from the file of a segment; the number of a term is its
    place among them. The arrays are attributes, as the module has them."""

    blob = Part[Span](ArrayFile.span)
    ends = Part[Numbers](ArrayFile.numbers)
    blocks = Part[Span](ArrayFile.span)
    letters = Part[Array](ArrayFile.__getitem__)

    def __init__(self, file: ArrayFile, name: str) -> None:
        self.file = file
        self.name = name
        self._numbers: Remembered[bytes, int] = Remembered()
        self._last_block = _LAST, b"", 0, b""

    def __len__(self) -> int:
        return len(self.ends) - 1

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
        mapped, start, _ = self.blob
        ends = self.ends
        return mapped[start + ends[low] + 1 : start + ends[high]]

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
        head = term[:_HEAD].ljust(_HEAD, b"\0")
        after, before, low, piece = self._last_block
        if after < head < before:  # forms of one word mostly lie together
            return low, piece
        block = max(self._blocks_up_to(head) - 1, 0)
        # Heads are cut: of those that begin alike, the whole terms tell.
        while block > 0 and self._row(block)[0] == head and self.term(block * _BLOCK) > term:
            block -= 1
        low = block * _BLOCK
        after, place = self._row(block)
        before, end = self._row(block + 1)
        mapped, start, _ = self.blob
        piece = mapped[start + place : start + end + 1]
        self._last_block = after, before, low, piece
        return low, piece

    def _blocks_up_to(self, head: bytes) -> int:
        """How many blocks begin with this head or one before it.

        By hand: what `bisect` and numpy do first takes longer than all the rest.
        """
        mapped, start, end = self.blocks
        low, high = 0, (end - start) // _ROW.size - 1
        while low < high:
            middle = (low + high) // 2
            row = start + middle * _ROW.size
            if head < mapped[row : row + _HEAD]:
                high = middle
            else:
                low = middle + 1
        return low

    def _row(self, block: int) -> tuple[bytes, int]:
        """The head of the first term of a block, and the place of the zero byte before it."""
        mapped, start, _ = self.blocks
        head, place = _ROW.unpack_from(mapped, start + block * _ROW.size)
        return head, place

    def starting(self, start: bytes) -> tuple[int, int]:
        """The range of the numbers of the terms that begin with `start`."""
        return self.first_from(start), self.first_from(start + _LAST)

    def terms_starting(self, start: bytes, most: int) -> list[bytes]:
        """The first terms that begin with `start`, `most` of them.

        For few terms: mostly these are in one block, which is searched as it is.
        """
        number, piece = self._block(start)
        wanted = b"\0" + start
        first = piece.find(wanted)
        if first >= 0:
            end = piece.find(b"\0", piece.rindex(wanted) + 1)
            if 0 < end < len(piece) - 1:  # else there may be more in the next one
                return piece[first + 1 : end].split(b"\0")[:most]
        elif not self._row(number // _BLOCK + 1)[0].startswith(start[:_HEAD]):
            return []
        low, high = self.starting(start)
        return self.terms(low, min(high, low + most))

    def near(self, word: str, distance: int) -> list[str]:
        """The terms that may be within so many edits of `word`, as far as their letters tell."""
        letters = letters_of([word.encode()])[0]
        differing = np.bitwise_count(self.letters ^ letters)
        numbers = np.flatnonzero(differing <= 2 * distance).tolist()
        return [self.term(number).decode() for number in numbers]
