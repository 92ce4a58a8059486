"""Collecting the notes of a whole library, each with where it stands now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from notes.annotations.model import EXACT, LOST, WHOLE, Annotation, Placed
from notes.annotations.placer import Placer
from notes.annotations.sidecar import SUFFIX, Sidecar
from notes.annotations.store import SidecarStore
from notes.documents.record import DocumentRecord
from notes.errors import DocumentError, SidecarError
from notes.holdings import Holdings, Listing
from notes.review.records import NoteRecord


@dataclass(frozen=True, slots=True)
class Gathered:
    """The notes found, and a line for each note file that could not be used."""

    records: tuple[NoteRecord, ...]
    problems: tuple[str, ...]


def gather(holdings: Holdings, store: SidecarStore, root: Path, listing: Listing) -> Gathered:
    """Read every note file of the library; a source that is gone still has its notes."""
    found: list[NoteRecord] = []
    problems: list[str] = []
    unread = {file.relative for file in listing.unread}
    with_notes = [r for r in listing.records if _may_have_notes(r, listing)]
    for record in (*with_notes, *map(_departed, listing.orphans)):
        try:
            sidecar = store.load(root / record.relative)
        except SidecarError as error:
            problems.append(f"{record.relative}: {error}")
            continue
        if sidecar is not None:
            is_known = record.relative not in unread and bool(record.text_sha256)
            found += _records(holdings, store.placer, record, sidecar, is_known)
    return Gathered(tuple(found), tuple(problems))


def _may_have_notes(record: DocumentRecord, listing: Listing) -> bool:
    return record.sidecar is not None or any(f.relative == record.relative for f in listing.unread)


def _departed(orphan: str) -> DocumentRecord:
    return DocumentRecord(orphan.removesuffix(SUFFIX), "", "", "", error="the source is gone")


def _records(
    holdings: Holdings, placer: Placer, record: DocumentRecord, sidecar: Sidecar, is_known: bool
) -> Iterator[NoteRecord]:
    annotations = tuple(sidecar.annotations.values())
    title = record.title or record.opening or sidecar.file_name
    if is_known and all(one.anchored_to == record.text_sha256 for one in annotations):
        placed: Iterable[Placed] = map(_unmoved, annotations)
    elif is_known and (known := placer.remembered(annotations, record.text_sha256)) is not None:
        placed = known
    else:
        try:
            document = holdings.open(record.relative)
        except DocumentError:
            placed = [Placed(one, LOST) for one in annotations]
        else:
            from notes.documents.metadata import opening_words

            title = document.metadata.title or opening_words(document.text) or title
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
