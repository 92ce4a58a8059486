"""A note with the document it is on: what lists, filters and exports work with."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple

from notes.annotations.model import FOUND, LOST
from notes.tag_counts import tag_counts


class NoteRecord(NamedTuple):
    """One annotation anywhere in the library, and where it stands now.

    `path` is relative to the library. `start` and `end` are code points, None when the passage is
    lost or the note is on the whole document.
    """

    id: str
    document: str
    path: str
    title: str
    quote: str
    note: str
    tags: tuple[str, ...]
    color: str
    start: int | None
    end: int | None
    state: str
    created: datetime
    modified: datetime

    @property
    def needs_attention(self) -> bool:
        """Whether the user should look where the passage went."""
        return self.state in (FOUND, LOST)


class NoteList(tuple[NoteRecord, ...]):
    """Notes that can be narrowed step by step; every step gives a new list."""

    __slots__ = ()

    def tagged(self, tag: str) -> "NoteList":
        """Those with `tag`, whatever its case, with or without a `#` in front."""
        wanted = _folded(tag.lstrip("#"))
        return self._where(lambda r: any(_folded(own) == wanted for own in r.tags))

    def colored(self, color: str) -> "NoteList":
        """Those in `color`."""
        return self._where(lambda r: r.color == color)

    def on(self, path: str) -> "NoteList":
        """Those on the document at `path`, relative to the library."""
        return self._where(lambda r: r.path == path)

    def since(self, day: date) -> "NoteList":
        """Those made or changed on `day` (local time) or after."""
        return self._where(lambda r: r.modified.astimezone().date() >= day)

    def containing(self, words: str) -> "NoteList":
        """Those whose quote, note, tags or title hold every one of `words`."""
        wanted = _folded(words).split()
        return self._where(lambda r: _holds(r, wanted))

    def in_state(self, state: str) -> "NoteList":
        """Those in `state`; `check` stands for all that need attention."""
        if state == "check":
            return self._where(lambda r: r.needs_attention)
        return self._where(lambda r: r.state == state)

    def by_place(self) -> "NoteList":
        """In reading order: by document title, then by where they stand in it."""
        return self._sorted(lambda r: (_folded(r.title), r.path, r.start or 0, r.id))

    def by_date(self) -> "NoteList":
        """The newest change first."""
        return NoteList(sorted(self, key=lambda r: r.modified, reverse=True))

    def by_color(self) -> "NoteList":
        """By colour, then by place."""
        return NoteList(sorted(self.by_place(), key=lambda r: r.color))

    def tag_counts(self) -> list[tuple[str, int]]:
        """Every tag, whatever its case, with the number of its notes, the most used first."""
        counts = tag_counts(record.tags for record in self)
        return sorted(counts.items(), key=lambda item: (-item[1], _folded(item[0])))

    def _where(self, keeps: Callable[[NoteRecord], bool]) -> "NoteList":
        return NoteList(filter(keeps, self))

    def _sorted(self, key: Callable[[NoteRecord], tuple[str, str, int, str]]) -> "NoteList":
        return NoteList(sorted(self, key=key))


def _holds(record: NoteRecord, wanted: Iterable[str]) -> bool:
    hashes = " ".join("#" + tag for tag in record.tags)
    text = _folded("\n".join((record.quote, record.note, hashes, record.title)))
    return all(word in text for word in wanted)


def _folded(text: str) -> str:
    """Without case and accents, so that `Crème` is found by `creme`."""
    if text.isascii():  # as most are, and that is forty times as fast
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()
