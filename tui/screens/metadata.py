"""What is known of a document, where it is from, and putting it right."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from notes.csl_types import CSL_TYPES
from notes.documents.dates import date_to_type
from notes.documents.identifiers import Candidate, identifiers
from notes.documents.model import DATE_FIELDS, FIELDS, NAME_FIELDS, Document
from notes.documents.settings import check_value
from notes.documents.typed_names import names_to_type
from notes.errors import NotesError
from notes.library import Library
from tui.line_text import cut, visible
from tui.screens.choice import ChoiceList
from tui.screens.dialog import Dialog
from tui.widgets.key_bar import KeyBar

_NAME_WIDTH = 15
_VALUE_WIDTH = 52


class FieldList(ChoiceList):
    """The fields, and below them what was found in the text."""

    KEY_CONTEXT = "metadata"


class ValueInput(Input):
    """Where a value is typed."""

    KEY_CONTEXT = "value"


class MetadataScreen(Dialog[bool]):
    """The fields of one document with value and source; gives whether something was changed."""

    CLOSED_BY_CLICK_BESIDE = False  # a slip of the mouse must not throw a value away
    DEFAULT_CSS = """
    MetadataScreen > Vertical { width: 98; height: 34; }
    MetadataScreen #about { height: 1; text-style: bold; color: $primary; background: $panel; }
    MetadataScreen FieldList {
        height: 1fr; margin: 1 0 0 0; text-wrap: nowrap; text-overflow: ellipsis;
    }
    MetadataScreen Input {
        height: 1; border: none; padding: 0 1; margin: 1 0; background: $ground; color: $text;
    }
    MetadataScreen Input:focus { border: none; }
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
            yield Static(visible(self._document.relative), id="about", markup=False)
            yield FieldList()
            yield ValueInput(compact=True, disabled=True)
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the fields; look for numbers in the text meanwhile."""
        self._show(0)
        self.query_one(OptionList).focus()
        self.refresh_hints()
        self.look_for_candidates()

    @work(group="candidates", exclusive=True, exit_on_error=False)
    async def look_for_candidates(self) -> None:
        """Offer the DOI, ISBN and arXiv numbers that the text has."""
        self._candidates = await self.commonplace.core(identifiers, self._document.text)
        self._show(self.query_one(OptionList).highlighted or 0)

    def _show(self, row: int) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(line) for line in map(self._field_line, FIELDS))
        options.add_options(Option(self._candidate_line(one)) for one in self._offered)
        options.highlighted = min(row, options.option_count - 1)

    @property
    def _offered(self) -> tuple[Candidate, ...]:
        known = self._document.metadata.fields
        return tuple(one for one in self._candidates if one.field not in known)

    def _field_line(self, name: str) -> Content:
        field = self._document.metadata.fields.get(name)
        if field is None:
            return Content(f"{name:<{_NAME_WIDTH}} –").stylize("dim")
        value = cut(visible(self._written(name).rstrip(";")), _VALUE_WIDTH)
        line = f", line {field.line}" if field.line else ""
        source = visible(f"{'set by hand' if field.source == 'user' else field.source}{line}")
        shown = Content(f"{name:<{_NAME_WIDTH}} {value}  ")
        return shown + Content(source).stylize("italic" if field.source == "guessed" else "dim")

    def _candidate_line(self, one: Candidate) -> Content:
        value = cut(visible(one.value), _VALUE_WIDTH)
        offer = Content(f"found in line {one.line}: Enter takes it").stylize("dim")
        return Content(f"{one.field + '?':<{_NAME_WIDTH}} {value}  ") + offer

    def _written(self, name: str) -> str:
        """A value as it is typed."""
        field = self._document.metadata.fields.get(name)
        if field is None:
            return ""
        if not isinstance(field.value, str):
            return names_to_type(field.value)
        return date_to_type(field.value) if name in DATE_FIELDS else field.value

    @on(OptionList.OptionSelected)
    def row_chosen(self, event: OptionList.OptionSelected) -> None:
        """Edit the field, or take the candidate."""
        if event.option_index >= len(FIELDS):
            candidate = self._offered[event.option_index - len(FIELDS)]
            self.set_field(candidate.field, candidate.value)
            return
        name = FIELDS[event.option_index]
        if name == "type":
            self.choose_type()
        else:
            self._begin_editing(name)

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
        row = self.query_one(OptionList).highlighted
        if row is not None and row < len(FIELDS):
            self.set_field(FIELDS[row], "")

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
        options = self.query_one(OptionList)
        self.set_focus(options)
        field.disabled = True
        self._show(options.highlighted or 0)
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
