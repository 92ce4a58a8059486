"""Going somewhere by choosing from a list: the contents of a document, the documents read last."""

from textual import work

from tui import presenting
from tui.screens.main.jumping import Jumping
from tui.widgets.reader import Reader

MOST_RECENT = 50


class Choosing(Jumping):
    """Lists to go by; each is narrowed by typing."""

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_contents(self) -> None:
        """Choose a heading or a page of the open document, and go there."""
        from tui import outline
        from tui.screens.picking import Pick, PickScreen

        document = self.document
        if document is None:
            self.say("Open a document first; Enter in the list opens one.", "warning")
            return
        entries = await self.commonplace.core(outline.outline, document)
        if not entries:
            self.say("This document has no headings and no pages; / finds words in it.")
            return
        reader = self.query_one(Reader)
        here = outline.current(entries, reader.caret)
        picks = [
            Pick(str(number), one.text, one.remark, one.level, one.start is not None)
            for number, one in enumerate(entries)
        ]
        marked = next((str(n) for n, one in enumerate(entries) if one.start == here), None)
        screen = PickScreen("Contents", picks, current=marked if here is not None else None)
        chosen = await self.app.push_screen_wait(screen)
        if chosen is not None and self.document is document:
            reader.jump_to(entries[int(chosen)].start or 0)
            reader.focus()

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_recent(self) -> None:
        """Choose among the documents that were read last, and open it where it was left."""
        from tui.screens.picking import Pick, PickScreen

        await self.remember_place()  # what is open now was read last
        read = sorted((row for row in self.documents if row.recent), key=lambda row: -row.recent)
        today = self.library.today()
        picks = [
            Pick(
                row.id,
                row.label,
                f"{round((row.progress or 0) * 100)}% · {presenting.day_of(row.recent, today)}",
            )
            for row in read[:MOST_RECENT]
        ]
        none = "Nothing was read yet; what you open is listed here."
        screen = PickScreen("Read last", picks, current=self.current, none=none)
        chosen = await self.app.push_screen_wait(screen)
        if chosen is not None:
            await self.show_document(chosen)
