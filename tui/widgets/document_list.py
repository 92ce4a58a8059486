"""The list of documents with its heading and its filter."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input, Static

from tui.document_rows import DESCENDING_FIRST, SHOWS, SORTS, DocumentRow, filter_rows, sort_rows
from tui.line_text import flat
from tui.widgets.harmless import Harmless
from tui.widgets.row_list import RowList

NO_DOCUMENTS = (
    "No documents here yet.\n\nPut PDF, EPUB, Word, HTML, Markdown or text files into this folder"
    " and press F5."
)
NO_MATCH = "No document matches.\n\nf shows others; Escape in the filter shows all."


class DocumentList(RowList):
    """The rows of the document list."""

    KEY_CONTEXT = "documents"

    is_awaited = False  # whether the documents are still being looked for
    _opens_first = False

    def action_open_row(self) -> None:
        """Open the row under the cursor; before there are any, the first as soon as it is there."""
        self._opens_first = self.is_awaited and self.cursor is None
        super().action_open_row()

    def watch_rows(self) -> None:
        """Take new rows, and do what was asked for before they came."""
        super().watch_rows()
        if self._opens_first and self.cursor is not None:
            self.action_open_row()


class FilterInput(Harmless, Input):
    """Where the words of the filter are typed."""

    KEY_CONTEXT = "filter"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Show all documents again", show=False),
        Binding("down", "submit", "Go to the list", show=False),
    ]

    @dataclass
    class Dropped(Message):
        """The filter was given up."""

    def action_back(self) -> None:
        """Give up the filter."""
        self.post_message(self.Dropped())


class DocumentPane(Vertical):
    """All documents of the library, filtered and sorted; `current` is the one that is open.

    Those that come in the order of their titles are sorted in one pass.
    """

    DEFAULT_CSS = """
    DocumentPane {
        background: $surface;
        color: $foreground;

        & > .heading { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & > .filter { height: 1; padding: 0 1; display: none; }
        & > .filter.-open { display: block; }
        & > DocumentList { margin-top: 1; }
        &.-short > DocumentList { margin-top: 0; }
        .prompt { width: 2; color: $text-accent; }
        FilterInput { width: 1fr; background: $surface; }
        FilterInput > .input--placeholder { color: $faint; }
        FilterInput:focus { background-tint: $foreground 0%; }
    }
    """

    documents: var[tuple[DocumentRow, ...]] = var[tuple[DocumentRow, ...]]((), always_update=True)
    current: var[str | None] = var[str | None](None)
    loading_text: var[str] = var("")
    words: var[str] = var("")
    show: var[str] = var("all")
    sort_by: var[str] = var("title")
    descending: var[bool] = var(False)

    @dataclass
    class DocumentOpened(Message):
        """The user asked for a document, named by its path relative to the library."""

        relative: str

    @dataclass
    class DocumentHighlighted(Message):
        """The user moved the cursor to a document."""

        relative: str

    @dataclass
    class ViewChanged(Message):
        """The user chose another order or other documents to be shown; `told` says so in a line."""

        sort_by: str
        descending: bool
        show: str
        told: str

    def __init__(self) -> None:
        super().__init__()
        self._said = Content()

    def compose(self) -> ComposeResult:
        """Heading, filter (empty until it is asked for), list."""
        yield Static(classes="heading")
        yield Horizontal(classes="filter")
        yield DocumentList(row_height=2)

    def arrange_by(self, view: object) -> None:
        """Sort and filter as `ViewChanged` told it; anything else is no view."""
        match view:
            case [str(sort_by), bool(descending), str(show)] if sort_by in SORTS and show in SHOWS:
                self.sort_by, self.descending, self.show = sort_by, descending, show

    @property
    def rows(self) -> DocumentList:
        """The list itself."""
        return self.query_one(DocumentList)

    def focus_list(self) -> None:
        """Give the list the focus."""
        self.screen.set_focus(self.rows)  # at once, not `focus()`: the next key belongs there

    def on_mount(self) -> None:
        """Show what was set before."""
        self._arrange()

    def on_resize(self) -> None:
        """Do without the blank line where there is little room."""
        self.set_class(self.size.height < 14, "-short")

    def watch_documents(self) -> None:
        """Show other documents."""
        self._arrange()

    def watch_current(self, current: str | None) -> None:
        """Mark the document that is open."""
        if self.children:
            self.rows.current = current

    def watch_loading_text(self) -> None:
        """Say what is going on."""
        self._arrange()

    def watch_words(self) -> None:
        """Filter by other words."""
        self._arrange()

    def watch_show(self) -> None:
        """Show other documents."""
        self._arrange()

    def watch_sort_by(self) -> None:
        """Sort anew."""
        self._arrange()

    def watch_descending(self) -> None:
        """Sort anew."""
        self._arrange()

    def action_filter_documents(self) -> None:
        """Open the filter."""
        line = self.query_one(".filter")
        if not line.children:
            asked = "title, author, year, name"
            field = FilterInput(placeholder=asked, compact=True, max_length=256)
            line.mount(Static("/", classes="prompt", markup=False), field)
        line.add_class("-open")
        self.query_one(FilterInput).focus()

    def action_sort_documents(self) -> None:
        """Sort by the next of the orders, in the direction that is usual for it."""
        by = _after(self.sort_by, SORTS)
        self.set_reactive(DocumentPane.descending, by in DESCENDING_FIRST)
        self.sort_by = by
        self._view_changed(f"{self._order()}; s sorts by {_after(by, SORTS)}")

    def action_reverse_documents(self) -> None:
        """Turn the order round."""
        self.descending = not self.descending
        self._view_changed(self._order())

    def action_cycle_filter(self) -> None:
        """Show the next of all, unread, reading, done, annotated."""
        self.show = _after(self.show, SHOWS)
        found = len(self.rows.rows)
        self._view_changed(f"Shown: {self.show}, {found:,}; f shows {_after(self.show, SHOWS)}")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        event.stop()
        self.words = event.value
        self.rows.move_to_first()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to what was found."""
        event.stop()
        if not self.words.strip():
            self.query_one(".filter").remove_class("-open")
        self.focus_list()

    def on_filter_input_dropped(self, event: FilterInput.Dropped) -> None:
        """Show all again, and close the filter."""
        event.stop()
        self.query_one(FilterInput).value = ""
        self.query_one(".filter").remove_class("-open")
        self.focus_list()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Say that a document was opened."""
        event.stop()
        self.post_message(self.DocumentOpened(event.row_id))

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Say that the cursor is on another document."""
        event.stop()
        self.post_message(self.DocumentHighlighted(event.row_id))

    def _view_changed(self, told: str) -> None:
        """Go to the first, and say how the list is arranged now, so that it can be kept."""
        self.rows.move_to_first()
        self.post_message(self.ViewChanged(self.sort_by, self.descending, self.show, f"{told}."))

    def _arrange(self) -> None:
        """Filter and sort, and say so in the heading."""
        if not self.children:
            return
        kept = filter_rows(self.documents, self.words, self.show)
        shown = tuple(sort_rows(kept, self.sort_by, self.descending))
        rows = self.rows
        rows.empty_text = self._reason()
        rows.is_awaited = bool(self.loading_text)
        rows.current = self.current
        rows.rows = shown
        heading = self._heading(len(shown))
        if heading != self._said:  # to update it lays out the whole screen
            self._said = heading
            self.query_one(".heading", Static).update(heading)

    def _order(self) -> str:
        return f"By {self.sort_by} {'↓' if self.descending else '↑'}"

    def _reason(self) -> str:
        """Why the list is empty, should it be."""
        if self.documents and self.show != "all" and not self.words.strip():
            return f"No document is {self.show}.\n\nf shows {_after(self.show, SHOWS)}."
        if self.documents:
            return NO_MATCH
        return self.loading_text or NO_DOCUMENTS

    def _heading(self, count: int) -> Content:
        """How many documents, in which order, which of them."""
        total = len(self.documents)
        number = f"{total:,}" if count == total else f"{count:,} of {total:,}"
        parts = [number, self.show] if self.show != "all" else [number]
        parts.append(f"by {self.sort_by} {'↓' if self.descending else '↑'}")
        if self.words.strip():
            parts.append(f"“{flat(self.words.strip())}”")
        if self.documents and self.loading_text:
            parts.append(flat(self.loading_text))
        return Content.assemble(
            ("DOCUMENTS", "bold $text-primary"), ("  " + " · ".join(parts), "$faint")
        )


def _after(one: str, others: tuple[str, ...]) -> str:
    """The next of those that are gone through in turn."""
    return others[(others.index(one) + 1) % len(others)]
