"""The least that scrolls through a text: a `ScrollView` with a line of the file on each row."""

import sys
from pathlib import Path

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Lines(ScrollView, can_focus=True):
    """Shows lines as they are; `j` goes down by one."""

    BINDINGS = [("j", "down", "Down")]  # noqa: RUF012

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines
        self.virtual_size = Size(80, len(lines))

    def render_line(self, y: int) -> Strip:
        """A line of those in view."""
        index = y + self.scroll_offset.y
        text = self._lines[index] if index < len(self._lines) else ""
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width)

    def action_down(self) -> None:
        """Scroll by a line."""
        self.scroll_relative(y=1, animate=False)


class BareScroll(App[None]):
    """One `Lines`, nothing else."""

    def compose(self) -> ComposeResult:
        """The lines of the file that is named."""
        yield Lines(Path(sys.argv[1]).read_text("utf-8").splitlines())


if __name__ == "__main__":
    BareScroll().run()
