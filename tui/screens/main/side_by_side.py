"""Two documents side by side: opening a second pane, going between the two, closing one."""

from textual import work

from tui.screens.main.opening import Opening
from tui.widgets.reading_pane import ReadingPane

BESIDE = 160  # columns from which there is room for two texts
MOST = 2


class SideBySide(Opening):
    """A document has its place, notes and marks in each pane; what is done is of the one in use."""

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_open_beside(self) -> None:
        """Open the document under the cursor of the list beside the text; elsewhere, this one."""
        relative, here = self.document_here, self.document
        if relative is None or here is None:
            self.say("Open a document first; another one can then stand beside it.", "warning")
        elif self.size.width < BESIDE:
            self.say(
                f"Two documents side by side need {BESIDE} columns; there are {self.size.width}.",
                "warning",
            )
        elif len(self.panes) < MOST:
            await self.remember_place()  # the same document begins where it is being read
            await self._open_beside(relative)
        else:
            other = self._other_pane()
            self.use_pane(other)
            with self.meaning(other):
                await self.show_document(relative)

    async def reopen_beside(self) -> None:
        """Open what was open beside the text the last time, if there is room."""
        relative = await self.commonplace.core(self.library.document_beside)
        is_there = any(row.id == relative for row in self.documents)
        if relative is not None and is_there and self.size.width >= BESIDE and len(self.panes) == 1:
            await self._open_beside(relative, goes_there=False)

    async def _open_beside(self, relative: str, *, goes_there: bool = True) -> None:
        pane = self.add_pane(ReadingPane())
        await self.mount(pane, after=self.panes[0])
        if goes_there:
            self.use_pane(pane)
        with self.meaning(pane):
            await self.show_document(relative)
            if self.document is None:  # it could not be opened, and that was said
                await self._close(pane)
            else:
                await self.remember_place()  # also that there are two now

    def action_other_pane(self) -> None:
        """Go to the other one of two documents."""
        if len(self.panes) < MOST:
            self.say("There is one document; ctrl+w v opens another one beside it.")
        else:
            self.use_pane(self._other_pane())

    @work(group="close", exit_on_error=False)
    async def action_close_pane(self) -> None:
        """Close the document in use, where two are open; the other one has all the room then."""
        if len(self.panes) < MOST:
            self.say("There is one document; q closes the program.")
            return
        await self._close(self.pane)

    async def _close(self, pane: ReadingPane) -> None:
        with self.meaning(pane):
            await self.remember_place()
            await self.keep_time()
        if pane not in self.panes:
            return  # closed twice
        pane.reader.action_cancel_selection()
        self.drop_pane(pane)
        self.use_pane(self.panes[0])
        await pane.remove()
        with self.meaning(self.panes[0]):
            await self.remember_place()

    def _other_pane(self) -> ReadingPane:
        return next(pane for pane in self.panes if pane is not self.pane_in_use)

    def use_pane(self, pane: ReadingPane) -> None:
        """Go to the text of a pane."""
        self.pane_in_use = pane
        self.set_focus(pane.reader)
