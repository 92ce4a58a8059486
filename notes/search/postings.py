"""One field of one segment: for each of its terms (`terms`) the documents that it stands in.

All postings of a field lie in one piece: the documents of a term, and of all terms between two, are
one slice. Arrays of a field `f`, with T terms and P postings:

    f.starts  T+1 numbers: the postings of term t are `starts[t]` up to `starts[t+1]`
    f.ids     P document numbers, ascending within a term
    f.often   P frequencies, only where positions are kept
    f.at      T+1 numbers: the positions of term t are `at[t]` up to `at[t+1]`
    f.places  the positions, ascending within a posting
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np

from .arrays import Array, ArrayFile, Numbers, Part, tight
from .terms import FieldTerms, arrays_of_terms


class Inverted(NamedTuple):
    """The postings of one field, to be written; `often` and `places` are None without positions."""

    terms: list[bytes]
    counts: Array  # documents of each term
    ids: Array
    often: Array | None = None
    places: Array | None = None

    def arrays(self, name: str) -> Iterator[tuple[str, Array]]:
        """What the file holds of the field."""
        yield from arrays_of_terms(name, self.terms)
        starts = _sums(self.counts)
        yield f"{name}.starts", tight(starts)
        yield f"{name}.ids", tight(self.ids)
        if self.often is not None and self.places is not None:
            yield f"{name}.often", tight(self.often)
            yield f"{name}.at", tight(_sums(self.often)[starts])
            yield f"{name}.places", tight(self.places)


def _sums(counts: Array) -> Array:
    sums = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=sums[1:])
    return sums


class FieldPostings(FieldTerms):
    """Reads the postings of the field `name` from the file of a segment, and its terms.

    The arrays are attributes, as the module has them.
    """

    starts = Part[Numbers](ArrayFile.numbers)
    ids = Part[Array](ArrayFile.__getitem__)
    often = Part[Array](ArrayFile.__getitem__)
    at = Part[Numbers](ArrayFile.numbers)
    places = Part[Array](ArrayFile.__getitem__)

    def __init__(self, file: ArrayFile, name: str, has_positions: bool) -> None:
        super().__init__(file, name)
        self.has_positions = has_positions

    @cached_property
    def counts(self) -> Array:
        """The number of documents of every term."""
        return np.diff(np.asarray(self.starts).astype(np.int64))

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
