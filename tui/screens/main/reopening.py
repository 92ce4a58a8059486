"""The start: what was open last, the passage of a link, the drafts that were left."""

from collections.abc import Sequence
from pathlib import Path

from textual import on, work

from notes.annotations.drafts import Draft
from notes.errors import UserError
from notes.linking import Link
from tui.screens.main.following import Following
from tui.screens.main.listing import Listing
from tui.screens.main.recovering import Recovering
from tui.screens.main.side_by_side import SideBySide

NOTHING_OPEN = "Nothing is open yet: ⏎ opens a document."


class Reopening(Following, Recovering, SideBySide):
    """Comes back to where one was, whenever the documents have been listed."""

    @on(Listing.Listed)
    @work(group="reopen", exclusive=True, exit_on_error=False)
    async def reopen(self) -> None:
        """Open what was open last, or was changed on disk; then have the library indexed."""
        await self._reopen()
        self.update_index()

    async def _reopen(self) -> None:
        library, app = self.library, self.commonplace
        await self.recover_notes()
        if self.document is not None:
            for pane in self.each_pane():
                if pane.document is not None:
                    await self.reload_if_changed(pane.document)
            return
        drafts = await app.core(library.drafts_here)
        if app.link is not None:
            await self._follow(app.link)
            return
        last = library.only or await app.core(library.last_document)
        if last is not None and any(row.id == last for row in self.documents):
            await self.show_document(last)
            await self.reopen_beside()
        elif self.documents:
            self.bylines = (NOTHING_OPEN,)
        if drafts:
            self._speak_of(drafts)

    def _speak_of(self, drafts: Sequence[Draft]) -> None:
        """Name the documents with drafts; what has no document any more can still be copied."""
        gone = [draft for draft in drafts if not Path(draft.source).exists()]
        for draft in gone:
            self.commonplace.copies.add(draft.text)
        titles = sorted({draft.source.rpartition("/")[2] for draft in drafts})
        where = " · those on documents that are gone are under yp" if gone else ""
        self.say(f"Not saved, but kept as drafts: notes on {', '.join(titles)}{where}", "warning")

    async def _follow(self, link: Link) -> None:
        """Open the passage of a link, and select it; say so where it is not there any more."""
        from notes.linking import find

        self.commonplace.link = None
        try:
            place = await self.commonplace.core(find, self.library, link)
        except UserError as error:
            self.say(str(error), "error")
            return
        await self.show_document(place.path, at=place.start)
        if place.start is not None and place.end is not None:
            self.reader.select(place.start, place.end)
        if place.state == "lost":
            self.say("The words of the link are not in this text any more.", "warning")
        elif place.state == "found":
            self.say("The text has changed; this is the most likely place of the link.", "warning")
