"""Quitting while a note is not where it should be: said once, with the reason."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui.command import Command
from tui.line_text import flat
from tui.screens.dialog import Dialog
from tui.widgets.key_bar import KeyBar

SHOWN = 8  # lines
WHY = (
    "What is named here could not be written where it belongs. Notes stay in the journal on this"
    " machine, and the next start tries again; what is only being typed is gone when you quit."
)


class LeavingScreen(Dialog[bool]):
    """Names what is unsaved and why; gives whether the user quits all the same."""

    KEY_CONTEXT = "leaving"
    DEFAULT_CSS = """
    LeavingScreen > Vertical { width: 76; }
    LeavingScreen #title { text-style: bold; color: $text-error; }
    LeavingScreen #unsaved { margin: 1 0; }
    LeavingScreen #why { color: $faint; }
    """

    def __init__(self, unsaved: Sequence[str]) -> None:
        super().__init__()
        self._unsaved = tuple(unsaved)

    def compose(self) -> ComposeResult:
        """What is unsaved and why, what becomes of it, the keys."""
        lines = [flat(line) for line in self._unsaved[:SHOWN]]
        if len(self._unsaved) > SHOWN:
            lines.append(f"and {len(self._unsaved) - SHOWN} more")
        with Vertical():
            yield Static("NOT SAVED", id="title", markup=False)
            yield Static("\n".join(lines), id="unsaved", markup=False)
            yield Static(WHY, id="why", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the keys."""
        self.refresh_hints()

    def label_of(self, command: Command) -> str:
        """Here `q` quits in spite of it."""
        return "quit all the same" if command.id == "app.quit" else super().label_of(command)

    def action_leave(self) -> None:
        """Quit: it was asked for twice."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Stay."""
        self.dismiss(False)
