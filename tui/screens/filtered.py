"""A screen over the whole library: one list, and words that its rows must hold."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.widgets import Input, Static

from notes.library import Library
from tui.command import Command
from tui.line_text import flat
from tui.screens.tagging import Tagging
from tui.widgets.harmless import Harmless
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList
from tui.widgets.row_tops import Row
from tui.widgets.title_bar import TitleBar

R = TypeVar("R")


class FilterInput(Harmless, Input):
    """The words that rows must hold."""

    KEY_CONTEXT = "filter"


class FilteredScreen(Tagging, Generic[R]):
    """The library, a line that says what is shown, a field for words, a list, the keys.

    What is `read`, in a thread, is the `content`; each screen says which rows it is to be shown as
    and describes them in a line. Both are asked anew when the content or the words change.
    """

    HEADING: ClassVar[str]
    PLACEHOLDER: ClassVar[str]
    NOTHING: ClassVar[str] = ""  # what stands in the list where there is no content at all
    NO_MATCH: ClassVar[str]  # and where there is some, but it does not hold the words
    LIST: ClassVar[type[RowList]]
    ROW_HEIGHT: ClassVar[int | None] = None
    DEFAULT_CSS = """
    FilteredScreen { background: $ground; }
    FilteredScreen #view {
        height: 1; padding: 0 2; margin: 1 0 0 0; background: $ground;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    FilteredScreen #words { height: 1; padding: 0 2; background: $ground; display: none; }
    FilteredScreen #words.-open { display: block; }
    FilteredScreen #words Static { width: 2; color: $text-accent; background: $ground; }
    FilteredScreen FilterInput { border: none; height: 1; width: 1fr; background: $ground; }
    FilteredScreen FilterInput:focus { border: none; background-tint: $foreground 0%; }
    FilteredScreen RowList { background: $ground; margin: 1 0 0 0; padding: 0 1; }
    """

    state_text: var[str] = var("")
    words: var[str] = var("")
    content: var[R | None] = var[R | None](None)

    def __init__(self, library: Library, at: str = "") -> None:
        super().__init__()
        self.library = library
        self.wanted = at  # the row to go to once it is there

    @abstractmethod
    def read(self) -> R:
        """Read what is shown; takes a while."""

    @abstractmethod
    def rows_of(self, content: R) -> Sequence[Row]:
        """The rows that hold the words, in order; made in a thread."""

    @abstractmethod
    def described(self, content: R) -> str:
        """How many rows there are, and which."""

    def compose(self) -> ComposeResult:
        """Everything, from top to bottom."""
        bar = TitleBar().data_bind(FilteredScreen.state_text)
        bar.library_name = f"{self.library.name} · {self.HEADING}"
        yield bar
        yield Static("", id="view")
        with Horizontal(id="words", classes="-open" if self.words else None):
            yield Static("/", markup=False)
            yield FilterInput(self.words, placeholder=self.PLACEHOLDER, compact=True)
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The list, and what else stands beside it."""
        yield self.LIST(row_height=self.ROW_HEIGHT)

    def on_mount(self) -> None:
        """Show what is known, and read the rest."""
        self.set_focus(self.rows)
        self.rows.empty_text = "Reading the notes …"
        self.show_rows()
        self.load()

    @work(group="notes", exclusive=True, exit_on_error=False)
    async def load(self) -> None:
        """Read what is shown, off the event loop."""
        self.content = await self.commonplace.core(self.read)

    async def notes_changed(self) -> None:
        """Read again."""
        self.load()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def watch_content(self) -> None:
        """Show what was read."""
        self.show_rows()

    def watch_words(self) -> None:
        """Show what holds the words."""
        self.show_rows()

    def legend_changed(self) -> None:
        """Show the new names and marks of the colours."""
        self.show_rows()

    @work(group="rows", exclusive=True, exit_on_error=False)
    async def show_rows(self) -> None:
        """Show the rows, once there is something to be shown; thousands are made in a thread."""
        if self.content is None:
            return
        rows = tuple(await self.commonplace.core(self.rows_of, self.content))
        self.rows.empty_text = self.NO_MATCH if self.content else self.NOTHING
        self.rows.rows = rows
        if self.wanted and self.rows.move_to(self.wanted):
            self.wanted = ""
        self.rows_shown()

    def rows_shown(self) -> None:
        """Other rows are shown now."""
        self.show_view()

    def show_view(self) -> None:
        """Say how many there are and what is shown of them."""
        if self.content is not None:
            heading = (self.HEADING.upper(), "bold $text-primary")
            described = (f"  {flat(self.described(self.content))}", "$faint")
            self.query_one("#view", Static).update(Content.assemble(heading, described))

    def label_of(self, command: Command) -> str:
        """Escape leads back from here; what quits elsewhere does no more than that."""
        is_filtering = isinstance(self.focused, FilterInput)
        labels = {"app.back": "show all" if is_filtering else "back", "app.quit": ""}
        return labels.get(command.id, super().label_of(command))

    def on_descendant_focus(self) -> None:
        """Show the keys of the place."""
        self.refresh_hints()

    @on(Input.Changed, "FilterInput")
    def words_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        self.words = event.value

    @on(Input.Submitted, "FilterInput")
    def words_accepted(self) -> None:
        """Go to what is left."""
        self.rows.focus()

    def action_filter_words(self) -> None:
        """Ask for words."""
        self.query_one("#words").add_class("-open")
        self.set_focus(self.query_one(FilterInput))

    def drop_words(self) -> None:
        """Filter by no words any more."""
        self.query_one(FilterInput).value = ""
        self.query_one("#words").remove_class("-open")
        self.set_focus(self.rows)

    def action_back(self) -> None:
        """From the words to the list, and from there to where one came from."""
        if self.query_one(FilterInput).has_focus:
            self.drop_words()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys of this place."""
        self.show_help()
