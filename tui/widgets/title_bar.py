"""The first line: which library, what is going on, and what holds for it."""

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip

from tui.line_text import Line, cut, cut_middle, flat, visible
from tui.widgets.inked import Inked

NAME = "Commonplace"
QUIET = ("", "saved", "saving …")  # all other states are to be seen
_BAR = 11  # cells of the progress bar
_SHORTEST = 12  # cells that the library's name keeps while something else can be left out


class TitleBar(Inked):
    """One line that says where one is; the least important goes first where room is short."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        width: 100%;
        background: $panel;
        color: $foreground;
    }
    """

    library_name: reactive[str] = reactive("")
    document_count: reactive[int | None] = reactive[int | None](None)
    activity: reactive[str | None] = reactive[str | None](None)
    progress: reactive[float | None] = reactive[float | None](None)
    citation_style: reactive[str] = reactive("")
    state_text: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        line = self.line(width) if y == 0 else ()
        return self.draw_line(line, width, self.rich_style)

    def line(self, width: int) -> Line:
        """The pieces of the line, `width` cells in all."""
        right = " · ".join(flat(part) for part in (self.citation_style, self.state_text) if part)
        right = cut(right, width - 2)
        room = width - 2 - (cell_len(right) + 2 if right else 0)
        left = self._left(room)
        used = sum(cell_len(text) for text, _ in left)
        gap = " " * max(0, width - 2 - used - cell_len(right))
        ink = "faint" if self.state_text in QUIET else "alert-warning"
        return ((" ", ""), *left, (gap, ""), (right, ink), (" ", ""))

    def _left(self, room: int) -> Line:
        """As much as fits: the name of the library is cut first, then what counts least goes."""
        library = visible(self.library_name)
        separator = (" › ", "faint")
        name: Line = ((NAME, "strong"), separator)
        tails = [self._count() + self._activity(_BAR), self._count() + self._activity(0)]
        tails += [self._activity(0), ()]
        for tail in tails:
            left = room - _cells(name) - _cells(tail)
            if left >= min(cell_len(library), _SHORTEST):
                return (*(name if library else name[:1]), (cut_middle(library, left), ""), *tail)
        if room >= _SHORTEST:
            return ((cut_middle(library or NAME, room), "" if library else "strong"),)
        return ((cut(NAME, room), "strong"),)

    def _count(self) -> Line:
        """How many documents there are."""
        if self.document_count is None:
            return ()
        noun = "document" if self.document_count == 1 else "documents"
        return ((f" · {self.document_count:,} {noun}", "faint"),)

    def _activity(self, bar: int) -> Line:
        """What is going on and how far it is; a bar of `bar` cells."""
        if not self.activity:
            return ()
        pieces: Line = ((" · ", "faint"), (flat(self.activity), "tag"))
        if self.progress is None:
            return pieces
        share = max(0.0, min(1.0, self.progress))
        done = round(share * bar)
        if bar:
            pieces = (*pieces, (" ", ""), ("━" * done, "accent"), ("─" * (bar - done), "faint"))
        return (*pieces, (f" {share:.0%}", "faint"))


def _cells(line: Line) -> int:
    """The width of a line."""
    return sum(cell_len(text) for text, _ in line)
