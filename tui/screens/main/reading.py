"""Reading the open document: how far one is in it, and for how long; kept on this machine."""

import time
from dataclasses import replace

from textual import on, work
from textual.reactive import var

from notes.documents.model import Document
from notes.errors import UserError
from notes.session import Position
from tui import presenting
from tui.reading_clock import ReadingClock
from tui.screens.main.listing import Listing
from tui.widgets.reader import Reader

REMEMBER_AFTER = 2.0  # seconds without a move
KEEP_EVERY = 30.0  # seconds


class Reading(Listing):
    """Which document is open, and what one did with it so far."""

    document: var[Document | None] = var[Document | None](None)
    current: var[str | None] = var[str | None](None)
    reading_time: var[str] = var("")

    _top = 0
    _progress = 0.0
    _remembered: tuple[str, int] | None = None

    def begin(self) -> None:
        """Nothing was read yet."""
        self._clock = ReadingClock()
        self.set_interval(REMEMBER_AFTER, self._remember_if_moved)
        self.set_interval(KEEP_EVERY, self._keep_time_now)
        super().begin()

    def begin_reading(self, document: Document) -> None:
        """Another document is open, or the same one anew; what was counted is the last one's."""
        self._keep_time_now()
        self._clock.stop()
        self.document = document
        self.current = document.relative

    # How far

    @on(Reader.Scrolled)
    def place_changed(self, event: Reader.Scrolled) -> None:
        """Keep in mind how far one has read."""
        self._top = event.top_offset
        self._progress = event.progress
        if self.document is not None:
            self.reading_time = presenting.reading_time(
                self.document, event.progress, event.top_offset
            )

    def arrived(self, document: Document) -> None:
        """The page that is shown was looked up, and needs not be remembered again."""
        self._top = self.query_one(Reader).top_offset
        self._remembered = (document.relative, self._top)

    def _remember_if_moved(self) -> None:
        if self.document is not None and self._remembered != (self.document.relative, self._top):
            self.run_worker(self.remember_place(), group="place", exit_on_error=False)

    async def remember_place(self) -> None:
        """Put on disk where the open document is being read."""
        document = self.document
        if document is None:
            return
        self._remembered = (document.relative, self._top)
        here = Position(
            offset=self._top,
            caret=self.query_one(Reader).caret,
            progress=self._progress,
            opened=time.time(),
        )
        try:
            await self.commonplace.core(
                self.library.session.stopped_at,
                document.path,
                document.sha256,
                here.offset,
                here.progress,
                here.caret,
            )
            await self.commonplace.core(self.library.remember_document, document.relative)
        except UserError as error:  # no reason not to go on, or not to quit
            self.say(str(error), "warning")
            return
        self._update_row(document.relative, here)

    def _update_row(self, relative: str, here: Position) -> None:
        self.documents = tuple(
            replace(row, progress=max(here.progress, row.progress or 0.0), recent=here.opened)
            if row.id == relative
            else row
            for row in self.documents
        )

    # For how long

    @on(Reader.CaretMoved)
    @on(Reader.Scrolled)
    def moved_in_text(self) -> None:
        """A sign of life."""
        if self.document is not None and self.query_one(Reader).has_focus:
            self._clock.touch(time.monotonic())

    def _keep_time_now(self) -> None:
        counted = self.document, self._clock.take()  # now: the next document may be open by then
        self.run_worker(self._add_time(*counted), group="time", exit_on_error=False)

    async def keep_time(self) -> None:
        """Put on disk what was counted for the open document since the last time."""
        await self._add_time(self.document, self._clock.take())

    async def _add_time(self, document: Document | None, seconds: float) -> None:
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
