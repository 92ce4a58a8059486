"""What was read and marked this week and before."""

from collections.abc import Mapping
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

WIDTH = 68  # cells of a line


class StatisticsText(ScrolledLines):
    """The lines."""

    KEY_CONTEXT = "help"

    def __init__(self, lines: list[Line]) -> None:
        super().__init__(len(lines))
        self._lines = lines

    def line(self, index: int, width: int) -> Line:
        """A line as it was made."""
        return self._lines[index]


class StatisticsScreen(Dialog[None]):
    """Shows the statistics of one library; only looked at."""

    DEFAULT_CSS = """
    StatisticsScreen > Vertical { width: 74; height: 90%; }
    StatisticsScreen #statistics-title {
        height: 2; color: $text-primary; text-style: bold; background: $panel;
    }
    """

    def __init__(self, found: Statistics, library: str, titles: Mapping[str, str]) -> None:
        super().__init__()
        today = datetime.now().astimezone().date()
        self._lines = statistics_lines(found, titles, today, WIDTH)
        self._title = f"Read and marked in {visible(library)}"

    def compose(self) -> ComposeResult:
        """A title, the lines, the keys."""
        with Vertical():
            yield Static(self._title, id="statistics-title", markup=False)
            yield StatisticsText(self._lines)
            yield KeyBar()

    def on_mount(self) -> None:
        """Let the keys scroll the text."""
        self.query_one(StatisticsText).focus()
        self.refresh_hints()
