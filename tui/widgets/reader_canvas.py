"""The reader's page: a text in one calm column, with its marks in the margin; only painting."""

from collections.abc import Iterable, Iterator, Sequence

from rich.segment import Segment
from textual.cache import LRUCache
from textual.filter import ANSIToTruecolor, LineFilter
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.layout import Layout
from tui.widgets.inked import Inked
from tui.widgets.reader_marks import Mark, MarkIndex, Span, SpanIndex, Stretch
from tui.widgets.reader_paint import (
    GUTTER,
    HIGHLIGHTS,
    Overlay,
    Palette,
    paint_gutter,
    paint_text,
)

_HANGING = 1  # cells after the column, for the blank a row was broken at and the caret on it


class ReaderCanvas(ScrollView, Inked, can_focus=True, inherit_bindings=False):
    """Paints the rows of a wrapped text; what is on screen follows from its attributes alone."""

    ALLOW_SELECT = False
    ALLOW_MAXIMIZE = False
    DEFAULT_CSS = """
    ReaderCanvas {
        background: $ground;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    marks: var[tuple[Mark, ...]] = var((), init=False)
    """The highlights to show; set anew after each `show`."""
    matches: var[tuple[Span, ...]] = var((), init=False)
    """The lit matches, in order and apart."""
    links: var[tuple[Span, ...]] = var((), init=False)
    """The words that lead elsewhere, in order and apart; set anew after each `show`."""
    text_width: var[int] = var(80, init=False)
    """The widest that the column may be, in cells."""
    line_spacing: var[int] = var(1, init=False)
    """Lines of the screen that a row takes: 1, or 2 with a blank one after each."""
    dims_boilerplate: var[bool] = var(True, init=False)
    """Whether navigation lines and repeats are dimmed."""

    def __init__(
        self, *, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.page_width = 0  # cells, without the scrollbar; 0 until there is a page
        self.caret = 0
        self.current_match: int | None = None
        self.text = ""
        self.wrapped = Layout("", self.text_width)  # of as many code points as the text has
        self._mark_index = MarkIndex()
        self._match_index = SpanIndex()
        self._link_index = SpanIndex()
        self._boilerplate = SpanIndex()
        self._headings = SpanIndex()
        self._strips: LRUCache[int, Strip] = LRUCache(512)
        self._palette: Palette | None = None

    @property
    def selection(self) -> Span | None:
        """What is selected, half-open."""
        return None

    def mark_at(self, offset: int) -> Mark | None:
        """The highlight on top at `offset`."""
        return self._mark_index.at(offset)

    @property
    def column_width(self) -> int:
        """How many cells the text may take; as many as it may ever, until there is a page."""
        if not self.page_width:
            return self.text_width
        return max(4, min(self.text_width, self.page_width - GUTTER - _HANGING))

    @property
    def column_left(self) -> int:
        """The first cell of the text, relative to the widget's content."""
        return max(GUTTER, (self.page_width - self.wrapped.width) // 2)

    def watch_marks(self, marks: tuple[Mark, ...]) -> None:
        """Arrange the highlights anew."""
        self._mark_index = MarkIndex(marks)
        self.forget_strips()

    def watch_links(self, links: tuple[Span, ...]) -> None:
        """Show other words as links."""
        self._link_index = SpanIndex(links)
        self.forget_strips()

    def link_at(self, offset: int) -> Span | None:
        """The link that `offset` is in."""
        return next(iter(self._link_index.touching(offset, offset + 1)), None)

    def watch_matches(self, matches: tuple[Span, ...]) -> None:
        """Arrange the matches anew; the one at the caret is the current one."""
        self._match_index = SpanIndex(matches)
        here = list(self._match_index.touching(self.caret, self.caret + 1))
        self.current_match = self._match_index.spans.index(here[0]) if here else None
        self.forget_strips()

    def watch_dims_boilerplate(self) -> None:
        """Paint again."""
        self.forget_strips()

    def notify_style_update(self) -> None:
        """Forget what was painted in the old styles."""
        super().notify_style_update()
        self._palette = None
        self._strips.clear()

    def forget_strips(self) -> None:
        """Let the next frame paint every row anew."""
        self._strips.clear()
        self.refresh()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the one that seeks colours of the terminal's own, where there are none.

        It makes every segment anew, which took a third of what a highlight costs.
        """
        filters = super().get_line_filters()
        if not self.palette.is_true_color:
            return filters
        return [one for one in filters if not isinstance(one, ANSIToTruecolor)]

    def render_line(self, y: int) -> Strip:
        """The strip of a row of the viewport."""
        row, beside = divmod(self.scroll_offset.y + y, self.line_spacing)
        if beside or row >= self.wrapped.rows:
            return Strip.blank(self.page_width, self.palette.base)
        if self.has_focus and row == self.wrapped.row_of(self.caret):
            return self._paint_row(row, caret=True)
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = self._paint_row(row, caret=False)
        return strip

    def _paint_row(self, row: int, *, caret: bool) -> Strip:
        palette = self.palette
        start, end = self.wrapped.row_span(row)
        pieces = self.wrapped.display(row)
        stretches = self._mark_index.touching(start, end + 1)
        overlays = self._overlays(start, end + 1, stretches)
        if caret:
            overlays.append((*self.wrapped.cluster_of(self.caret), "caret"))
        cells = sum([piece.cells for piece in pieces])
        if not overlays and cells <= self.wrapped.width:  # as most rows are
            text = "".join([piece.text for piece in pieces])
            line = f"{' ' * self.column_left}{text}".ljust(self.page_width - cells + len(text))
            return Strip([Segment(line, palette.base)], self.page_width)
        segments = paint_text(pieces, overlays, palette)
        if caret or self.selection is not None:
            # A newline has no cell of its own; one is shown where the caret or the selection is.
            names = tuple([name for low, high, name in overlays if low <= end < high])
            if "caret" in names or "selection" in names:
                segments.append(Segment(" ", palette.style(*names)))
                cells += 1
        return self._set_in_page(segments, cells, [one.top for one in stretches if one.start < end])

    def _set_in_page(self, segments: list[Segment], cells: int, marks: Sequence[Mark]) -> Strip:
        """Put a row's segments in their column, with `marks` in the margin."""
        base = self.palette.base
        room = self.wrapped.width + _HANGING
        if cells > room:
            segments, cells = list(Strip(segments, cells).adjust_cell_length(room)), room
        start = self.column_left
        left, right = start - GUTTER, self.page_width - start - cells
        line = [self.palette.blank(left)] if left > 0 else []
        line += paint_gutter(marks, self.palette)
        line += segments
        if right > 0:
            # Every segment is looked at again on its way to the terminal: better have one less.
            if line[-1].style is base:
                line[-1] = Segment(line[-1].text + " " * right, base)
            else:
                line.append(self.palette.blank(right))
        strip = Strip(line, max(0, left) + GUTTER + cells + max(0, right))
        return strip.adjust_cell_length(self.page_width, base)

    def _overlays(self, start: int, end: int, stretches: Iterable[Stretch]) -> list[Overlay]:
        """What lies over the offsets `start` to `end`, from the bottom to the top."""
        found: list[Overlay] = []
        for name, layer in self._quiet_layers():
            found += [(low, high, name) for low, high in layer.touching(start, end)]
        for low, high, top, below in stretches:
            found.append((low, high, HIGHLIGHTS[top.color]))
            if below:
                found.append((low, high, "overlap"))
            if top.uncertain:
                found.append((low, high, "uncertain"))
        if self._match_index.spans:
            spans = self._match_index.spans
            current = None if self.current_match is None else spans[self.current_match]
            for span in self._match_index.touching(start, end):
                found.append((*span, "match-current" if span == current else "match"))
        if (selection := self.selection) and selection[0] < end and start < selection[1]:
            found.append((*selection, "selection"))
        return found

    def _quiet_layers(self) -> Iterator[tuple[str, SpanIndex]]:
        """What lies under the highlights."""
        if self._headings.spans:
            yield "strong", self._headings
        if self.dims_boilerplate and self._boilerplate.spans:
            yield "faint", self._boilerplate
        if self._link_index.spans:
            yield "link", self._link_index

    @property
    def palette(self) -> Palette:
        """The styles as the theme has them now."""
        if self._palette is None:
            self._palette = Palette(self.rich_style, self.inks)
        return self._palette
