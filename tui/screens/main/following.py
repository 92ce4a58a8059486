"""Following the disk: what others do to the open document, its notes and the folders."""

import time

from textual import work

from notes.documents.model import Document
from notes.documents.watching import Change
from notes.errors import DocumentError
from notes.session import Position
from tui.line_text import cut_middle, visible
from tui.screens.main.opening import Opening
from tui.screens.noting import NAME

LOOK_EVERY = 1.0  # seconds
LOOK_AROUND_EVERY = 3.0  # seconds, at the folders of the library
REST = 100  # times the work that a look at the folders was, until the next one


class Following(Opening):
    """Looks at two files, the open source and its note file, and now and then at the folders.

    A look is two calls of `stat`, and one for each folder: cheaper than a watcher, and it also
    works where folders are mounted from elsewhere and tell of no changes.
    """

    _is_looking_around = False
    _rests_until = 0.0

    @property
    def is_following(self) -> bool:
        """Whether the open document has been looked at since it was opened."""
        return self.pane.seen is not None and self.pane.seen[0] == self.current

    def begin(self) -> None:
        """List the documents, and begin to look."""
        super().begin()
        self.set_interval(LOOK_EVERY, self._look_at_all)
        self.set_interval(LOOK_AROUND_EVERY, self.look_around)

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

    @work(group="follow-folders", exit_on_error=False)
    async def look_around(self) -> None:
        """List the documents anew where some came or went, count notes that were written."""
        if self.loading_text or self._is_looking_around or time.monotonic() < self._rests_until:
            return
        self._is_looking_around = True
        try:
            change, seconds = await self.commonplace.core(self._looked_around)
        finally:
            self._is_looking_around = False
        self._rests_until = time.monotonic() + REST * seconds
        if Change.DOCUMENTS in change:
            self.list_documents()
        elif Change.NOTES in change:
            await self.count_notes()

    def _looked_around(self) -> tuple[Change, float]:
        """What has changed, and the seconds of work to see it; in a thread."""
        started = time.thread_time()
        return self.library.look(), time.thread_time() - started

    async def reload_if_changed(self, document: Document) -> None:
        """Show the source anew when it was changed on disk, at the same place."""
        app = self.commonplace
        try:
            fresh = await app.core(self.library.open, document.relative)
        except DocumentError as error:
            await self._follow_moved(document, str(error))
            return
        if fresh.sha256 == document.sha256:
            return
        await self.remember_place()
        noted = await app.core(self.noted, fresh)
        if self.document is not document:
            return  # another one was opened meanwhile
        reader = self.reader
        await app.core(reader.prepare, fresh.text)
        pane = self.pane
        here = Position(offset=pane.top, caret=reader.caret, progress=pane.read.share)
        self.put_on_screen(fresh, here)
        self.show_noted(noted)
        told = ("The source was changed on disk and is shown anew.", *noted.notices)
        self.say(" · ".join(told), "warning")
        await self.count_again()
        self.update_index()

    async def _follow_moved(self, document: Document, problem: str) -> None:
        """Go on with a document that is gone under the name it has now, if just one is the same."""
        known = await self.commonplace.core(self.library.known)
        there = {row.id for row in self.documents}
        same = [
            one.relative
            for one in known
            if one.sha256 == document.sha256 and one.relative in there - {document.relative}
        ]
        if len(same) != 1 or self.document is not document:
            self.say(problem, "warning")
            return
        await self.remember_place()
        self.document = None
        await self.show_document(same[0])
        name = cut_middle(visible(document.relative), NAME)
        self.say(f"{name} is gone; {cut_middle(visible(same[0]), NAME)} is the same.", "warning")

    def action_rescan(self) -> None:
        """Look for new and changed documents, and read the open one's notes again."""
        self.list_documents()
        self.reload_notes()
