"""What a newcomer is told, once."""

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.line_text import Line, cut, pad
from tui.widgets.inked import Inked

_KEY = 5  # cells of the column of keys

LINES: tuple[tuple[str, str], ...] = (
    ("", "Welcome. Your own: commonplace FOLDER"),
    ("⏎", "open a document; ? shows its keys"),
    ("v", "select words; ⏎ highlights, a notes"),
    ("S", "search all documents and notes"),
    ("y c", "copy the citation of the document"),
)


class FirstHint(Inked):
    """Five lines on a quiet panel over the foot of the screen; a click closes them.

    It never has the focus, so that the first key already does what the panel says.
    """

    DEFAULT_CSS = """
    FirstHint {
        layer: overlay;
        dock: bottom;
        width: 52;
        max-width: 100%;
        height: 7;
        margin: 0 0 1 0;
        padding: 1 2;
        background: $panel;
        color: $foreground;
    }
    FirstHint:nocolor { border: solid $foreground; padding: 0 1; }
    """

    @dataclass
    class Dismissed(Message):
        """The user has seen it."""

    def on_click(self, event: events.Click) -> None:
        """Say that it has been seen; the screen takes it away."""
        event.stop()
        self.post_message(self.Dismissed())

    def render_line(self, y: int) -> Strip:
        """Draw one of the lines."""
        width = self.content_size.width
        line = self.line(y, width) if y < len(LINES) else ()
        return self.draw_line(line, width, self.rich_style)

    def line(self, number: int, width: int) -> Line:
        """The pieces of one line."""
        key, text = LINES[number]
        if not key:
            return ((cut(text, width), "strong"),)
        return ((pad(key, _KEY), "key"), (cut(text, width - _KEY), "text"))
