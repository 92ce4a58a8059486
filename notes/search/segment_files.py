"""One segment in one file of arrays: the postings of its fields, and what belongs to documents.

Besides the arrays of `postings`, for N documents and F fields that have a length:

    stored  the facts of the documents, JSON of each, one after the other
    ends    N+1 places in it
    steps   F*N steps: 256 times the number of the field, and the step of the document's length

Whoosh keeps a length in a byte; `LENGTHS` are those that the 256 steps stand for. With the field's
number in it, a step says all that scoring asks for, for several fields at once.
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
        "fields": sorted(postings),
        "languages": list(_first_columns(stems)),
        "totals": {field: int(each.sum()) for field, each in lengths.items()},
    }
    with path.open("wb") as file:
        write_arrays(file, dict(sorted(arrays.items(), key=_by_need)), facts)


def _by_need(array: tuple[str, Array]) -> tuple[bool, int]:
    """Orders arrays so that those lie together that every question looks at.

    The system reads 64 kB around what is looked at first. Behind these arrays is the directory.
    """
    name, values = array
    is_needed = name.endswith((".heads", ".blocks")) or name in ("steps", "ends")
    return is_needed, -values.nbytes


def _steps(lengths: Iterable[Array]) -> Array:
    steps = [
        np.searchsorted(LENGTHS, each).clip(max=STEPS - 1) + STEPS * number
        for number, each in enumerate(lengths)
    ]
    return np.concatenate(steps or [np.zeros(0)]).astype(np.uint16)


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
        names: list[str] = file.facts["fields"]
        self.fields = {name: FieldPostings(file, name) for name in names}
        self.languages: list[str] = file.facts["languages"]
        self.totals: dict[str, int] = file.facts["totals"]
        self.steps = file["steps"]
        self._stored = file.numbers("stored")
        self._ends = file.numbers("ends")
        self.count = len(self._ends) - 1

    def stored(self, number: int) -> bytes:
        """What is stored of a document as it is in the file."""
        return self._stored[self._ends[number] : self._ends[number + 1]].tobytes()

    def lengths(self, field: str) -> Array:
        """The length of a field in every document, as near as its steps tell."""
        if field not in self.totals:
            return np.zeros(self.count, np.int64)
        first = list(self.totals).index(field) * self.count
        lengths: Array = LENGTHS[self.steps[first : first + self.count] % STEPS]
        return lengths
