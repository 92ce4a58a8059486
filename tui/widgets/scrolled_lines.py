"""Lines of text to look through, however many there are; only those in view are drawn."""

from abc import abstractmethod
from collections.abc import Sequence

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.line_text import Line
from tui.widgets.inked import Inked


class ScrolledLines(ScrollView, Inked, can_focus=True, inherit_bindings=False):
    """Scrolls by the keys that move; a subclass says what stands on each line."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ScrolledLines {
        height: 1fr; margin: 1 0 0 0; padding: 0 1; background: $surface; color: $foreground;
        scrollbar-gutter: stable; overflow-x: hidden; scrollbar-size-vertical: 1;
    }
    """

    lines: Sequence[Line] = ()  # as they stand now

    @abstractmethod
    def lines_at(self, width: int) -> Sequence[Line]:
        """All the lines where there is room for `width` cells; what is longer is cut."""

    def on_resize(self) -> None:
        """Lay out anew."""
        width = self.scrollable_content_region.width
        self.lines = self.lines_at(width)
        self.virtual_size = Size(width, len(self.lines))

    def render_line(self, y: int) -> Strip:
        """One line of those in view."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        return self.draw_line(self.lines[index], width, self.rich_style)

    def action_move_down(self, count: int = 1) -> None:
        """Scroll down by lines."""
        self.scroll_relative(y=count, animate=False)

    def action_move_up(self, count: int = 1) -> None:
        """Scroll up by lines."""
        self.scroll_relative(y=-count, animate=False)

    def action_move_page_down(self, count: int = 1) -> None:
        """Scroll down by pages."""
        self.scroll_relative(y=count * self.size.height, animate=False)

    def action_move_page_up(self, count: int = 1) -> None:
        """Scroll up by pages."""
        self.scroll_relative(y=-count * self.size.height, animate=False)

    def action_half_page_down(self, count: int = 1) -> None:
        """Scroll down by half pages."""
        self.scroll_relative(y=count * self.size.height // 2, animate=False)

    def action_half_page_up(self, count: int = 1) -> None:
        """Scroll up by half pages."""
        self.scroll_relative(y=-count * self.size.height // 2, animate=False)

    def action_move_top(self) -> None:
        """Go to the first line."""
        self.scroll_home(animate=False)

    def action_move_bottom(self) -> None:
        """Go to the last line."""
        self.scroll_end(animate=False)
