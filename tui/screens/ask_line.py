"""Asking for one line of text: a name, or a word that confirms."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from tui.line_text import visible
from tui.screens.dialog import Dialog
from tui.widgets.harmless import Harmless
from tui.widgets.key_bar import KeyBar


class LineInput(Harmless, Input):
    """Where the line is typed."""

    KEY_CONTEXT = "line"


class AskLine(Dialog[str | None]):
    """Asks a question; gives the line that was typed, or None.

    The first `selected` code points of `text` are selected: what is typed takes their place.
    """

    CLOSED_BY_CLICK_BESIDE = False
    DEFAULT_CSS = """
    AskLine > Vertical { width: 72; }
    AskLine #problem { color: $text-error; display: none; }
    AskLine #problem.-shown { display: block; }
    """

    def __init__(
        self, question: str, text: str = "", *, selected: int = 0, problem: str = ""
    ) -> None:
        super().__init__()
        self._question = question
        self._text = text
        self._selected = selected
        self._problem = problem

    def compose(self) -> ComposeResult:
        """The question, what was wrong with the last answer, the field, the keys."""
        with Vertical():
            yield Static(visible(self._question), classes="question", markup=False)
            problem = Static(visible(self._problem), id="problem", markup=False)
            yield problem.set_class(bool(self._problem), "-shown")
            yield LineInput(self._text, compact=True, select_on_focus=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin to type."""
        field = self.query_one(LineInput)
        self.set_focus(field)
        field.selection = self.first_selection()
        self.refresh_hints()

    def first_selection(self) -> Selection:
        """What is selected before anything is typed; where it ends the cursor stands."""
        return Selection(0, self._selected)

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Give what was typed."""
        self.action_take_line()

    def action_take_line(self) -> None:
        """Give what was typed."""
        self.dismiss(self.query_one(LineInput).value)
