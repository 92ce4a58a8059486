"""Fields to type in, in which every control character is drawn as a symbol.

What stands in a field may be the name of a file, words of a document or of a note, or a paste.
"""

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from tui.line_text import visible

if TYPE_CHECKING:
    from textual.widget import Widget as Drawn
else:
    Drawn = object  # of two widgets that a class is made of, Textual would style it as the first


class Harmless(Drawn):
    """Mixed into a field: draws what it holds as symbols; the value stays as it is."""

    def render_line(self, y: int) -> Strip:
        """The line, in which nothing is obeyed by the terminal."""
        strip = super().render_line(y)
        if strip.text.isprintable():
            return strip
        drawn = (Segment(visible(text), style) for text, style, _ in strip)
        return Strip(drawn).crop(0, strip.cell_length)
