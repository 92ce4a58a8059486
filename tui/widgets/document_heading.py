"""The lines over a text: what is not as usual with its notes, its title, who wrote it, when."""

from rich.cells import cell_len
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
    bylines: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """The byline, and shorter forms of it for where there is less room."""
    reading_time: reactive[str] = reactive("")
    text_width: reactive[int] = reactive(80)
    """The widest that the text below may be, in cells."""
    doubts: reactive[str] = reactive("")
    is_other: reactive[bool] = reactive(False)
    """Whether another text is in use; the title of the one that is stands in bold."""

    def render_line(self, y: int) -> Strip:
        """What is not as usual, if anything is; the title, the byline."""
        width = self.size.width
        column = min(self.text_width, max(1, width - 4))
        if y == 0 and self.doubts:
            ink, text = "warning", visible(self.doubts)
        elif y == 1:
            ink, text = "text" if self.is_other else "strong", visible(self.heading)
        elif y == 2:
            ink, text = "faint", self._second_line(column)
        else:
            return Strip.blank(width, self.rich_style)
        indent = max(0, (width - column) // 2)
        line = ((" " * indent, ""), (cut(text, column), ink))
        return self.draw_line(line, width, self.rich_style)

    def _second_line(self, column: int) -> str:
        """The longest byline that fits beside how far one has read; if none does, a part of it."""
        tail = f" · {self.reading_time}" if self.reading_time else ""
        room = max(1, column - cell_len(tail))
        forms = [visible(line) for line in self.bylines] or [""]
        return cut(next((one for one in forms if cell_len(one) <= room), forms[-1]), room) + tail
