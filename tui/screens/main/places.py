"""Where one is on the screen, and how one gets elsewhere: round the panes, to one of them, back."""

from collections.abc import Iterable
from typing import TypeVar

from textual.widget import Widget

from tui.command import Command
from tui.screens.main.page_look import PageLook
from tui.screens.main.searching import Searching
from tui.screens.main.side_by_side import SideBySide
from tui.widgets.document_list import DocumentList, FilterInput
from tui.widgets.notes_panel import NoteList
from tui.widgets.reader import Reader
from tui.widgets.reading_pane import ReadingPane
from tui.widgets.search_pane import QueryInput, SearchPane

LABELS: dict[type[Widget], str] = {Reader: "text", NoteList: "notes", DocumentList: "list"}

Kind = TypeVar("Kind", bound=Widget)


class Places(Searching, SideBySide, PageLook):
    """The list, the search, the texts and their notes, in the order of the Tab key."""

    _was_at: Widget | None = None
    _searched_from: Widget | None = None

    def focus_moved(self, widget: Widget | None) -> None:
        """The pane in use is the one that had the focus last; a search was begun where one was."""
        if widget is None:  # as it is while another program has the keyboard
            return
        if _around(widget, SearchPane) and not _around(self._was_at, SearchPane):
            self._searched_from = self._was_at
        self._was_at = widget
        pane = _around(widget, ReadingPane)
        if pane in self.panes:
            self.pane_in_use = pane

    def label_of(self, command: Command) -> str:
        """Escape is told by where it leads; in the list, by nothing, as it leads nowhere."""
        if command.id != "app.back":
            return super().label_of(command)
        if self.zen:
            return "all panes"
        if isinstance(self.focused, FilterInput):
            return "show all"
        if isinstance(self.focused, DocumentList):
            return ""
        return LABELS[type(self._back())]

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
        """From the notes to the text, from a search to where it was begun, else to the list."""
        if self.zen:
            self.zen = False
        else:
            self._go_to_place(self._back())

    def _back(self) -> Widget:
        """Where one goes from here when one goes back."""
        if isinstance(self.focused, NoteList):
            return self.reader
        begun, in_search = self._searched_from, _around(self.focused, SearchPane)
        if in_search and isinstance(begun, Reader | NoteList) and begun in self._stops():
            return begun
        return self.query_one(DocumentList)

    def _go_round(self, step: int) -> None:
        places = list(self._stops())
        here = next(
            (i for i, place in enumerate(places) if place is self.focused), -1 if step > 0 else 0
        )
        self._go_to_place(places[(here + step) % len(places)])

    def _go_to_place(self, place: Widget) -> None:
        pane = next((one for one in self.panes if one.reader is place), self.pane)
        self.pane_in_use = pane  # before it gets the focus: it may have to be shown first
        self.set_focus(place)

    def _stops(self) -> Iterable[Widget]:
        """Where one can be, in the order of the Tab key."""
        yield self.query_one(DocumentList)
        yield self.query_one(QueryInput)
        if self.answer is not None and self.answer.groups:
            yield self.query_one(SearchPane).results
        for pane in self.panes:
            yield pane.reader
        yield self.query_one(NoteList)


def _around(widget: Widget | None, kind: type[Kind]) -> Kind | None:
    """The widget of this kind that `widget` is, or is in."""
    nodes = widget.ancestors_with_self if widget is not None else ()
    return next((node for node in nodes if isinstance(node, kind)), None)
