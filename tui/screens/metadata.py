"""What is known of a document, where it is from, and putting it right."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from notes.csl_types import CSL_TYPES
from notes.documents.dates import date_to_type
from notes.documents.identifiers import Candidate, identifiers
from notes.documents.model import DATE_FIELDS, FIELDS, NAME_FIELDS, Document
from notes.documents.settings import check_value
from notes.documents.typed_names import names_to_type
from notes.errors import NotesError
from notes.library import Library
from tui.line_text import Line, cut, flat, pad, visible
from tui.screens.dialog import Dialog
from tui.widgets.harmless import Harmless
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

_NAME_WIDTH = 15


class FieldRow(NamedTuple):
    """A field with its value and where that is from, or something found in the text for it."""

    id: str
    name: str
    value: str = ""
    remark: str = ""
    is_certain: bool = True

    @property
    def selectable(self) -> bool:
        """Every field can be edited."""
        return True

    def height(self, width: int) -> int:
        """One line."""
        return 1

    def lines(self, width: int) -> Sequence[Line]:
        """Name and value; at the right where it is from, in italics where it is a guess."""
        both = width - _NAME_WIDTH - 2
        remark = cut(flat(self.remark), max(both - cell_len(flat(self.value)), both // 3))
        room = max(1, both - cell_len(remark))
        name = (pad(self.name, _NAME_WIDTH), "faint")
        if not self.value:
            return [(name, ("–", "faint"))]
        ink = "faint" if self.is_certain else "guess"
        return [(name, (pad(flat(self.value), room), "text"), ("  ", ""), (remark, ink))]


class FieldList(RowList):
    """The fields, and below them what was found in the text."""

    KEY_CONTEXT = "metadata"


class ValueInput(Harmless, Input):
    """Where a value is typed."""

    KEY_CONTEXT = "value"


class MetadataScreen(Dialog[bool]):
    """The fields of one document with value and source; gives whether something was changed."""

    CLOSED_BY_CLICK_BESIDE = False  # a slip of the mouse must not throw a value away
    DEFAULT_CSS = """
    MetadataScreen > Vertical { width: 98; height: 36; }
    MetadataScreen FieldList { margin: 1 0 0 0; }
    MetadataScreen Input:disabled { visibility: hidden; }
    """

    def __init__(self, library: Library, document: Document) -> None:
        super().__init__()
        self._library = library
        self._document = document
        self._candidates: tuple[Candidate, ...] = ()
        self._editing: str | None = None
        self._is_changed = False

    def compose(self) -> ComposeResult:
        """Which document, its fields, where a value is typed, the keys."""
        with Vertical():
            yield Static(visible(self._document.relative), classes="question", markup=False)
            yield FieldList(row_height=1)
            yield ValueInput(compact=True, disabled=True)
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the fields; look for numbers in the text meanwhile."""
        self._show()
        self.fields.focus()
        self.refresh_hints()
        self.look_for_candidates()

    @work(group="candidates", exclusive=True, exit_on_error=False)
    async def look_for_candidates(self) -> None:
        """Offer the DOI, ISBN and arXiv numbers that the text has."""
        self._candidates = await self.commonplace.core(identifiers, self._document.text)
        self._show()

    @property
    def fields(self) -> FieldList:
        """The list."""
        return self.query_one(FieldList)

    def _show(self) -> None:
        offered = (self._candidate_row(place) for place in self._offered)
        self.fields.rows = (*map(self._field_row, FIELDS), *offered)

    @property
    def _offered(self) -> dict[str, Candidate]:
        """What was found for fields that nothing is known of, by the ids of their rows."""
        known = self._document.metadata.fields
        found = enumerate(self._candidates)
        return {f"{number}?": one for number, one in found if one.field not in known}

    def _field_row(self, name: str) -> FieldRow:
        field = self._document.metadata.fields.get(name)
        if field is None:
            return FieldRow(name, name)
        line = f", line {field.line}" if field.line else ""
        source = f"{'set by hand' if field.source == 'user' else field.source}{line}"
        value = self._written(name).rstrip(";")
        return FieldRow(name, name, value, source, field.source != "guessed")

    def _candidate_row(self, place: str) -> FieldRow:
        one = self._offered[place]
        return FieldRow(place, f"{one.field}?", one.value, f"in line {one.line} · ⏎ takes it")

    def _written(self, name: str) -> str:
        """A value as it is typed."""
        field = self._document.metadata.fields.get(name)
        if field is None:
            return ""
        if not isinstance(field.value, str):
            return names_to_type(field.value)
        return date_to_type(field.value) if name in DATE_FIELDS else field.value

    @on(RowList.Opened)
    def row_chosen(self, event: RowList.Opened) -> None:
        """Edit the field, or take the candidate."""
        candidate = self._offered.get(event.row_id)
        if candidate is not None:
            self.set_field(candidate.field, candidate.value)
        elif event.row_id == "type":
            self.choose_type()
        else:
            self._begin_editing(event.row_id)

    @work(group="type", exclusive=True, exit_on_error=False)
    async def choose_type(self) -> None:
        """Let one of the types be chosen, and keep it."""
        from tui.screens.picking import Pick, PickScreen

        picks = [Pick(kind, kind, meaning) for kind, meaning in CSL_TYPES.items()]
        current = self._written("type")
        screen = PickScreen("What kind of source it is", picks, current=current or None)
        chosen = await self.app.push_screen_wait(screen)
        if chosen is not None:
            self.set_field("type", chosen)

    def _begin_editing(self, name: str) -> None:
        self._editing = name
        field = self.query_one(Input)
        field.disabled = False
        like = " like Jane Doe; John Roe" if name in NAME_FIELDS else ""
        field.placeholder = f"{name}{like}; empty forgets what was set"
        field.value = self._written(self._editing)
        self.set_focus(field)
        self.refresh_hints()

    def action_keep_value(self) -> None:
        """Keep what was typed; nothing forgets what was set."""
        if self._editing is not None:
            self.set_field(self._editing, self.query_one(Input).value)

    def action_unset_field(self) -> None:
        """Forget what was set by hand for this field."""
        if self.fields.cursor in FIELDS:
            self.set_field(self.fields.cursor, "")

    @work(group="save", exclusive=True, exit_on_error=False)
    async def set_field(self, name: str, value: str) -> None:
        """Keep a value in the document's note file, or forget the one that was kept."""
        field = self._document.metadata.fields.get(name)
        is_set = field is not None and field.source == "user"
        if value.strip() == self._written(name) or not (value.strip() or is_set):
            self._stop_editing()
            return
        app = self.commonplace
        try:
            checked = check_value(name, value) if value.strip() else None
            self._document = await app.saved(
                self._library.set_metadata, self._document.relative, {name: checked}
            )
        except NotesError as error:  # what was typed stays, to be put right
            self.say(str(error), "error")
            return
        self._is_changed = True
        self._stop_editing()
        self.say(f"{name}: {'kept' if checked else 'what was set is forgotten'}", "success")

    def _stop_editing(self) -> None:
        self._editing = None
        field = self.query_one(Input)
        field.value, field.placeholder = "", ""
        self.set_focus(self.fields)
        field.disabled = True
        self._show()
        self.refresh_hints()

    def action_back(self) -> None:
        """Drop what is being typed, else close."""
        if self._editing is not None:
            self._stop_editing()
        else:
            self.dismiss(self._is_changed)

    def action_leave(self) -> None:
        """`q` closes, too."""
        self.dismiss(self._is_changed)
