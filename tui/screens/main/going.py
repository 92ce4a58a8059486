"""Going elsewhere: back and forward, to a bookmark, a heading, a document read before."""

from textual import on, work

from tui import presenting
from tui.jumps import JumpList, Place
from tui.line_text import in_quotes
from tui.screens.main.opening import Opening
from tui.screens.main.panes import in_its_pane
from tui.widgets.reader import Reader

QUOTE = 44  # cells of the words at a bookmark
MOST_RECENT = 50
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Going(Opening):
    """Where one was before, in this document and in others; and lists of where one can go."""

    def begin(self) -> None:
        """Nobody has been anywhere yet."""
        self._jumps = JumpList()
        super().begin()

    async def show_document(
        self,
        relative: str,
        *,
        at: int | None = None,
        annotation: str | None = None,
        goes_there: bool = True,
    ) -> None:
        """Open a document; what was open, and where, is one step back from there."""
        here, document = self._place_here(), self.document
        await super().show_document(relative, at=at, annotation=annotation, goes_there=goes_there)
        if here is not None and (self.document is not document or self._place_here() != here):
            self._jumps.left(here)

    @on(Reader.Jumped)
    @in_its_pane
    def jumped(self, event: Reader.Jumped) -> None:
        """Keep where the jump began."""
        self._place_here()

    def _place_here(self) -> Place | None:
        """Where one is now; jumps that nobody has looked at yet are kept first, in their order."""
        reader = self.reader
        if self.document is None:
            return None
        name = self.document.relative
        for caret, top in reader.departures:
            self._jumps.left(Place(name, caret, top))
        reader.departures.clear()
        return Place(name, reader.caret, reader.top_offset)

    def action_jump_back(self) -> None:
        """Go back to where the last jump began."""
        here = self._place_here()
        place = self._jumps.back(here) if here is not None else None
        if place is None:
            self.say("There is nothing to go back to; this is where you began.")
        else:
            self._return_to(place)

    def action_jump_forward(self) -> None:
        """Go again to where one came back from."""
        here = self._place_here()
        place = self._jumps.forward(here) if here is not None else None
        if place is None:
            self.say("There is nothing ahead; ctrl+o goes back.")
        else:
            self._return_to(place)

    def action_jump_before(self) -> None:
        """Go to where the last jump began; once more comes here again."""
        here = self._place_here()
        place = self._jumps.last
        if here is None or place is None:
            self.say("There was no jump yet.")
            return
        self._jumps.left(here)
        self._return_to(place)

    def _return_to(self, place: Place) -> None:
        """Show the page as it was left: at once in the open document, else once it is opened."""
        if self.document is not None and self.document.relative == place.document:
            reader = self.reader
            reader.return_to(place.caret, place.top)
            reader.focus()
        else:
            self._reopen_at(place)

    @work(group="open", exclusive=True, exit_on_error=False)
    async def _reopen_at(self, place: Place) -> None:
        await super().show_document(place.document)
        if self.document is not None and self.document.relative == place.document:
            self.reader.return_to(place.caret, place.top)

    # Bookmarks

    @work(group="bookmark", exit_on_error=False)
    async def action_set_mark(self, name: str = "") -> None:
        """Set a bookmark here, by the letter that was typed, else by the first that is free."""
        document = self.document
        if document is None:
            return
        if name == "'":
            self.say("'' goes back to before a jump; set the mark with another letter.", "warning")
            return
        bookmarks, caret = self.library.bookmarks, self.reader.caret
        core = self.commonplace.core
        if not name:
            taken = {one.name for one in await core(bookmarks.of, document.path, document.text)}
            name = next((letter for letter in _LETTERS if letter not in taken), "a")
        await core(bookmarks.put, document.path, name, document.text, caret)
        self.say(f"Mark {name} is set here; ' {name} comes back to it.", "success")

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_go_to_mark(self, name: str = "") -> None:
        """Go to the bookmark of that letter; without one, choose among those there are."""
        document = self.document
        if document is None:
            return
        bookmarks = self.library.bookmarks
        found = await self.commonplace.core(bookmarks.of, document.path, document.text)
        if not name:
            name = await self._ask_which_mark([(one.name, one.words) for one in found]) or ""
        mark = next((one for one in found if one.name == name), None)
        if mark is None:
            if name:
                self.say(f"There is no mark {name} in this document; m {name} sets it.")
            return
        reader = self.reader
        reader.jump_to(mark.offset)
        reader.focus()
        if not mark.certain:
            self.say("The words at this mark were changed; it stood about here.", "warning")

    async def _ask_which_mark(self, found: list[tuple[str, str]]) -> str | None:
        from tui.screens.picking import Pick, PickScreen

        picks = [
            Pick(name, f"{name}  {in_quotes(' '.join(words.split()), QUOTE)}")
            for name, words in found
        ]
        none = "There are no marks in this document; m and a letter sets one."
        return await self.app.push_screen_wait(PickScreen("Marks", picks, none=none))

    # Lists

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
        reader = self.reader
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
