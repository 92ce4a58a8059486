"""A list of rows of any height that draws only what is in view, however many there are."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.line_text import Line, flat, wrap
from tui.widgets.inked import Inked

_FIRST = 300  # rows measured before the first paint, and then at a time
_AT_A_TIME = 1000
_MARK_WIDTH = 2  # cells at the left of a row on which a click marks it


class Row(Protocol):
    """One row: a value that says how high it is and what stands on its lines.

    `height` may be more than the number of `lines`: the rest stays empty, outside the cursor's bar.
    """

    @property
    def id(self) -> str: ...

    @property
    def selectable(self) -> bool: ...

    def height(self, width: int) -> int: ...

    def lines(self, width: int) -> Sequence[Line]: ...


class RowTops:
    """The screen line on which each row begins, at one width.

    With a `row_height`, or at a width of 0 (not laid out yet), nothing is measured. Else the first
    rows are, and the others are taken to be as high as these on average until `measure_more` comes
    to them.
    """

    def __init__(self, rows: Sequence[Row], width: int, row_height: int | None) -> None:
        self.rows = rows
        self.width = width
        self.tops: Sequence[int]
        if row_height is not None or width == 0:
            row_height = row_height or 1
            self.measured = len(rows)
            self.tops = range(0, (len(rows) + 1) * row_height, row_height)
            return
        self.measured = 0
        self._heights: list[int] = []
        self._measure(_FIRST)

    @property
    def total(self) -> int:
        """The height of all the rows."""
        return self.tops[len(self.rows)]

    @property
    def complete(self) -> bool:
        """Whether every row has been measured."""
        return self.measured >= len(self.rows)

    def at(self, line: int) -> int:
        """The index of the row that has `line`, at most the last one's."""
        return max(0, min(bisect_right(self.tops, line) - 1, len(self.rows) - 1))

    def measure_more(self) -> None:
        """Replace some more guesses by heights."""
        self._measure(_AT_A_TIME)

    def _measure(self, count: int) -> None:
        stop = min(len(self.rows), self.measured + count)
        new = [row.height(self.width) for row in self.rows[self.measured : stop]]
        guess = round(sum(new) / len(new)) if new else 1
        guesses = [guess] * (len(self.rows) - stop)
        self._heights = [*self._heights[: self.measured], *new, *guesses]
        self.measured = stop
        self.tops = list(accumulate(self._heights, initial=0))


