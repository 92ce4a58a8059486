"""What an import would do, to be seen before it is done."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from notes.importing import Plan
from tui.command import Command
from tui.exchange_words import plan_lines
from tui.line_text import Line, visible
from tui.screens.dialog import Dialog
from tui.widgets.key_bar import KeyBar
from tui.widgets.scrolled_lines import ScrolledLines

_AROUND = 5  # rows: the question, the keys, blank ones


class ImportLines(ScrolledLines):
    """The counts, and the notes that find no place."""

    KEY_CONTEXT = "help"

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan

    def lines_at(self, width: int) -> Sequence[Line]:
        """The lines, wrapped."""
        return plan_lines(self._plan, width)


class ImportPlanScreen(Dialog[bool]):
    """Shows what an import would do; gives whether it is to be done."""

    KEY_CONTEXT = "import-plan"
    CLOSED_BY_CLICK_BESIDE = False
    DEFAULT_CSS = """
    ImportPlanScreen > Vertical { width: 72; }
    """

    def __init__(self, file: str, plan: Plan) -> None:
        super().__init__()
        self._file = file
        self._plan = plan

    def compose(self) -> ComposeResult:
        """The file, what is in it, the keys."""
        with Vertical():
            question = f"Import {visible(self._file)}" + ("?" if self._plan.added else "")
            yield Static(question, classes="question", markup=False)
            yield ImportLines(self._plan)
            yield KeyBar()

    def on_mount(self) -> None:
        """Let the keys scroll the lines."""
        self.query_one(ImportLines).focus()
        self.refresh_hints()

    def on_resize(self) -> None:
        """Be as high as the lines need, and no higher."""
        panel = self.query_one(Vertical)
        width = min(72, self.size.width) - panel.gutter.width - 3
        panel.styles.height = len(plan_lines(self._plan, width)) + _AROUND + panel.gutter.height

    def label_of(self, command: Command) -> str:
        """Where nothing would come in, nothing is offered but to close."""
        labels = {} if self._plan.added else {"import.take": "", "import.leave": "close"}
        return labels.get(command.id, super().label_of(command))

    def action_take_import(self) -> None:
        """Import, if anything would come in."""
        self.dismiss(bool(self._plan.added))

    def action_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)

    def action_leave(self) -> None:
        """`q` leaves it, too."""
        self.dismiss(False)
