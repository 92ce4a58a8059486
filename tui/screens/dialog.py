"""A panel over the screen that asks or shows one thing, and gives one answer."""

from typing import Generic, TypeVar

from textual.screen import ModalScreen

from tui.command import Command
from tui.screens.base import CommandScreen

R = TypeVar("R")


class Dialog(CommandScreen, ModalScreen[R], Generic[R]):
    """What is on the panel stands in its one `Vertical`; Escape and `q` close without an answer."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > Vertical {
        max-width: 100%; height: auto; max-height: 100%; background: $surface; padding: 1;
        & > Static { padding: 0 1; height: auto; background: $surface; color: $text; }
        & > .question { color: $text-primary; text-style: bold; }
        & > Input { border: none; height: 1; padding: 0 1; margin: 1 1 0 1; background: $panel; }
        & > Input:focus { border: none; background-tint: $foreground 0%; }
        & > KeyBar { margin: 1 0 0 0; background: $surface; }
        & TextArea, & TextArea:focus {
            border: none; padding: 0 1; background: $ground; color: $text;
        }
    }
    Dialog:nocolor > Vertical { border: solid $foreground; padding: 0; }
    """

    def label_of(self, command: Command) -> str:
        """Escape and `q` close the panel, not the program."""
        labels = {"app.back": "close", "app.quit": ""}
        return labels.get(command.id, super().label_of(command))

    def action_back(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """`q` closes, too."""
        self.dismiss(None)
