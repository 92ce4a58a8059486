"""What belongs to the terms of a segment: the postings of each field, in one file of arrays."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

from whoosh.codec import base

from .arrays import ArrayFile, write_arrays
from .postings import FieldPostings, Inverted
from .schema import STEM

EXTENSION = ".inv"
_BEHIND_TAB = b"\t\xff"  # sorts after whatever UTF-8 may follow a tab


class PostingsWriter(base.FieldWriter):  # type: ignore[misc]
    """Collects the postings of the fields and writes them when closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
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
        stems = self._fields.get(STEM)
        languages = list(first_columns(stems.terms)) if stems else []
        with self._path.open("wb") as file:
            write_arrays(file, arrays, {"fields": sorted(self._fields), "languages": languages})

    def abandon(self) -> None:
        """Write nothing."""
        self.is_closed = True


class TermFile:
    """Reads the postings of each field; `languages` are those whose stems are among them."""

    def __init__(self, path: str | Path, size: int | None = None) -> None:
        file = ArrayFile(path, size)
        names: list[str] = file.facts["fields"]
        self.fields = {name: FieldPostings(file, name) for name in names}
        self.languages: list[str] = file.facts["languages"]


def first_columns(terms: Sequence[bytes]) -> Iterator[str]:
    """What stands before the first tab in any of the terms, which ascend; each once."""
    number = 0
    while number < len(terms):
        column = terms[number].partition(b"\t")[0]
        yield column.decode()
        number = bisect_left(terms, column + _BEHIND_TAB)
