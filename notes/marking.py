"""Joining and splitting highlights of an open document; each is one step, taken back at once."""

from collections.abc import Sequence

from notes.annotations.merge import Edit
from notes.annotations.model import Placed
from notes.annotations.shaping import joined, split
from notes.documents.model import Document
from notes.errors import UserError
from notes.library import Library
from notes.naming_parts import with_parts
from notes.notebook import named


def join(library: Library, document: Document, placed: Sequence[Placed]) -> None:
    """Make one highlight of several; it has the notes and the tags of all."""
    edits = joined(placed, document.text, document.text_sha256)
    _commit(library, document, edits, f"joining of {len(edits)} highlights")


def split_at(library: Library, document: Document, placed: Placed, at: int) -> None:
    """Make two highlights of one at the code point `at`; the note stays with the first."""
    edits = split(placed, at, document.text, document.text_sha256)
    _commit(library, document, edits, named("splitting", placed.annotation))


def _commit(library: Library, document: Document, edits: Sequence[Edit], label: str) -> None:
    """Make the edits, unless the source is another than the one the user saw."""
    if library.open(document.relative).text_sha256 != document.text_sha256:
        raise UserError("the source was changed meanwhile; look at it again")
    library.change({document.relative: with_parts(document, edits)}, label)
