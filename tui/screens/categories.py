"""What the colours stand for in this library: their names, their marks, and how many notes."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from textual import on, work

from notes.annotations.model import COLORS
from notes.categories import Categories
from notes.errors import UserError
from notes.library import Library
from tui.legend import Legend
from tui.line_text import Line, cut, flat, pad
from tui.screens.ask_line import AskLine
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.filtered import FilteredScreen
from tui.widgets.row_list import RowList
from tui.widgets.row_tops import Row

_COUNT = 7  # cells
_NAME = 26


class CategoryRow(NamedTuple):
    """A colour, its mark, its name, how many notes have it, and the digit that gives it."""

    id: str
    mark: str
    name: str
    uses: int | None
    digit: int

    @property
    def selectable(self) -> bool:
        """Every category can be chosen."""
        return True

    def height(self, width: int) -> int:
        """One line."""
        return 1

    def lines(self, width: int) -> Sequence[Line]:
        """Digit, mark and name in the colour, the colour's own name, how many notes."""
        name = pad(flat(self.name), min(_NAME, max(8, width - _COUNT - 18)))
        color = pad("" if self.name == self.id else self.id, 8)
        count = "" if self.uses is None else pad(f"{self.uses:,}", _COUNT, "right")
        ink = f"mark-{self.id}"
        line = ((f"{self.digit} ", "key"), (f"{self.mark} ", ink), (name, "title"))
        return [(*line, (cut(f" {color}{count}", width), "faint"))]


class CategoryList(RowList):
    """The categories."""

    KEY_CONTEXT = "category-list"


class CategoriesScreen(FilteredScreen[Mapping[str, int]]):
    """The eight categories; gives the colour whose notes are to be shown, or None."""

    HEADING = "categories"
    PLACEHOLDER = "letters of a name"
    NO_MATCH = NOTHING = "No category holds these letters. Esc shows all again."
    LIST = CategoryList
    ROW_HEIGHT = 1

    def __init__(self, library: Library, at: str = "") -> None:
        super().__init__(library, at)
        self.content = {}  # they are shown at once, and counted meanwhile

    def read(self) -> Mapping[str, int]:
        """How many notes each colour has."""
        found = [record.color for record in self.library.notes()]
        return {color: found.count(color) for color in COLORS}

    def rows_of(self, content: Mapping[str, int]) -> list[Row]:
        """The categories with these letters."""
        legend = Legend.of(self.library.categories)
        wanted = self.words.strip().casefold()
        return [
            CategoryRow(color, legend.marks[color], legend.name(color), content.get(color), digit)
            for digit, color in enumerate(COLORS, 1)
            if wanted in legend.described(color).casefold()
        ]

    def described(self, content: Mapping[str, int]) -> str:
        """What they are."""
        return "what the colours stand for in this library"

    @on(RowList.Opened)
    def category_chosen(self, event: RowList.Opened) -> None:
        """Show the notes of a category."""
        self.dismiss(event.row_id)

    @work(group="category", exclusive=True, exit_on_error=False)
    async def action_rename_category(self) -> None:
        """Give the colour under the cursor a name; none gives it back its own."""
        color = self.rows.cursor
        if color is None:
            return
        problem, name = "", self.library.categories[color].name
        while True:
            question = f"What does {color} stand for in this library? Nothing: {color}."
            asked = AskLine(question, name, selected=len(name), problem=problem)
            typed: str | None = await self.app.push_screen_wait(asked)
            if typed is None:
                return
            try:
                self.library.categories.named(color, typed)
            except UserError as error:
                problem, name = str(error), typed
                continue
            self._keep(partial(Categories.named, color=color, name=typed))
            return

    @work(group="category", exclusive=True, exit_on_error=False)
    async def action_mark_category(self) -> None:
        """Choose the mark of the colour under the cursor among those of no other."""
        color = self.rows.cursor
        if color is None:
            return
        legend = Legend.of(self.library.categories)
        choices = [Choice(mark, mark) for mark in legend.free_marks(color)]
        asked = ChoiceScreen(
            f"The mark of {legend.name(color)}", choices, current=legend.marks[color]
        )
        mark = await self.app.push_screen_wait(asked)
        if mark is not None:
            self._keep(partial(Categories.marked, color=color, mark=mark))

    @work(group="category-kept", exit_on_error=False)
    async def _keep(self, change: Callable[[Categories], Categories]) -> None:
        """Make a change to what there is by then: the one before may still be on its way."""
        await self.commonplace.saved(
            lambda: self.library.choose_categories(change(self.library.categories))
        )
        self.commonplace.show_legend()
        self.say("Kept for this library, on this machine.", "success")
