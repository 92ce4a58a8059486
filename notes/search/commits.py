"""The manifest of a commit: its files with their sizes, its segments with what is deleted in them.

It says in JSON what Whoosh's table of contents says in a pickle, and is there before that is. Who
reads the index goes by the manifest alone: an index opens in a third of the time, and nothing in
its files is executed.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

NAME = "MAIN"
MARKER = "damaged"
_from_json = json.JSONDecoder().raw_decode  # `json.loads` first looks for what is not there
_BEFORE, _BEHIND = f"_{NAME}_", ".toc"


class DamagedIndexError(Exception):
    """The files of the index are not what was written."""


class Commit(NamedTuple):
    """What is in `folder` as of one commit: sizes in bytes by the name of the file, and for each
    segment, in order, its name with the numbers of the documents that are deleted in it."""

    folder: str
    generation: int
    sizes: Mapping[str, int]
    segments: Sequence[tuple[str, Sequence[int]]]

    def file(self, name: str) -> tuple[str, int]:
        """Where one of the files is, and its size."""
        return f"{self.folder}/{name}", self.sizes[name]

    def check(self) -> None:
        """Raise DamagedIndexError, or OSError, unless all the files have their sizes."""
        for name in self.sizes:
            self.check_file(name)

    def check_file(self, name: str) -> None:
        """The same for one of them."""
        if os.stat(f"{self.folder}/{name}").st_size != self.sizes[name]:
            raise DamagedIndexError(f"{name} is not whole")


def contents_name(generation: int) -> str:
    """The name of Whoosh's table of contents of a commit."""
    return f"{_BEFORE}{generation}{_BEHIND}"


def generation_of(name: str) -> int:
    """The number of the commit whose table of contents has this name, -1 where it is no such."""
    is_contents = name.startswith(_BEFORE) and name.endswith(_BEHIND)
    number = name[len(_BEFORE) : -len(_BEHIND)]
    return int(number) if is_contents and number.isdecimal() else -1


def manifest_name(generation: int) -> str:
    """The name of the manifest of a commit."""
    return f"manifest_{generation}.json"


def manifest(sizes: Mapping[str, int], segments: Iterable[Any]) -> str:
    """The manifest of a commit of these segments of Whoosh."""
    listed = [(one.segment_id(), sorted(one.deleted_docs())) for one in segments]
    return json.dumps({"sizes": sizes, "segments": listed})


class Listing(NamedTuple):
    """What is in the folder of an index: the number of the latest commit, -1 where there is none;
    whether there is anything; and whether it is not to be used: somebody found it damaged, it lost
    its commits, or it belongs to another user."""

    generation: int
    is_there: bool
    is_damaged: bool


NOTHING_THERE = Listing(-1, False, False)


def listing(folder: str) -> Listing:
    """What is in a folder; nothing where there is none."""
    try:
        names, owner = os.listdir(folder), os.stat(folder).st_uid
    except OSError:
        return NOTHING_THERE
    contents = (name for name in names if name.endswith(_BEHIND))
    latest = max(map(generation_of, contents), default=-1)
    is_foreign = os.name == "posix" and owner != os.getuid()
    is_lost = bool(names) and latest < 0
    return Listing(latest, bool(names), MARKER in names or is_lost or is_foreign)


def sizes_of(folder: Path, generation: int) -> dict[str, int]:
    """The sizes of the files of a commit; nothing where there is no such commit."""
    try:
        return dict(json.loads((folder / manifest_name(generation)).read_bytes())["sizes"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def read_commit(folder: str, generation: int) -> Commit:
    """One of the commits in `folder`, without a look at the files of its segments.

    Raises DamagedIndexError, or whatever broken files lead to, where it is not as it was written.
    """
    read, _ = _from_json(_content(f"{folder}/{manifest_name(generation)}").decode())
    commit = Commit(folder, generation, read["sizes"], read["segments"])
    commit.check_file(contents_name(generation))
    return commit


def _content(path: str) -> bytes:
    """What is in a file; `open` does more, and takes longer."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(descriptor, os.fstat(descriptor).st_size)
    finally:
        os.close(descriptor)
