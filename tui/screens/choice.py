"""Choosing one thing out of a short list."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui.line_text import Line, cut, flat, pad, visible, wrap
from tui.screens.dialog import Dialog
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

WIDTH = 60  # cells
_GAP = 2  # cells at least between a text and its remark
_BESIDE = 2  # columns of the list that are no text
_BETWEEN = 3  # rows: the keys, a blank one above and below the choices


class Choice(NamedTuple):
    """One line of the list: the value it stands for, its text, and a quiet remark."""

    value: str
    text: str
    remark: str = ""

    @property
    def id(self) -> str:
        """The value; no two choices stand for the same."""
        return self.value

    @property
    def selectable(self) -> bool:
        """Every choice can be chosen."""
        return True

    def height(self, width: int) -> int:
        """As many lines as the text takes, and one for a remark that does not fit beside it."""
        return len(self.lines(width))

    def lines(self, width: int) -> Sequence[Line]:
        """The whole text; at the right, or below it, the remark."""
        lines: list[Line] = [((text, "text"),) for text in wrap(flat(self.text), width)]
        if not self.remark:
            return lines
        remark = cut(flat(self.remark), width)
        ((last, ink),) = lines.pop()
        gap = width - cell_len(last) - cell_len(remark)
        if gap < _GAP:
            return [*lines, ((last, ink),), ((pad(remark, width, "right"), "faint"),)]
        return [*lines, ((last, ink), (" " * gap, ""), (remark, "faint"))]


class ChoiceList(RowList):
    """The choices."""

    KEY_CONTEXT = "choice"


class ChoiceScreen(Dialog[str | None]):
    """Shows choices under a question; gives the chosen value, or None."""

    DEFAULT_CSS = """
    ChoiceScreen > Vertical { width: 60; }
    ChoiceScreen ChoiceList { margin: 1 0 0 0; }
    """

    def __init__(self, question: str, choices: Sequence[Choice], current: str = "") -> None:
        super().__init__()
        self._question = question
        self._choices = tuple(choices)
        self._current = current

    def compose(self) -> ComposeResult:
        """The question, the choices, the keys."""
        with Vertical():
            yield Static(visible(self._question), classes="question", markup=False)
            yield ChoiceList()
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the current choice."""
        choices = self.query_one(ChoiceList)
        choices.rows = self._choices
        choices.move_to(self._current)
        choices.focus()
        self.refresh_hints()

    def on_resize(self) -> None:
        """Be as high as all the lines need, so that the keys stay in sight below them."""
        panel = self.query_one(Vertical)
        width = min(WIDTH, self.size.width) - panel.gutter.width - _BESIDE
        height = sum(choice.height(width) for choice in self._choices)
        height += len(wrap(visible(self._question), width))
        panel.styles.height = height + _BETWEEN + panel.gutter.height

    @on(RowList.Opened)
    def chosen(self, event: RowList.Opened) -> None:
        """Give the chosen value."""
        self.dismiss(event.row_id)
