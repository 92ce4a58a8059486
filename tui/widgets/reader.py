"""The reader: a text to read, select in, and find in, by keys and by mouse.

It knows neither notes nor files: it is given a text, spans and marks, and it posts what happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection
from textual.timer import Timer

from tui import text_units
from tui.find import MOST_MATCHES, find_all
from tui.widgets.reader_marks import Mark, Span
from tui.widgets.reader_motions import ReaderMotions
from tui.widgets.reader_paint import GUTTER

__all__ = ["Mark", "Reader"]

_DRAG_INTERVAL = 1 / 20  # seconds between two rows when the mouse is held past an edge


class Reader(ReaderMotions, can_focus=True, inherit_bindings=False):
    """Reading, with a selection that both keys and mouse make; its two ends are both in it."""

    @dataclass
    class SelectionChanged(Message, namespace="reader"):
        """Something else is selected: half-open offsets, or None twice for nothing."""

        start: int | None
        end: int | None

    @dataclass
    class PassageSelected(Message, namespace="reader"):
        """The mouse has selected a passage, so that actions on it can be offered."""

        start: int
        end: int

    @dataclass
    class MarkClicked(Message, namespace="reader"):
        """A highlight, or its mark in the margin, was clicked."""

        id: str

    @dataclass
    class LinkClicked(Message, namespace="reader"):
        """Words that lead elsewhere were clicked; `offset` is within them."""

        offset: int

    def __init__(
        self, *, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.matches_capped = False
        self._pivot: int | None = None
        self._by_lines = False
        self._told: Span | None = None
        self._pressed: int | None = None
        self._drags = False
        self._pointer = Offset(0, 0)
        self._drag_timer: Timer | None = None

    @property
    def KEY_CONTEXT(self) -> str:
        """Which keys work here."""
        return "reader" if self._pivot is None else "select"

    def show(
        self,
        text: str,
        *,
        offset: int = 0,
        top: int | None = None,
        boilerplate: Sequence[Span] = (),
        headings: Sequence[Span] = (),
    ) -> None:
        """Replace the text, drop marks, matches and selection, and put the caret at `offset`."""
        self._end_press()
        self.action_cancel_selection()
        super().show(text, offset=offset, top=top, boilerplate=boilerplate, headings=headings)

    # Asking and finding

    def word_at(self, offset: int) -> Span:
        """The word at `offset`; on a blank it is empty."""
        return text_units.word_at(self.text, offset)

    def sentence_at(self, offset: int) -> Span:
        """The sentence at `offset`, or the nearest."""
        return text_units.sentence_at(self.text, offset)

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph at `offset`, or the nearest."""
        return text_units.paragraph_at(self.text, offset)

    def find(self, pattern: str) -> int:
        """Light all places where `pattern` stands and say how many; the caret stays.

        At most 10,000 are lit; `matches_capped` then says that there are more.
        """
        return self.light(find_all(self.text, pattern, MOST_MATCHES + 1))

    def light(self, found: Sequence[Span]) -> int:
        """Light what was found (in order), as `find` does, and say how much of it."""
        self.matches_capped = len(found) > MOST_MATCHES
        self.matches = tuple(found[:MOST_MATCHES])
        return len(self.matches)

    # Selecting

    @property
    def selection(self) -> Span | None:
        """What is selected, half-open; whole characters as seen, no line end at either side."""
        if self._pivot is None or not self.text:
            return None
        low, high = sorted((self._pivot, self.caret))
        if self._by_lines:
            start = self.wrapped.row_start(self.wrapped.row_of(low))
            end = self.wrapped.visible_span(self.wrapped.row_of(high))[1]
        else:
            start = self.wrapped.cluster_of(low)[0]
            end = self.wrapped.cluster_of(high)[1]
            while end - start > 1 and self.text[end - 1] == "\n":
                end -= 1
            while end - start > 1 and self.text[start] == "\n":
                start += 1
        return start, max(start + 1, end)

    def select(self, start: int, end: int) -> None:
        """Select a passage; the caret goes to its last character."""
        self._by_lines = False
        self._pivot = start
        self.go_to(max(start, end - 1))
        self._tell_selection()

    def action_select_characters(self) -> None:
        """Begin to select at the caret, character by character."""
        self._begin(by_lines=False)

    def action_select_lines(self) -> None:
        """Begin to select at the caret, by rows as seen."""
        self._begin(by_lines=True)

    def action_select_sentence(self) -> None:
        """Select the sentence at the caret."""
        self.select(*self.sentence_at(self.caret))

    def action_select_paragraph(self) -> None:
        """Select the paragraph at the caret."""
        self.select(*self.paragraph_at(self.caret))

    def action_other_end(self) -> None:
        """Go to the other end of the selection."""
        if self._pivot is not None:
            pivot, self._pivot = self._pivot, self.caret
            self.go_to(pivot)
            self._tell_selection()

    def action_cancel_selection(self) -> None:
        """Select nothing; the caret stays."""
        self._pivot = None
        self._tell_selection()

    def action_toggle_boilerplate(self) -> None:
        """Dim navigation lines and repeats, or show them like all else."""
        self.dims_boilerplate = not self.dims_boilerplate

    def _begin(self, *, by_lines: bool) -> None:
        self._by_lines = by_lines
        if self._pivot is None:
            self._pivot = self.caret
        self._tell_selection()

    def _caret_moved(self) -> None:
        self._tell_selection()

    def _tell_selection(self) -> None:
        """Paint and publish the selection where it changed; the screen can then copy it."""
        selection = self.selection
        if selection == self._told:
            return
        self._told = selection
        self.forget_strips()
        if selection:
            ends = Selection(Offset(selection[0], 0), Offset(selection[1], 0))
            self.screen.selections = {self: ends}
        elif self.is_attached and self in self.screen.selections:
            self.screen.clear_selection()
        self.post_message(self.SelectionChanged(*(selection or (None, None))))

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The words of a selection whose offsets are the text's own, fit for a clipboard."""
        start = selection.start.x if selection.start else 0
        end = selection.end.x if selection.end else len(self.text)
        return self.text[start:end].encode("utf-8", "replace").decode("utf-8"), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Drop the selection where the screen has dropped it, as on Escape."""
        # The news may be late: something may have been selected since. And a field that gets the
        # focus clears the screen's selection, while one looks for where this one shall end.
        if self._told and self.has_focus and self not in self.screen.selections:
            self.action_cancel_selection()

    def _pull_caret(self) -> None:
        """Stay where the selection was left while one looks further with the wheel."""
        if self._pivot is None:
            super()._pull_caret()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the mouse: what follows may be a click or a drag."""
        if event.button == 1:
            self._pointer = event.get_content_offset_capture(self)
            self._pressed = self._offset_under_pointer()
            self._drags = False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the pointer while the button is held."""
        if self._pressed is None:
            return
        self._pointer = event.get_content_offset_capture(self)
        self._drag()
        outside = not 0 <= self._pointer.y < self.size.height
        if outside and self._drag_timer is None:
            self._drag_timer = self.set_interval(_DRAG_INTERVAL, self._drag_past_edge)
        elif not outside:
            self._stop_drag_timer()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a drag with its passage, or put the caret where was clicked."""
        pressed, dragged = self._end_press()
        if pressed is None:
            return
        if dragged and self.selection:
            self.post_message(self.PassageSelected(*self.selection))
        else:
            self.action_cancel_selection()
            self._move_caret(pressed)

    def on_click(self, event: events.Click) -> None:
        """Open the highlight clicked; two clicks select the word, three the sentence."""
        if event.button != 1:
            return
        self._pointer = event.get_content_offset_capture(self)
        if event.chain == 1:
            self._tell_what_was_clicked()
            return
        units = (text_units.word_at, text_units.sentence_at, text_units.paragraph_at)
        unit = units[min(event.chain, 4) - 2]
        start, end = unit(self.text, self._offset_under_pointer())
        if start < end:
            self.select(start, end)
            self.post_message(self.PassageSelected(start, end))

    def _tell_what_was_clicked(self) -> None:
        if self.selection is not None:
            return
        if mark := self._mark_under_pointer():
            self.post_message(self.MarkClicked(mark.id))
        elif (offset := self._character_under_pointer()) is not None and self.link_at(offset):
            self.post_message(self.LinkClicked(offset))

    def on_hide(self) -> None:
        """Let go of the mouse when nothing is left to drag on."""
        self._end_press()

    def _drag(self) -> None:
        offset = self._offset_under_pointer()
        if self._pressed is None or (offset == self._pressed and not self._drags):
            return
        self._drags = True
        self._by_lines = False
        self._pivot = self._pressed
        self._move_caret(offset)
        self._tell_selection()

    def _drag_past_edge(self) -> None:
        """Scroll by as many rows as the pointer is away from the edge, and select on."""
        below = self._pointer.y - self.size.height + 1
        self._scroll_to_row(self._top_row() + (below if below > 0 else self._pointer.y))
        self._drag()

    def _end_press(self) -> tuple[int | None, bool]:
        ended = self._pressed, self._drags
        if self._pressed is not None:
            self.release_mouse()
        self._stop_drag_timer()
        self._pressed, self._drags = None, False
        return ended

    def _stop_drag_timer(self) -> None:
        if self._drag_timer is not None:
            self._drag_timer.stop()
            self._drag_timer = None

    def _row_under_pointer(self) -> int:
        y = min(max(0, self._pointer.y), max(0, self.size.height - 1))
        return min((self.scroll_offset.y + y) // self.line_spacing, self.wrapped.rows - 1)

    def _offset_under_pointer(self) -> int:
        """The nearest character to the pointer."""
        return self._nearest(
            self._in_row(self._row_under_pointer(), self._pointer.x - self.column_left)
        )

    def _mark_under_pointer(self) -> Mark | None:
        """The highlight exactly under the pointer, or the first of a row in its margin."""
        row, beside = divmod(self.scroll_offset.y + self._pointer.y, self.line_spacing)
        if beside or row >= self.wrapped.rows:
            return None
        cell = self._pointer.x - self.column_left
        start, end = self.wrapped.row_span(row)
        if -GUTTER <= cell < 0:
            touching = self._mark_index.touching(start, max(end, start + 1))
            return next((stretch.top for stretch in touching), None)
        offset = self._character_under_pointer()
        return None if offset is None else self.mark_at(offset)

    def _character_under_pointer(self) -> int | None:
        """The character exactly under the pointer, if there is one."""
        row, beside = divmod(self.scroll_offset.y + self._pointer.y, self.line_spacing)
        cell = self._pointer.x - self.column_left
        if beside or row >= self.wrapped.rows:
            return None
        if not 0 <= cell < sum(piece.cells for piece in self.wrapped.display(row)):
            return None
        return self.wrapped.offset_at(row, cell)
