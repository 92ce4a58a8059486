"""The lines over a text: what is not as usual with its notes, its title, who wrote it, when."""

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip

from tui.line_text import cut, pad, visible
from tui.widgets.inked import Inked

IN_USE = "▶"


class DocumentHeading(Inked):
    """Shows the title of the open document and its byline, as wide as the text below."""

    DEFAULT_CSS = """
    DocumentHeading { height: 4; background: $ground; padding: 0; }
    """

    heading: reactive[str] = reactive("")
    bylines: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """The byline, and shorter forms of it for where there is less room."""
    reading_time: reactive[str] = reactive("")
    text_width: reactive[int] = reactive(80)
    """The widest that the text below may be, in cells."""
    doubts: reactive[str] = reactive("")
    is_in_use: reactive[bool | None] = reactive[bool | None](None)
    """Whether it is this one of two documents that is used; None where there is one."""

    def render_line(self, y: int) -> Strip:
        """What is not as usual, if anything is; the title, the byline."""
        width = self.size.width
        column = min(self.text_width, max(1, width - 4))
        indent = max(0, (width - column) // 2)
        if y == 0 and self.doubts:
            ink, text = "warning", visible(self.doubts)
        elif y == 1 and self.is_in_use:
            return self._draw_bar(cut(visible(self.heading), column), indent)
        elif y == 1:
            ink, text = "strong" if self.is_in_use is None else "faint", visible(self.heading)
        elif y == 2:
            ink, text = "faint", self._second_line(column)
        else:
            return Strip.blank(width, self.rich_style)
        line = ((" " * indent, ""), (cut(text, column), ink))
        return self.draw_line(line, width, self.rich_style)

    def _draw_bar(self, title: str, indent: int) -> Strip:
        """The title of the document in use: a sign before it, and a ground from edge to edge."""
        width = self.size.width
        line = ((pad(f"{IN_USE:>{max(1, indent - 1)}} {title}", width), "in-use"),)
        return self.draw_line(line, width, self.rich_style)

    def _second_line(self, column: int) -> str:
        """The longest byline that fits beside how far one has read; if none does, a part of it."""
        tail = f" · {self.reading_time}" if self.reading_time else ""
        room = max(1, column - cell_len(tail))
        forms = [visible(line) for line in self.bylines] or [""]
        return cut(next((one for one in forms if cell_len(one) <= room), forms[-1]), room) + tail
