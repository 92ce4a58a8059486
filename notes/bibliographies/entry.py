"""One entry of a bibliography, in the field names of a document's metadata."""

from collections.abc import Mapping
from typing import NamedTuple

from notes.documents.model import NAME_FIELDS, Field, Metadata

Values = Mapping[str, str | tuple[str, ...]]


class Entry(NamedTuple):
    """What one entry says about one source (a NamedTuple: a library may have ten thousand).

    `files` are the files it names, as they are written; `line` is where it stands (1-based), None
    where the format has no lines to speak of.
    """

    key: str
    values: Values
    files: tuple[str, ...] = ()
    line: int | None = None

    def metadata(self, source: str) -> Metadata:
        """Its fields with `source`, the bibliography's name, as where they come from."""
        return Metadata({name: Field(v, source, self.line) for name, v in self.values.items()})

    def text(self, name: str) -> str:
        """A single-valued field, or nothing."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""


def is_complete(entry: Entry) -> bool:
    """True for an entry that says whose it is or what it is called."""
    return bool(entry.text("title") or any(entry.values.get(name) for name in NAME_FIELDS))
