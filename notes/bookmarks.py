"""Bookmarks that a reader sets in a text by a letter; they are kept on this machine."""

from pathlib import Path
from typing import NamedTuple

from notes.state_file import StateFile, source_key

_WORDS = 48  # code points of the text that are kept, to find the place again in a changed one


class Bookmark(NamedTuple):
    """A place in a text by its name, one character; `offset` is in code points.

    `certain` is false where the text was changed and the words that stood there are gone.
    """

    name: str
    offset: int
    words: str
    certain: bool = True


class Bookmarks:
    """The bookmarks of every document; a name stands for one place in each."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def put(self, source: Path, name: str, text: str, offset: int) -> None:
        """Set the bookmark `name` of `source` at `offset` of its `text`."""
        words = text[offset : offset + _WORDS].encode("utf-8", "replace").decode()
        self._file.run(
            "insert or replace into bookmarks values (?, ?, ?, ?)",
            (source_key(source), name, offset, words),
        )

    def of(self, source: Path, text: str) -> tuple[Bookmark, ...]:
        """The bookmarks of `source` in the order of its `text`, each where its words stand now."""
        rows = self._file.run(
            "select name, offset, words from bookmarks where source = ?", (source_key(source),)
        )
        bookmarks = (_found(text, *row) for row in rows)
        return tuple(sorted(bookmarks, key=lambda one: (one.offset, one.name)))


def _found(text: str, name: str, offset: int, words: str) -> Bookmark:
    """The bookmark where its words stand; of several places the nearest to the old one."""
    if text.startswith(words, offset):
        return Bookmark(name, offset, words)
    before = text.rfind(words, 0, offset + len(words))
    after = text.find(words, offset)
    places = [place for place in (before, after) if place >= 0]
    if places and words.strip():
        return Bookmark(name, min(places, key=lambda place: abs(place - offset)), words)
    return Bookmark(name, min(offset, max(0, len(text) - 1)), words, certain=False)
