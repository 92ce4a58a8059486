"""Seeing that documents came, went or were renamed, or notes written, by the times of folders."""

import os
import time
from collections.abc import Iterable, Sequence
from enum import Flag, auto
from pathlib import Path
from typing import NamedTuple

from notes.documents.formats import format_of
from notes.documents.scanning import SIDECAR, matcher

_COARSE = 100_000_000  # nanoseconds within which two changes may give a folder the same time


class Change(Flag):
    """What is seen to have changed; false where nothing has."""

    NOTHING = 0
    DOCUMENTS = auto()
    NOTES = auto()


class _Folder(NamedTuple):
    """When a folder was changed last, the folders in it, its documents, and its note files, each
    with the time it was written."""

    changed_ns: int
    folders: tuple[str, ...]
    documents: frozenset[str]
    notes: frozenset[tuple[str, int]]


class FolderWatch:
    """Looks at a library again and again; a look costs a call of `stat` for each folder.

    Only folders whose time is another one are listed. Cheaper than a watcher of the system's, and
    it works where folders are mounted from elsewhere and tell of no changes. Note files are always
    written aside and put in place, which changes their folder; what changes within a document is
    not seen.
    """

    def __init__(self, root: Path, ignore: Sequence[str] = ()) -> None:
        self._root = os.fspath(root)
        self._ignored = matcher(ignore)
        self._seen: dict[str, _Folder] = {}

    def look(self) -> Change:
        """What is other than at the last look: documents or their names, note files."""
        before: dict[str, _Folder] = self._seen
        now: dict[str, _Folder] = {}
        todo = [""]
        while todo:
            prefix = todo.pop()
            found = self._folder(prefix, before.get(prefix))
            if found is not None:
                now[prefix] = found
                todo += found.folders
        self._seen = now
        change = Change.NOTHING
        if _documents(before) != _documents(now):
            change |= Change.DOCUMENTS
        if _notes(before) != _notes(now):
            change |= Change.NOTES
        return change

    def _folder(self, prefix: str, before: _Folder | None) -> _Folder | None:
        """A folder as it is now, None where it cannot be looked into; `prefix` ends in a slash."""
        path = os.path.join(self._root, prefix)
        try:
            changed_ns = os.stat(path).st_mtime_ns
            if before is not None and before.changed_ns == changed_ns:
                return before
            with os.scandir(path) as entries:
                is_settled = time.time_ns() - changed_ns > _COARSE
                return self._listed(entries, prefix, changed_ns if is_settled else 0)
        except OSError:
            return None

    def _listed(
        self, entries: Iterable["os.DirEntry[str]"], prefix: str, changed_ns: int
    ) -> _Folder:
        documents, notes, folders = [], [], []
        for entry in entries:
            name, is_folder = entry.name, entry.is_dir(follow_symlinks=False)
            if name[0] == "." or (self._ignored and self._ignored(prefix + name, name, is_folder)):
                continue
            if is_folder:
                folders.append(f"{prefix}{name}/")
            elif name.endswith(SIDECAR):
                notes.append((name, entry.stat().st_mtime_ns))
            elif format_of(name):
                documents.append(name)
        return _Folder(changed_ns, tuple(folders), frozenset(documents), frozenset(notes))


def _documents(folders: dict[str, _Folder]) -> dict[str, frozenset[str]]:
    return {prefix: folder.documents for prefix, folder in folders.items() if folder.documents}


def _notes(folders: dict[str, _Folder]) -> dict[str, frozenset[tuple[str, int]]]:
    return {prefix: folder.notes for prefix, folder in folders.items() if folder.notes}
