"""Keeping how long was read, and showing it."""

import time

from textual import on, work

from notes.documents.model import Document
from notes.errors import UserError
from notes.session import Position
from tui.reading_clock import ReadingClock
from tui.screens.main.opening import Opening
from tui.widgets.reader import Reader

KEEP_EVERY = 30.0  # seconds


class Timing(Opening):
    """Counts while somebody moves in the open text; what is counted stays on this machine."""

    def begin(self) -> None:
        """Nothing was read yet."""
        self._clock = ReadingClock()
        self.set_interval(KEEP_EVERY, self._keep_time_now)
        super().begin()

    @on(Reader.CaretMoved)
    @on(Reader.Scrolled)
    def moved_in_text(self) -> None:
        """A sign of life."""
        if self.document is not None and self.query_one(Reader).has_focus:
            self._clock.touch(time.monotonic())

    def _show_document(self, document: Document, position: Position) -> None:
        self._keep_time_now()
        self._clock.stop()
        super()._show_document(document, position)

    def _keep_time_now(self) -> None:
        self.run_worker(self.keep_time(), group="time", exit_on_error=False)

    async def keep_time(self) -> None:
        """Put on disk what was counted for the open document since the last time."""
        document, seconds = self.document, self._clock.take()
        if document is None or seconds < 1:
            return
        add, today = self.library.reading_log.add, self.library.today()
        try:
            await self.commonplace.core(add, document.path, today, seconds)
        except UserError as error:  # no reason not to go on, or not to quit
            self.say(str(error), "warning")

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_statistics(self) -> None:
        """Show what was read and marked in this library."""
        from tui.screens.statistics import StatisticsScreen

        await self.keep_time()
        today = self.library.today()
        found = await self.commonplace.core(self.library.statistics, today)
        titles = {row.id: row.label for row in self.documents}
        self.app.push_screen(StatisticsScreen(found, self.library.name, titles))
