"""Whoosh's codec for our files: postings in one file of arrays, documents in another.

Whoosh's own codec writes each posting list as pickled and compressed tuples, block by block, and
each term with its own header. Measured on 10,000 articles, whole arrays are written ten times as
fast, take a third of the room, and a list of any length is read at once. What is here is what
Whoosh asks of a codec, so that its searcher, its queries and its scoring work on our files as on
its own: the tests compare the two, and with Whoosh's codec in place of this the rest still works.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from .arrays import Array, ArrayFile, write_arrays
from .postings import FieldPostings, Inverted

DOCUMENTS, POSTINGS = ".doc", ".inv"
LENGTHS = np.array([byte_to_length(code) for code in range(256)])


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Makes the readers and writers of a segment."""

    def per_document_writer(self, storage: Any, segment: Any) -> "DocumentsWriter":
        """Writes what belongs to single documents."""
        return DocumentsWriter(storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> "PostingsWriter":
        """Writes what belongs to terms."""
        return PostingsWriter(storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> "DocumentsReader":
        """Reads what belongs to single documents."""
        return DocumentsReader(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> "TermsReader":
        """Reads what belongs to terms."""
        return TermsReader(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> Any:
        """A segment with nothing in it yet."""
        return W3Segment(self, indexname)


def _path(storage: Any, segment: Any, extension: str) -> Path:
    return Path(storage.folder, segment.make_filename(extension))


class DocumentsWriter(base.PerDocumentWriter):  # type: ignore[misc]
    """Collects the stored fields and the lengths of the fields, and writes them when closed."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._path = _path(storage, segment, DOCUMENTS)
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
        self._file = ArrayFile(_path(storage, segment, DOCUMENTS))
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


class PostingsWriter(base.FieldWriter):  # type: ignore[misc]
    """Collects the postings of the fields and writes them when closed."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._path = _path(storage, segment, POSTINGS)
        self._fields: dict[str, Inverted] = {}
        self.is_closed = False

    def put(self, field: str, postings: Inverted) -> None:
        """Set all postings of a field."""
        self._fields[field] = postings

    def close(self) -> None:
        """Write the file."""
        if self.is_closed:
            return
        self.is_closed = True
        arrays = {
            name: values
            for field, postings in self._fields.items()
            for name, values in postings.arrays(field)
        }
        with self._path.open("wb") as file:
            write_arrays(file, arrays, {"fields": list(self._fields)})

    def abandon(self) -> None:
        """Write nothing."""
        self.is_closed = True


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """Reads terms and postings: `fields` for whole arrays, the rest as Whoosh asks for it."""

    def __init__(self, storage: Any, segment: Any) -> None:
        file = ArrayFile(_path(storage, segment, POSTINGS))
        names: list[str] = file.facts["fields"]
        self.fields: Mapping[str, FieldPostings] = {
            name: FieldPostings(file, name) for name in sorted(names)
        }

    def close(self) -> None:
        """The mapped file goes with its last array."""

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) >= 0

    def _find(self, field: str, term: bytes) -> int:
        postings = self.fields.get(field)
        return -1 if postings is None else postings.find(term)

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms."""
        return list(self.fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms, field by field, in order."""
        for field, postings in self.fields.items():
            yield from ((field, term) for term in postings.terms())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field that do not come before `prefix`."""
        if postings := self.fields.get(fieldname):
            for term in postings.terms(postings.first_from(prefix)):
                yield fieldname, term

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The terms of a field from `prefix` on, with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of a term. Raises TermNotFound."""
        number = self._find(fieldname, text)
        if number < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        postings = self.fields[fieldname]
        ids, often = postings.documents(number), postings.frequencies(number)
        return TermInfo(
            float(often.sum()), len(ids), 1, None, float(often.max()), int(ids[0]), int(ids[-1])
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in all documents together."""
        number = self._find(fieldname, text)
        return float(self.fields[fieldname].frequencies(number).sum()) if number >= 0 else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term stands."""
        number = self._find(fieldname, text)
        return int(self.fields[fieldname].counts[number]) if number >= 0 else 0

    def cursor(self, fieldname: str, fieldobj: Any) -> "Cursor":
        """A way to go through the terms of a field."""
        return Cursor(self.fields.get(fieldname))

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        """Whoosh's way through the postings of a term, one by one. Raises TermNotFound."""
        info = self.term_info(fieldname, text)
        postings = self.fields[fieldname]
        number = postings.find(text)
        often = postings.frequencies(number)
        values = (
            _Values(format_, postings.positions(number), often) if postings.has_positions else None
        )
        return ListMatcher(
            postings.documents(number).tolist(),
            often.astype(float).tolist(),
            values,
            format_,
            scorer,
            term=(fieldname, text),
            terminfo=info,
        )


class _Values(Sequence[bytes]):
    """The positions of a term as Whoosh's format encodes them, made when they are asked for."""

    def __init__(self, format_: Any, positions: Array, often: Array) -> None:
        self._encode = format_.encode
        self._positions = positions
        self._ends = np.cumsum(often, dtype=np.int64)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: Any) -> Any:
        start = self._ends[number - 1] if number else 0
        return self._encode(self._positions[start : self._ends[number]].tolist())


class Cursor(base.FieldCursor):  # type: ignore[misc]
    """Goes through the terms of a field; `text` is None behind the last."""

    def __init__(self, postings: FieldPostings | None) -> None:
        self._postings = postings
        self._number = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._number = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that does not come before `term`."""
        wanted = term if isinstance(term, bytes) else term.encode("utf-8", "surrogatepass")
        self._number = self._postings.first_from(wanted) if self._postings else 0
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._number += 1
        return self.text()

    def text(self) -> str | None:
        """The term."""
        if self._postings is None or self._number >= len(self._postings):
            return None
        return self._postings.term(self._number).decode()

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self.text() is not None
