"""The foot of a screen: the keys of this place, what is typed so far, what has just happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip
from textual.timer import Timer

from tui.line_text import Line, flat, wrap
from tui.widgets.inked import Inked

Hint = tuple[str, str, str]  # key, label, command id

_INKS = {severity: f"alert-{severity}" for severity in ("success", "warning", "error")}
_GAPS = (3, 2)  # cells between two hints, where there is room and where there is little
_AFTER_KEYS = 3  # cells after what is typed so far
_LONGEST_MESSAGE = 4  # rows


class PlacedHint(NamedTuple):
    """A hint and the cells `[start, end)` it stands on."""

    start: int
    end: int
    hint: Hint


def place_hints(hints: tuple[Hint, ...], width: int, start: int = 1) -> list[PlacedHint]:
    """Put as many hints as fit from cell `start` on; help and the way out stay where others go."""

    def run(chosen: tuple[Hint, ...], gap: int) -> Iterator[PlacedHint]:
        at = start
        for hint in chosen:
            end = at + cell_len(flat(hint[0])) + 1 + cell_len(flat(hint[1]))
            yield PlacedHint(at, end, hint)
            at = end + gap

    stay = _last_to_go(hints)
    for count in range(len(hints), 0, -1):
        kept = min(stay, count)
        chosen = (*hints[: count - kept], *hints[len(hints) - kept :])
        for gap in _GAPS:
            placed = list(run(chosen, gap))
            if placed[-1].end < width:
                return placed
    return []


def _last_to_go(hints: tuple[Hint, ...]) -> int:
    """How many of the last hints are help, or a way out."""
    count = 1 if hints and hints[-1][2] == "app.help" else 0
    key, _, command = hints[-1 - count] if len(hints) > count else ("", "", "")
    return count + 1 if key == "esc" or command == "app.quit" else count


def hint_at(placed: Sequence[PlacedHint], cell: int) -> Hint | None:
    """The hint on a cell, or the one that was nearly met; None far from all of them."""

    def miss(one: PlacedHint) -> int:
        return max(one.start - cell, cell - one.end + 1, 0)

    nearest = min(placed, key=miss, default=None)
    return nearest.hint if nearest is not None and miss(nearest) < max(_GAPS) else None


class KeyBar(Inked):
    """Hints that can be clicked; a message stands in their place for a while, on rows of its own.

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
        self._rows = 1

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
        """Make room for the message, and let it go after its time."""
        self._fit()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.message:
            self._timer = self.set_timer(self.MESSAGE_SECONDS, self.drop_message)

    def on_resize(self) -> None:
        """A message is broken at the width there is."""
        self._fit()

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
        lines = self.message_lines(width) if self.message else [self.line(width)]
        return self.draw_line(lines[y] if y < len(lines) else (), width, self.rich_style)

    def message_lines(self, width: int) -> list[Line]:
        """The message: what to do stands at its end, and must not be cut."""
        ink = _INKS.get(self.severity, "text")
        rows = wrap(flat(self.message), max(1, width - 2), _LONGEST_MESSAGE)
        return [((" ", ""), (row, ink)) for row in rows]

    def _fit(self) -> None:
        """Be as high as the message; nothing is laid out anew where it fits on a line."""
        rows = len(self.message_lines(self.size.width)) if self.message else 1
        if self.size.width and rows != self._rows:
            self.styles.height = self._rows = rows

    def line(self, width: int) -> Line:
        """The pieces of the line."""
        pieces = [(" ", "")]
        if self.pending:
            pieces += [(f"{flat(self.pending)} …", "pending"), (" " * _AFTER_KEYS, "")]
        at, placed = self._start(), place_hints(self.hints, width, self._start())
        for start, end, (key, label, _) in placed:
            pieces += [(" " * (start - at), ""), (flat(key), "key"), (f" {flat(label)}", "faint")]
            at = end
        if self.pending and len(placed) < len(self.hints):  # elsewhere help has the others
            pieces.append((" …", "faint"))
        return tuple(pieces)

    def _start(self) -> int:
        """The cell of the first hint."""
        return 1 + (cell_len(flat(self.pending)) + 2 + _AFTER_KEYS if self.pending else 0)
