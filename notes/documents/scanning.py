"""Finding the documents of a library: one walk over its folder, nothing read, no link followed."""

import fnmatch
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from notes.documents.formats import format_of, format_to_open, kind_of
from notes.documents.visible import visible
from notes.errors import DocumentError

SIDECAR = ".notes.json"
_CORRUPT = ".notes.corrupt-"
_OF_SOURCES = (".bib", "info.yaml")  # which tell of the documents
_CONFLICT = "conflict"  # what all synchronisers write into the name of a copy


class FoundFile(NamedTuple):
    """A document as the folder shows it (a NamedTuple: ten thousand are made at every start).

    `relative` is POSIX and relative to the library; times are in nanoseconds. `sidecar` is the
    signature of the note file beside it, None where there is none.
    """

    relative: str
    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    sidecar: str | None = None

    @property
    def signature(self) -> str:
        """What changes when the file does; equal to that of the catalogue while it has not."""
        return f"{self.size}-{self.mtime_ns}-{self.ctime_ns}-{self.inode}"


class Scan:
    """One walk over a library, made by iterating once.

    While it goes on it collects `orphans` (note files whose source is gone, relative), `corrupt`
    (note files that were set aside), `copies` (what may be a conflict copy of a note file),
    `passed_over` (how many files of each kind are no documents) and `problems` (one line for each
    thing that could not be looked at).
    """

    def __init__(self, root: Path, ignore: Sequence[str] = ()) -> None:
        self.root = root
        self.orphans: list[str] = []
        self.corrupt: list[str] = []
        self.copies: list[str] = []
        self.passed_over: dict[str, int] = {}
        self.problems: list[str] = []
        self._ignored = matcher(ignore)
        self._real_root = os.path.realpath(root)

    def __iter__(self) -> Iterator[FoundFile]:
        if not os.path.isdir(self.root):
            yield _single(self.root)
            return
        folders = [(os.fspath(self.root), "")]
        while folders:
            folder, prefix = folders.pop()
            found, below = self._folder(folder, prefix)
            yield from found
            folders += reversed(below)

    def _folder(
        self, folder: str, prefix: str
    ) -> tuple[Iterable[FoundFile], list[tuple[str, str]]]:
        files: list[os.DirEntry[str]] = []
        below: list[tuple[str, str]] = []
        sidecars: dict[str, os.DirEntry[str]] = {}
        names: set[str] = set()
        ignored = self._ignored
        for entry in self._entries(folder, prefix):
            name = entry.name
            if name[0] == ".":
                continue
            names.add(name)
            is_folder = entry.is_dir(follow_symlinks=False)
            if ignored and ignored(prefix + name, name, is_folder):
                continue
            if is_folder:
                below.append((entry.path, f"{prefix}{name}/"))
            elif name.endswith(SIDECAR):
                sidecars[name[: -len(SIDECAR)]] = entry
            elif _CORRUPT in name:
                self.corrupt.append(prefix + name)
            elif SIDECAR[:6] in name and _CONFLICT in name.lower():
                self.copies.append(prefix + name)
            elif format_of(name):
                files.append(entry)
            elif not name.endswith(_OF_SOURCES):
                kind = kind_of(name)
                self.passed_over[kind] = self.passed_over.get(kind, 0) + 1
        self.orphans += sorted(prefix + name + SIDECAR for name in sidecars.keys() - names)
        files.sort(key=_by_name)
        below.sort()
        return self._documents(files, sidecars, prefix), below

    def _entries(self, folder: str, prefix: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return list(entries)
        except OSError as error:
            where = prefix.rstrip("/") or os.fspath(self.root)
            self.problems.append(f"{visible(where)}: cannot be looked into: {error.strerror}")
            return []

    def _documents(
        self,
        files: Iterable[os.DirEntry[str]],
        sidecars: dict[str, os.DirEntry[str]],
        prefix: str,
    ) -> Iterator[FoundFile]:
        for entry in files:
            found = self._stat(entry, prefix)
            if found is None:
                continue
            beside = sidecars.get(entry.name) if sidecars else None
            yield FoundFile(
                prefix + entry.name,
                entry.path,
                found.st_size,
                found.st_mtime_ns,
                found.st_ctime_ns,
                found.st_ino,
                file_signature(beside.path) if beside else None,
            )

    def _stat(self, entry: os.DirEntry[str], prefix: str) -> os.stat_result | None:
        """The stat of a regular file, or of what a link within the library leads to."""
        try:
            if entry.is_symlink():
                inside = is_within(os.path.realpath(entry.path), self._real_root)
                found = entry.stat() if inside else None
            else:
                found = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            return None  # a broken link, or gone since the folder was listed
        except OSError as error:
            name = visible(prefix + entry.name)
            self.problems.append(f"{name}: cannot be looked at: {error.strerror}")
            return None
        return found if found and stat.S_ISREG(found.st_mode) else None


def scan(root: Path, ignore: Sequence[str] = ()) -> Scan:
    """Walk `root`, a folder or a single file; iterate over the result for its documents.

    Hidden names, what matches an `ignore` pattern, anything but regular files, links to folders
    and links that lead out of the library are passed over. `ignore` takes patterns as in
    `.gitignore`: a name, a path, `*`, and a final `/` for folders only. Raises DocumentError when
    a single file cannot be found.
    """
    return Scan(root, ignore)


def is_within(real_path: str, real_root: str) -> bool:
    """Say whether a resolved path is a resolved folder, or lies below it."""
    return real_path == real_root or real_path.startswith(real_root.rstrip(os.sep) + os.sep)


def _by_name(entry: os.DirEntry[str]) -> str:
    return entry.name


def file_signature(path: str) -> str | None:
    """What changes when a file does, as `FoundFile.sidecar` has it; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return f"{found.st_size}-{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_ino}"


def _single(path: Path) -> FoundFile:
    name = visible(os.fspath(path))
    try:
        found = os.stat(path)
    except OSError as error:
        raise DocumentError(f"{name}: {error.strerror}; give a folder or a document") from None
    if not stat.S_ISREG(found.st_mode):
        raise DocumentError(f"{name}: neither a folder nor a file; give a folder or a document")
    if format_to_open(path) is None:
        raise DocumentError(f"{name}: files of this kind are not read; save it as text first")
    return FoundFile(
        path.name,
        os.fspath(path),
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
        found.st_ino,
        file_signature(os.fspath(path) + SIDECAR),
    )


def matcher(patterns: Sequence[str]) -> Callable[[str, str, bool], bool] | None:
    """A predicate of (relative path, name, is a folder) for all patterns together."""
    rules: dict[tuple[bool, bool], list[str]] = {}
    for pattern in patterns:
        bare = pattern.strip().rstrip("/")
        if bare and not pattern.lstrip().startswith("#"):
            key = (pattern.strip().endswith("/"), "/" in bare)
            rules.setdefault(key, []).append(fnmatch.translate(bare.lstrip("/")))
    if not rules:
        return None
    compiled = {key: re.compile("|".join(parts)).match for key, parts in rules.items()}

    def ignored(relative: str, name: str, is_folder: bool) -> bool:
        return any(
            match(relative if by_path else name) is not None
            for (folders_only, by_path), match in compiled.items()
            if is_folder or not folders_only
        )

    return ignored
