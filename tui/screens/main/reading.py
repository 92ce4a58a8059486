"""Reading the open document: how far one is in it, and for how long; kept on this machine."""

import time
from dataclasses import replace

from textual import on, work

from notes.documents.model import Document
from notes.errors import UserError
from notes.session import Position
from tui import presenting
from tui.read_share import ReadShare
from tui.screens.main.panes import OfPane, Panes, in_its_pane
from tui.widgets.reader import Reader

REMEMBER_AFTER = 2.0  # seconds without a move
LOOK_EVERY = 1.0  # seconds: what is in sight as long as that was read
KEEP_EVERY = 30.0  # seconds


class Reading(Panes):
    """Which document is open, and what one did with it so far."""

    document = OfPane[Document | None]()
    current = OfPane[str | None]()
    reading_time = OfPane[str]()

    def begin(self) -> None:
        """Nothing was read yet."""
        self.set_interval(LOOK_EVERY, self._look_at_pages)
        self.set_interval(REMEMBER_AFTER, self._remember_if_moved)
        self.set_interval(KEEP_EVERY, self._keep_times)
        super().begin()

    def begin_reading(self, document: Document, before: float) -> None:
        """Another document is open, or the same one anew; what was counted is the last one's.

        `before` is the share of it that was read in earlier sessions.
        """
        self._keep_time_now()
        self.pane.clock.stop()
        is_new = self.document is None or self.document.sha256 != document.sha256
        if is_new or self.current != document.relative:
            self.pane.read = ReadShare(len(document.text), before)
        self.document = document
        self.current = document.relative

    def take_selection(self) -> tuple[int, int] | None:
        """The words that are selected, for what is done with them; they are so no longer."""
        reader = self.reader
        span = reader.selection
        if span is not None:
            reader.action_cancel_selection()
        return span

    # How far

    @on(Reader.Scrolled)
    @on(Reader.CaretMoved)
    @in_its_pane
    def place_changed(self, event: Reader.Scrolled | Reader.CaretMoved) -> None:
        """Show how far the page goes, and which it is: that of the caret, which is in sight."""
        reader, document = self.reader, self.document
        self.pane.top = reader.top_offset
        if document is not None:
            reached = self._in_sight()[1] / max(1, len(reader.text))
            self.reading_time = presenting.reading_time(document, reached, reader.caret)

    def _in_sight(self) -> tuple[int, int]:
        """The code points of the text that are on the screen."""
        wrapped, top = self.reader.wrapped, self.reader.top_offset
        below = wrapped.row_of(top) + self.reader.page_rows
        return top, wrapped.row_start(below) if below < wrapped.rows else len(wrapped.text)

    def _look_at_pages(self) -> None:
        for _ in self.each_pane():
            self._look_at_page()

    def _look_at_page(self) -> None:
        """What is still in sight after a moment was read; in passing nothing is."""
        if self.app.screen is self and self.reader.has_focus:
            self.pane.read.look(*self._in_sight())
        else:
            self.pane.read.look_away()

    def arrived(self, document: Document) -> None:
        """The page that is shown was looked up, and needs not be remembered again."""
        self.pane.top = self.reader.top_offset
        self.pane.remembered = self._where_read(document)

    def _where_read(self, document: Document) -> tuple[str, int, float]:
        return document.relative, self.pane.top, self.pane.read.share

    def _remember_if_moved(self) -> None:
        for pane in self.each_pane():
            document = pane.document
            if document is not None and pane.remembered != self._where_read(document):
                self.run_worker(self.remember_place(), group="place", exit_on_error=False)

    async def remember_place(self) -> None:
        """Put on disk where the open document is being read."""
        pane, document = self.pane, self.document
        if document is None:
            return
        pane.remembered = self._where_read(document)
        here = Position(
            offset=pane.top,
            caret=self.reader.caret,
            progress=pane.read.share,
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
            await self.commonplace.core(self._remember_what_is_open)
        except UserError as error:  # no reason not to go on, or not to quit
            self.say(str(error), "warning")
            return
        self._update_row(document.relative, here)

    def _remember_what_is_open(self) -> None:
        """Each document that is open, from left to right, to be there again at the next start."""
        opened = [pane.current for pane in self.panes if pane.current is not None]
        if opened:
            self.library.remember_document(*opened)

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
    @in_its_pane
    def moved_in_text(self, event: Reader.CaretMoved | Reader.Scrolled) -> None:
        """A sign of life."""
        if self.document is not None and self.reader.has_focus:
            self.pane.clock.touch(time.monotonic())

    def _keep_times(self) -> None:
        for _ in self.each_pane():
            self._keep_time_now()

    def _keep_time_now(self) -> None:
        counted = self.document, self.pane.clock.take()  # now: the next may be open by then
        self.run_worker(self._add_time(*counted), group="time", exit_on_error=False)

    async def keep_time(self) -> None:
        """Put on disk what was counted for the open documents since the last time."""
        for pane in self.each_pane():
            await self._add_time(pane.document, pane.clock.take())

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
