"""What is exported: one document with its notes, each with all that formats want to say of it."""

from datetime import datetime
from typing import NamedTuple

from notes.tag_counts import tag_counts


class Noted(NamedTuple):
    """One note; `locator` is the page it is on (`p. 3`), `heading` the one above; `link` opens it.

    All three are empty where there is no such thing.
    """

    id: str
    quote: str
    note: str
    tags: tuple[str, ...]
    color: str
    start: int | None
    end: int | None
    state: str
    created: datetime
    modified: datetime
    locator: str = ""
    heading: str = ""
    link: str = ""

    @property
    def block(self) -> str:
        """A short name for the note that stays the same: `cp-1f3a9c22`."""
        letters = "".join(c for c in self.id.rpartition(":")[2] if c.isalnum())
        return f"cp-{letters[:12].lower()}"

    @property
    def place(self) -> str:
        """Where it is, for a reader: `p. 3, Introduction`."""
        return ", ".join(filter(None, (self.locator, " ".join(self.heading.split()))))


class Work(NamedTuple):
    """A document with its notes in reading order; `citation` is its reference, `key` its key."""

    id: str
    path: str
    title: str
    authors: tuple[str, ...]
    date: str
    url: str
    citation: str
    key: str
    notes: tuple[Noted, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """Every tag of its notes, once whatever its case, in order of appearance."""
        return tuple(tag_counts(note.tags for note in self.notes))
