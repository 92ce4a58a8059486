"""What belongs to single documents of a segment: their stored fields and the lengths of fields."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.util.numeric import byte_to_length

from .arrays import Array, ArrayFile, segment_path, write_arrays

_EXTENSION = ".doc"
# Whoosh keeps a length in a byte; these are the lengths that the 256 bytes stand for.
LENGTHS = np.array([byte_to_length(code) for code in range(256)])


class DocumentsWriter(base.PerDocumentWriter):  # type: ignore[misc]
    """Collects the stored fields and the lengths of the fields, and writes them when closed."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._path = segment_path(storage, segment, _EXTENSION)
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
        self.add_stored(json.dumps(self._fields).encode() if self._fields else b"")

    def add_stored(self, stored: bytes) -> None:
        """Add a whole document as another segment stores it."""
        self._stored.append(stored)

    def put_lengths(self, field: str, lengths: Array) -> None:
        """Set the length of a field, in terms, in every document (in steps, as Whoosh has them)."""
        self._lengths[field] = lengths

    def close(self) -> None:
        """Write the file."""
        if self.is_closed:
            return
        self.is_closed = True
        sizes = np.cumsum([0, *map(len, self._stored)])
        arrays = {"stored": np.frombuffer(b"".join(self._stored), np.uint8), "ends": sizes}
        for field, lengths in self._lengths.items():
            codes = np.searchsorted(LENGTHS, lengths).clip(max=255)
            arrays[f"{field}.length"] = codes.astype(np.uint8)
        totals = {field: int(lengths.sum()) for field, lengths in self._lengths.items()}
        with self._path.open("wb") as file:
            write_arrays(file, arrays, {"documents": len(self._stored), "totals": totals})

    def abandon(self) -> None:
        """Write nothing."""
        self.is_closed = True


class DocumentsReader(base.PerDocumentReader):  # type: ignore[misc]
    """Reads stored fields and lengths."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._file = ArrayFile(segment_path(storage, segment, _EXTENSION))
        self._segment = segment
        self._ends = self._file["ends"]
        self._totals: dict[str, int] = self._file.facts["totals"]

    def close(self) -> None:
        """The mapped file goes with its last array."""

    def doc_count(self) -> int:
        """How many documents are not deleted."""
        return self.doc_count_all() - int(self._segment.deleted_count())

    def doc_count_all(self) -> int:
        """How many documents there are."""
        return len(self._ends) - 1

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether this one is."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of those that are."""
        return iter(self._segment.deleted_docs())

    def lengths(self, field: str) -> Array | None:
        """The length of a field in every document as a step, None where no document has it."""
        return self._file.get(f"{field}.length")

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The length of a field in one document."""
        lengths = self.lengths(fieldname)
        return default if lengths is None else int(LENGTHS[lengths[docnum]])

    def field_length(self, fieldname: str) -> int:
        """The length of a field in all documents together."""
        return self._totals.get(fieldname, 0)

    def min_field_length(self, fieldname: str) -> int:
        """The least length of a field."""
        lengths = self.lengths(fieldname)
        return 0 if lengths is None else int(LENGTHS[lengths.min()])

    def max_field_length(self, fieldname: str) -> int:
        """The greatest length of a field."""
        lengths = self.lengths(fieldname)
        return 0 if lengths is None else int(LENGTHS[lengths.max()])

    def stored(self, docnum: int) -> bytes:
        """A document's stored fields as they are in the file."""
        return self._file.bytes("stored", int(self._ends[docnum]), int(self._ends[docnum + 1]))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """A document's stored fields."""
        stored = self.stored(docnum)
        return dict(json.loads(stored)) if stored else {}
