"""What Whoosh asks of a reader, answered from our files, one by one: for its own searcher.

Our evaluation takes whole arrays and does not come here. With these, whatever stands on Whoosh can
read the index, and the tests compare both ways of asking it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from .arrays import Array
from .postings import FieldPostings
from .schema import FACTS, is_of_text, note_facts, text_facts
from .segment_files import SegmentFile


class DocumentsReader(base.PerDocumentReader):  # type: ignore[misc]
    """Reads stored fields and lengths; which documents are deleted, Whoosh's segment knows."""

    def __init__(self, path: Path, segment: Any) -> None:
        self._file = SegmentFile(path)
        self._segment = segment

    def close(self) -> None:
        """The mapped file goes with its last array."""

    def doc_count(self) -> int:
        """How many documents are not deleted."""
        return self.doc_count_all() - int(self._segment.deleted_count())

    def doc_count_all(self) -> int:
        """How many documents there are."""
        return self._file.count

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether this one is."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of those that are."""
        return iter(self._segment.deleted_docs())

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The length of a field in one document."""
        return int(self._file.lengths(fieldname)[docnum]) if self._has(fieldname) else default

    def field_length(self, fieldname: str) -> int:
        """The length of a field in all documents together."""
        return self._file.totals.get(fieldname, 0)

    def min_field_length(self, fieldname: str) -> int:
        """The least length of a field."""
        return int(self._file.lengths(fieldname).min()) if self._has(fieldname) else 0

    def max_field_length(self, fieldname: str) -> int:
        """The greatest length of a field."""
        return int(self._file.lengths(fieldname).max()) if self._has(fieldname) else 0

    def _has(self, field: str) -> bool:
        return field in self._file.totals and bool(self._file.count)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """A document's stored fields."""
        stored = self._file.stored([docnum])[0]
        facts = next(text_facts([stored])) if is_of_text(stored) else note_facts(stored)
        return {FACTS: facts} if facts is not None else {}


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """Reads terms and postings."""

    def __init__(self, path: Path) -> None:
        self._fields = SegmentFile(path).fields

    def close(self) -> None:
        """The mapped file goes with its last array."""

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) >= 0

    def _find(self, field: str, term: bytes) -> int:
        postings = self._fields.get(field)
        return -1 if postings is None else postings.find(term)

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms."""
        return list(self._fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms, field by field, in order."""
        for field, postings in self._fields.items():
            yield from ((field, term) for term in postings.terms())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field that do not come before `prefix`."""
        if postings := self._fields.get(fieldname):
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
        postings = self._fields[fieldname]
        ids, often = postings.documents(number), postings.frequencies(number)
        return TermInfo(
            float(often.sum()), len(ids), 1, None, float(often.max()), int(ids[0]), int(ids[-1])
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in all documents together."""
        number = self._find(fieldname, text)
        return float(self._fields[fieldname].frequencies(number).sum()) if number >= 0 else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term stands."""
        number = self._find(fieldname, text)
        return int(self._fields[fieldname].counts[number]) if number >= 0 else 0

    def cursor(self, fieldname: str, fieldobj: Any) -> "Cursor":
        """A way to go through the terms of a field."""
        return Cursor(self._fields.get(fieldname))

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        """Whoosh's way through the postings of a term, one by one. Raises TermNotFound."""
        info = self.term_info(fieldname, text)
        postings = self._fields[fieldname]
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
