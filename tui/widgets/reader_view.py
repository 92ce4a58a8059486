"""The reader's page as one moves over it: which text is on top, and where the caret stands."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from textual import work
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var

from tui.setting import Setting
from tui.widgets.reader_canvas import ReaderCanvas
from tui.widgets.reader_marks import Span, SpanIndex

AT_ONCE = 2_000_000  # code points that are wrapped in a moment; more is done in a thread
REFLOWED_AT_ONCE = 200_000  # of these that are also looked through for lines wrapped by hand
CONTEXT_ROWS = 3  # kept in sight above and below the caret


class ReaderView(ReaderCanvas, can_focus=True, inherit_bindings=False):
    """Shows a text and moves a caret in it; `Reader` adds the actions."""

    @dataclass
    class CaretMoved(Message, namespace="reader"):
        """The caret stands at another offset."""

        offset: int

    @dataclass
    class Scrolled(Message, namespace="reader"):
        """Another row is on top; `progress` goes from 0 to 1, when the end is in sight."""

        top_offset: int
        progress: float

    @dataclass
    class Jumped(Message, namespace="reader"):
        """The caret went far; `departures` has where from."""

    @dataclass
    class EndReached(Message, namespace="reader"):
        """The end of the text came into sight, for the first time since it is shown."""

    reflows: var[bool] = var(True, init=False)
    """Whether what was wrapped by hand is shown as paragraphs."""

    def __init__(
        self, *, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._top_offset: int | None = None
        self._goal: int | None = None
        self._scrolls_itself = False
        self._end_seen = False
        self._prepared: Setting | None = None
        self._setting = Setting("", self.reflows, self.wrapped)
        self.departures: list[tuple[int, int]] = []  # carets and tops that were left by jumps

    # What is shown

    def show(
        self,
        text: str,
        *,
        offset: int = 0,
        top: int | None = None,
        boilerplate: Sequence[Span] = (),
        headings: Sequence[Span] = (),
    ) -> None:
        """Replace the text, drop marks, matches and selection, and put the caret at `offset`.

        `top` is a code point of the row to be on top; without it the page is placed by the caret.
        """
        prepared, self._prepared = self._prepared, None
        self._boilerplate = SpanIndex(boilerplate)
        self._headings = SpanIndex(headings)
        self._goal = None
        self._top_offset = top
        self._end_seen = False
        self.departures.clear()
        self.marks, self.matches, self.links = (), (), ()
        self._measure()
        if prepared is None or prepared.text is not text:
            prepared = Setting.of(text, self.reflows, self.column_width)
        self.text = text
        self._use(prepared)
        if not prepared.is_as(self.reflows, self.column_width):
            self._rewrap()
        self.caret = self._nearest(offset)
        self._place_page()
        self.post_message(self.CaretMoved(self.caret))

    def prepare(self, text: str) -> None:
        """Wrap a text that is about to be shown; may be called in a thread, as long ones should."""
        self._prepared = Setting.of(text, self.reflows, self.column_width)

    def _use(self, setting: Setting) -> None:
        self._setting, self.wrapped = setting, setting.layout

    @property
    def top_offset(self) -> int:
        """The first offset of the row on top, kept when the width changes."""
        return self._top_offset or 0

    @property
    def progress(self) -> float:
        """How far one has read: 0 at the top, 1 when the end is in sight."""
        return min(1.0, self.scroll_y / self.max_scroll_y) if self.max_scroll_y > 0 else 1.0

    def _place_page(self) -> None:
        """Measure the wrapped text and put the right row on top, once there is room to show it.

        That is the row of `top_offset`; a text that has just come begins at its caret.
        """
        if not self.page_width:
            return
        self.virtual_size = Size(self.page_width, self.wrapped.rows * self.line_spacing)
        self.forget_strips()
        if self._top_offset is None:
            row = self.wrapped.row_of(self.caret)
            self._scroll_to_row(0 if row < self.page_rows - CONTEXT_ROWS else self._third(row))
        else:
            # Rounding to rows must not add up over many changes of width: the offset is kept.
            top = self._top_offset
            self._scroll_to_row(self.wrapped.row_of(top))
            self._top_offset = top
        self._caret_moved()
        self._tell_scrolled()

    def _measure(self) -> None:
        self.page_width = max(0, self.scrollable_content_region.width)

    def _rewrap(self) -> None:
        self._measure()
        reflows, width = self.reflows, self.column_width
        at_once = AT_ONCE if self._setting.reflows == reflows else REFLOWED_AT_ONCE
        if self._setting.is_as(reflows, width):
            self._place_page()
        elif len(self.text) <= at_once:
            self._use(self._setting.anew(reflows, width))
            self._place_page()
        else:
            self._rewrap_meanwhile()

    @work(group="wrap", exclusive=True, exit_on_error=False)
    async def _rewrap_meanwhile(self) -> None:
        """Wrap a long text in a thread; until that is done it stays as it was."""
        before, wanted = self._setting, (self.reflows, self.column_width)
        self._place_page()
        setting = await asyncio.to_thread(before.anew, *wanted)
        if self._setting is before and (self.reflows, self.column_width) == wanted:
            self._use(setting)
            self._place_page()

    def on_resize(self) -> None:
        """Wrap again where the column changed; the same text stays on top."""
        self._rewrap()

    def watch_text_width(self) -> None:
        """Wrap to the new width."""
        self._rewrap()

    def watch_reflows(self) -> None:
        """Show line ends that only filled a line as blanks, or as line ends again."""
        self._rewrap()

    def watch_line_spacing(self) -> None:
        """Set the rows closer or further apart; the same text stays on top."""
        self._place_page()

    # Scrolling

    @property
    def page_rows(self) -> int:
        """How many rows a page has room for."""
        return -(-self.size.height // self.line_spacing)

    def _scroll_to_row(self, row: int) -> None:
        self._scrolls_itself = True
        try:
            self.scroll_to(y=max(0, row) * self.line_spacing, animate=False, force=True)
        finally:
            self._scrolls_itself = False
        self._top_offset = self.wrapped.row_start(self._top_row())

    def _top_row(self) -> int:
        """The first row in sight; where a blank line is on top, the one below it."""
        return min(-(-self.scroll_offset.y // self.line_spacing), self.wrapped.rows - 1)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember what is on top, and let the caret come along when the wheel turned."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) == round(new_value):
            return
        self._top_offset = self.wrapped.row_start(self._top_row())
        if not self._scrolls_itself:
            self._pull_caret()
        self._tell_scrolled()

    def _tell_scrolled(self) -> None:
        self.post_message(self.Scrolled(self.top_offset, self.progress))
        if self.progress >= 1.0 and not self._end_seen:
            self._end_seen = True
            self.post_message(self.EndReached())

    def _pull_caret(self) -> None:
        """Keep the caret on the page."""
        row = self.wrapped.row_of(self.caret)
        top = self._top_row()
        nearest = min(max(row, top), top + max(0, self.page_rows - 1))
        if nearest != row:
            self._move_caret(self._in_row(nearest, self._goal_cell()), keep_goal=True)

    def _bring_into_view(self, row: int) -> None:
        top, height = self._top_row(), max(1, self.size.height // self.line_spacing)
        context = min(CONTEXT_ROWS, max(0, height - 1) // 2)
        if top - height <= row < top + context:
            self._scroll_to_row(row - context)
        elif top + height - context <= row < top + 2 * height:
            self._scroll_to_row(row - height + 1 + context)
        elif not top <= row < top + height:
            self._scroll_to_row(self._third(row))

    def bring_above(self, start: int, end: int, rows: int) -> bool:
        """Scroll, if need be, so that a passage stands in the first `rows` rows of the page.

        Of a longer one the beginning does. False where it cannot, for the text ends before.
        """
        rows = max(1, min(rows, self.size.height))
        first, last = self.wrapped.row_of(start), self.wrapped.row_of(max(start, end - 1))
        last = min(last, first + rows - 1)
        if not self._top_row() <= first <= last < self._top_row() + rows:
            self._scroll_to_row(first - (rows - (last - first + 1)) // 2)
        return self._top_row() <= first <= last < self._top_row() + rows

    def _third(self, row: int) -> int:
        """The top row that puts `row` a third down the page, where eyes look for what was found."""
        return max(0, row - self.page_rows // 3)

    # The caret

    def jump_to(self, offset: int) -> None:
        """`go_to`, as a jump: where it began is kept in `departures`, to come back to."""
        self.departures.append((self.caret, self.top_offset))
        self.go_to(offset)
        self.post_message(self.Jumped())

    def return_to(self, offset: int, top: int) -> None:
        """Put the caret at `offset` and the row of `top` on top of the page, as they once were."""
        self._move_caret(offset)
        self._scroll_to_row(self.wrapped.row_of(min(max(0, top), len(self.text))))
        self._bring_into_view(self.wrapped.row_of(self.caret))

    def go_to(self, offset: int) -> None:
        """Put the caret at `offset` and bring it into view."""
        self._move_caret(offset)
        self._bring_into_view(self.wrapped.row_of(self.caret))

    def _go_to_row(self, row: int) -> None:
        """Go to a row, to the column that one was last in on purpose."""
        row = min(max(0, row), self.wrapped.row_of(max(0, len(self.text) - 1)))
        self._move_caret(self._in_row(row, self._goal_cell()), keep_goal=True)
        self._bring_into_view(row)

    def _goal_cell(self) -> int:
        if self._goal is None:
            self._goal = self.wrapped.cell_of(self.caret).cell
        return self._goal

    def _in_row(self, row: int, cell: int) -> int:
        """The offset at a cell, or the last visible character of a shorter row."""
        return min(self.wrapped.offset_at(row, cell), self._last_in_row(row))

    def _last_in_row(self, row: int) -> int:
        start, end = self.wrapped.visible_span(row)
        return self.wrapped.cluster_of(end - 1)[0] if end > start else start

    def _nearest(self, offset: int) -> int:
        """The start of the character as seen at `offset`, or of the last one."""
        return self.wrapped.cluster_of(min(max(0, offset), max(0, len(self.text) - 1)))[0]

    def _move_caret(self, offset: int, *, keep_goal: bool = False) -> None:
        offset = self._nearest(offset)
        if not keep_goal:
            self._goal = None
        if offset == self.caret:
            return
        rows = {self.wrapped.row_of(self.caret), self.wrapped.row_of(offset)}
        self.caret = offset
        for row in rows:
            self.refresh_lines(row * self.line_spacing)
        self._caret_moved()
        self.post_message(self.CaretMoved(offset))

    def _caret_moved(self) -> None:
        """For the selection, which follows the caret and, by lines, the rows."""
