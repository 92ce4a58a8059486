"""Rows of any height of which only those in view are drawn, however many there are."""

from collections.abc import Sequence
from functools import partial

from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.line_text import Line, flat, wrap
from tui.widgets.inked import Inked
from tui.widgets.row_tops import Row, RowTops

_BREATH = 0.005  # seconds for keys and paint between measuring some rows and the next


class RowView(ScrollView, Inked, inherit_bindings=False):
    """Draws rows behind a column of its own, and scrolls them.

    In that column `▎` marks the row under the cursor while the list has the focus, `›` the row
    whose id is `current`, `✓` those that are `marked`.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowView {
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

    def __init__(self, *, row_height: int | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._row_height = row_height
        self._tops = RowTops((), 0, row_height)
        self._cursor = -1  # the index of the row that is drawn as chosen
        self._drawn: LRUCache[int, Sequence[Line]] = LRUCache(256)

    @property
    def has_keys(self) -> bool:
        """Whether what is typed goes to this list."""
        return self.has_focus

    def watch_current(self) -> None:
        """Mark another row."""
        self.refresh()

    def watch_marked(self) -> None:
        """Mark other rows."""
        self.refresh()

    def watch_empty_text(self) -> None:
        """Say something else where there are no rows."""
        self.refresh()

    def lay_out(self, rows: Sequence[Row], width: int) -> None:
        """Show other rows, or the same at another width."""
        self._tops = RowTops(rows, width, self._row_height)
        self._laid_out()

    def _laid_out(self) -> None:
        """Tell Textual how high the whole is, and draw it anew."""
        self._drawn.clear()
        self.virtual_size = Size(self._tops.width, self._tops.total)
        self.refresh()
        if not self._tops.complete:
            self.set_timer(_BREATH, partial(self._measure_more, self._tops))

    def _measure_more(self, tops: RowTops) -> None:
        """Measure some more rows; what is in view stays where it is."""
        if tops is not self._tops:
            return
        top = tops.at(self.scroll_offset.y)
        within = self.scroll_offset.y - tops.tops[top]
        tops.measure_more()
        self._laid_out()
        self._scroll(tops.tops[top] + within)

    @property
    def _page(self) -> int:
        """Lines in view."""
        return max(1, self.scrollable_content_region.height)

    def _scroll(self, line: int) -> None:
        """Make `line` the first in view, as far as there are lines below."""
        self.scroll_to(y=line, animate=False, force=True)

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
