"""The bibliographies of a library, and which of their entries is about which document.

An entry belongs to a document whose path or name it has in
its `file` field, whose DOI, whose name is its key, or whose title it has, in this order.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from notes.bibliographies.entry import Entry
from notes.bibliographies.finding import PAPIS, Finder
from notes.documents.model import Metadata
from notes.documents.scanning import file_signature

_LARGEST = 64 * 1024 * 1024  # bytes
_SHORTEST_TITLE = 12  # letters: "Introduction" names many things


class Bibliography:
    """One file, read when it is first asked."""

    def __init__(self, path: str, root: Path) -> None:
        self._path = path
        self._folder = os.path.dirname(path)
        inside = os.path.relpath(path, root)
        self.name = os.path.basename(path) if inside.startswith("..") else PurePosixPath(inside)
        self.is_papis = os.path.basename(path) in PAPIS

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What it says; nothing where it cannot be read or is something else."""
        try:
            if os.path.getsize(self._path) > _LARGEST:
                return ()
            data = Path(self._path).read_bytes()
        except OSError:
            return ()
        try:
            source = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            source = data.decode("cp1252", "replace")
        return tuple(_reader(self._path)(source.replace("\r\n", "\n")))

    @cached_property
    def _by(self) -> "_Indexes":
        return _indexed(self.entries, self._folder)

    def entry_for(self, path: Path, metadata: Metadata) -> Entry | None:
        """The entry about the document at `path`, whose own metadata is known."""
        by = self._by
        real = os.path.realpath(path)
        name = path.name.casefold()
        if real in by.paths or name in by.names:
            return by.paths.get(real) or by.names.get(name)
        if self.is_papis:  # it is about what lies beside it, if it names nothing
            return self.entries[0] if self.entries and not self.entries[0].files else None
        doi = (metadata.text("doi") or "").casefold()
        stem = path.stem.casefold()
        if doi and doi in by.dois:
            return by.dois[doi]
        return by.keys.get(stem) or by.titles.get(_letters(metadata.title or ""))


class _Indexes(NamedTuple):
    """The entries by what they may be found by; what two entries share finds neither."""

    paths: dict[str, Entry]
    names: dict[str, Entry]
    dois: dict[str, Entry]
    keys: dict[str, Entry]
    titles: dict[str, Entry]


def _indexed(entries: Iterable[Entry], folder: str) -> _Indexes:
    found: tuple[defaultdict[str, list[Entry]], ...] = tuple(defaultdict(list) for _ in range(5))
    paths, names, dois, keys, titles = found
    for entry in entries:
        for written in entry.files:
            path = os.path.expanduser(written.replace("\\", "/"))
            paths[os.path.realpath(os.path.join(folder, path))].append(entry)
            names[os.path.basename(path).casefold()].append(entry)
        dois[entry.text("doi").casefold()].append(entry)
        keys[entry.key.casefold()].append(entry)
        titles[_letters(entry.text("title"))].append(entry)
    return _Indexes(*({k: v[0] for k, v in one.items() if k and len(v) == 1} for one in found))


class Shelf:
    """All bibliographies of the library at `root`; each is read again when it has changed."""

    def __init__(self, root: Path, finder: Finder) -> None:
        self._root = root
        self._finder = finder
        self._read: dict[str, tuple[str, Bibliography]] = {}

    def metadata_for(self, path: Path, own: Metadata) -> Metadata | None:
        """What the nearest bibliography that knows the document at `path` says about it."""
        for bibliography in self._for_folder(os.path.dirname(os.path.abspath(path))):
            entry = bibliography.entry_for(path, own)
            if entry is not None:
                return entry.metadata(str(bibliography.name))
        return None

    def _for_folder(self, folder: str) -> Iterator[Bibliography]:
        for path in self._finder.paths(folder):
            signature = file_signature(path)
            if signature is None:
                continue
            known = self._read.get(path)
            if known is None or known[0] != signature:
                known = self._read[path] = (signature, Bibliography(path, self._root))
            yield known[1]


def _reader(path: str) -> Callable[[str], Iterator[Entry]]:
    """Each is loaded when there is such a file."""
    if path.endswith(".bib"):
        from notes.bibliographies.bib_entries import read_bib

        return read_bib
    if path.endswith(".json"):
        from notes.bibliographies.csl_entries import read_csl

        return read_csl
    from notes.bibliographies.papis_entries import read_papis

    return read_papis


def _letters(title: str) -> str:
    """The letters and digits of a title, which copies of it share; nothing for a short one."""
    letters = re.sub(r"[\W_]|</?\w+>", "", re.sub(r"<[^<>]*>", "", title)).casefold()
    return letters if len(letters) >= _SHORTEST_TITLE else ""
