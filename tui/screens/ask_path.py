"""Asking for the path of a file or folder, completed from what is on the disk."""

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from tui.line_text import cut, visible
from tui.path_typing import completed, names_for
from tui.screens.ask_line import AskLine, LineInput
from tui.widgets.key_bar import KeyBar

_OFFERED = 12  # names
_EDGE = 4  # cells of the panel that are no text


class PathInput(LineInput):
    """Where the path is typed."""

    KEY_CONTEXT = "path"


class AskPath(AskLine):
    """Asks for a path; gives it as it was typed, or None.

    Offered are folders, and files with one of `endings` (None: every file).
    """

    DEFAULT_CSS = """
    AskPath #offered { color: $faint; height: 1; }
    AskPath #about { color: $faint; }
    """

    def __init__(
        self,
        question: str,
        text: str = "",
        *,
        about: str = "",
        problem: str = "",
        endings: Sequence[str] | None = None,
    ) -> None:
        super().__init__(question, text, problem=problem)
        self._about = about
        self._endings = endings
        self._names: tuple[str, list[str]] = ("", [])  # what was typed, and what it could become

    def compose(self) -> ComposeResult:
        """The question, what is said about it, the last problem, the field, names, the keys."""
        with Vertical():
            yield Static(visible(self._question), classes="question", markup=False)
            if self._about:
                yield Static(visible(self._about), id="about", markup=False)
            problem = Static(visible(self._problem), id="problem", markup=False)
            yield problem.set_class(bool(self._problem), "-shown")
            yield PathInput(self._text, compact=True, select_on_focus=False)
            yield Static("", id="offered", markup=False)
            yield KeyBar()

    def first_selection(self) -> Selection:
        """One goes on typing at the end of what is proposed."""
        return Selection.cursor(len(self._text))

    @on(Input.Changed)
    @work(group="names", exclusive=True, exit_on_error=False)
    async def typed(self, event: Input.Changed) -> None:
        """Offer what can be completed; a folder may be on a slow disk."""
        await self._look(event.value)

    @work(group="complete", exclusive=True, exit_on_error=False)
    async def action_complete_path(self) -> None:
        """Type as much as all the names have in common."""
        field = self.query_one(PathInput)
        typed = field.value
        if self._names[0] != typed:
            await self._look(typed)
        if field.value == typed:  # and nothing was typed meanwhile
            field.value = completed(typed, self._names[1])
            field.cursor_position = len(field.value)

    async def _look(self, typed: str) -> None:
        names = await self.commonplace.core(names_for, typed, self._endings)
        self._names = typed, names
        more = f"  and {len(names) - _OFFERED:,} more" if len(names) > _OFFERED else ""
        words = "  ".join(visible(name) for name in names[:_OFFERED]) + more
        line = self.query_one("#offered", Static)
        line.update(cut(f"tab: {words}", line.size.width - 2) if names else "")
