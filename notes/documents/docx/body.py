"""The paragraphs of a part of a document, from the events of its XML: no tree is built."""

from dataclasses import dataclass, field

from notes.documents.docx.numbering import Numbering
from notes.documents.docx.styles import Styles
from notes.documents.words import words
from notes.documents.xml_events import Handlers, local, read_events
from notes.errors import DocumentError

# Deleted words, code of fields, second versions of drawings, and what belongs to other places.
_SKIPPED = words(
    "del moveFrom instrText delText Fallback rubyPr rt pPrChange rPrChange tblPrChange"
)
_SIGNS = {"tab": "\t", "noBreakHyphen": "-", "cr": "\n", "softHyphen": ""}
_DEEPEST = 300


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is being read.

    `notes` are references to notes in it, each with its offset, kind and id.
    """

    parts: list[str] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    list_id: str = ""
    list_level: int = 0
    notes: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands alone in the text; rows of one table follow each other without a blank line."""

    text: str
    level: int = 0
    joins: bool = False
    notes: tuple[tuple[int, str, str], ...] = ()
    note_id: str = ""


class Body:
    """Takes the events of one part, and gives its pieces."""

    def __init__(self, styles: Styles, name: str) -> None:
        self._styles = styles
        self._name = name
        self._numbering = Numbering(styles.formats)
        self._open: list[Paragraph] = []
        self._cells: list[list[list[str]]] = []  # of each open table: its row's cells
        self._skipped = 0
        self._depth = 0
        self._is_text = False
        self._note_id = ""
        self.pieces: list[Piece] = []

    def parse(self, data: bytes) -> list[Piece]:
        """Read the part; raises DocumentError for what is no XML, deep, or defines entities."""
        handlers = Handlers(self._start, self._end, self._data, self._entity)
        read_events(data, self._name, handlers)
        return self.pieces

    def _entity(self, *_: object) -> None:
        raise DocumentError(f"{self._name!r} in it defines entities, which can stand for anything")

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = local(full_name)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise DocumentError(f"{self._name!r} in it is nested without end")
        if self._skipped or name in _SKIPPED:
            self._skipped += 1
            return
        if name == "p":
            self._open.append(Paragraph())
        elif name == "tbl":
            self._cells.append([])
        elif name == "tr" and self._cells:
            self._cells[-1] = []
        elif name == "tc" and self._cells:
            self._cells[-1].append([])
        elif name in ("footnote", "endnote"):
            values = _values(attributes)
            is_note = values.get("type", "normal") == "normal"
            self._note_id = values.get("id", "") if is_note else ""
            self._skipped += 0 if is_note else 1
        elif self._open:
            self._inside(name, _values(attributes))

    def _inside(self, name: str, values: dict[str, str]) -> None:
        """What an element within a paragraph adds to it, or says of it."""
        paragraph = self._open[-1]
        value = values.get("val", "")
        if name == "t":
            self._is_text = True
        elif name in _SIGNS:
            paragraph.parts.append(_SIGNS[name])
        elif name == "br":
            paragraph.parts.append("" if values.get("type") else "\n")
        elif name == "pStyle":
            paragraph.style = value
        elif name == "outlineLvl" and value.isdigit():
            paragraph.outline = int(value)
        elif name == "numId":
            paragraph.list_id = value if value != "0" else ""
        elif name == "ilvl" and value.isdigit():
            paragraph.list_level = min(int(value), 8)
        elif name in ("footnoteReference", "endnoteReference"):
            offset = sum(map(len, paragraph.parts))
            paragraph.notes.append((offset, name.removesuffix("Reference"), values.get("id", "")))

    def _data(self, text: str) -> None:
        if self._is_text and self._open and not self._skipped:
            self._open[-1].parts.append(text.replace("\n", " "))

    def _end(self, full_name: str) -> None:
        name = local(full_name)
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
        elif name == "t":
            self._is_text = False
        elif name == "p" and self._open:
            self._finish(self._open.pop())
        elif name == "tr" and self._cells:
            row = " | ".join(" ".join(cell) for cell in self._cells[-1])
            if len(self._cells) > 1 and self._cells[-2]:
                self._cells[-2][-1].append(row)  # a table in a cell
            elif row.strip(" |"):
                self.pieces.append(Piece(row, joins=True))
            self._cells[-1] = []
        elif name == "tbl" and self._cells:
            self._cells.pop()

    def _finish(self, paragraph: Paragraph) -> None:
        text = "".join(paragraph.parts)
        if self._cells and self._cells[-1]:
            if text.strip():
                self._cells[-1][-1].append(" ".join(text.split()))
            return
        if not text.strip() and not paragraph.notes:
            return
        level = self._styles.levels.get(paragraph.style, 0)
        if paragraph.outline is not None and paragraph.outline < 9:
            level = min(paragraph.outline + 1, 6)
        label = ""
        if paragraph.list_id:
            label = self._numbering.label(paragraph.list_id, paragraph.list_level)
        kept = text.rstrip()
        notes = tuple((min(n[0], len(kept)) + len(label), n[1], n[2]) for n in paragraph.notes)
        joins = bool(label) and not level
        self.pieces.append(Piece(label + kept, level, joins, notes, self._note_id))


def _values(attributes: dict[str, str]) -> dict[str, str]:
    return {local(name): value for name, value in attributes.items()}