class RowList(ScrollView, Inked, can_focus=True, inherit_bindings=False):
    """Rows with a cursor; it knows nothing of what they stand for but their `id`.

    The first column is the list's own: `▎` marks the cursor while the list has the focus, `›` the
    row whose id is `current`, `✓` those that are `marked`. Where rows can be marked, a click on
    that column does it. `row_height` may be given if all rows are equally high.
    """

    ALLOW_SELECT = False
    MARKABLE = False
    DEFAULT_CSS = """
    RowList {
        width: 1fr;
        height: 1fr;
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-color: $rule;
        scrollbar-color-hover: $faint;
        scrollbar-color-active: $text-primary;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
    }
    """

    rows: var[tuple[Row, ...]] = var[tuple[Row, ...]]((), always_update=True)
    current: var[str | None] = var[str | None](None)
    empty_text: var[str] = var("")
    marked: var[frozenset[str]] = var[frozenset[str]](frozenset())

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

    def __init__(self, *, row_height: int | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._row_height = row_height
        self._tops = RowTops((), 0, row_height)
        self._cursor = -1
        self._placed = False  # whether anybody has put the cursor where it is
        self._drawn: LRUCache[int, Sequence[Line]] = LRUCache(256)

    # What it shows

    @property
    def has_keys(self) -> bool:
        """Whether what is typed goes to this list."""
        return self.has_focus

    @property
    def cursor(self) -> str | None:
        """The id of the row under the cursor; None where no row can be chosen."""
        rows = self._tops.rows
        return rows[self._cursor].id if 0 <= self._cursor < len(rows) else None

    def watch_rows(self) -> None:
        """Take new rows; a cursor that was placed stays on its row, and that on its screen line."""
        before, rows = self._tops, self.rows
        kept = self.cursor if self._placed else None
        height = self._cursor_line() - self.scroll_offset.y
        index = None
        if kept is not None:
            index = next((i for i, row in enumerate(rows) if row.id == kept), None)
        self._tops = RowTops(rows, before.width, self._row_height)
        start = max(0, self._cursor) if self._placed else 0
        self._cursor = self._nearest(start if index is None else index)
        self._laid_out()
        if index is not None and 0 <= height < self._page:
            self._scroll(self._cursor_line() - height)
        elif index is None:
            self._show_cursor()

    def watch_current(self) -> None:
        """Mark another row."""
        self.refresh()

    def watch_marked(self) -> None:
        """Mark other rows."""
        self.refresh()

    def watch_empty_text(self) -> None:
        """Say something else where there are no rows."""
        self.refresh()

    def on_resize(self) -> None:
        """Measure again where the width has changed, and keep the cursor in view."""
        width = max(1, self.scrollable_content_region.width - 2)
        if width != self._tops.width:
            top = self._tops.at(self.scroll_offset.y)
            self._tops = RowTops(self._tops.rows, width, self._row_height)
            self._laid_out()
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

    def _laid_out(self) -> None:
        """Tell Textual how high the whole is, and draw it anew."""
        self._drawn.clear()
        self.virtual_size = Size(self._tops.width, self._tops.total)
        self.refresh()
        if not self._tops.complete:
            self.call_later(self._measure_more, self._tops)

    def _measure_more(self, tops: RowTops) -> None:
        """Measure some more rows; what is in view stays where it is."""
        if tops is not self._tops:
            return
        top = tops.at(self.scroll_offset.y)
        within = self.scroll_offset.y - tops.tops[top]
        tops.measure_more()
        self._laid_out()
        self._scroll(tops.tops[top] + within)

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

    @property
    def _page(self) -> int:
        """Lines in view."""
        return max(1, self.scrollable_content_region.height)

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

    def _scroll(self, line: int) -> None:
        """Make `line` the first in view, as far as there are lines below."""
        self.scroll_to(y=line, animate=False, force=True)

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

    # Drawing

    def notify_style_update(self) -> None:
        """Draw in the new colours."""
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        width, base = self.size.width, self.rich_style
        rows = self._tops.rows
        if not rows:
            return self._empty_line(y, width, base)
        y += self.scroll_offset.y
        if y >= self._tops.total:
            return Strip.blank(width, base)
        index = self._tops.at(y)
        within = y - self._tops.tops[index]
        lines = self._lines_of(index)
        if within >= len(lines):
            return Strip.blank(width, base)
        return self._row_line(index, within, lines[within], width, base)

    def _row_line(self, index: int, within: int, line: Line, width: int, base: Style) -> Strip:
        """Draw one line of a row behind the list's own column."""
        current = self._tops.rows[index].id == self.current
        sign = "›" if current and within == 0 else " "
        if index == self._cursor:
            base += self.inks["cursor" if self.has_keys else "cursor-blurred"]
            sign = "▎" if self.has_keys else sign
        if within == 0 and self._tops.rows[index].id in self.marked:
            sign = "✓"
        if current:
            line = tuple((text, "strong" if name == "title" else name) for text, name in line)
        return self.draw_line(((sign, "bar"), *line), width, base)

    def _lines_of(self, index: int) -> Sequence[Line]:
        """The lines of a row, two columns narrower than the list."""
        lines = self._drawn.get(index)
        if lines is None:
            height = self._tops.tops[index + 1] - self._tops.tops[index]
            lines = self._tops.rows[index].lines(self._tops.width)[:height]
            self._drawn[index] = lines
        return lines

    def _empty_line(self, y: int, width: int, base: Style) -> Strip:
        """Draw one line of what stands where there are no rows."""
        words = [
            line
            for paragraph in self.empty_text.split("\n")
            for line in wrap(flat(paragraph), width - 2)
        ]
        text = words[y] if y < len(words) else ""
        return self.draw_line(((f" {text}", "faint"),), width, base)
