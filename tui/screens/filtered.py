"""A screen with one list that can be filtered by words."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from notes.library import Library
from tui.commands import Command
from tui.line_text import flat
from tui.screens.tagging import Tagging
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList
from tui.widgets.title_bar import TitleBar


class FilterInput(Input):
    """The words that rows must hold."""

    KEY_CONTEXT = "filter"


class FilteredScreen(Tagging):
    """The library, a line that says what is shown, a field for words, a list, the keys."""

    HEADING = ""
    PLACEHOLDER = ""
    DEFAULT_CSS = """
    FilteredScreen { background: $ground; }
    FilteredScreen #view { height: 1; padding: 0 2; margin: 1 0 0 0; background: $ground; }
    FilteredScreen FilterInput {
        border: none; height: 1; margin: 0 2; background: $surface; display: none;
    }
    FilteredScreen FilterInput.-open { display: block; }
    FilteredScreen RowList { background: $ground; margin: 1 0 0 0; padding: 0 1; }
    """

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library

    def compose(self) -> ComposeResult:
        """Everything, from top to bottom."""
        bar = TitleBar().data_bind(FilteredScreen.state_text)
        bar.library_name = f"{self.library.name} · {self.HEADING}"
        yield bar
        yield Static("", id="view")
        yield FilterInput(self.first_words(), placeholder=self.PLACEHOLDER, compact=True)
        yield self.make_list()
        yield KeyBar()

    def make_list(self) -> RowList:
        """The list."""
        raise NotImplementedError

    def first_words(self) -> str:
        """The words to begin with."""
        return ""

    def filter_by(self, words: str) -> None:
        """Show only what holds these words."""
        raise NotImplementedError

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def show_view(self, described: str) -> None:
        """Say how many there are and what is shown of them."""
        self.query_one("#view", Static).update(
            Content.assemble(
                (self.HEADING.upper(), "bold $text-primary"), (f"  {flat(described)}", "$faint")
            )
        )

    def label_of(self, command: Command) -> str:
        """Escape leads back from here; what quits elsewhere does no more than that."""
        labels = {"app.back": "back", "app.quit": ""}
        return labels.get(command.id, super().label_of(command))

    def on_descendant_focus(self) -> None:
        """Show the keys of the place."""
        self.refresh_hints()

    @on(Input.Changed, "FilterInput")
    def words_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        self.filter_by(event.value)

    @on(Input.Submitted, "FilterInput")
    def words_accepted(self) -> None:
        """Go to what is left."""
        self.rows.focus()

    def action_filter_words(self) -> None:
        """Ask for words."""
        field = self.query_one(FilterInput)
        field.add_class("-open")
        self.set_focus(field)

    def drop_words(self) -> None:
        """Filter by no words any more."""
        field = self.query_one(FilterInput)
        field.value = ""
        field.remove_class("-open")
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
