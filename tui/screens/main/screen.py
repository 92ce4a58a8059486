"""The main screen: documents and search, the reader, the notes of the open document.

It wires: widgets tell what the user did, the library does it, the screen's variables change, and
the widgets follow. What belongs together is in a file of its own beside this one.
"""

from collections.abc import Mapping
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import var
from textual.widget import Widget

from notes.library import Library
from tui.keys import Run
from tui.line_text import visible
from tui.screens.main.arranging import Arranging
from tui.screens.main.collecting import Collecting
from tui.screens.main.copying import Copying
from tui.screens.main.exchanging import Exchanging
from tui.screens.main.finding import Finding
from tui.screens.main.linking import Linking
from tui.screens.main.listing import Listing
from tui.screens.main.places import Places
from tui.screens.main.refining import Refining
from tui.screens.main.reopening import Reopening
from tui.screens.main.shaping import Shaping
from tui.screens.main.side_by_side import BESIDE
from tui.widgets.document_list import DocumentList, DocumentPane
from tui.widgets.hint import FirstHint
from tui.widgets.key_bar import KeyBar
from tui.widgets.notes_panel import NotesPanel
from tui.widgets.reading_pane import ReadingPane
from tui.widgets.search_pane import QueryInput, SearchPane
from tui.widgets.title_bar import TitleBar

AROUND: Mapping[str, tuple[tuple[type[Widget], str], ...]] = {  # where the pane in use is shown
    "current": ((DocumentPane, "current"),),
    "notes": ((NotesPanel, "notes"),),
    "current_note": ((NotesPanel, "current"),),
    "state_text": ((NotesPanel, "state_text"),),
    "standing": ((TitleBar, "state_text"),),
}
ROOMY = 220  # columns from which the list fits beside two documents
LOW = 12  # rows: under this the bars over the text make room for it


class MainScreen(
    Refining,
    Finding,
    Linking,
    Copying,
    Collecting,
    Shaping,
    Arranging,
    Exchanging,
    Reopening,
    Places,
):
    """Everything that is on the screen while one reads."""

    library_name: var[str] = var("")

    _was_shown = False
    _hint: FirstHint | None = None
    _shows_two = False

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
        )
        with Horizontal(id="body", classes="-listing"):  # the list has the keys first
            with Vertical(id="left"):
                yield DocumentPane().data_bind(here.documents, here.loading_text)
                yield SearchPane().data_bind(
                    here.answer, here.asked_text, here.indexed, running=here.searching
                )
            yield self.add_pane(ReadingPane())
            yield NotesPanel()
        yield KeyBar()

    def follow(self, pane: ReadingPane) -> None:
        """What is around the text is of the pane in use."""
        super().follow(pane)
        for name in AROUND:
            self.when_changed(pane, name, partial(self._show_around, pane, name))

    def watch_pane_in_use(self, pane: ReadingPane | None) -> None:
        """Show all around the text anew."""
        if not self.is_mounted:
            return
        for name in AROUND if pane is not None else ():
            self._show_around(pane, name)
        self._make_room()

    def watch_panes(self) -> None:
        """Give each of the panes its room."""
        if self.is_mounted:
            self._make_room()

    def _show_around(self, pane: ReadingPane | None, name: str) -> None:
        if pane is self.pane_in_use:
            for kind, variable in AROUND[name]:
                for widget in self.query(kind):
                    setattr(widget, variable, getattr(pane, name))

    def on_mount(self) -> None:
        """Show the library; a document that was named is opened at once."""
        self.watch(self, "focused", self._focus_moved, init=False)
        self.set_page()
        self.begin()
        self.query_one(DocumentList).focus()
        for problem in self.commonplace.problems:
            # Not in the key bar: there may be several, and each has to be read to its end.
            self.notify(visible(problem), severity="warning", timeout=15, markup=False)
        if self.commonplace.first_run:
            self._hint = FirstHint()
            self.mount(self._hint)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """The first time everything has just been styled, and need not be again."""
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True

    @on(Listing.Listed)
    def documents_listed(self) -> None:
        """Learn the tags only now: all note files are read for them, and nobody waits."""
        self.load_tags()

    @on(events.Key)
    @on(FirstHint.Dismissed)
    def drop_hint(self) -> None:
        """The newcomer has seen it; a key does what it always does as well."""
        if self._hint is not None:
            self._hint.remove()
            self._hint = None

    async def run(self, run: Run) -> None:
        """A command that is read before widgets see its key closes the hint as well."""
        self.drop_hint()
        await super().run(run)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of the place; in a narrow terminal, show the place itself."""
        self.refresh_hints()
        self._show_place(event.widget)
        if isinstance(event.widget, QueryInput):
            self.warm_search()

    def _focus_moved(self, widget: Widget | None) -> None:
        """The hint for newcomers is for those who are in the list."""
        if not isinstance(widget, DocumentList):
            self.drop_hint()
        self.focus_moved(widget)

    def on_resize(self, event: events.Resize) -> None:
        """Give the text what room there is."""
        self.set_class(event.size.height < LOW, "-low")
        self._make_room()

    def _show_place(self, widget: Widget) -> None:
        """Mark the pane that `widget` is in: it is the one to be seen where not all of them fit.

        Where they do it is marked as well, or it would lose the focus when the terminal shrinks.
        """
        self.query_one("#body").set_class(self._is_in(widget, "#left"), "-listing")
        self.query_one(NotesPanel).set_class(self._is_in(widget, "NotesPanel"), "-open")

    def _make_room(self) -> None:
        """Where there is no room for two documents any more, show the one in use."""
        was_two, is_two = self._shows_two, len(self.panes) > 1
        if not was_two and not is_two:  # as nearly always: nothing is to be styled anew
            return
        self._shows_two = is_two
        is_tight = self.size.width < BESIDE
        for pane in self.panes:
            is_in_use = pane is self.pane_in_use
            pane.is_in_use = is_in_use if is_two else None
            pane.set_class(is_two and is_in_use, "-in-use")
            pane.set_class(is_two and is_tight and not is_in_use, "-away")
        body = self.query_one("#body")
        body.set_class(is_two, "-two")
        body.set_class(is_two and self.size.width < ROOMY, "-aside")

    def _is_in(self, widget: Widget, selector: str) -> bool:
        place = self.query_one(selector)
        return any(node is place for node in widget.ancestors_with_self)

    def action_help(self) -> None:
        """Show the keys of this place."""
        self.show_help(with_search=isinstance(self.focused, QueryInput))

    async def action_leave(self) -> None:
        """Leave the search or the notes; from the documents or the text, quit."""
        await self.commonplace.action_leave_now()

    def on_unmount(self) -> None:
        """Leave nothing running, whichever way the program ends."""
        self.stop_indexing()

    async def before_leaving(self) -> tuple[str, ...]:
        """Put on disk what is not there yet; gives what could not be, and why, in lines."""
        for _ in self.each_pane():
            await self.remember_place()
        await self.keep_time()
        unsaved = await self.commonplace.saved(self.library.unsaved)
        if not unsaved:
            self.stop_indexing()
        return unsaved
