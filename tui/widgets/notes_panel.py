"""The notes of a document beside its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import Static

from notes.annotations.tags import tags_in
from tui.line_text import Line, cut, flat, paragraphs, wrap
from tui.themes import MARK_CHARACTERS
from tui.widgets.row_list import RowList
from tui.widgets.title_bar import QUIET

WIDEST = 100  # cells of a line that can still be read with ease
LONGEST_QUOTE = 2  # lines
LONGEST_NOTE = 6
_LOOKED_AT = 4000  # code points of a quote or note that can stand on that many lines

NO_NOTES = (
    "No notes here yet.\n\nv selects words, Enter highlights them.\n"
    "a writes a note on the sentence you are at."
)


class NoteRow(NamedTuple):
    """One annotation as lists show it.

    `state` is that of `notes.annotations.model.Placed`; `date` is ready to be shown (`3 Nov`).
    `document_title` is given where the notes of several documents stand together; `category` is
    what the user calls the colour, `mark` its character, if they are not the usual ones.
    """

    id: str
    quote: str
    note: str = ""
    tags: tuple[str, ...] = ()
    color: str = "yellow"
    state: str = "exact"
    date: str = ""
    document_title: str | None = None
    saved: bool = True
    mark: str = ""
    category: str = ""

    @property
    def selectable(self) -> bool:
        """Every note can be chosen."""
        return True

    def height(self, width: int) -> int:
        """As high as its lines, and a blank one."""
        return len(self.lines(width)) + 1

    def lines(self, width: int) -> Sequence[Line]:
        """Quote, note, state, then tags with date and document."""
        width = min(width, WIDEST)
        inner = width - 2
        lines: list[Line] = list(self._quote_lines(width - 1))
        note = paragraphs(self.note[:_LOOKED_AT]).strip()
        if note:
            lines += [(("  ", ""), (text, "text")) for text in wrap(note, inner, LONGEST_NOTE)]
        for text, style in self._states():
            lines.append((("  ", ""), (cut(text, inner), style)))
        return [*lines, *self._foot(inner)]

    def _quote_lines(self, width: int) -> Sequence[Line]:
        """The quote in italics behind the mark of its colour."""
        sign = (self.mark or MARK_CHARACTERS.get(self.color, "▌"), f"mark-{self.color}")
        if self.color not in MARK_CHARACTERS:
            sign = ("▌", "faint")
        if not self.quote.strip():
            return [(sign, (cut("on the whole document", width), "faint"))]
        quote = " ".join(flat(self.quote[:_LOOKED_AT]).split())
        return [(sign, (text, "quote")) for text in wrap(quote, width, LONGEST_QUOTE)]

    def _states(self) -> Sequence[tuple[str, str]]:
        """What the user should know of it, in words."""
        states = []
        if self.state == "found":
            states.append(("check me", "warning"))
        elif self.state == "lost":
            states.append(("lost its place", "error"))
        if not self.saved:
            states.append(("draft, not saved yet", "warning"))
        return states

    def _foot(self, width: int) -> Sequence[Line]:
        """The tags; after them, or below where there is no room, category, date and document."""
        inline = tags_in(self.note)
        tags = flat(" ".join(f"#{tag}" for tag in self.tags if tag not in inline))
        said = (self.category, self.date, self.document_title)
        rest = flat(" · ".join(part for part in said if part))
        if not tags and not rest:
            return []
        gap = "  " if tags and rest else ""
        if cell_len(tags + gap + rest) <= width:
            return [(("  ", ""), (tags, "tag"), (gap + rest, "faint"))]
        lines: list[Line] = [(("  ", ""), (text, "tag")) for text in wrap(tags, width, 2) if text]
        if rest:
            lines.append((("  ", ""), (cut(rest, width), "faint")))
        return lines


class NoteList(RowList):
    """The rows of the notes beside a text."""

    KEY_CONTEXT = "panel"


class NotesPanel(Vertical):
    """The notes of the open document; `current` is the one at the place that is read."""

    DEFAULT_CSS = """
    NotesPanel {
        background: $surface;
        color: $foreground;

        & > .heading { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & > NoteList { margin-top: 1; }
        &.-short > NoteList { margin-top: 0; }
    }
    """

    notes: var[tuple[NoteRow, ...]] = var[tuple[NoteRow, ...]]((), always_update=True)
    state_text: var[str] = var("")
    current: var[str | None] = var[str | None](None)
    empty_text: var[str] = var(NO_NOTES)

    @dataclass
    class NoteOpened(Message):
        """The user asked for the passage of a note."""

        id: str

    @dataclass
    class NoteHighlighted(Message):
        """The user moved the cursor to a note."""

        id: str

    def compose(self) -> ComposeResult:
        """Heading and list."""
        yield Static(classes="heading")
        yield NoteList()

    @property
    def rows(self) -> RowList:
        """The list itself."""
        return self.query_one(NoteList)

    @property
    def selected(self) -> str | None:
        """The id of the note under the cursor."""
        return self.rows.cursor

    def focus_list(self) -> None:
        """Give the list the focus."""
        self.rows.focus()

    def on_mount(self) -> None:
        """Show what was set before."""
        self.watch_notes()

    def on_resize(self) -> None:
        """Do without the blank line where there is little room."""
        self.set_class(self.size.height < 14, "-short")

    def watch_notes(self) -> None:
        """Show other notes."""
        if self.children:
            self.rows.empty_text = self.empty_text
            self.rows.rows = self.notes
            self.watch_current(self.current)
            self.watch_state_text()

    def watch_empty_text(self) -> None:
        """Say something else where there are no notes."""
        if self.children:
            self.rows.empty_text = self.empty_text

    def watch_state_text(self) -> None:
        """Say how many there are and whether they are on disk."""
        if self.children:
            self.query_one(".heading", Static).update(self._heading())

    def watch_current(self, current: str | None) -> None:
        """Follow the reader, unless the user is in the list."""
        if not self.children:
            return
        self.rows.current = current
        if current is not None and not self.rows.has_focus:
            self.rows.move_to(current)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Say that a note was opened."""
        event.stop()
        self.post_message(self.NoteOpened(event.row_id))

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Say that the cursor is on another note."""
        event.stop()
        self.post_message(self.NoteHighlighted(event.row_id))

    def _heading(self) -> Content:
        """How many notes, whether saved, and how many have to be looked at."""
        drafts = sum(not note.saved for note in self.notes)
        check = sum(note.state in ("found", "lost") for note in self.notes)
        warnings = [f"{drafts:,} draft{'' if drafts == 1 else 's'}"] if drafts else []
        if check:
            warnings.append(f"{check:,} to check")
        if self.state_text not in QUIET:
            warnings.insert(0, flat(self.state_text))
        number = f"{len(self.notes):,}" if warnings else f"{len(self.notes):,} here"
        is_told = self.state_text and self.state_text in QUIET and not drafts
        return Content.assemble(
            ("NOTES", "bold $text-primary"),
            (f"  {number}", "$faint"),
            (" · " + " · ".join(warnings) if warnings else "", "$text-warning"),
            (f" · {self.state_text}" if is_told else "", "$faint"),
        )
