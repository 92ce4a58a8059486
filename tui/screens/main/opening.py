"""Opening a document: its text where it was left, or at a passage or a note."""

from dataclasses import dataclass

from textual import on, work
from textual.message import Message

from notes.annotations.model import LOST
from notes.documents.model import Document
from notes.errors import DocumentError
from notes.session import Position
from tui import presenting
from tui.line_text import in_quotes
from tui.screens.main.notes_shown import NotesShown
from tui.screens.main.panes import OfPane
from tui.widgets.document_list import DocumentPane

OPENING = 60  # cells of a text's first words that stand for its title


class Opening(NotesShown):
    """Puts one document into the reader, with its heading and its notes."""

    @dataclass
    class ReadingProgressed(Message):
        """So many pages or chapters of the document that is being opened have been read."""

        done: int
        total: int

    heading = OfPane[str]()
    bylines = OfPane[tuple[str, ...]]()

    @property
    def document_here(self) -> str | None:
        """The document under the cursor of the list; elsewhere, the one that is open."""
        return self.listed_here or self.current

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
        self,
        relative: str,
        *,
        at: int | None = None,
        annotation: str | None = None,
        goes_there: bool = True,
    ) -> None:
        """What `open_document` does, for those who go on from there; or stay where they are."""
        await self.remember_place()
        app = self.commonplace
        is_open = self.document is not None and self.document.relative == relative
        if is_open and at is None and annotation is None:
            if goes_there:
                self.focus_text()
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
            noted = await app.core(self.noted, document)
            await app.core(self.reader.prepare, document.text)
            position = await app.core(self.library.session.position, document.path, document.sha256)
            if self.pane not in self.panes:
                return  # it was closed meanwhile
            self.put_on_screen(document, position or Position())
            self.show_noted(noted)
            told = tuple(dict.fromkeys((*settled, *noted.notices)))
            if told:
                self.say(" · ".join(told), "warning")
            await self.count_again(is_changed=bool(settled))
        if goes_there:
            self.focus_text()
        self._go_to(at, annotation)

    def _report_reading(self, done: int, total: int) -> None:
        self.post_message(self.ReadingProgressed(done, total))

    @on(ReadingProgressed)
    def reading_progressed(self, event: ReadingProgressed) -> None:
        """Say how far the document is that takes longer to open."""
        self.activity = f"opening: {event.done:,} of {event.total:,}"
        self.progress = event.done / max(event.total, 1)

    def describe(self, document: Document) -> None:
        """Show title and byline over the text."""
        self.document = document
        self.heading = document.metadata.title or self._opening_title(document)
        self.bylines = presenting.bylines(document)

    def put_on_screen(self, document: Document, position: Position) -> None:
        self.placed = self.drafts = ()  # or the same notes on the same text would not be marked
        self.begin_reading(document, position.progress)
        reader = self.reader
        last = max(0, len(document.text) - 1)
        reader.show(
            document.text,
            offset=min(position.caret, last),
            top=min(position.offset, last),
            boilerplate=[(span.start, span.end) for span in document.content.boilerplate],
            headings=list(presenting.headings(document)),
        )
        self.arrived(document)
        self.describe(document)

    def _opening_title(self, document: Document) -> str:
        opening = self.library.opening(document)
        return in_quotes(f"{opening}…", OPENING + 2) if opening else document.path.name

    def _go_to(self, at: int | None, annotation: str | None) -> None:
        if annotation is not None:
            found = self.note_by_id(annotation)
            if found is not None and found.start is not None:
                at = found.start
            elif found is not None and found.state == LOST:
                self.say("This note lost its place; L among the notes checks it.", "warning")
        if at is not None:
            self.reader.go_to(at)
