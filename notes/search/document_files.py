"""What belongs to single documents of a segment: their stored fields and the lengths of fields.

Arrays, with N documents and F fields that have a length:

    stored  what is stored of the documents, JSON of each, one after the other
    ends    N+1 places in it
    steps   F*N steps: 256 times the number of the field, and the step of the document's length

Whoosh keeps a length in a byte; `LENGTHS` are those that the 256 steps stand for. With the field's
number in it, a step says all that scoring asks for, for several fields at once.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.util.numeric import byte_to_length

from .arrays import Array, ArrayFile, write_arrays

EXTENSION = ".doc"
STEPS = 256
LENGTHS = np.array([byte_to_length(code) for code in range(STEPS)])


class DocumentsWriter(base.PerDocumentWriter):  # type: ignore[misc]
    """Collects the stored fields and the lengths of the fields, and writes them when closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stored: list[bytes] = []
        self._fields: dict[str, Any] = {}
        self._lengths: dict[str, Array] = {}
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Begin the document that comes next."""
        self._fields = {}

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        """Keep what is stored of a field; the lengths come all together, in `put_lengths`."""
        if value is not None:
            self._fields[fieldname] = value

    def finish_doc(self) -> None:
        """End the document."""
        self.add_stored(json.dumps(self._fields).encode())

    def add_stored(self, stored: bytes) -> None:
        """Add a whole document as another segment stores it."""
        self._stored.append(stored)

    def put_lengths(self, field: str, lengths: Array) -> None:
        """Set the length of a field, in terms, in every document."""
        self._lengths[field] = lengths

    def close(self) -> None:
        """Write the file."""
        if self.is_closed:
            return
        self.is_closed = True
        steps = [
            np.searchsorted(LENGTHS, lengths).clip(max=STEPS - 1) + STEPS * number
            for number, lengths in enumerate(self._lengths.values())
        ]
        arrays = {
            "stored": np.frombuffer(b"".join(self._stored), np.uint8),
            "ends": np.cumsum([0, *map(len, self._stored)]),
            "steps": np.concatenate(steps or [np.zeros(0)]).astype(np.uint16),
        }
        totals = {field: int(lengths.sum()) for field, lengths in self._lengths.items()}
        with self._path.open("wb") as file:
            write_arrays(file, arrays, {"totals": totals})

    def abandon(self) -> None:
        """Write nothing."""
        self.is_closed = True


class DocumentFile:
    """Reads stored fields and lengths; `totals` are the lengths in all documents together.

    The fields that have a length are numbered as they come in `totals`.
    """

    def __init__(self, path: str | Path, size: int | None = None) -> None:
        file = ArrayFile(path, size)
        self._stored = file["stored"].data
        self._ends = file["ends"]
        self.steps = file["steps"]
        self.totals: dict[str, int] = file.facts["totals"]
        self.count = len(self._ends) - 1

    def stored(self, number: int) -> bytes:
        """A document's stored fields as they are in the file."""
        return bytes(self._stored[self._ends.item(number) : self._ends.item(number + 1)])

    def lengths(self, field: str) -> Array:
        """The length of a field in every document, as near as its steps tell."""
        if field not in self.totals:
            return np.zeros(self.count, np.int64)
        first = list(self.totals).index(field) * self.count
        lengths: Array = LENGTHS[self.steps[first : first + self.count] % STEPS]
        return lengths
