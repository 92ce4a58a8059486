"""Temporary files that a killed program left in a library, and which of them hold nothing new."""

import os
import re
import stat
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from notes.annotations.durable import TEMPORARY_PREFIX, TEMPORARY_SUFFIX
from notes.annotations.model import Annotation
from notes.annotations.sidecar import Sidecar, parse
from notes.annotations.store import Owner, SidecarStore
from notes.errors import SidecarError

SECONDS = 60.0  # a younger file may be one that is being written
_NAME = re.compile(
    re.escape(TEMPORARY_PREFIX) + r"(\d{1,9})-[0-9a-f]+" + re.escape(TEMPORARY_SUFFIX)
)


class Leftover(NamedTuple):
    """A temporary file; `why_kept` says why it must stay, and is empty where it may go.

    `source` is set where it has more than the note file of that document, and has to be merged
    with it first.
    """

    path: Path
    why_kept: str
    source: Path | None = None


def leftovers(root: Path, store: SidecarStore, *, below: bool = True) -> list[Leftover]:
    """The temporary files in `root`, and in the folders `below` it."""
    return [_looked_at(path, store) for path in _temporary(root, below)]


def remove_leftovers(found: list[Leftover], store: SidecarStore) -> list[Path]:
    """Remove what may go, what is in it merged with its note file; gives what was removed."""
    removed = []
    for leftover in found:
        if leftover.why_kept:
            continue
        if leftover.source is None:
            leftover.path.unlink(missing_ok=True)
        elif not _merged(leftover.path, leftover.source, store):
            continue
        removed.append(leftover.path)
    return removed


def _merged(path: Path, source: Path, store: SidecarStore) -> bool:
    kept = store.load(source)
    if kept is None or not kept.fingerprints:
        return False
    owner = Owner(source, kept.document_id, kept.fingerprints[-1])
    return store.settle(owner, [path]).is_beside and not path.exists()


def _temporary(root: Path, below: bool) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name[0] != ".") if below else []
        yield from (Path(folder, name) for name in sorted(names) if _NAME.fullmatch(name))


def _looked_at(path: Path, store: SidecarStore) -> Leftover:
    try:
        why = _why_in_use(path)
        return Leftover(path, why) if why else _what_is_new(path, path.read_bytes(), store)
    except OSError as error:
        return Leftover(path, f"it cannot be looked at: {error.strerror}")


def _why_in_use(path: Path) -> str:
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        return "it is not a regular file"
    if time.time() - found.st_mtime < SECONDS:
        return "it may be in use: it is not a minute old"
    return "the program that wrote it may still be running" if _is_running(path) else ""


def _is_running(path: Path) -> bool:
    match = _NAME.fullmatch(path.name)
    try:
        os.kill(int(match[1]) if match else 0, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _what_is_new(path: Path, data: bytes, store: SidecarStore) -> Leftover:
    """What the file at `path` may hold that is nowhere else."""
    if not data:
        return Leftover(path, "")
    try:
        draft = parse(data, path.name)
    except SidecarError:
        why = "it is the beginning of a note file; what it holds may be nowhere else"
        return Leftover(path, why)
    if not draft.file_name or Path(draft.file_name).name != draft.file_name:
        return Leftover(path, "it does not say which document it is about")
    source = path.with_name(draft.file_name)
    try:
        kept = store.load(source)
    except SidecarError as error:
        return Leftover(path, str(error))
    if kept is None:
        return Leftover(path, f"there is no note file of {draft.file_name}")
    if contains(kept, draft):
        return Leftover(path, "")
    if draft.format != kept.format or draft.document_id != kept.document_id:
        return Leftover(path, f"it has more than the note file of {draft.file_name}")
    return Leftover(path, "", source)


def contains(kept: Sidecar, draft: Sidecar) -> bool:
    """Whether all that `draft` holds is in `kept`, as it is there or in a later revision."""
    buried = {id: tombstone.annotation for id, tombstone in kept.tombstones.items()}
    present = {**buried, **kept.annotations}
    wanted = [*draft.annotations.values(), *(one.annotation for one in draft.tombstones.values())]
    return (
        draft.format == kept.format
        and draft.document_id == kept.document_id
        and all(_outlived(one, present) for one in wanted)
        and draft.metadata.items() <= kept.metadata.items()
        and all(one in kept.spoiled for one in draft.spoiled)
        and all(one in kept.spoiled_tombstones for one in draft.spoiled_tombstones)
        and draft.raw.keys() <= kept.raw.keys() | {"cp:tombstones"}
    )


def _outlived(annotation: Annotation, present: Mapping[str, Annotation]) -> bool:
    """Whether the words, tags and place of `annotation` are all in the one that is kept."""
    kept = present.get(annotation.id)
    return (
        kept is not None
        and kept.selector == annotation.selector
        and annotation.note in kept.note
        and set(annotation.tags) <= set(kept.tags)
        and (annotation.color == kept.color or annotation.rev < kept.rev)
        and annotation.raw.keys() <= kept.raw.keys() | {"body", "motivation"}
    )
