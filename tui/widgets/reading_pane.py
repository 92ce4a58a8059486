"""One open document: its heading, its text, and the line in which one finds words in it."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import var

from notes.annotations.drafts import Draft
from notes.annotations.model import Placed
from notes.documents.model import Document, Hyperlink
from tui.read_share import ReadShare
from tui.reading_clock import ReadingClock
from tui.widgets.document_heading import DocumentHeading
from tui.widgets.find_bar import FindBar
from tui.widgets.notes_panel import NoteRow
from tui.widgets.reader import Mark, Reader


class ReadingPane(Vertical):
    """All that is known of what is open in one place; the screen sets it, and looks at it."""

    DEFAULT_CSS = """
    ReadingPane { width: 1fr; height: 1fr; background: $ground; }
    """

    # Which document, and what is shown of it here
    document: var[Document | None] = var[Document | None](None)
    current: var[str | None] = var[str | None](None)
    heading: var[str] = var("")
    bylines: var[tuple[str, ...]] = var[tuple[str, ...]](())
    reading_time: var[str] = var("")
    doubts: var[str] = var("")
    marks: var[tuple[Mark, ...]] = var[tuple[Mark, ...]](())
    found_text: var[str] = var("")
    text_width: var[int] = var(80)
    line_spacing: var[int] = var(1)
    reflows: var[bool] = var(True)
    is_in_use: var[bool | None] = var[bool | None](None)
    """Whether it is this one of two that is used; None where there is one."""

    # Its notes, and what is shown of them beside it
    placed: var[tuple[Placed, ...]] = var[tuple[Placed, ...]](())
    drafts: var[tuple[Draft, ...]] = var[tuple[Draft, ...]](())
    notes: var[tuple[NoteRow, ...]] = var[tuple[NoteRow, ...]](())
    current_note: var[str | None] = var[str | None](None)
    state_text: var[str] = var("")
    standing: var[str] = var("")
    placing: var[Placed | None] = var[Placed | None](None)

    def __init__(self) -> None:
        super().__init__()
        self.reader = Reader()
        self.find_bar = FindBar()
        self.clock = ReadingClock()
        self.top = 0  # code point
        self.read = ReadShare(0)
        self.remembered: tuple[str, int, float] | None = None  # the place that is on disk
        self.seen: tuple[str, str | None, str | None] | None = None  # the files as they were
        self.is_looked_at = False
        self.links: tuple[Hyperlink, ...] = ()
        self.left: tuple[str, int] | None = None  # where a reference was that one followed
        self.visited: str | None = None  # the note that one went to for checking it

    def compose(self) -> ComposeResult:
        """The heading, the text, and below it what is to be found."""
        here = ReadingPane
        yield DocumentHeading().data_bind(
            here.heading,
            here.bylines,
            here.reading_time,
            here.text_width,
            here.doubts,
            here.is_in_use,
        )
        yield self.reader.data_bind(here.marks, here.text_width, here.line_spacing, here.reflows)
        yield self.find_bar.data_bind(found=here.found_text)
