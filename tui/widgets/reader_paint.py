"""Painting one row of the reader: plain text, with named overlays that only add to its style."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from notes.annotations.model import COLORS
from tui.cells import Piece
from tui.inks import Inks
from tui.widgets.reader_marks import Mark

GUTTER = 2  # cells: the marks of a row stand here
MORE_MARKS = "+"
CHECK = "?"
HIGHLIGHTS = {color: f"highlight-{color}" for color in COLORS}

Overlay = tuple[int, int, str]


class Palette:
    """The base style of the text, and inks over it by name; combinations are made once."""

    def __init__(self, base: Style, overlays: Inks) -> None:
        self.base = base
        self._overlays = overlays
        self._made: dict[tuple[str, ...], Style] = {(): base}
        self._margins: dict[tuple[str, str], Segment] = {}
        self._blanks: dict[int, Segment] = {}
        colors = (base.color, base.bgcolor)
        is_true = all(color is not None and color.triplet is not None for color in colors)
        self.is_true_color = is_true and not base.dim and overlays.are_true_colors

    def style(self, *names: str) -> Style:
        """The base with the named overlays on it, the last on top."""
        return self.styles(names)

    def margin(self, sign: str, color: str) -> Segment:
        """The sign of a highlight in the margin, which is one cell wide whatever it is."""
        made = self._margins.get((sign, color))
        if made is None:
            made = Segment(sign if cell_len(sign) == 1 else "▌", self.style(f"mark-{color}"))
            self._margins[sign, color] = made
        return made

    def blank(self, width: int) -> Segment:
        """As many cells with nothing in them."""
        made = self._blanks.get(width)
        if made is None:
            made = self._blanks[width] = Segment(" " * width, self.base)
        return made

    def styles(self, names: tuple[str, ...]) -> Style:
        """`style`, of names in a tuple."""
        made = self._made.get(names)
        if made is None:
            over = [self._overlays[name] for name in names]
            made = Style.combine([self.base, *over])
            if sum(bool(style.reverse) for style in over) > 1:  # or what is on top were not seen
                made += Style(reverse=sum(bool(style.reverse) for style in over) % 2 == 1)
            self._made[names] = made
        return made


def paint_text(
    pieces: Sequence[Piece], overlays: Sequence[Overlay], palette: Palette
) -> list[Segment]:
    """The segments of a row; `overlays` are spans of offsets with a name, the last on top.

    An overlay that touches a part of a cluster takes all of it.
    """
    if not overlays:
        return [Segment("".join(piece.text for piece in pieces), palette.base)] if pieces else []
    if len(pieces) == 1 and pieces[0].uniform:
        painted = _paint_apart(pieces[0], sorted(overlays), palette)
        if painted is not None:
            return painted
    cuts = sorted({bound for start, end, _ in overlays for bound in (start, end)})
    segments: list[Segment] = []
    last: Style | None = None
    for start, end, text in _cut(pieces, cuts):
        names = tuple([name for low, high, name in overlays if low < end and start < high])
        style = palette.styles(names)
        if style is last:
            segments[-1] = Segment(segments[-1].text + text, style)
        else:
            segments.append(Segment(text, style))
            last = style
    return segments


def _paint_apart(
    piece: Piece, overlays: Sequence[Overlay], palette: Palette
) -> list[Segment] | None:
    """The same for one run of characters with overlays in order and apart, as most are, or None."""
    origin, end, _, text, _ = piece
    segments = []
    place = origin
    before = -1
    for low, high, name in overlays:
        if low < before:
            return None
        before = high
        if low > place:
            segments.append(Segment(text[place - origin : low - origin], palette.base))
            place = low
        if place < high and place < end:
            segments.append(Segment(text[place - origin : high - origin], palette.styles((name,))))
            place = high
    if place < end:
        segments.append(Segment(text[place - origin :], palette.base))
    return segments


def paint_gutter(marks: Sequence[Mark], palette: Palette) -> list[Segment]:
    """The marks of the highlights that a row touches: one, two, or one and a sign for more.

    Where one of them is uncertain, the second sign says so.
    """
    if not marks:
        return [palette.blank(GUTTER)]
    shown = marks if len(marks) == 1 else list({mark.id: mark for mark in marks}.values())
    segments = [palette.margin(mark.mark_char, mark.color) for mark in shown[:GUTTER]]
    if any([mark.uncertain for mark in shown]):
        segments[1:] = [Segment(CHECK, palette.style("warning"))]
    elif len(shown) > GUTTER:
        segments[-1] = Segment(MORE_MARKS, palette.style("faint"))
    if len(segments) == 1:
        segments.append(palette.blank(GUTTER - 1))
    return segments


def _cut(pieces: Iterable[Piece], cuts: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Cut runs at the offsets `cuts` (in order); clusters stay whole."""
    for start, end, _, text, uniform in pieces:
        if not uniform:
            yield start, end, text
            continue
        low = start
        for cut in cuts:
            if low < cut < end:
                yield low, cut, text[low - start : cut - start]
                low = cut
        yield low, end, text[low - start :]
