"""The documents of the library: scanning it, and showing what is known of them."""

import time

from textual import on, work
from textual.message import Message
from textual.reactive import var

from notes.documents.record import DocumentRecord
from tui import presenting
from tui.document_rows import DocumentRow
from tui.screens.main.indexing import Indexing
from tui.shown_documents import ShownDocuments
from tui.widgets.document_list import DocumentList, DocumentPane

READ_AT_ONCE = 40  # documents new to us that are read before the first list is shown


class Listing(Indexing):
    """What is listed; what the indexer learns of the documents is shown as it goes."""

    documents: var[tuple[DocumentRow, ...]] = var[tuple[DocumentRow, ...]](())
    document_count: var[int | None] = var[int | None](None)
    loading_text: var[str] = var("")

    has_unread = False  # whether documents were not read yet when the library was scanned

    class Listed(Message):
        """The documents are in the list."""

    def begin(self) -> None:
        """List the documents, as they were arranged the last time."""
        self._document_rows = ShownDocuments()
        self.loading_text = "Looking for documents …"
        self.query_one(DocumentPane).arrange_by(self.library.session.choice("view"))
        self.call_after_refresh(self.list_documents)  # the first frame comes first

    @work(group="load", exclusive=True, exit_on_error=False)
    async def list_documents(self) -> None:
        """Scan the library; what is known is shown at once, a few new documents are read first."""
        app = self.commonplace
        await app.core(self.library.look)  # those that come from now on are seen
        listing = await app.core(self.library.listing)
        quick = self.library.at_once(listing.unread[: READ_AT_ONCE + 1])
        if quick and len(listing.unread) <= READ_AT_ONCE:
            await app.core(self.library.read_all, quick)
            listing = await app.core(self.library.listing)
        await self.show_listing(listing.records)
        self.loading_text = ""
        self.has_unread = bool(listing.unread)
        if listing.problems:
            self.say(listing.problems[0], "warning")
        self.post_message(self.Listed())

    async def count_notes(self) -> None:
        """Show how many notes each document has, where somebody else wrote some; find them."""
        listing = await self.commonplace.core(self.library.listing)
        await self.show_listing(listing.records)
        self.update_index()

    @on(Indexing.Indexed)
    def library_indexed(self) -> None:
        """Show what was learnt about the documents while they were indexed."""
        self.look_again()

    @work(group="listing", exclusive=True, exit_on_error=False)
    async def look_again(self) -> None:
        """Show the documents as they are known now; a handler that waits would keep all waiting."""
        started = time.monotonic()
        await self.show_listing()
        self.looked(time.monotonic() - started)

    async def show_listing(self, records: tuple[DocumentRecord, ...] | None = None) -> None:
        """Show the documents as the catalogue knows them now, or as these `records` say."""
        rows = await self.commonplace.core(self._rows, records)
        self.documents = rows
        self.document_count = len(rows)

    def _rows(self, records: tuple[DocumentRecord, ...] | None) -> tuple[DocumentRow, ...]:
        known = self.library.known() if records is None else records
        states = presenting.row_states(self.library.whereabouts(), self.library.unwritten())
        return self._document_rows.rows(known, self.library.positions(), states)

    @on(DocumentPane.ViewChanged)
    def view_changed(self, event: DocumentPane.ViewChanged) -> None:
        """Say how the list is arranged, and keep it so for the next time."""
        self.say(event.told)
        view = [event.sort_by, event.descending, event.show]
        choose = self.library.session.choose
        self.run_worker(self.commonplace.core(choose, "view", view), exit_on_error=False)

    @property
    def listed_here(self) -> str | None:
        """The document under the cursor, while one is in the list."""
        documents = self.query_one(DocumentList)
        return documents.cursor if self.focused is documents else None
