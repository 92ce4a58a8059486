"""Notes as data: our own JSON, and RIS with the notes in `N1`."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from notes.exchange.work import Noted, Work

KIND = "commonplace-notes"
_VERSION = 1


def our_json(works: Iterable[Work]) -> str:
    """Everything, in the fields of `notes --json`, under the document it is on."""
    documents = [
        {
            "id": work.id,
            "path": work.path,
            "title": work.title,
            "authors": list(work.authors),
            "date": work.date or None,
            "citation": work.citation,
            "key": work.key,
            "notes": [_note(note) for note in work.notes],
        }
        for work in works
    ]
    value = {"kind": KIND, "version": _VERSION, "documents": documents}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _note(note: Noted) -> dict[str, Any]:
    return {
        "id": note.id,
        "quote": note.quote,
        "note": note.note,
        "tags": list(note.tags),
        "color": note.color,
        "start": note.start,
        "end": note.end,
        "state": note.state,
        "created": _time(note.created),
        "modified": _time(note.modified),
        "locator": note.locator or None,
        "heading": note.heading or None,
        "link": note.link or None,
    }


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def ris_with_notes(records: Iterable[tuple[str, Work]]) -> str:
    """RIS records (each ends in `ER  -`), with a line `N1` for each note and `KW` for each tag."""
    return "\n\n".join(_with_notes(record, work) for record, work in records) + "\n"


def _with_notes(record: str, work: Work) -> str:
    body = record.removesuffix("ER  -").rstrip("\n")
    lines = [f"KW  - {_line(tag)}" for tag in work.tags]
    for note in work.notes:
        quote = f"“{_line(note.quote)}”" if note.quote else ""
        place = f"({note.place})" if note.place else ""
        said = " ".join(part for part in (quote, place, _line(note.note)) if part)
        lines.append(f"N1  - {said}")
    return "\n".join((body, *lines, "ER  -"))


def _line(text: str) -> str:
    return " ".join(text.split())
