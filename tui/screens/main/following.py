"""Following the disk: what others do to the open document and its notes is seen within a second."""

from textual import work

from notes.documents.model import Document
from notes.errors import DocumentError
from notes.session import Position
from tui.screens.main.opening import Opening

LOOK_EVERY = 1.0  # seconds


class Following(Opening):
    """Looks at two files, the open source and its note file, and at nothing else.

    A look is two calls of `stat`: cheaper than a watcher, and it also works where folders are
    mounted from elsewhere and tell of no changes.
    """

    @property
    def is_following(self) -> bool:
        """Whether the open document has been looked at since it was opened."""
        return self.pane.seen is not None and self.pane.seen[0] == self.current

    def begin(self) -> None:
        """List the documents, and begin to look."""
        super().begin()
        self.set_interval(LOOK_EVERY, self._look_at_all)

    def _look_at_all(self) -> None:
        for _ in self.each_pane():
            self.look_at_disk()

    @work(group="follow", exit_on_error=False)
    async def look_at_disk(self) -> None:
        """Show the source or its notes anew where they were changed.

        To show them may take longer than the time until the next look, which then waits for it.
        """
        pane, document = self.pane, self.document
        if document is None or pane.is_looked_at:
            return
        pane.is_looked_at = True
        try:
            await self._look(document)
        finally:
            pane.is_looked_at = False

    async def _look(self, document: Document) -> None:
        signatures = await self.commonplace.core(self.library.signatures, document.relative)
        now = (document.relative, *signatures)
        before, self.pane.seen = self.pane.seen, now
        if before is None or before[0] != now[0]:
            return
        if before[1] != now[1]:
            await self.reload_if_changed(document)
        elif before[2] != now[2]:
            await self.refresh_notes()

    async def reload_if_changed(self, document: Document) -> None:
        """Show the source anew when it was changed on disk, at the same place."""
        app = self.commonplace
        try:
            fresh = await app.core(self.library.open, document.relative)
        except DocumentError as error:
            self.say(str(error), "warning")
            return
        if fresh.sha256 == document.sha256:
            return
        await self.remember_place()
        noted = await app.core(self.noted, fresh)
        if self.document is not document:
            return  # another one was opened meanwhile
        reader = self.reader
        await app.core(reader.prepare, fresh.text)
        self.put_on_screen(fresh, Position(offset=self.pane.top, caret=reader.caret))
        self.show_noted(noted)
        told = ("The source was changed on disk and is shown anew.", *noted.notices)
        self.say(" · ".join(told), "warning")
        await self.count_again()
        self.update_index()

    def action_rescan(self) -> None:
        """Look for new and changed documents, and read the open one's notes again."""
        self.list_documents()
        self.reload_notes()
