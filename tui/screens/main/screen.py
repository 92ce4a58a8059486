"""The main screen: documents and search, the reader, the notes of the open document.

It wires: widgets tell what the user did, the library does it, the screen's variables change, and
the widgets follow. What belongs together is in a file of its own beside this one.
"""

from collections.abc import Iterable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import var
from textual.widget import Widget

from notes.library import Library
from tui.commands import Command
from tui.line_text import visible
from tui.screens.main.arranging import Arranging
from tui.screens.main.collecting import Collecting
from tui.screens.main.copying import Copying
from tui.screens.main.finding import Finding
from tui.screens.main.linking import Linking
from tui.screens.main.listing import Listing
from tui.screens.main.page_look import PageLook
from tui.screens.main.refining import Refining
from tui.screens.main.reopening import Reopening
from tui.screens.main.shaping import Shaping
from tui.widgets.document_heading import DocumentHeading
from tui.widgets.document_list import DocumentList, DocumentPane
from tui.widgets.find_bar import FindBar
from tui.widgets.hint import FirstHint
from tui.widgets.key_bar import KeyBar
from tui.widgets.notes_panel import NoteList, NotesPanel
from tui.widgets.reader import Reader
from tui.widgets.search_pane import QueryInput, SearchPane
from tui.widgets.title_bar import TitleBar

SIDE_BY_SIDE = 120  # columns from which all panes fit
LOW = 12  # rows: under this the bars over the text make room for it


class MainScreen(
    Refining,
    Finding,
    Linking,
    Copying,
    Collecting,
    Shaping,
    Arranging,
    Reopening,
    PageLook,
):
    """Everything that is on the screen while one reads."""

    library_name: var[str] = var("")

    _was_shown = False

    def __init__(self, library: Library, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.library = library
        self.set_reactive(MainScreen.library_name, library.name)

    def compose(self) -> ComposeResult:
        """Title bar; documents and search, reader, notes; key bar."""
        here = MainScreen
        yield TitleBar().data_bind(
            here.library_name,
            here.document_count,
            here.activity,
            here.progress,
            here.citation_style,
            here.state_text,
        )
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield DocumentPane().data_bind(here.documents, here.current, here.loading_text)
                yield SearchPane().data_bind(here.answer, here.asked_text, running=here.searching)
            with Vertical(id="middle"):
                yield DocumentHeading().data_bind(
                    here.heading, here.byline, here.reading_time, here.text_width, here.doubts
                )
                yield Reader().data_bind(here.marks, here.text_width, here.line_spacing)
                yield FindBar().data_bind(found=here.found_text)
            yield NotesPanel().data_bind(
                notes=here.notes, state_text=here.state_text, current=here.current_note
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the library; a document that was named is opened at once."""
        self.set_page()
        self.begin()
        self.query_one(DocumentList).focus()
        for problem in self.commonplace.problems:
            # Not in the key bar: there may be several, and each has to be read to its end.
            self.notify(visible(problem), severity="warning", timeout=15, markup=False)
        if self.commonplace.first_run:
            self.mount(FirstHint())
            self.query_one(FirstHint).focus()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """The first time everything has just been styled, and need not be again."""
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True

    @on(Listing.Listed)
    def documents_listed(self) -> None:
        """Learn the tags only now: all note files are read for them, and nobody waits."""
        self.load_tags()

    def on_first_hint_dismissed(self) -> None:
        """The newcomer has seen it."""
        if isinstance(self.focused, FirstHint):
            self.query_one(DocumentList).focus()
        for hint in self.query(FirstHint):
            hint.remove()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of the place; in a narrow terminal, show the place itself."""
        self.refresh_hints()
        self._show_place(event.widget)
        if isinstance(event.widget, QueryInput):
            self.warm_search()

    def on_resize(self, event: events.Resize) -> None:
        """Give the text what room there is."""
        self.set_class(event.size.height < LOW, "-low")
        if self.focused is not None:
            self._show_place(self.focused)

    def _show_place(self, widget: Widget) -> None:
        """Where the panes do not fit side by side, show the one that `widget` is in.

        Where they do, no class is changed: it would have every widget styled anew at the start.
        """
        is_tight = self.size.width < SIDE_BY_SIDE
        in_list = is_tight and self._is_in(widget, "#left")
        self.query_one("#body").set_class(in_list, "-listing")
        in_notes = is_tight and self._is_in(widget, "NotesPanel")
        self.query_one(NotesPanel).set_class(in_notes, "-open")

    def _is_in(self, widget: Widget, selector: str) -> bool:
        place = self.query_one(selector)
        return any(node is place for node in widget.ancestors_with_self)

    def label_of(self, command: Command) -> str:
        """From where one types Escape leads back; elsewhere one sees where one is."""
        is_typing = isinstance(self.focused, QueryInput)
        return "back" if command.id == "app.back" and is_typing else super().label_of(command)

    def action_help(self) -> None:
        """Show the keys of this place."""
        self.show_help(with_search=isinstance(self.focused, QueryInput))

    def action_next_pane(self) -> None:
        """Go round the panes."""
        self._go_round(1)

    def action_previous_pane(self) -> None:
        """Go round the panes the other way."""
        self._go_round(-1)

    def action_search(self) -> None:
        """Go to the search."""
        self.zen = False
        field = self.query_one(QueryInput)
        self.set_focus(field)  # at once, not `focus()`: what is typed next belongs there
        field.select_all()

    def action_notes_panel(self) -> None:
        """Go to the notes of this document."""
        self.zen = False
        self.set_focus(self.query_one(NoteList))

    def action_back(self) -> None:
        """From the notes to the text, from the search or the text to the documents; out of zen."""
        if self.zen:
            self.zen = False
        elif isinstance(self.focused, NoteList):
            self.set_focus(self.query_one(Reader))
        else:
            self.set_focus(self.query_one(DocumentList))

    async def action_leave(self) -> None:
        """Leave the search or the notes; from the documents or the text, quit."""
        await self.commonplace.action_leave_now()

    def on_unmount(self) -> None:
        """Leave nothing running, whichever way the program ends."""
        self.stop_indexing()

    async def before_leaving(self) -> tuple[str, ...]:
        """Put on disk what is not there yet; gives what could not be, and why, in lines."""
        await self.remember_place()
        await self.keep_time()
        unsaved = await self.commonplace.saved(self.library.unsaved)
        if not unsaved:
            self.stop_indexing()
        return unsaved

    def _go_round(self, step: int) -> None:
        panes = list(self._panes())
        current = next(
            (i for i, pane in enumerate(panes) if pane is self.focused), -1 if step > 0 else 0
        )
        self.set_focus(panes[(current + step) % len(panes)])

    def _panes(self) -> Iterable[Widget]:
        """Where one can be, in the order of the Tab key."""
        yield self.query_one(DocumentList)
        yield self.query_one(QueryInput)
        if self.answer is not None and self.answer.groups:
            yield self.query_one(SearchPane).results
        yield self.query_one(Reader)
        yield self.query_one(NoteList)
