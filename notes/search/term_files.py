"""What belongs to the terms of a segment: the postings of each field, in one file of arrays."""

from collections.abc import Mapping
from pathlib import Path

from whoosh.codec import base

from .arrays import ArrayFile, write_arrays
from .postings import FieldPostings, Inverted

EXTENSION = ".inv"


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
        with self._path.open("wb") as file:
            write_arrays(file, arrays, {"fields": sorted(self._fields)})

    def abandon(self) -> None:
        """Write nothing."""
        self.is_closed = True


def read_fields(path: str | Path, size: int | None = None) -> Mapping[str, FieldPostings]:
    """The postings of each field of a segment, in the order of their names."""
    file = ArrayFile(path, size)
    return {name: FieldPostings(file, name) for name in file.facts["fields"]}
