"""Writing the notes of a library for other programs, in one file or one for each document."""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from notes.destinations import is_folder, shown
from notes.errors import DocumentError, UserError
from notes.exchange.work import Noted, Work
from notes.review.records import NoteRecord

if TYPE_CHECKING:
    from notes.documents.model import Document
    from notes.documents.record import DocumentRecord
    from notes.library import Library

FORMATS = ("markdown", "org", "csv", "json", "w3c", "ris", "anki", "matrix")
_WITHOUT_MARKDOWN = ("org", "anki")  # where an asterisk is no italics
_SUFFIX = ".md"


class Exported(NamedTuple):
    """How much was exported; `text` is the export itself where it was not written to a file."""

    format: str
    documents: int
    notes: int
    path: str | None
    text: str


def export(
    library: "Library",
    format: str,
    tag: str | None = None,
    to: Path | None = None,
    *,
    notes: Iterable[NoteRecord] | None = None,
) -> Exported:
    """Export the notes of `library`, or only `notes`, and of these only those with `tag`.

    Markdown into a folder is a file for each document; all else is one file. A Markdown file that
    is there is brought up to date, any other is written anew, whole or not at all. Raises
    UserError for an unknown format or a file that cannot be written.
    """
    if format not in FORMATS:
        raise UserError(f"there is no format {format!r}; known are: {', '.join(FORMATS)}")
    works = works_of(library, tag, notes)
    counts = (format, len(works), sum(len(work.notes) for work in works))
    if to is not None and is_folder(format, to):
        _write_each(works, to)
        return Exported(*counts, str(to), "")
    text = _text(library, works, format, to)
    if to is None:
        return Exported(*counts, None, text)
    _write(to, text)
    return Exported(*counts, str(to), "")


def works_of(
    library: "Library", tag: str | None = None, notes: Iterable[NoteRecord] | None = None
) -> list[Work]:
    """The documents with notes, each with them in reading order."""
    from notes.review.records import NoteList

    found = NoteList(library.gathered().records if notes is None else notes)
    found = (found.tagged(tag) if tag else found).by_place()
    by_path: dict[str, list[NoteRecord]] = {}
    for record in found:
        by_path.setdefault(record.path, []).append(record)
    known = {record.relative: record for record in library.documents()}
    citations = library.citations(by_path, library.style)
    keys = library.keys_of(known[path] for path in by_path if path in known)
    return [
        _work(library, path, notes, known.get(path), citations.get(path, ""), keys.get(path, ""))
        for path, notes in by_path.items()
    ]


def _work(
    library: "Library",
    path: str,
    notes: Sequence[NoteRecord],
    record: "DocumentRecord | None",
    citation: str,
    key: str,
) -> Work:
    document = _opened(library, path, notes)
    return Work(
        id=notes[0].document,
        path=path,
        title=notes[0].title,
        authors=record.authors if record else (),
        date=record.date if record else "",
        url=record.url if record else "",
        citation=citation,
        key=key,
        notes=tuple(_noted(library, note, document) for note in notes),
    )


def _opened(library: "Library", path: str, notes: Sequence[NoteRecord]) -> "Document | None":
    """The document, for the pages and headings of its notes; None where it cannot be read."""
    if all(note.start is None for note in notes):
        return None
    try:
        return library.open(path)
    except DocumentError:
        return None


def _noted(library: "Library", record: NoteRecord, document: "Document | None") -> Noted:
    from notes.linking import Link, written

    words = record.quote[:200]
    locator, heading = _where(document, record)
    place = Link(
        record.path, str(library.root), record.document, record.start or 0, record.end or 0, words
    )
    return Noted(
        id=record.id,
        quote=record.quote,
        note=record.note,
        tags=record.tags,
        color=record.color,
        start=record.start,
        end=record.end,
        state=record.state,
        created=record.created,
        modified=record.modified,
        locator=locator,
        heading=heading,
        link=written(place),
    )


