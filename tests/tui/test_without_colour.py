"""Without colour everything can be told apart by bold, italic, underline and reverse alone."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from rich.style import Style
from terminals import Terminal
from textual.color import Color

from tui.inks import Inks
from tui.themes import INK, PAPER
from tui.widgets.reader_paint import Palette

SEEN = ("bold", "italic", "underline", "reverse")
IN_THE_TEXT = {
    "text": (),
    "heading": ("strong",),
    "link": ("link",),
    "highlight": ("highlight-blue",),
    "two highlights": ("highlight-blue", "overlap"),
    "a highlight in doubt": ("highlight-blue", "uncertain"),
    "match": ("match",),
    "the current match": ("match-current",),
}
OVER_IT = ("selection", "caret")
MARKDOWN = "united-against-unilateralism.md"


def palette(theme: object) -> Palette:
    assert theme in (PAPER, INK)
    chosen = PAPER if theme is PAPER else INK
    variables = {"foreground": str(chosen.foreground), "primary": chosen.primary}
    ground = Color.parse(str(chosen.background))
    inks = Inks({**chosen.variables, **variables}, ground, colorless=True)
    base = Style(color=str(chosen.foreground), bgcolor=str(chosen.background))
    return Palette(base, inks)


def attributes(style: Style) -> tuple[bool, ...]:
    return tuple(bool(getattr(style, name)) for name in SEEN)


@pytest.mark.parametrize("theme", [PAPER, INK], ids=lambda theme: theme.name)
def test_what_the_text_shows_is_told_apart(theme: object) -> None:
    paint = palette(theme)
    shown = {name: attributes(paint.styles(names)) for name, names in IN_THE_TEXT.items()}
    for one, other in combinations(shown, 2):
        assert shown[one] != shown[other], f"{one} looks like {other}"


@pytest.mark.parametrize("theme", [PAPER, INK], ids=lambda theme: theme.name)
def test_caret_and_selection_are_seen_on_whatever_they_lie(theme: object) -> None:
    paint = palette(theme)
    for under in [*IN_THE_TEXT.values(), ("selection",), ("match-current", "selection")]:
        for over in OVER_IT:
            if over not in under:
                plain, marked = paint.styles(under), paint.styles((*under, over))
                assert bool(plain.reverse) != bool(marked.reverse), (under, over)
                assert (plain.color, plain.bgcolor) == (marked.color, marked.bgcolor)


def test_the_caret_is_seen_in_a_terminal_without_colour(
    terminal: Terminal, sample_library: Path
) -> None:
    terminal.start(sample_library / MARKDOWN, environment={"NO_COLOR": "1"}).shows("NOTES  0 here")
    cell = re.compile(r"\x1b\[7m((?:\x1b\[[0-9;]*m)*)-")  # the text begins with front matter
    terminal.until(lambda: cell.search(terminal.screen("-e")), "the caret")
    (before,) = cell.findall(terminal.screen("-e"))
    shades = re.findall(r"[34]8;5;(\d+)", before)  # of the letter, then of what is under it
    assert shades == sorted(shades), "reversed twice, so that it looks like the text around it"
