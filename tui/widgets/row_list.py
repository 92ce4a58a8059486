"""A list of rows with a cursor, which keys and the mouse move."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from tui.widgets.row_tops import Row
from tui.widgets.row_view import RowView

_MARK_WIDTH = 2  # cells at the left of a row on which a click marks it


class RowList(RowView, can_focus=True, inherit_bindings=False):
    """Rows to choose from; it knows nothing of what they stand for but their `id`.

    Where rows can be marked, a click on the list's own column does it. `row_height` may be given if
    all rows are equally high.
    """

    MARKABLE = False

    _placed = False  # whether anybody has put the cursor where it is

    @dataclass
    class Marked(Message):
        """The user marked a row with the mouse, or took its mark away."""

        row_id: str

    @dataclass
    class Highlighted(Message):
        """The user moved the cursor to a row."""

        row_id: str

    @dataclass
    class Opened(Message):
        """The user asked for what a row stands for."""

        row_id: str

    @property
    def cursor(self) -> str | None:
        """The id of the row under the cursor; None where no row can be chosen."""
        rows = self._tops.rows
        return rows[self._cursor].id if 0 <= self._cursor < len(rows) else None

    def watch_rows(self) -> None:
        """Take new rows; a cursor that was placed stays on its row, and that on its screen line.

        Where its row is out of view, the one at the top stays where it is.
        """
        before, rows = self._tops, self.rows
        kept = self.cursor if self._placed else None
        height = self._cursor_line() - self.scroll_offset.y
        held, held_at = kept, height
        if before.rows and not 0 <= height < self._page:
            top = before.at(self.scroll_offset.y)
            held, held_at = before.rows[top].id, before.tops[top] - self.scroll_offset.y
        self.lay_out(rows, before.width)
        index = _index_of(kept, rows)
        start = max(0, self._cursor) if self._placed else 0
        self._cursor = self._nearest(start if index is None else index)
        if index is None:
            self._show_cursor()
            return
        place = index if held == kept else _index_of(held, rows)
        if place is not None:
            self._scroll(self._tops.tops[place] - held_at)

    def hold(self) -> None:
        """Keep the cursor on its row when other rows come, as if it had been put there."""
        self._placed = self.cursor is not None

    def on_resize(self) -> None:
        """Measure again where the width has changed, and keep the cursor in view."""
        width = max(1, self.scrollable_content_region.width - 2)
        if width != self._tops.width:
            top = self._tops.at(self.scroll_offset.y)
            self.lay_out(self._tops.rows, width)
            self._scroll(self._tops.tops[top])
        self._show_cursor()

    def move_to(self, row_id: str) -> bool:
        """Put the cursor on a row without a message; False if it is not there."""
        for index, row in enumerate(self._tops.rows):
            if row.id == row_id and row.selectable:
                self._cursor, self._placed = index, True
                self._show_cursor()
                return True
        return False

    def move_to_first(self) -> None:
        """Put the cursor on the first row that can be chosen, without a message."""
        self._cursor, self._placed = self._nearest(0), False
        self._scroll(0)
        self.refresh()

    # Moving

    def action_move_down(self, count: int = 1) -> None:
        """Go down by rows."""
        self._step(count)

    def action_move_up(self, count: int = 1) -> None:
        """Go up by rows."""
        self._step(-count)

    def action_half_page_down(self, count: int = 1) -> None:
        """Go down by half of what is in view."""
        self._leap(count * max(1, self._page // 2))

    def action_half_page_up(self, count: int = 1) -> None:
        """Go up by half of what is in view."""
        self._leap(-count * max(1, self._page // 2))

    def action_move_page_down(self, count: int = 1) -> None:
        """Go down by what is in view."""
        self._leap(count * self._page)

    def action_move_page_up(self, count: int = 1) -> None:
        """Go up by what is in view."""
        self._leap(-count * self._page)

    def action_move_top(self) -> None:
        """Go to the first row."""
        self._go(self._nearest(0))

    def action_move_bottom(self) -> None:
        """Go to the last row."""
        self._go(self._nearest(len(self._tops.rows) - 1))

    def action_open_row(self) -> None:
        """Open the row under the cursor."""
        if self.cursor is not None:
            self.post_message(self.Opened(self.cursor))

    def _step(self, count: int) -> None:
        """Go over `count` rows that can be chosen, as far as there are any."""
        rows, direction = self._tops.rows, 1 if count > 0 else -1
        target, index, left = self._cursor, self._cursor + direction, abs(count)
        while left and 0 <= index < len(rows):
            if rows[index].selectable:
                target, left = index, left - 1
            index += direction
        self._go(target)

    def _leap(self, lines: int) -> None:
        """Go to the row that is `lines` away, and by one row at least."""
        target = self._nearest(self._tops.at(max(0, self._cursor_line() + lines)))
        if (target - self._cursor) * lines <= 0:
            self._step(1 if lines > 0 else -1)
        else:
            self._go(target)

    def _nearest(self, index: int) -> int:
        """The row that can be chosen nearest to `index`, below rather than above; else -1."""
        rows = self._tops.rows
        index = min(index, len(rows) - 1)
        below = (i for i in range(index, len(rows)) if i >= 0 and rows[i].selectable)
        above = (i for i in range(index, -1, -1) if rows[i].selectable)
        return next(below, next(above, -1))

    def _go(self, index: int) -> None:
        """Put the cursor on a row for the user."""
        moved, self._cursor, self._placed = index != self._cursor, index, True
        self._show_cursor()
        if moved and self.cursor is not None:
            self.post_message(self.Highlighted(self.cursor))

    def _cursor_line(self) -> int:
        """The line on which the cursor's row begins."""
        return self._tops.tops[self._cursor] if self._cursor >= 0 else 0

    def _show_cursor(self) -> None:
        """Scroll as little as brings the cursor's row, and headings above it, into view."""
        self.refresh()
        if self._cursor < 0 or not self._tops.width:
            return
        first, rows, tops = self._cursor, self._tops.rows, self._tops.tops
        bottom = tops[first] + len(self._lines_of(first))
        while (
            first > 0 and not rows[first - 1].selectable and bottom - tops[first - 1] <= self._page
        ):
            first -= 1
        if tops[first] < self.scroll_offset.y:
            self._scroll(tops[first])
        elif bottom > self.scroll_offset.y + self._page:
            self._scroll(min(tops[first], bottom - self._page))

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Choose and open the row that was clicked, once also for a double click."""
        line = event.get_content_offset(self)
        if line is None or not self._tops.rows:
            return
        event.stop()
        y = line.y + self.scroll_offset.y
        index = self._tops.at(y)
        row = self._tops.rows[index]
        if y >= self._tops.total or not row.selectable:
            return
        if self.MARKABLE and (line.x < _MARK_WIDTH or event.ctrl):
            self._go(index)
            self.post_message(self.Marked(row.id))
        elif event.chain == 1 or index != self._cursor:
            self._go(index)
            self.action_open_row()


def _index_of(row_id: str | None, rows: Sequence[Row]) -> int | None:
    if row_id is None:
        return None
    return next((index for index, row in enumerate(rows) if row.id == row_id), None)
