"""A reader in an app of its own, with texts to read and what it posts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from notes.annotations.model import COLORS
from tui.widgets.reader import Reader

PROSE = """\
First heading

It urges both sides to widen their practical cooperation, and it names a year for it. What is being
bought with that word is oil below the market price. Nobody else will sell.

Second heading

Bilateral trade reached 244.8 billion dollars in 2024. A record that both governments quote.
"""
LONG = "\n".join(f"Paragraph {number}: " + "words and more words " * 12 for number in range(200))
HEADINGS = [(0, 13), (PROSE.index("Second"), PROSE.index("Second") + 14)]


class ReaderApp(App[None]):
    """A reader and the theme variables that it needs."""

    def __init__(self) -> None:
        super().__init__()
        self.posted: list[Message] = []

    def compose(self) -> ComposeResult:
        yield Reader()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        plain = {
            "hit": "#e8a33d",
            "hit-current": "#c87f1d",
            "faint": "#6a6053",
            "ground": "#f6f1e7",
        }
        marks = {f"{kind}-{color}": "#cfe3b4" for kind in ("highlight", "mark") for color in COLORS}
        return {**plain, **marks, "highlight-pink": "#f0c9cf"}


class Session:
    """A running reader, with what it posted."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.app = pilot.app
        assert isinstance(self.app, ReaderApp)
        self.posted = self.app.posted
        self.reader = self.app.query_one(Reader)

    async def do(self, *actions: str) -> None:
        for action in actions:
            await self.app.run_action(action, self.reader)
        await self.pilot.pause()

    def at(self, offset: int) -> tuple[int, int]:
        """Where a character stands, relative to the widget."""
        row, cell = self.reader.wrapped.cell_of(offset)
        return self.reader.column_left + cell, row - self.reader.scroll_offset.y

    def last(self, kind: type[Message]) -> Message | None:
        return next((one for one in reversed(self.posted) if isinstance(one, kind)), None)

    @property
    def selected(self) -> str | None:
        selection = self.reader.selection
        return self.reader.text[slice(*selection)] if selection else None

    def rows(self) -> list[Strip]:
        return [self.reader.render_line(y) for y in range(self.reader.size.height)]


@asynccontextmanager
async def reading(
    text: str = PROSE, *, size: tuple[int, int] = (60, 20), offset: int = 0
) -> AsyncIterator[Session]:
    app = ReaderApp()

    async with app.run_test(size=size, message_hook=app.posted.append) as pilot:
        session = Session(pilot)
        session.reader.focus()
        session.reader.show(text, offset=offset, headings=HEADINGS if text == PROSE else ())
        await pilot.pause()
        yield session
