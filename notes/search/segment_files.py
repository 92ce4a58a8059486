"""One segment in one file of arrays: the postings of its fields, and what belongs to documents.

Besides the arrays of `postings`, for N documents and F fields that have a length:

    stored  what is stored of the documents (`schema`), one after the other
    ends    N+1 places in it
    steps   F*N steps, field by field: the step of each document's length

Whoosh keeps a length in a byte; `LENGTHS` are those that the 256 steps stand for.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from whoosh.util.numeric import byte_to_length

from .arrays import Array, ArrayFile, tight, write_arrays
from .postings import FieldPostings, Inverted
from .schema import STEM

EXTENSION = ".arrays"
STEPS = 256
LENGTHS = np.array([byte_to_length(code) for code in range(STEPS)])
_SELDOM = ("ends", "letters", "at", "places")
_BEHIND_TAB = b"\t\xff"  # sorts after whatever UTF-8 may follow a tab


def write_segment(
    path: Path,
    postings: Mapping[str, Inverted],
    lengths: Mapping[str, Array],
    stored: Sequence[bytes],
) -> None:
    """Write the postings of fields, their lengths in every document, and what is stored of each."""
    arrays = {
        name: values
        for field, inverted in postings.items()
        for name, values in inverted.arrays(field)
    }
    arrays["stored"] = np.frombuffer(b"".join(stored), np.uint8)
    arrays["ends"] = tight(np.cumsum([0, *map(len, stored)]))
    arrays["steps"] = _steps(lengths.values())
    stems = postings[STEM].terms if STEM in postings else []
    facts = {
        "fields": {name: postings[name].often is not None for name in sorted(postings)},
        "languages": list(_first_columns(stems)),
        "totals": {field: int(each.sum()) for field, each in lengths.items()},
    }
    with path.open("wb") as file:
        write_arrays(file, {name: arrays[name] for name in _by_need(arrays)}, facts)


def _by_need(arrays: Mapping[str, Array]) -> list[str]:
    """The names of the arrays in such an order that those which one question needs lie together.

    The system reads 64 kB around what is looked at first. At the end, before the directory, is what
    every question looks at; before it is what words are found by, field by field, small ones last.
    """
    sizes: dict[str, int] = {}
    for name, values in arrays.items():
        field = name.partition(".")[0]
        sizes[field] = sizes.get(field, 0) + values.nbytes

    def need(name: str) -> tuple[int, int, str]:
        field, _, part = name.partition(".")
        rank = 2 if part == "blocks" or name in ("steps", "ends") else part not in _SELDOM
        return rank, -sizes[field], name

    return sorted(arrays, key=need)


def _steps(lengths: Iterable[Array]) -> Array:
    steps = [np.searchsorted(LENGTHS, each).clip(max=STEPS - 1) for each in lengths]
    return np.concatenate(steps or [np.zeros(0)]).astype(np.uint8)


def _first_columns(terms: Sequence[bytes]) -> Iterator[str]:
    """What stands before the first tab in any of the terms, which ascend; each once."""
    number = 0
    while number < len(terms):
        column = terms[number].partition(b"\t")[0]
        yield column.decode()
        number = bisect_left(terms, column + _BEHIND_TAB)


class SegmentFile:
    """Reads one segment; `size` is what the file must have, where that is known, in bytes.

    `totals` are the lengths of fields in all documents together; the fields that have a length are
    numbered as they come there. `languages` are those whose stems are among the terms. Raises
    ArrayFileError where the file is not whole, OSError where it cannot be read.
    """

    def __init__(self, path: str | Path, size: int | None = None) -> None:
        file = ArrayFile(path, size)
        self.fields = {
            name: FieldPostings(file, name, has_positions)
            for name, has_positions in file.facts["fields"].items()
        }
        self.languages: list[str] = file.facts["languages"]
        self.totals: dict[str, int] = file.facts["totals"]
        self.steps = file["steps"]
        self._stored = file.span("stored")
        self._ends = file.numbers("ends")
        self.count = len(self._ends) - 1

    def stored(self, numbers: Iterable[int]) -> list[bytes]:
        """What is stored of these documents as it is in the file."""
        mapped, start, _ = self._stored
        ends = self._ends
        return [mapped[start + ends[number] : start + ends[number + 1]] for number in numbers]

    def lengths(self, field: str) -> Array:
        """The length of a field in every document, as near as its steps tell."""
        if field not in self.totals:
            return np.zeros(self.count, np.int64)
        first = list(self.totals).index(field) * self.count
        lengths: Array = LENGTHS[self.steps[first : first + self.count]]
        return lengths
