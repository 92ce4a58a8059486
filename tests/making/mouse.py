"""A hand on the mouse that finds what it clicks as a person does, by its words."""

from typing import Any

from rich.cells import cell_len
from textual.events import MouseScrollDown
from textual.widget import Widget

from tui.screens.help import HelpScreen, HelpText
from tui.widgets.key_bar import KeyBar

Cell = tuple[int, int]


class Mouse:
    """A hand on the mouse, and eyes that read the screen."""

    def __init__(self, journey: Any) -> None:
        self.journey = journey

    @property
    def lines(self) -> list[str]:
        """What stands on the screen now."""
        return [strip.text for strip in self.journey.app.screen._compositor.render_strips()]

    def cell(self, words: str, on: Widget | None = None) -> Cell | None:
        """The first cell of `words`, on a widget or anywhere."""
        region = (on or self.journey.app.screen).region
        for y, line in enumerate(self.lines):
            at = line.find(words)
            while at >= 0:
                cell = cell_len(line[:at]), y
                if region.contains(*cell):
                    return cell
                at = line.find(words, at + 1)
        return None

    async def find(self, words: str, on: Widget | None = None) -> Cell:
        """Wait until `words` can be seen, and say where."""
        await self.journey.until(lambda: self.cell(words, on), f"“{words}” on the screen")
        found = self.cell(words, on)
        assert found is not None
        return found

    async def click(self, words: str, on: Widget | None = None, times: int = 1) -> None:
        """Click on the first letter of `words`."""
        x, y = await self.find(words, on)
        await self.click_at(x, y, times)

    async def click_at(self, x: int, y: int, times: int = 1) -> None:
        """Click on a cell of the screen."""
        await self.journey.pilot.click(offset=(x, y), times=times)

    async def hint(self, label: str) -> None:
        """Click on a hint of the key bar in front."""
        bar = self.journey.app.screen.query_one(KeyBar)
        if bar.message:
            await self.journey.pilot.click(bar)
        await self.journey.until(lambda: f" {label}" in bar.render_line(0).text, f"hint {label}")
        x = bar.render_line(0).text.index(f" {label}") + 1
        await self.journey.pilot.click(bar, offset=(x, 0))

    async def help(self, description: str) -> None:
        """Choose a command in the help, which the wheel turns until it is there."""
        app = self.journey.app
        await self.hint("help")
        await self.journey.until(lambda: isinstance(app.screen, HelpScreen), "help")
        text = app.screen.query_one(HelpText)
        while self.cell(description, text) is None:
            before = text.scroll_offset.y
            await self.journey.pilot._post_mouse_events([MouseScrollDown], widget=text)
            await self.journey.until(lambda y=before: text.scroll_offset.y > y, "the wheel")
        await self.click(description, text)

    async def drag(self, start: Cell, *way: Cell) -> None:
        """Press at `start`, move along the way, let go at its end."""
        pilot = self.journey.pilot
        await pilot.mouse_down(offset=start)
        for cell in way:
            await pilot.hover(offset=cell)
        await pilot.mouse_up(offset=way[-1])

    async def select(self, words: str) -> None:
        """Drag over words that stand on one line of the text."""
        x, y = await self.find(words, self.journey.reader)
        await self.drag((x, y), (x + 1, y), (x + cell_len(words) - 1, y))
        selection = self.journey.reader.selection
        assert selection is not None
        assert self.journey.reader.text[slice(*selection)] == words
