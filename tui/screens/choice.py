"""Choosing one thing out of a short list."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.line_text import visible
from tui.screens.dialog import Dialog
from tui.widgets.key_bar import KeyBar


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list: the value it stands for, its text, and a quiet remark."""

    value: str
    text: str
    remark: str = ""


class ChoiceList(OptionList):
    """The choices."""

    KEY_CONTEXT = "choice"
    DEFAULT_CSS = """
    ChoiceList { border: none; padding: 0; background: $panel; background-tint: transparent; }
    ChoiceList:focus { border: none; }
    ChoiceList > .option-list--option-highlighted,
    ChoiceList:focus > .option-list--option-highlighted {
        background: $primary; color: $background; text-style: bold;
    }
    """


class ChoiceScreen(Dialog[str | None]):
    """Shows choices under a question; gives the chosen value, or None."""

    DEFAULT_CSS = """
    ChoiceScreen > Vertical { width: 60; max-height: 80%; padding: 1 2; }
    ChoiceScreen #question { height: auto; text-style: bold; color: $primary; background: $panel; }
    ChoiceScreen ChoiceList { height: auto; max-height: 20; margin: 1 0 0 0; }
    ChoiceScreen KeyBar { margin: 1 0 0 0; }
    """

    def __init__(self, question: str, choices: Sequence[Choice], current: str = "") -> None:
        super().__init__()
        self._question = question
        self._choices = tuple(choices)
        self._current = current

    def compose(self) -> ComposeResult:
        """The question and the choices."""
        with Vertical():
            yield Static(self._question, id="question", markup=False)
            yield ChoiceList(*(Option(self._line(choice)) for choice in self._choices))
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the current choice."""
        values = [choice.value for choice in self._choices]
        options = self.query_one(OptionList)
        options.highlighted = values.index(self._current) if self._current in values else 0
        options.focus()
        self.refresh_hints()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the chosen value."""
        self.dismiss(self._choices[event.option_index].value)

    @staticmethod
    def _line(choice: Choice) -> Content:
        text = Content(visible(choice.text))
        return (
            text + Content(f"  {visible(choice.remark)}").stylize("dim") if choice.remark else text
        )
