"""The lines over a text: what is not as usual with its notes, its title, who wrote it, when."""

from textual.reactive import reactive
from textual.strip import Strip

from tui.line_text import cut, visible
from tui.widgets.inked import Inked


class DocumentHeading(Inked):
    """Shows the title of the open document and its byline, as wide as the text below."""

    DEFAULT_CSS = """
    DocumentHeading { height: 4; background: $ground; padding: 0; }
    """

    heading: reactive[str] = reactive("")
    byline: reactive[str] = reactive("")
    reading_time: reactive[str] = reactive("")
    text_width: reactive[int] = reactive(80)
    """The widest that the text below may be, in cells."""
    doubts: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """What is not as usual, if anything is; the title, the byline."""
        width = self.size.width
        column = min(self.text_width, max(1, width - 4))
        if y == 0 and self.doubts:
            ink, text = "warning", visible(self.doubts)
        elif y == 1:
            ink, text = "strong", visible(self.heading)
        elif y == 2:
            ink, text = "faint", self._second_line(column)
        else:
            return Strip.blank(width, self.rich_style)
        indent = max(0, (width - column) // 2)
        line = ((" " * indent, ""), (cut(text, column), ink))
        return self.draw_line(line, width, self.rich_style)

    def _second_line(self, column: int) -> str:
        """The byline; where room is short, it is cut and not how far one has read."""
        tail = f" · {self.reading_time}" if self.reading_time else ""
        return cut(visible(self.byline), max(1, column - len(tail))) + tail
