"""A record as a row of the catalogue, and back."""

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from notes.documents.record import DocumentRecord

_COLUMNS = DocumentRecord._fields
_AUTHORS = _COLUMNS.index("authors")
_NUMBERS = frozenset(("size", "chars", "notes", "highlights", "attention", "lost"))

_DECLARED = (
    f"{name} {'INTEGER' if name in _NUMBERS else 'TEXT'}{' UNIQUE' if name == 'relative' else ''}"
    for name in _COLUMNS
)
# The number of a row is never used again: a row that was replaced is known by its new one.
CREATE = (
    "CREATE TABLE IF NOT EXISTS documents"
    f" (number INTEGER PRIMARY KEY AUTOINCREMENT, {', '.join(_DECLARED)})"
)
SELECT = f"SELECT {', '.join(_COLUMNS)}, number FROM documents"
INSERT = (
    f"INSERT OR REPLACE INTO documents ({', '.join(_COLUMNS)})"
    f" VALUES ({', '.join('?' * len(_COLUMNS))})"
)
DELETE = "DELETE FROM documents WHERE relative = ?"

Row = tuple[Any, ...]


def row_of(record: DocumentRecord) -> Row:
    """The values of a record as `INSERT` takes them."""
    row = list(record)
    row[_AUTHORS] = json.dumps(record.authors)
    return (key_of(record.relative), *map(_storable, row[1:]))


def numbered_records(rows: Iterable[Row]) -> Iterator[tuple[int, DocumentRecord]]:
    """What `SELECT` gives, as records with the numbers of their rows.

    Ten thousand are made at every start: so authors that occur twice are read once, and a record
    is made in the one way that calls nothing of Python's.
    """
    new, known = tuple.__new__, {"[]": ()}
    for row in rows:
        written = row[_AUTHORS]
        authors = known.get(written)
        if authors is None:
            authors = known[written] = tuple(json.loads(written))
        name = row[0] if type(row[0]) is str else os.fsdecode(row[0])
        values = (name, *row[1:_AUTHORS], authors, *row[_AUTHORS + 1 : -1])
        yield row[-1], new(DocumentRecord, values)


def key_of(relative: str) -> str | bytes:
    """A file's name that is no valid Unicode is kept as the bytes it has on the disk."""
    try:
        relative.encode()
    except UnicodeEncodeError:
        return os.fsencode(relative)
    return relative


def _storable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
