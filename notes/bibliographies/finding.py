"""Which bibliographies count for which folder; they are looked for and not read.

A bibliography counts for the folder it lies in and all below it, papis's `info.yaml` for its own
folder only; above the library a `library.bib` or `library.json` does.
"""

import os
from collections.abc import Iterator
from hashlib import sha256

from notes.documents.scanning import file_signature

PAPIS = ("info.yaml", "info.yml")
_SUFFIXES = (".bib", ".json")
_SIDECAR = ".notes.json"
_ABOVE = ("library.bib", "library.json")
_LEVELS_ABOVE = 3


class Finder:
    """The bibliographies of the library at `root`, each folder looked through once it changes."""

    def __init__(self, root: str) -> None:
        self._root = os.path.abspath(root)
        self._folders: dict[str, tuple[int, tuple[str, ...]]] = {}

    def marks(self) -> "Marks":
        """The marks of folders as they are now."""
        return Marks(self)

    def mark(self, relative_folder: str) -> str:
        """What changes when a bibliography does that counts for a folder; empty without one."""
        folder = os.path.join(self._root, relative_folder) if relative_folder else self._root
        found = [(path, file_signature(path)) for path in self.paths(folder)]
        if not found:
            return ""
        return "+" + sha256(repr(found).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def paths(self, folder: str) -> Iterator[str]:
        """The bibliographies that count for `folder`, the nearest first."""
        root = self._root
        is_nearest = True
        while folder == root or folder.startswith(root + os.sep):
            for path in self._in_folder(folder):
                if is_nearest or os.path.basename(path) not in PAPIS:
                    yield path
            is_nearest = False
            if folder == root:
                break
            folder = os.path.dirname(folder)
        for _ in range(_LEVELS_ABOVE):
            folder = os.path.dirname(folder)
            yield from filter(os.path.isfile, (os.path.join(folder, name) for name in _ABOVE))

    def _in_folder(self, folder: str) -> tuple[str, ...]:
        """The bibliographies in one folder; looked for again when the folder has changed."""
        try:
            changed = os.stat(folder).st_mtime_ns
            known = self._folders.get(folder)
            if known is None or known[0] != changed:
                with os.scandir(folder) as listed:
                    names = sorted(e.name for e in listed if _may_be_one(e))
                known = (changed, tuple(os.path.join(folder, name) for name in names))
                self._folders[folder] = known
        except OSError:
            return ()
        return known[1]


class Marks:
    """`Finder.mark` for many documents at one moment, asked once a folder."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._known: dict[str, str] = {}

    def of(self, relative: str) -> str:
        """The mark of the document at `relative` (POSIX)."""
        folder = relative.rpartition("/")[0]
        mark = self._known.get(folder)
        if mark is None:
            mark = self._known[folder] = self._finder.mark(folder)
        return mark


def _may_be_one(entry: "os.DirEntry[str]") -> bool:
    name = entry.name
    if name in PAPIS:
        return entry.is_file(follow_symlinks=False)
    if not name.endswith(_SUFFIXES) or name.endswith(_SIDECAR) or name[0] == ".":
        return False
    return entry.is_file(follow_symlinks=False)
