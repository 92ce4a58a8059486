"""Bringing the search index up to date with the library."""

import contextlib
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from notes.annotations.w3c import write_time
from notes.documents.record import DocumentRecord
from notes.errors import DocumentError
from notes.holdings import Holdings, Listing
from notes.review.records import NoteRecord

if TYPE_CHECKING:
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

        All new documents are read once before any is indexed, which takes longer by far: so a
        list of them has titles within seconds. `on_progress` gets the step, `reading` or
        `indexing`, and how many documents of how many.
        """
        started = time.monotonic()
        report = on_progress or _quietly
        unread = self.holdings.listing().unread
        for done, _ in enumerate(self.holdings.read(unread), 1):
            report("reading", done, len(unread))
        records = self.holdings.listing().records
        indexed = self.index.versions()
        readable = [record for record in records if not record.error]
        changed = [r for r in readable if indexed.get(r.relative) != text_version(r)]
        gone = indexed.keys() - {record.relative for record in readable}
        failed = [(record.relative, record.error) for record in records if record.error]
        self.index.update(self._texts(changed, failed, report), (), gone, ())
        self._update_notes()
        self._remember()
        added = sum(1 for record in changed if record.relative not in indexed)
        return IndexReport(
            documents=len(records) - len(failed),
            added=added,
            updated=len(changed) - added,
            removed=len(gone),
            failed=tuple(failed),
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
        self, records: list[DocumentRecord], failed: list[tuple[str, str]], report: Progress
    ) -> Iterator["SourceText"]:
        for done, record in enumerate(records, 1):
            try:
                text = self.holdings.open(record.relative).text
            except DocumentError as error:  # gone or changed since it was listed
                failed.append((record.relative, str(error)))
            else:
                yield source_text(record, text)
            report("indexing", done, len(records))

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
