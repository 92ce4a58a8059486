"""What belongs to the terms of a segment: read in whole arrays, or one by one as Whoosh does."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from .arrays import Array, ArrayFile, segment_path, write_arrays
from .postings import FieldPostings, Inverted

_EXTENSION = ".inv"


class PostingsWriter(base.FieldWriter):  # type: ignore[misc]
    """Collects the postings of the fields and writes them when closed."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._path = segment_path(storage, segment, _EXTENSION)
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
        file = ArrayFile(segment_path(storage, segment, _EXTENSION))
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
