"""The notes that were deleted: the tombstones in the note files of a library."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from notes.annotations.model import PURGED, Annotation, Tombstone
from notes.annotations.sidecar import SUFFIX, Sidecar
from notes.annotations.store import Owner
from notes.annotations.w3c import annotation_to_json
from notes.errors import DocumentError, NotesError, SidecarError
from notes.library import Library


class Deleted(NamedTuple):
    """A deleted annotation, the document it was on (relative path), and when it was deleted."""

    annotation: Annotation
    path: str
    at: datetime


def deleted_notes(library: Library) -> tuple[Deleted, ...]:
    """Everything in the trash, what was deleted last first."""
    found: list[Deleted] = []
    for relative in _with_notes(library):
        try:
            sidecar = library.store.load(library.path(relative))
        except SidecarError:
            continue
        for tombstone in sidecar.tombstones.values() if sidecar else ():
            if not tombstone.is_purged:
                found.append(Deleted(tombstone.annotation, relative, tombstone.at))
    return tuple(sorted(found, key=lambda one: (one.at, one.annotation.id), reverse=True))


def purge(library: Library, deleted: Iterable[Deleted]) -> tuple[list[Deleted], list[str]]:
    """Let go of deleted notes for good; gives what is gone, and why something is not.

    That they were deleted is still remembered, so that a machine which was away for long does not
    bring them back.
    """
    wanted: dict[str, list[Deleted]] = {}
    for one in deleted:
        wanted.setdefault(one.path, []).append(one)
    gone, problems = [], []
    for relative, some in wanted.items():
        ids = {one.annotation.id for one in some}
        try:
            owner = _owner(library, relative)
            library.store.change(owner, partial(_without, ids))
            library.store.forget_versions(owner.path)
        except NotesError as error:
            problems.append(str(error))
        else:
            gone += some
    library.forget_steps({one.annotation.id for one in gone})
    return gone, problems


def _owner(library: Library, relative: str) -> Owner:
    """Whose notes these are, also where the document itself is gone."""
    from notes.notebook import owner_of

    try:
        return owner_of(library.open(relative))
    except DocumentError:
        owner = library.store.orphan_owner(library.path(relative))
        if owner is None:
            raise
        return owner


def _with_notes(library: Library) -> list[str]:
    from notes.gathering import kept_elsewhere

    listing = library.listing()
    beside = (record.relative for record in listing.records if record.sidecar is not None)
    unread = (file.relative for file in listing.unread if file.sidecar is not None)
    gone = (orphan.removesuffix(SUFFIX) for orphan in listing.orphans)
    elsewhere = kept_elsewhere(library.store, library.root)
    return sorted({*beside, *unread, *gone, *elsewhere})


def _without(ids: set[str], sidecar: Sidecar) -> Sidecar:
    emptied = {
        id: _emptied(tombstone, sidecar.document_id) if id in ids else tombstone
        for id, tombstone in sidecar.tombstones.items()
    }
    return sidecar._replace(tombstones=emptied)


def _emptied(tombstone: Tombstone, document_id: str) -> Tombstone:
    """A tombstone that says only that its id, and all earlier states of it, were deleted."""
    was = tombstone.annotation
    bare = Annotation(
        was.id, None, "", (), was.color, was.created, was.modified, was.rev + 1
    ).descending([was])
    raw = {
        "id": was.id,
        "cp:rev": tombstone.rev + 1,
        "cp:at": tombstone.raw.get("cp:at"),
        "cp:was": annotation_to_json(bare, document_id),
        PURGED: True,
    }
    return tombstone._replace(annotation=bare, rev=tombstone.rev + 1, raw=raw)
