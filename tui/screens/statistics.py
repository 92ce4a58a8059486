"""What was read and marked this week and before."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from notes.statistics import Statistics
from tui.line_text import Line, visible
from tui.screens.dialog import Dialog
from tui.statistics_lines import statistics_lines
from tui.widgets.key_bar import KeyBar
from tui.widgets.scrolled_lines import ScrolledLines


class StatisticsText(ScrolledLines):
    """The lines."""

    KEY_CONTEXT = "help"

    def __init__(self, found: Statistics, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._found, self._titles = found, titles

    def lines_at(self, width: int) -> Sequence[Line]:
        """The statistics as of today."""
        today = datetime.now().astimezone().date()
        return statistics_lines(self._found, self._titles, today, width)


class StatisticsScreen(Dialog[None]):
    """Shows the statistics of one library; only looked at."""

    DEFAULT_CSS = """
    StatisticsScreen > Vertical { width: 74; height: 90%; }
    StatisticsScreen.-narrow > Vertical { height: 100%; }
    """

    def __init__(self, found: Statistics, library: str, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._text = StatisticsText(found, titles)
        self._title = f"Read and marked in {visible(library)}"

    def compose(self) -> ComposeResult:
        """A title, the lines, the keys."""
        with Vertical():
            yield Static(self._title, classes="question", markup=False)
            yield self._text
            yield KeyBar()

    def on_mount(self) -> None:
        """Let the keys scroll the text."""
        self._text.focus()
        self.refresh_hints()
