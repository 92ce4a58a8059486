"""Collecting the notes of a whole library, each with where it stands now."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from notes.annotations.model import EXACT, LOST, WHOLE, Annotation, Placed
from notes.annotations.placer import Placer
from notes.annotations.sidecar import SUFFIX, Sidecar
from notes.annotations.store import SidecarStore
from notes.documents.record import DocumentRecord
from notes.errors import DocumentError, SidecarError
from notes.holdings import Holdings, Listing
from notes.review.records import NoteRecord


class Gathered(NamedTuple):
    """The notes found, a line for each note file that could not be used, and the documents."""

    records: tuple[NoteRecord, ...]
    problems: tuple[str, ...]
    listing: Listing


def gather(
    holdings: Holdings, store: SidecarStore, root: Path, listing: Listing | None = None
) -> Gathered:
    """Read every note file of the library; a source that is gone still has its notes.

    `listing` spares a look through the folder to those who had one just now.
    """
    found: list[NoteRecord] = []
    problems: list[str] = []
    elsewhere = kept_elsewhere(store, root)
    listing = _listed(holdings, elsewhere, listing or holdings.listing())
    with_notes = [r for r in listing.records if r.sidecar is not None or r.relative in elsewhere]
    here = {record.relative for record in listing.records}
    gone = {orphan.removesuffix(SUFFIX) for orphan in listing.orphans} | (elsewhere - here)
    for record in (*with_notes, *map(_departed, sorted(gone))):
        try:
            sidecar, damage = store.read(root / record.relative)
        except SidecarError as error:
            problems.append(f"{record.relative}: {error}")
            continue
        if damage:
            problems.append(f"{record.relative}: {damage}")
        if sidecar is not None:
            found += _records(holdings, store.placer, record, sidecar)
    return Gathered(tuple(found), tuple(problems), listing)


def kept_elsewhere(store: SidecarStore, root: Path) -> set[str]:
    """The documents with notes that are kept on this machine and not beside them."""
    return {owner.path.relative_to(root).as_posix() for owner in store.unsettled(root)}


def _listed(holdings: Holdings, elsewhere: set[str], listing: Listing) -> Listing:
    """The listing, once every new or changed document that has notes has been read."""
    with_notes = [f for f in listing.unread if f.sidecar is not None or f.relative in elsewhere]
    if not with_notes:
        return listing
    for _ in holdings.read(with_notes):
        pass
    return holdings.listing()


def _departed(relative: str) -> DocumentRecord:
    return DocumentRecord(relative, "", "", "", error="the source is gone")


def _records(
    holdings: Holdings, placer: Placer, record: DocumentRecord, sidecar: Sidecar
) -> Iterator[NoteRecord]:
    annotations = tuple(sidecar.annotations.values())
    title = record.title or record.opening or sidecar.file_name
    if all(one.anchored_to == record.text_sha256 for one in annotations):
        placed: Iterable[Placed] = map(_unmoved, annotations)
    elif (known := placer.remembered(annotations, record.text_sha256)) is not None:
        placed = known
    else:
        try:
            document = holdings.open(record.relative)
        except DocumentError:
            placed = [Placed(one, LOST) for one in annotations]
        else:
            placed = placer.place_all(annotations, document.text, document.text_sha256)
    for one in placed:
        yield note_record(one, sidecar.document_id, record.relative, title)


def _unmoved(annotation: Annotation) -> Placed:
    """The text is word for word that on which the annotation was made."""
    selector = annotation.selector
    if selector is None:
        return Placed(annotation, WHOLE)
    return Placed(annotation, EXACT, selector.start, selector.end)


def note_record(placed: Placed, document: str, path: str, title: str) -> NoteRecord:
    """An annotation that has been placed, with the id, path and title of its document."""
    annotation = placed.annotation
    return NoteRecord(
        id=annotation.id,
        document=document,
        path=path,
        title=title,
        quote=annotation.selector.exact if annotation.selector else "",
        note=annotation.note,
        tags=annotation.tags,
        color=annotation.color,
        start=placed.start,
        end=placed.end,
        state=placed.state,
        created=annotation.created,
        modified=annotation.modified,
    )
