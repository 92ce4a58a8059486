"""Painting one row of the reader: plain text, with named overlays that only add to its style."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui.cells import Piece
from tui.inks import Inks
from tui.widgets.reader_marks import Mark

GUTTER = 2  # cells: the marks of a row stand here
MORE_MARKS = "+"
CHECK = "?"

Overlay = tuple[int, int, str]


class Palette:
    """The base style of the text, and inks over it by name; combinations are made once."""

    def __init__(self, base: Style, overlays: Inks) -> None:
        self.base = base
        self._overlays = overlays
        self._made: dict[tuple[str, ...], Style] = {(): base}

    def style(self, *names: str) -> Style:
        """The base with the named overlays on it, the last on top."""
        made = self._made.get(names)
        if made is None:
            made = Style.combine([self.base, *(self._overlays[name] for name in names)])
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
    cuts = sorted({bound for start, end, _ in overlays for bound in (start, end)})
    segments: list[Segment] = []
    for start, end, text in _cut(pieces, cuts):
        names = tuple(name for low, high, name in overlays if low < end and start < high)
        style = palette.style(*names)
        if segments and segments[-1].style is style:
            segments[-1] = Segment(segments[-1].text + text, style)
        else:
            segments.append(Segment(text, style))
    return segments


def paint_gutter(marks: Iterable[Mark], palette: Palette) -> list[Segment]:
    """The marks of the highlights that a row touches: one, two, or one and a sign for more.

    Where one of them is uncertain, the second sign says so.
    """
    by_id = {mark.id: mark for mark in marks}
    shown = list(by_id.values())[:GUTTER]
    segments = [Segment(_one_cell(mark), palette.style(f"mark-{mark.color}")) for mark in shown]
    if any(mark.uncertain for mark in by_id.values()):
        segments[1:] = [Segment(CHECK, palette.style("warning"))]
    elif len(by_id) > GUTTER:
        segments[-1] = Segment(MORE_MARKS, palette.style("faint"))
    if len(segments) < GUTTER:
        segments.append(Segment(" " * (GUTTER - len(segments)), palette.base))
    return segments


def _one_cell(mark: Mark) -> str:
    return mark.mark_char if cell_len(mark.mark_char) == 1 else "▌"


def _cut(pieces: Iterable[Piece], cuts: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Cut runs at the offsets `cuts`; clusters stay whole."""
    for piece in pieces:
        if not piece.uniform:
            yield piece.start, piece.end, piece.text
            continue
        start = piece.start
        for cut in cuts:
            if start < cut < piece.end:
                yield start, cut, piece.text[start - piece.start : cut - piece.start]
                start = cut
        yield start, piece.end, piece.text[start - piece.start :]
