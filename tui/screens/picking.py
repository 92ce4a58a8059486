"""Choosing one thing out of a long list by typing a part of it: headings, documents, places."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from tui.document_rows import fold
from tui.line_text import Line, cut, flat, visible
from tui.screens.dialog import Dialog
from tui.widgets.harmless import Harmless
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

_STEP = 2  # cells that one level is indented
_AROUND = 6  # rows that are not the list's, nor of the edge
_REMARK = 30  # cells at most for what stands at the right


class Pick(NamedTuple):
    """One line of the list: `id` is what it stands for, `level` how deep it lies (0: outermost).

    One that is not `selectable` is a heading over others; it is shown only while nothing is typed.
    """

    id: str
    text: str
    remark: str = ""
    level: int = 0
    selectable: bool = True

    def height(self, width: int) -> int:
        """One line, however narrow the list is."""
        return 1

    def lines(self, width: int) -> Sequence[Line]:
        """The text, and at the right the remark."""
        if not self.selectable:
            return (((cut(flat(self.text), width), "heading"),),)
        remark = cut(flat(self.remark), min(_REMARK, width // 2))
        indent = " " * min(_STEP * self.level, width // 3)
        room = max(1, width - cell_len(remark) - len(indent) - (1 if remark else 0))
        text = cut(flat(self.text), room)
        gap = " " * max(1, width - len(indent) - cell_len(text) - cell_len(remark))
        return (((indent, ""), (text, "text"), (gap if remark else "", ""), (remark, "faint")),)


class PickInput(Harmless, Input):
    """What is typed to narrow the list."""

    KEY_CONTEXT = "pick"


class PickList(RowList, can_focus=False):
    """The list; the line over it has the focus, and passes on the keys that move."""

    @property
    def has_keys(self) -> bool:
        """Always: the keys come by way of the line above."""
        return True


class PickScreen(Dialog[str | None]):
    """Shows lines under a question and what is typed; gives the id of the chosen one, or None."""

    DEFAULT_CSS = """
    PickScreen > Vertical { width: 76; min-height: 12; }
    PickScreen #words { height: 1; margin: 1 1 1 1; background: $surface; }
    PickScreen .prompt { width: 2; color: $text-accent; background: $surface; }
    PickScreen Input { border: none; height: 1; padding: 0; background: $surface; width: 1fr; }
    PickScreen Input:focus { border: none; background-tint: $foreground 0%; }
    """

    def __init__(
        self, question: str, picks: Sequence[Pick], *, current: str | None = None, none: str = ""
    ) -> None:
        super().__init__()
        self._question = question
        self._picks = tuple(picks)
        self._texts = [fold(f"{pick.text} {pick.remark}") for pick in self._picks]
        self._current = current
        self._none = none

    def compose(self) -> ComposeResult:
        """The question, the line to type in, the list, the keys."""
        with Vertical():
            yield Static(visible(self._question), classes="question", markup=False)
            with Horizontal(id="words"):
                yield Static("/", classes="prompt", markup=False)
                yield PickInput(placeholder="type to narrow the list", compact=True, max_length=256)
            yield PickList(row_height=1)
            yield KeyBar()

    @property
    def rows(self) -> PickList:
        """The list."""
        return self.query_one(PickList)

    def on_mount(self) -> None:
        """Begin at what is current, with everything in sight."""
        # As high as all the lines need: it must not jump while they are narrowed.
        panel = self.query_one(Vertical)
        panel.styles.height = len(self._picks) + _AROUND + panel.gutter.height
        self.rows.current = self._current
        self.rows.rows = self._picks
        self.rows.empty_text = self._none
        self.set_focus(self.query_one(PickInput))
        self.refresh_hints()
        if self._current is not None:
            self.rows.move_to(self._current)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Keep the lines that hold every word that is typed."""
        event.stop()
        wanted = fold(event.value).split()
        rows = self.rows
        if not wanted:
            rows.rows = self._picks
            if self._current is None or not rows.move_to(self._current):
                rows.move_to_first()
            return
        rows.empty_text = "Nothing holds these words; Backspace takes back what was typed."
        rows.rows = tuple(
            pick
            for pick, text in zip(self._picks, self._texts, strict=True)
            if pick.selectable and all(word in text for word in wanted)
        )
        rows.move_to_first()

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Enter takes what is under the cursor."""
        self.action_take_pick()

    @on(RowList.Opened)
    def clicked(self, event: RowList.Opened) -> None:
        """A click takes, too."""
        self.dismiss(event.row_id)

    def action_take_pick(self) -> None:
        """Give what is under the cursor."""
        if self.rows.cursor is not None:
            self.dismiss(self.rows.cursor)

    def action_pick_down(self, count: int = 1) -> None:
        """Go down a line."""
        self.rows.action_move_down(count)

    def action_pick_up(self, count: int = 1) -> None:
        """Go up a line."""
        self.rows.action_move_up(count)

    def action_pick_page_down(self) -> None:
        """Go down a page."""
        self.rows.action_move_page_down()

    def action_pick_page_up(self) -> None:
        """Go up a page."""
        self.rows.action_move_page_up()
