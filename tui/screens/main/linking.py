"""Links and references in the text: going where they lead; never by ourselves to the web."""

from functools import partial

from textual import on, work

from notes.documents.model import Document, Hyperlink
from notes.session import Position
from tui.line_text import cut_middle, visible
from tui.screens.clipping import Clipping
from tui.screens.main.annotating import Annotating
from tui.screens.main.going import Going
from tui.screens.main.panes import in_its_pane
from tui.widgets.reader import Reader
from tui.widgets.reading_pane import ReadingPane

LONG = 2_000_000  # code points that take a while to be looked through
AFTERWARDS = 0.5  # seconds
SHOWN = 60  # cells of an address in a message
WHOLE = 400  # and where it is shown before it is opened
_COPY, _OPEN = "copy", "open"


class Linking(Annotating, Going, Clipping):
    """What leads from one place of the open document to another, or out of it."""

    def put_on_screen(self, document: Document, position: Position) -> None:
        super().put_on_screen(document, position)
        self.pane.links = ()
        find = partial(self._find_links_in, self.pane)
        if len(document.text) > LONG:  # or the page would be painted in turns with that
            self.set_timer(AFTERWARDS, find)
        else:
            self.call_after_refresh(find)

    def _find_links_in(self, pane: ReadingPane) -> None:
        with self.meaning(pane):
            self._find_links()

    @work(group="links", exclusive=True, exit_on_error=False)
    async def _find_links(self) -> None:
        """Look for the links once the text is shown: in a long one that takes a while."""
        from notes.links import links_of

        document = self.document  # no argument: workers are described by all their arguments hold
        if document is None:
            return
        found = await self.commonplace.core(links_of, document)
        if self.document is document:
            self.pane.links = found
            self.reader.links = tuple((link.start, link.end) for link in found)

    @on(Reader.LinkClicked)
    @in_its_pane
    def link_clicked(self, event: Reader.LinkClicked) -> None:
        """Follow what was clicked."""
        self._follow_link(self._link_at(event.offset))

    def action_open_note_here(self) -> None:
        """Go to the note of the highlight here; where there is none, follow the link."""
        caret = self.reader.caret
        if not self.notes_here() and self._link_at(caret) is not None:
            self._follow_link(self._link_at(caret))
        else:
            super().action_open_note_here()

    def action_follow_link(self) -> None:
        """Follow the link under the caret, else the next one in the line."""
        reader = self.reader
        row = reader.wrapped.row_of(reader.caret)
        end = reader.wrapped.row_span(row)[1]
        ahead = (link for link in self.pane.links if reader.caret <= link.start < end)
        self._follow_link(self._link_at(reader.caret) or next(ahead, None))

    def _link_at(self, offset: int) -> Hyperlink | None:
        span = self.reader.link_at(offset)
        return next((link for link in self.pane.links if (link.start, link.end) == span), None)

    @work(group="open", exclusive=True, exit_on_error=False)
    async def _follow_link(self, link: Hyperlink | None) -> None:
        """Go to a place or a document; ask what to do with an address of the web."""
        from notes.links import destination

        document = self.document
        if link is None or document is None:
            self.say("There is no link here; ]l goes to the next one.")
            return
        paths = frozenset(row.id for row in self.documents)
        found = destination(link.address, document, paths)
        if found.reason:
            self.say(f"Not followed: {found.reason}.", "warning")
        elif found.address:
            await self._offer(found.address)
        else:
            await self._go_to_named(found.path, found.name)

    async def _go_to_named(self, path: str, name: str) -> None:
        from notes.links import place_of

        if self.document is None or self.document.relative != path:
            await self.show_document(path)
        document, reader = self.document, self.reader
        if document is None or document.relative != path or not name:
            return
        place = place_of(document, name)
        if place is None:
            self.say(f"There is no part of that name here: {cut_middle(name, SHOWN)}", "warning")
        else:
            reader.jump_to(place)
            reader.focus()

    async def _offer(self, address: str) -> None:
        """Show an address in full, and do with it what the user says."""
        from tui.opener import open_outside
        from tui.screens.choice import Choice, ChoiceScreen

        choices = [
            Choice(_COPY, "Copy the address"),
            Choice(_OPEN, "Open it in the system's program"),
        ]
        chosen = await self.app.push_screen_wait(
            ChoiceScreen(cut_middle(visible(address), WHOLE), choices)
        )
        if chosen == _COPY:
            await self.clip(address)
        elif chosen == _OPEN:
            program = await self.commonplace.core(open_outside, address)
            self.say(f"Given to {program}: {cut_middle(address, SHOWN)}", "success")

    def action_follow_reference(self) -> None:
        """Go to what is referred to here; where nothing is, back to where one came from."""
        document, reader = self.document, self.reader
        if document is None:
            return
        link = document.link(reader.caret)
        if link is not None:
            self.pane.left = document.relative, reader.caret
            reader.jump_to(link.target)
        elif self.pane.left is not None and self.pane.left[0] == document.relative:
            reader.jump_to(self.pane.left[1])
            self.pane.left = None
        else:
            self.say("Nothing is referred to in the rest of this paragraph.", "warning")

    @work(group="outside", exclusive=True, exit_on_error=False)
    async def action_open_outside(self) -> None:
        """Open the source of the open document in the system's program."""
        from tui.opener import open_outside

        if self.document is not None:
            path = str(self.document.path.absolute())
            program = await self.commonplace.core(open_outside, path)
            self.say(f"Given to {program}: {cut_middle(self.document.relative, SHOWN)}", "success")
