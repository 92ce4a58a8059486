"""Reading a .docx: its text, with the notes at the end, and what it says of itself."""

import posixpath
from collections.abc import Sequence
from itertools import count

from notes.documents.archive import Archive, resolved
from notes.documents.dates import parse_date
from notes.documents.docx.body import Body, Piece
from notes.documents.docx.styles import Styles, read_styles
from notes.documents.metadata import GUESSED, guess_metadata
from notes.documents.model import Content, Field, Link, Metadata, Section
from notes.documents.names import split_authors
from notes.documents.source import Source
from notes.documents.visible import tidy
from notes.documents.xml_tree import parse
from notes.errors import DocumentError

EMBEDDED = "embedded"
_ROOT = "_rels/.rels"
_OLE = b"\xd0\xcf\x11\xe0"  # Word's older format, and the wrapping of a locked document
_NOTES = ("footnote", "endnote")


def read(source: Source) -> Content:
    """Read a document; raises DocumentError for one that is locked, damaged or something else."""
    if source.file.read(4) == _OLE:
        raise DocumentError("it is locked with a password, or an old .doc; save it as .docx")
    archive = Archive(source.file)
    main, core = _main_parts(archive)
    parts = _related(archive, main)
    styles = read_styles(archive, parts.get("styles", ""), parts.get("numbering", ""))
    pieces = Body(styles, main).parse(archive.read(main))
    notes = {kind: _notes(archive, parts.get(f"{kind}s", ""), styles) for kind in _NOTES}
    made = _Text()
    made.add_body(pieces, notes)
    text = made.text()
    guessed = guess_metadata(text)
    title = next((section for section in made.sections if section.level == 1), None)
    if title is not None and title.start < 2000:
        line = text.count("\n", 0, title.start) + 1
        guessed = Metadata({**guessed.fields, "title": Field(title.title, GUESSED, line)})
    return Content(
        text=text,
        sections=tuple(made.sections),
        metadata=_metadata(archive, core).over(guessed),
        notices=() if text else ("the document has no text",),
        links=tuple(made.links),
    )


def _main_parts(archive: Archive) -> tuple[str, str]:
    """The names of the main part and of the part with the properties of the document."""
    if _ROOT not in archive:
        raise DocumentError("this is no Word document, although its name says so")
    found = _related(archive, "")
    main = found.get("officeDocument", "")
    if main not in archive or not main:
        raise DocumentError("it is damaged: its text is missing; open it in Word and save it")
    return main, found.get("core-properties", "")


def _related(archive: Archive, part: str) -> dict[str, str]:
    """The parts that a part names, by the last word of the kind; what lies outside is left out."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels") if part else _ROOT
    if relations not in archive:
        return {}
    found: dict[str, str] = {}
    for node in parse(archive.read(relations), relations).all("Relationship"):
        if node.get("TargetMode") != "External":
            kind = node.get("Type").rpartition("/")[2]
            found.setdefault(kind, resolved(node.get("Target"), part)[0])
    return found


def _notes(archive: Archive, part: str, styles: Styles) -> dict[str, str]:
    """The notes of one kind by their id."""
    if part not in archive or not part:
        return {}
    found: dict[str, str] = {}
    for piece in Body(styles, part).parse(archive.read(part)):
        text = piece.text.strip()
        before = found.get(piece.note_id)
        found[piece.note_id] = f"{before} {text}" if before else text
    return found


def _metadata(archive: Archive, core: str) -> Metadata:
    """Title, author, date and language from Dublin Core; empty ones say nothing."""
    if core not in archive or not core:
        return Metadata()
    root = parse(archive.read(core), core)
    fields: dict[str, Field] = {}
    for name, node_name in (("title", "title"), ("language", "language")):
        node = root.first(node_name)
        if node and tidy(node.words):
            fields[name] = Field(tidy(node.words), EMBEDDED)
    creator = root.first("creator")
    authors = split_authors(creator.words) if creator else ()
    if authors:
        fields["authors"] = Field(authors, EMBEDDED)
    created = root.first("created")
    date = parse_date(created.words[:10]) if created else None
    if date:
        fields["date"] = Field(date, EMBEDDED)
    return Metadata(fields)


class _Text:
    """The text as far as it has been put together."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self.sections: list[Section] = []
        self.links: list[Link] = []

    def text(self) -> str:
        """The whole text, which ends with a new line."""
        return "".join(self._parts) + "\n" if self._size else ""

    def add_body(self, pieces: Sequence[Piece], notes: dict[str, dict[str, str]]) -> None:
        """Append the pieces, a number for each reference to a note, and the notes in this order."""
        numbers = count(1)
        referred: list[tuple[int, int, str]] = []  # the reference's offsets, and its note
        joined_before = False
        for piece in pieces:
            self._gap(joins=piece.joins and joined_before)
            joined_before = piece.joins
            start = self._size
            last = 0
            for offset, kind, id in piece.notes:
                note = notes[kind].get(id)
                if note is None:
                    continue
                self._append(piece.text[last:offset])
                last = offset
                mark = f"[{next(numbers)}]"
                referred.append((self._size, self._size + len(mark), f"{mark} {note}"))
                self._append(mark)
            self._append(piece.text[last:])
            if piece.level:
                title = " ".join(piece.text.split())
                self.sections.append(Section(title, piece.level, start))
        for reference_start, reference_end, note in referred:
            self._gap()
            back = note.index("]") + 1
            self.links.append(Link(reference_start, reference_end, self._size))
            self.links.append(Link(self._size, self._size + back, reference_start))
            self._append(note)

    def _gap(self, *, joins: bool = False) -> None:
        if self._size:
            self._append("\n" if joins else "\n\n")

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)
