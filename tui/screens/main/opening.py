"""The documents of the library: listing them, opening one, and coming back to the same place."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.message import Message
from textual.reactive import var

from notes.annotations.drafts import Draft
from notes.annotations.model import FOUND, LOST, Placed
from notes.annotations.standing import SAVED
from notes.documents.model import Document
from notes.errors import DocumentError, UserError
from notes.holdings import Listing
from notes.linking import Link
from notes.session import Position
from tui import presenting
from tui.document_rows import DocumentRow
from tui.line_text import in_quotes
from tui.screens.main.indexing import Indexing
from tui.shown_documents import ShownDocuments
from tui.widgets.document_list import DocumentPane
from tui.widgets.notes_panel import NoteRow
from tui.widgets.reader import Mark, Reader

if TYPE_CHECKING:
    from notes.moving import Claim

OPENING = 60  # cells of a text's first words that stand for its title
READ_AT_ONCE = 40  # documents new to us that are read before the first list is shown
NOTHING_OPEN = "Nothing is open yet: ⏎ opens a document."
REMEMBER_AFTER = 2.0  # seconds without a move


class Noted(NamedTuple):
    """The notes on a document, where they are (empty where there are none), and what is odd."""

    placed: tuple[Placed, ...]
    drafts: tuple[Draft, ...]
    where: str
    notices: tuple[str, ...]


class Opening(Indexing):
    """What is listed and what is open."""

    @dataclass
    class ReadingProgressed(Message):
        """So many pages or chapters of the document that is being opened have been read."""

        done: int
        total: int

    documents: var[tuple[DocumentRow, ...]] = var[tuple[DocumentRow, ...]](())
    document_count: var[int | None] = var[int | None](None)
    loading_text: var[str] = var("")
    current: var[str | None] = var[str | None](None)
    document: var[Document | None] = var[Document | None](None)
    heading: var[str] = var("")
    byline: var[str] = var("")
    reading_time: var[str] = var("")
    placed: var[tuple[Placed, ...]] = var[tuple[Placed, ...]](())
    drafts: var[tuple[Draft, ...]] = var[tuple[Draft, ...]](())
    marks: var[tuple[Mark, ...]] = var[tuple[Mark, ...]](())
    notes: var[tuple[NoteRow, ...]] = var[tuple[NoteRow, ...]](())

    _reading_progress = 0.0
    _has_unread = False  # whether documents were not read when notes were looked for
    _top = 0

    class Listed(Message):
        """The documents are in the list."""

    def begin(self) -> None:
        """List the documents, and open the one that was named."""
        self._document_rows = ShownDocuments()
        self.loading_text = "Looking for documents …"
        self.query_one(DocumentPane).arrange_by(self.library.session.choice("view"))
        self.set_interval(REMEMBER_AFTER, self._remember_if_moved)
        self._remembered: tuple[str, int] | None = None
        self.call_after_refresh(self.list_documents)  # the first frame comes first

    @work(group="load", exclusive=True, exit_on_error=False)
    async def list_documents(self) -> None:
        """Scan the library; what is known is shown at once, a few new documents are read first."""
        app = self.commonplace
        listing = await app.core(self.library.listing)
        quick = self.library.at_once(listing.unread[: READ_AT_ONCE + 1])
        if quick and len(listing.unread) <= READ_AT_ONCE:
            await app.core(self.library.read_all, quick)
            listing = await app.core(self.library.listing)
        await self.show_listing(listing.records)
        self.loading_text = ""
        self._has_unread = bool(listing.unread)
        self.post_message(self.Listed())
        if listing.problems:
            self.say(listing.problems[0], "warning")
        await self._reopen(listing)
        self.update_index()

    @on(Indexing.Indexed)
    def library_indexed(self) -> None:
        """Show what was learnt about the documents while they were indexed."""
        self.look_again()
        if self._has_unread and self.activity is None:
            self._has_unread = False
            self.recover_later()

    @work(group="recover", exclusive=True, exit_on_error=False)
    async def recover_later(self) -> None:
        """Look again for notes of sources that were moved, once every document was read."""
        await self.recover_notes()
        self.look_again()

    async def recover_notes(self) -> None:
        """Bring back what was left elsewhere, and ask where that is not certain."""
        recovered = await self.commonplace.core(self.library.recover, reading=False)
        if recovered.lines:
            self.say(" · ".join(recovered.lines), "warning")
        if recovered.claims:
            self.ask_about(recovered.claims)

    @work(group="listing", exclusive=True, exit_on_error=False)
    async def look_again(self) -> None:
        """Show the documents as they are known now; a handler that waits would keep all waiting."""
        started = time.monotonic()
        await self.show_listing()
        self.looked(time.monotonic() - started)

    async def _reopen(self, listing: Listing) -> None:
        """Open what was open last, or was changed on disk; speak of drafts that were left."""
        library, app = self.library, self.commonplace
        await self.recover_notes()
        if self.document is not None:
            await self.reload_if_changed(self.document)
            return
        drafts = await app.core(library.drafts_here)
        if app.link is not None:
            await self._follow(app.link)
            return
        last = library.only or await app.core(library.last_document)
        if last is not None and any(record.relative == last for record in listing.records):
            await self.show_document(last)
        elif listing.records:
            self.byline = NOTHING_OPEN
        if drafts:
            gone = [draft for draft in drafts if not Path(draft.source).exists()]
            for draft in gone:  # no document shows it: here it can be seen, and taken
                self.commonplace.copies.add(draft.text)
            titles = sorted({draft.source.rpartition("/")[2] for draft in drafts})
            where = " · those on documents that are gone are under yp" if gone else ""
            self.say(
                f"Not saved, but kept as drafts: notes on {', '.join(titles)}{where}", "warning"
            )

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
            self.query_one(Reader).select(place.start, place.end)
        if place.state == "lost":
            self.say("The words of the link are not in this text any more.", "warning")
        elif place.state == "found":
            self.say("The text has changed; this is the most likely place of the link.", "warning")

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
        noted = await app.core(self._noted, fresh)
        if self.document is not document:
            return  # another one was opened meanwhile
        reader = self.query_one(Reader)
        await app.core(reader.prepare, fresh.text)
        self._show_document(fresh, Position(offset=self._top, caret=reader.caret))
        self._show_noted(noted)
        told = ("The source was changed on disk and is shown anew.", *noted.notices)
        self.say(" · ".join(told), "warning")
        await self._count_again()
        self.update_index()

    def ask_about(self, claims: "Sequence[Claim]") -> None:
        """Notes whose source may have been moved; `Arranging` asks about them."""

    async def show_listing(self, records: object = None) -> None:
        """Show the documents as the catalogue knows them now."""
        app = self.commonplace
        rows = await app.core(self._rows, records)
        self.documents = rows
        self.document_count = len(rows)

    def _rows(self, records: object) -> tuple[DocumentRow, ...]:
        known = records if isinstance(records, tuple) else self.library.known()
        states = presenting.row_states(self.library.whereabouts(), self.library.unwritten())
        return self._document_rows.rows(known, self.library.positions(), states)

    @on(DocumentPane.ViewChanged)
    def view_changed(self, event: DocumentPane.ViewChanged) -> None:
        """Keep the order of the list for the next time."""
        view = [event.sort_by, event.descending, event.show]
        choose = self.library.session.choose
        self.run_worker(self.commonplace.core(choose, "view", view), exit_on_error=False)

    @on(DocumentPane.DocumentOpened)
    def document_chosen(self, event: DocumentPane.DocumentOpened) -> None:
        """Open the document and go to its text."""
        self.open_document(event.relative)

    @work(group="open", exclusive=True, exit_on_error=False)
    async def open_document(
        self, relative: str, *, at: int | None = None, annotation: str | None = None
    ) -> None:
        """Open a document: at code point `at`, at an `annotation`, or where reading stopped."""
        await self.show_document(relative, at=at, annotation=annotation)

    async def show_document(
        self, relative: str, *, at: int | None = None, annotation: str | None = None
    ) -> None:
        """What `open_document` does, for those who go on from there."""
        await self.remember_place()
        app = self.commonplace
        is_open = self.document is not None and self.document.relative == relative
        if is_open and at is None and annotation is None:
            self.query_one(Reader).focus()
            return
        if not is_open:
            try:
                document, settled = await app.core(
                    self.library.open_settled, relative, self._report_reading
                )
            except DocumentError as error:
                self.say(str(error), "error")
                await self.show_listing()
                return
            finally:
                self.activity = self.progress = None
            noted = await app.core(self._noted, document)
            await app.core(self.query_one(Reader).prepare, document.text)
            position = await app.core(self.library.session.position, document.path, document.sha256)
            self._show_document(document, position or Position())
            self._show_noted(noted)
            told = tuple(dict.fromkeys((*settled, *noted.notices)))
            if told:
                self.say(" · ".join(told), "warning")
            await self._count_again(is_changed=bool(settled))
        self._go_to(at, annotation)

    async def _count_again(self, *, is_changed: bool = False) -> None:
        """Let the list say of the open document what its notes say."""
        row = next((row for row in self.documents if row.id == self.current), None)
        lost = sum(one.state == LOST for one in self.placed)
        attention = lost + sum(one.state == FOUND for one in self.placed)
        counts = (len(self.placed), attention, lost)
        is_known = row is None or (row.highlights, row.attention, row.lost) == counts
        if self.document is not None and (is_changed or not is_known):
            await self.commonplace.core(self.library.recount, self.document)
            await self.show_listing()

    def _noted(self, document: Document) -> Noted:
        library = self.library
        drafts = tuple(library.drafts.of(str(document.path)))
        placed, where = library.placed(document), library.standing(document).where
        is_anywhere = bool(placed) or where != SAVED
        return Noted(placed, drafts, where if is_anywhere else "", library.notices(document))

    def _show_noted(self, noted: Noted) -> None:
        self.placed, self.drafts = noted.placed, noted.drafts
        self.show_where(noted.where)

    def show_where(self, where: str) -> None:
        """Where the notes of the document are; `Annotating` says so."""

    def _report_reading(self, done: int, total: int) -> None:
        self.post_message(self.ReadingProgressed(done, total))

    @on(ReadingProgressed)
    def reading_progressed(self, event: ReadingProgressed) -> None:
        """Say how far the document is that takes longer to open."""
        self.activity = f"opening: {event.done:,} of {event.total:,}"
        self.progress = event.done / max(event.total, 1)

    async def metadata_changed(self, relative: str) -> None:
        """Show what is known of a document now, in the list and over its text."""
        app = self.commonplace
        listing = await app.core(self.library.listing)
        await app.core(self.library.read_all, listing.unread)
        await self.show_listing()
        if self.document is not None and self.document.relative == relative:
            document = await app.core(self.library.open, relative)
            self.document = document
            self.heading = document.metadata.title or self._opening_title(document)
            self.byline = presenting.byline(document)
        self.update_index()

    def _show_document(self, document: Document, position: Position) -> None:
        self.placed = self.drafts = ()  # or the same notes on the same text would not be marked
        self.document = document
        self.current = document.relative
        reader = self.query_one(Reader)
        last = max(0, len(document.text) - 1)
        reader.show(
            document.text,
            offset=min(position.caret, last),
            top=min(position.offset, last),
            boilerplate=[(span.start, span.end) for span in document.content.boilerplate],
            headings=list(presenting.headings(document)),
        )
        self._top = reader.top_offset
        self.heading = document.metadata.title or self._opening_title(document)
        self.byline = presenting.byline(document)
        self._remembered = (document.relative, self._top)

    def _opening_title(self, document: Document) -> str:
        opening = self.library.opening(document)
        return in_quotes(f"{opening}…", OPENING + 2) if opening else document.path.name

    def _go_to(self, at: int | None, annotation: str | None) -> None:
        reader = self.query_one(Reader)
        reader.focus()
        if annotation is not None:
            found = next((one for one in self.placed if one.annotation.id == annotation), None)
            if found is not None and found.start is not None:
                at = found.start
            elif found is not None and found.state == LOST:
                self.say("This note lost its place; L among the notes checks it.", "warning")
        if at is not None:
            reader.go_to(at)

    def watch_placed(self) -> None:
        """Marks in the text and rows in the panel follow the annotations."""
        self.marks = presenting.marks(self.placed, self.commonplace.legend)
        self._show_notes()

    def legend_changed(self) -> None:
        """Marks and rows have the new names and marks of the colours."""
        self.watch_placed()

    def watch_drafts(self) -> None:
        """What was typed and not saved stands among the notes."""
        self._show_notes()

    def _show_notes(self) -> None:
        legend, today = self.commonplace.legend, self.library.today()
        self.notes = presenting.note_rows(self.placed, self.drafts, today, legend)

    @on(Reader.Scrolled)
    def place_changed(self, event: Reader.Scrolled) -> None:
        """Keep in mind how far one has read."""
        self._top = event.top_offset
        self._reading_progress = event.progress
        if self.document is not None:
            self.reading_time = presenting.reading_time(
                self.document, event.progress, event.top_offset
            )

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
            progress=self._reading_progress,
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

    def action_rescan(self) -> None:
        """Look for new and changed documents, and read the open one's notes again."""
        self.list_documents()
        self.reload_notes()

    @work(group="notes", exclusive=True, exit_on_error=False)
    async def reload_notes(self) -> None:
        """Read the notes of the open document from disk."""
        await self.refresh_notes()

    async def refresh_notes(self) -> None:
        """What `reload_notes` does, for those who go on from there."""
        if self.document is not None:
            noted = await self.commonplace.core(self._noted, self.document)
            self.placed, self.drafts = noted.placed, noted.drafts
