"""The last line: the keys of this place, what is typed so far, or what has just happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip
from textual.timer import Timer

from tui.line_text import Line, cut, flat
from tui.widgets.inked import Inked

Hint = tuple[str, str, str]  # key, label, command id

_INKS = {severity: f"alert-{severity}" for severity in ("success", "warning", "error")}
WAYS_OUT = ("app.back", "app.quit")
_GAP = 3  # cells between two hints


class PlacedHint(NamedTuple):
    """A hint and the cells `[start, end)` it stands on."""

    start: int
    end: int
    hint: Hint


def place_hints(hints: tuple[Hint, ...], width: int, start: int = 1) -> list[PlacedHint]:
    """Put as many hints as fit from cell `start` on; help and the way out stay where others go."""

    def run(chosen: tuple[Hint, ...]) -> Iterator[PlacedHint]:
        at = start
        for hint in chosen:
            end = at + cell_len(flat(hint[0])) + 1 + cell_len(flat(hint[1]))
            yield PlacedHint(at, end, hint)
            at = end + _GAP

    stay = 2 if len(hints) > 1 and hints[-2][2] in WAYS_OUT else 1
    for count in range(len(hints), 0, -1):
        kept = min(stay, count)
        chosen = (*hints[: count - kept], *hints[len(hints) - kept :])
        placed = list(run(chosen))
        if placed[-1].end < width:
            return placed
    return []


def hint_at(placed: Sequence[PlacedHint], cell: int) -> Hint | None:
    """The hint on a cell, or the one that was nearly met; None far from all of them."""

    def miss(one: PlacedHint) -> int:
        return max(one.start - cell, cell - one.end + 1, 0)

    nearest = min(placed, key=miss, default=None)
    return nearest.hint if nearest is not None and miss(nearest) < _GAP else None


class KeyBar(Inked):
    """Hints that can be clicked; a message stands in their place for a while.

    The screen sets `hints` and `pending`, and calls `show_message` and, at the next key,
    `drop_message`.
    """

    ALLOW_SELECT = False
    MESSAGE_SECONDS = 6.0
    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        width: 100%;
        background: $panel;
        color: $foreground;
    }
    """

    hints: reactive[tuple[Hint, ...]] = reactive[tuple[Hint, ...]](())
    pending: reactive[str] = reactive("")
    message: reactive[str] = reactive("")
    severity: var[str] = var("information")

    @dataclass
    class CommandChosen(Message):
        """The user clicked on the hint of a command."""

        command_id: str

    def __init__(self, *, id: str | None = None) -> None:
        # Textual keeps a selection through a click on what belongs to the system, and a click on
        # "highlight" must not drop the very words it is about.
        super().__init__(id=id, classes="-textual-system")
        self._timer: Timer | None = None

    def show_message(self, text: str, severity: str = "information") -> None:
        """Say something for six seconds; `severity` is information, success, warning or error."""
        self.severity = severity
        if self.message == text:
            self.watch_message()
        self.message = text

    def drop_message(self) -> None:
        """Show the hints again."""
        self.message = ""

    def watch_message(self) -> None:
        """Let the message go after its time."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.message:
            self._timer = self.set_timer(self.MESSAGE_SECONDS, self.drop_message)

    def watch_severity(self) -> None:
        """Draw in the other colour."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Say which command was clicked, or nearly so; on a message, show the hints again."""
        event.stop()
        if self.message:
            self.drop_message()
            return
        hint = hint_at(place_hints(self.hints, self.size.width, self._start()), event.x)
        if hint is not None:
            self.post_message(self.CommandChosen(hint[2]))

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        line = self.line(width) if y == 0 else ()
        return self.draw_line(line, width, self.rich_style)

    def line(self, width: int) -> Line:
        """The pieces of the line."""
        if self.message:
            return (
                (" ", ""),
                (cut(flat(self.message), width - 2), _INKS.get(self.severity, "text")),
            )
        pieces = [(" ", "")]
        if self.pending:
            pieces += [(f"{flat(self.pending)} …", "pending"), (" " * _GAP, "")]
        for placed in place_hints(self.hints, width, self._start()):
            key, label, _ = placed.hint
            pieces += [(flat(key), "key"), (f" {flat(label)}", "faint"), (" " * _GAP, "")]
        return tuple(pieces)

    def _start(self) -> int:
        """The cell of the first hint."""
        return 1 + (cell_len(flat(self.pending)) + 2 + _GAP if self.pending else 0)