def _where(document: "Document | None", record: NoteRecord) -> tuple[str, str]:
    """The pages of a note and the heading it is under; a document's title is no place in it."""
    if document is None or record.start is None or record.end is None:
        return "", ""
    heading = document.heading(record.start)
    if _folded(heading) == _folded(record.title):
        heading = ""
    return document.locator(record.start, record.end) or "", heading


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _text(library: "Library", works: Sequence[Work], format: str, to: Path | None) -> str:
    if format == "markdown":
        return _one_markdown(works, to)
    from notes.exchange import org, records, tables

    if format == "matrix" and to is not None and to.suffix.lower() == ".csv":
        return tables.matrix_csv(works)
    if format in _WITHOUT_MARKDOWN:
        from notes.citations import plain

        works = [work._replace(citation=plain(work.citation)) for work in works]
    writers: dict[str, Callable[[Sequence[Work]], str]] = {
        "org": org.org,
        "csv": tables.readwise_csv,
        "json": records.our_json,
        "anki": tables.anki,
        "matrix": tables.matrix,
        "w3c": lambda works: _w3c(library, works),
        "ris": lambda works: records.ris_with_notes(
            (library.cite(work.path, "ris"), work) for work in works if _is_there(library, work)
        ),
    }
    return writers[format](works)


def _is_there(library: "Library", work: Work) -> bool:
    return (library.root / work.path).is_file()


def _one_markdown(works: Sequence[Work], to: Path | None) -> str:
    """All in one file; one document alone keeps what the user wrote into its file."""
    from notes.exchange.markdown import markdown

    if len(works) == 1:
        return markdown(works[0], _present(to))
    if _present(to):
        raise UserError(
            f"{to} is there already, and the notes on several documents would be written over it;"
            " give a folder, in which each document has a file that is brought up to date"
        )
    return "\n".join(markdown(work) for work in works)


def _w3c(library: "Library", works: Sequence[Work]) -> str:
    """One `AnnotationPage` with the annotations as they are in the note files."""
    import json

    from notes.annotations.w3c import annotation_to_json

    items = []
    for work in works:
        wanted = {note.id for note in work.notes}
        sidecar = library.store.load(library.root / work.path)
        for one in sidecar.annotations.values() if sidecar else ():
            if one.id in wanted:
                items.append(annotation_to_json(one, work.id))
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:commonplace:export",
        "type": "AnnotationPage",
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _write_each(works: Sequence[Work], folder: Path) -> None:
    from notes.exchange.markdown import markdown

    if os.path.isfile(folder):
        raise UserError(
            f"{shown(folder)} is a file; name a folder, or a file that ends in {_SUFFIX}"
        )
    taken: set[str] = set()
    for work in works:
        name = _file_name(work, taken)
        taken.add(name.casefold())
        path = folder / name
        present = _present(path)
        text = markdown(work, present)
        if text != present:  # those who follow the folder need not look at it again
            _write(path, text)


def _file_name(work: Work, taken: set[str]) -> str:
    """The document's name with `.md`, its folders in it where two have the same."""
    stem = work.path.rpartition("/")[2]
    for base in (stem, work.path.replace("/", " - ")):
        name = re.sub(r'[\\:*?"<>|\x00-\x1f]', "_", base) + _SUFFIX
        if name.casefold() not in taken:
            return name
    return f"{work.key or work.id.rpartition(':')[2]}{_SUFFIX}"


def _present(path: Path | None) -> str:
    if path is None or not os.path.exists(path):
        return ""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{shown(path)} cannot be brought up to date: {error}") from None


def _write(path: Path, text: str) -> None:
    """Write the file whole or not at all."""
    from notes.annotations.durable import replace_file
    from notes.annotations.sidecar import SUFFIX

    if os.path.realpath(path).endswith(SUFFIX):
        raise UserError(
            f"{shown(path)} holds notes, over which nothing is exported; name another file"
        )
    if os.path.isdir(path):
        raise UserError(f"{shown(path)} is a folder; name a file in it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode("utf-8", "replace"))
    except (FileExistsError, NotADirectoryError):
        raise UserError(
            f"{shown(path)} cannot be written: what it should be in is no folder"
        ) from None
    except OSError as error:
        raise UserError(f"{shown(path)} cannot be written: {error.strerror or error}") from None
