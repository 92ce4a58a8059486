"""The lines over a text: what is not as usual with its notes, its title, who wrote it, when."""

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.line_text import cut, visible

TEXT_WIDTH = 80  # the text column of the reader, in cells


class DocumentHeading(Widget):
    """Shows the title of the open document and its byline, as wide as the text below."""

    DEFAULT_CSS = """
    DocumentHeading { height: 4; background: $ground; padding: 0; }
    DocumentHeading > .heading--title { text-style: bold; color: $text; background: $ground; }
    DocumentHeading > .heading--byline { color: $faint; background: $ground; }
    DocumentHeading > .heading--doubts { color: $text-warning; background: $ground; }
    """
    COMPONENT_CLASSES = {"heading--title", "heading--byline", "heading--doubts"}  # noqa: RUF012

    heading: reactive[str] = reactive("")
    byline: reactive[str] = reactive("")
    reading_time: reactive[str] = reactive("")
    doubts: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """What is not as usual, if anything is; the title, the byline."""
        width = self.size.width
        column = min(TEXT_WIDTH, max(1, width - 4))
        if y == 0 and self.doubts:
            name, text = "heading--doubts", visible(self.doubts)
        elif y == 1:
            name, text = "heading--title", visible(self.heading)
        elif y == 2:
            name, text = "heading--byline", self._second_line(column)
        else:
            return Strip.blank(width, self.rich_style)
        indent = max(0, (width - column) // 2)
        style = self.get_component_rich_style(name)
        line = [Segment(" " * indent, self.rich_style), Segment(cut(text, column), style)]
        return Strip(line).adjust_cell_length(width, self.rich_style)

    def _second_line(self, column: int) -> str:
        """The byline; where room is short, it is cut and not how far one has read."""
        tail = f" · {self.reading_time}" if self.reading_time else ""
        return cut(visible(self.byline), max(1, column - len(tail))) + tail
