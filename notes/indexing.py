"""Bringing the search index up to date with the library."""

import contextlib
import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from notes.annotations.w3c import write_time
from notes.documents.record import DocumentRecord
from notes.errors import DocumentError, SearchError
from notes.holdings import Holdings, Listing
from notes.review.records import NoteRecord

if TYPE_CHECKING:
    from notes.documents.model import Document
    from notes.search.index import SearchIndex
    from notes.search.model import SourceNote, SourceText

Progress = Callable[[str, int, int], None]


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

    def update(self, on_progress: Progress | None = None) -> IndexReport:
        """Index new and changed documents and notes, and drop those that are gone.

        New documents are indexed as they are read, so that the first are found within seconds.
        `on_progress` gets the step, `indexing`, and how many documents of all are indexed. Raises
        SearchError where the index cannot be written; the documents are read all the same.
        """
        started = time.monotonic()
        listing = self.holdings.listing()
        indexed = self.index.versions()
        gone = indexed.keys() - {record.relative for record in listing.records}
        sent: list[str] = []
        texts = self._texts(listing, indexed, sent, on_progress or _quietly)
        try:
            self.index.update(texts, (), gone, ())
        except SearchError:
            for _ in self.holdings.read(self.holdings.listing().unread):
                pass  # reading puts each into the catalogue
            raise
        records = self.holdings.listing().records
        failed = {record.relative: record.error for record in records if record.error}
        unreadable = failed.keys() & (indexed.keys() | set(sent))
        if unreadable:
            self.index.update((), (), unreadable, ())
        self._update_notes()
        self._remember()
        added = len(set(sent) - indexed.keys())
        return IndexReport(
            documents=len(records) - len(failed),
            added=added,
            updated=len(sent) - added,
            removed=len(gone | unreadable),
            failed=tuple(failed.items()),
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
        self, listing: Listing, indexed: Mapping[str, str], sent: list[str], report: Progress
    ) -> Iterator["SourceText"]:
        """The texts that are not in the index as they are; their paths are added to `sent`."""
        unread = {file.relative for file in listing.unread}
        known = [
            record
            for record in listing.records
            if record.relative not in unread
            and not record.error
            and indexed.get(record.relative) != text_version(record)
        ]
        # What is there already counts: the bar is the share of the library that can be found.
        whole = len(unread.union(record.relative for record in listing.records))
        before = whole - len(unread) - len(known)
        read = chain(self.holdings.read(listing.unread), map(self._read_again, known))
        for done, (record, document) in enumerate(read, before + 1):
            if document is not None and indexed.get(record.relative) != text_version(record):
                sent.append(record.relative)
                yield source_text(record, document.text)
            report("indexing", done, whole)

    def _read_again(self, record: DocumentRecord) -> "tuple[DocumentRecord, Document | None]":
        try:
            return record, self.holdings.open(record.relative)
        except DocumentError:  # gone or changed since it was listed: the next update will tell
            return record, None

    def _update_notes(self) -> None:
        notes = {note.id: note for note in self.notes()}
        indexed = self.index.note_versions()
        changed = [note for id, note in notes.items() if indexed.get(id) != note_version(note)]
        gone = indexed.keys() - notes.keys()
        if changed or gone:
            self.index.update((), map(source_note, changed), (), gone)


def _quietly(step: str, done: int, total: int) -> None:
    """Report nothing."""


def state_of(listing: Listing) -> str:
    """A digest of all documents and note files, so that an unchanged library is known at once."""
    digest = hashlib.sha256()
    for record in listing.records:
        facts = (record.relative, text_version(record), record.sidecar)
        digest.update(repr(facts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def text_version(record: DocumentRecord) -> str:
    """What changes when a document has to be indexed again: its bytes, or what is known of it."""
    known = json.dumps(
        [record.title, record.authors, record.date, record.language, record.publisher]
    )
    return f"{record.sha256}:{known}" if record.sha256 else ""


def note_version(note: NoteRecord) -> str:
    """What changes when a note has to be indexed again."""
    return f"{write_time(note.modified)}:{note.state}:{note.start}:{note.end}:{len(note.note)}"


def source_text(record: DocumentRecord, text: str) -> "SourceText":
    """A document as the index takes it."""
    from notes.search.model import SourceText

    return SourceText(
        path=record.relative,
        id=record.document_id,
        version=text_version(record),
        title=record.title or record.opening,
        authors=record.authors,
        date=record.date,
        format=record.format,
        language=record.language,
        text=text,
        publisher=record.publisher,
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
