"""The note that is being gone through, on a page of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from tui.line_text import Line
from tui.widgets.scrolled_lines import ScrolledLines


class ReviewCard(ScrolledLines):
    """Shows the lines it is given; more than there is room for scroll."""

    KEY_CONTEXT = "review"
    DEFAULT_CSS = "ReviewCard { background: $ground; }"

    @dataclass
    class Clicked(Message):
        """The note was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Callable[[int], Sequence[Line]] = lambda width: ()

    def lines_at(self, width: int) -> Sequence[Line]:
        """The lines that were given last."""
        return self._lines(width)

    def show(self, lines: Callable[[int], Sequence[Line]], *, from_top: bool) -> None:
        """Show what `lines` makes of a width in cells."""
        self._lines = lines
        self.on_resize()
        self.refresh()
        if from_top:
            self.scroll_home(animate=False)

    def on_click(self, event: events.Click) -> None:
        """Whoever asks for more may click for it."""
        event.stop()
        self.post_message(self.Clicked())
