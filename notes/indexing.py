"""Bringing the search index up to date with the library."""

import contextlib
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from notes.annotations.w3c import write_time
from notes.documents.model import Document
from notes.documents.record import DocumentRecord
from notes.documents.scanning import FoundFile
from notes.errors import DocumentError
from notes.holdings import Holdings, Listing
from notes.review.records import NoteRecord

if TYPE_CHECKING:
    from notes.search.index import SearchIndex
    from notes.search.model import SourceNote, SourceText

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an update did: counts of documents, the unreadable ones (path and reason), seconds."""

    documents: int
    added: int
    updated: int
    removed: int
    failed: tuple[tuple[str, str], ...]
    seconds: float


@dataclass(slots=True)
class Indexer:
    """Compares the library with its index and sends what differs."""

    holdings: Holdings
    index: "SearchIndex"
    notes: Callable[[], "list[NoteRecord]"]
    mark: Path  # a file that holds the state of the library that was last indexed
    _failed: list[tuple[str, str]] = field(default_factory=list)

    def update(self, on_progress: Progress | None = None) -> IndexReport:
        """Index new and changed documents and notes, and drop those that are gone."""
        started = time.monotonic()
        listing = self.holdings.listing()
        indexed = self.index.versions()
        unread = {file.relative: file for file in listing.unread}
        wanted = [
            record
            for record in listing.records
            if record.relative in unread or indexed.get(record.relative) != text_version(record)
        ]
        present = {record.relative for record in listing.records}
        gone = indexed.keys() - present
        counts = {"added": 0, "updated": 0}
        texts = self._texts(wanted, unread, indexed, counts, on_progress)
        self.index.update(texts, (), gone, ())
        self._update_notes()
        self._remember()
        readable = len(present) - len(self._failed)
        return IndexReport(
            documents=readable,
            added=counts["added"],
            updated=counts["updated"],
            removed=len(gone),
            failed=tuple(self._failed),
            seconds=time.monotonic() - started,
        )

    def is_stale(self) -> bool:
        """Whether anything in the library is not in the index as it is now."""
        listing = self.holdings.listing()
        if listing.unread or self.index.notice:
            return True
        try:
            return self.mark.read_text("utf-8") != state_of(listing)
        except (OSError, UnicodeDecodeError):
            return True

    def _remember(self) -> None:
        with contextlib.suppress(OSError):  # then the next start compares everything again
            self.mark.write_text(state_of(self.holdings.listing()), "utf-8")

    def _texts(
        self,
        wanted: list[DocumentRecord],
        unread: dict[str, FoundFile],
        indexed: dict[str, str],
        counts: dict[str, int],
        on_progress: Progress | None,
    ) -> Iterator["SourceText"]:
        total = len(wanted)
        for done, (record, document) in enumerate(self._documents(wanted, unread), 1):
            if document is None:
                self._failed.append((record.relative, record.error))
            elif indexed.get(record.relative) != (version := text_version(record)):
                counts["updated" if record.relative in indexed else "added"] += 1
                yield source_text(record, version, document.text)
            if on_progress is not None:
                on_progress(done, total)

    def _documents(
        self, wanted: list[DocumentRecord], unread: dict[str, FoundFile]
    ) -> Iterator[tuple[DocumentRecord, Document | None]]:
        """Every wanted document, read once: new ones also go into the catalogue."""
        yield from self.holdings.read(unread.values())
        for record in wanted:
            if record.relative in unread:
                continue
            if record.error:
                yield record, None
                continue
            try:
                yield record, self.holdings.open(record.relative)
            except DocumentError as error:
                yield record._replace(error=str(error)), None

    def _update_notes(self) -> None:
        notes = {note.id: note for note in self.notes()}
        indexed = self.index.note_versions()
        changed = [note for id, note in notes.items() if indexed.get(id) != note_version(note)]
        gone = indexed.keys() - notes.keys()
        if changed or gone:
            self.index.update((), map(source_note, changed), (), gone)


def state_of(listing: Listing) -> str:
    """A digest of all documents and note files, so that an unchanged library is known at once."""
    digest = hashlib.sha256()
    for record in listing.records:
        facts = (record.relative, text_version(record), record.sidecar)
        digest.update(repr(facts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def text_version(record: DocumentRecord) -> str:
    """What changes when a document has to be indexed again: its bytes, or what is known of it."""
    known = json.dumps([record.title, record.authors, record.date, record.language])
    return f"{record.sha256}:{known}" if record.sha256 else ""


def note_version(note: NoteRecord) -> str:
    """What changes when a note has to be indexed again."""
    return f"{write_time(note.modified)}:{note.state}:{note.start}:{note.end}:{len(note.note)}"


def source_text(record: DocumentRecord, version: str, text: str) -> "SourceText":
    """A document as the index takes it."""
    from notes.search.model import SourceText

    return SourceText(
        path=record.relative,
        id=record.document_id,
        version=version,
        title=record.title or record.opening,
        authors=record.authors,
        date=record.date,
        format=record.format,
        language=record.language,
        text=text,
    )


def source_note(note: NoteRecord) -> "SourceNote":
    """A note as the index takes it."""
    from notes.search.model import SourceNote

    return SourceNote(
        id=note.id,
        document_path=note.path,
        version=note_version(note),
        quote=note.quote,
        note=note.note,
        tags=note.tags,
        color=note.color,
        start=note.start,
        end=note.end,
        modified=write_time(note.modified),
    )
