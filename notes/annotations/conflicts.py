"""Copies of a note file that file synchronisers make when two machines wrote it at once."""

import contextlib
import os
import re
import time
from collections.abc import Iterable
from pathlib import Path

from notes.annotations.durable import replace_file
from notes.annotations.sidecar import Sidecar, parse, sidecar_path
from notes.annotations.versions import Versions
from notes.errors import SidecarError

# Syncthing puts its mark before the last extension, the others do so in brackets; some tools and
# some users lose the extension.
_MARK = r"""(?:
    \.sync-conflict-\d{8}-\d{6}(?:-[A-Za-z0-9]+)?
  | [ ]?\([^/]*conflicted[ ]copy[^/]*\)
  | _conflict-\d{8}-\d{6}
)"""
_NAME = re.compile(
    rf"(?P<source>.+)\.notes(?:{_MARK}(?:\.json)?|\.json{_MARK}(?:\.json)?)",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


_OF_SOURCE = re.compile(rf".+{_MARK}(?:\.[^.]+)?", re.VERBOSE | re.IGNORECASE | re.DOTALL)


def is_copy_of_source(name: str) -> bool:
    """Whether `name` is that of a conflict copy of a source, which has no claim on its notes."""
    return _OF_SOURCE.fullmatch(name) is not None


def source_of_copy(name: str) -> str | None:
    """The name of the source whose note file `name` is a conflict copy of; None if it is none.

    A conflict copy of the source itself, or the note file of such a copy, is none.
    """
    if ".notes" not in name or "conflict" not in name.lower():
        return None
    match = _NAME.fullmatch(name)
    return match["source"] if match else None


def copies_beside(source: Path) -> list[Path]:
    """The conflict copies of the note file of `source`, in its folder, oldest name first."""
    try:
        names = os.listdir(source.parent)
    except OSError:
        return []
    start = source.name + ".notes"
    mine = (name for name in names if name.startswith(start))
    return [source.with_name(n) for n in sorted(mine) if source_of_copy(n) == source.name]


def taken_in(
    sidecar: Sidecar, source: Path, copies: Iterable[Path], versions: Versions
) -> tuple[Sidecar, tuple[Path, ...]]:
    """`sidecar` joined with copies of the note file of `source`, and those that were taken in.

    A copy that is damaged, foreign or from a newer program stays where it is.
    """
    from notes.annotations.merge_files import common_ancestor, merge_sidecars

    known = [parse(data, source.name) for data in versions.read(sidecar_path(source))]
    taken = []
    for copy in copies:
        with contextlib.suppress(OSError, SidecarError):
            other = parse(copy.read_bytes(), copy.name)
            if other.is_newer:
                continue
            is_new = not (sidecar.annotations or sidecar.tombstones or sidecar.raw)
            merged = merge_sidecars(common_ancestor(known, sidecar, other), sidecar, other)
            sidecar = other._replace(file_name=source.name) if is_new else merged
            taken.append(copy)
    return sidecar, tuple(taken)


def put_away(path: Path, trash: Path) -> Path | None:
    """Move a file whose content is safe elsewhere into `trash`; gives where it lies now.

    Copied first and removed then, as the folders may be on two disks. None where it could not be.
    """
    with contextlib.suppress(OSError):
        trash.mkdir(parents=True, exist_ok=True)
        target = trash / f"{time.time_ns()}-{path.name}"[:200]
        replace_file(target, path.read_bytes())
        path.unlink()
        return target
    return None
