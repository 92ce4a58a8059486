"""Documents, notes and results as others' programs read them, and as lines for a person."""

from collections.abc import Sequence
from typing import Any

from notes.annotations.w3c import write_time
from notes.documents.record import DocumentRecord
from notes.review.records import NoteRecord

_QUOTE = 80  # code points of a quote in a line


def document_row(record: DocumentRecord, progress: float | None) -> dict[str, Any]:
    """A document of `list`; what is not known is None."""
    return {
        "id": record.document_id,
        "path": record.relative,
        "title": record.title or None,
        "authors": list(record.authors),
        "date": record.date or None,
        "publisher": record.publisher or None,
        "url": record.url or None,
        "language": record.language or None,
        "format": record.format or None,
        "chars": None if record.error else record.chars,
        "notes": record.notes,
        "highlights": record.highlights,
        "progress": progress,
    }


def document_line(record: DocumentRecord, progress: float | None) -> Sequence[object]:
    """A document as fields: path, title, authors, date, annotations, share read."""
    if record.error:
        return (record.relative, f"cannot be read: {record.error}")
    read = "" if progress is None else f"{progress:.0%}"
    marks = f"{record.highlights} marked, {record.notes} noted" if record.highlights else ""
    title = record.title or record.opening
    return (record.relative, title, "; ".join(record.authors), record.date, marks, read)


def note_row(record: NoteRecord, citation: str | None) -> dict[str, Any]:
    """An annotation as every subcommand gives it; `citation` is that of its document."""
    return {
        "id": record.id,
        "document": record.document,
        "path": record.path,
        "title": record.title,
        "quote": record.quote,
        "note": record.note,
        "tags": list(record.tags),
        "color": record.color,
        "start": record.start,
        "end": record.end,
        "state": record.state,
        "created": write_time(record.created),
        "modified": write_time(record.modified),
        "citation": citation,
    }


def note_line(record: NoteRecord) -> Sequence[object]:
    """An annotation as fields: id, path, where it stands, colour, quote, note, tags."""
    place = record.state if record.start is None else f"{record.start}-{record.end}"
    if record.needs_attention and record.start is not None:
        place += " (check)"
    quote = " ".join(record.quote.split())
    quote = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"
    tags = " ".join("#" + tag for tag in record.tags)
    return (record.id, record.path, place, record.color, f"“{quote}”", record.note, tags)
