"""How each kind of text looks: its colour, its ground and its style, by the variables of the theme.

They are not component classes of Textual's, because each of those is a node that every rule of
the style sheets is matched against at each change: a hundred of them took half of the start.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from notes.annotations.model import COLORS


class Ink(NamedTuple):
    """A kind of text; what is empty stays as it is under it.

    `color` and `ground` name variables of the theme, the ground perhaps with a share of it
    (`primary 35%`); `style` is a text style of Rich's, and `bare` the one where there is no colour
    (None: the same). On a ground of its own text is in full ink, to stay readable. What is
    reversed without colour leaves the greys as they are, or they would be turned back.
    """

    color: str = ""
    ground: str = ""
    style: str = ""
    bare: str | None = None


INKS: Mapping[str, Ink] = {
    "text": Ink(),
    "title": Ink(),
    "strong": Ink(style="bold"),
    "heading": Ink("text-secondary", style="bold"),
    "quote": Ink(style="italic"),
    "faint": Ink("faint"),
    "guess": Ink("faint", style="italic"),
    "tag": Ink("text-secondary"),
    "primary": Ink("text-primary"),
    "accent": Ink("text-accent"),
    "warning": Ink("text-warning"),
    "error": Ink("text-error"),
    "success": Ink("text-success"),
    "hit": Ink(ground="hit", bare="bold"),
    # In lists and bars
    "bar": Ink("text-accent", style="bold"),
    "cursor": Ink(ground="panel"),
    "cursor-blurred": Ink(ground="surface-dim"),
    "key": Ink("text-primary", style="bold"),
    "pending": Ink("text-accent", style="bold"),
    "alert-warning": Ink("text-warning", style="bold"),
    "alert-error": Ink("text-error", style="bold"),
    "alert-success": Ink("text-success"),
    "in-use": Ink("ground", "text-primary", style="bold", bare="bold reverse"),
    # In the reader
    "overlap": Ink(style="underline", bare="bold"),
    "uncertain": Ink(style="italic"),
    "link": Ink("text-primary", style="underline", bare="bold italic underline"),
    "match": Ink(ground="hit", bare="reverse"),
    "match-current": Ink(ground="hit-current", style="bold", bare="reverse bold underline"),
    "selection": Ink(ground="primary 35%", bare="reverse"),
    "caret": Ink("ground", "foreground", bare="reverse"),
    **{f"mark-{color}": Ink(f"mark-{color}") for color in COLORS},
    **{
        f"highlight-{color}": Ink(ground=f"highlight-{color}", bare="underline") for color in COLORS
    },
}


class Inks:
    """The inks as Rich styles, in one theme and on one `ground`; each is made when first used."""

    def __init__(self, variables: Mapping[str, str], ground: Color, *, colorless: bool) -> None:
        self._variables = variables
        self._ground = ground
        self._colorless = colorless
        self._made: dict[str, Style] = {"": Style.null()}

    def __getitem__(self, name: str) -> Style:
        """The style of an ink, to be laid over what is under it."""
        style = self._made.get(name)
        if style is None:
            style = self._made[name] = self._make(INKS[name])
        return style

    @property
    def are_true_colors(self) -> bool:
        """Whether no ink has a colour of the terminal's own, as those of the ANSI themes have."""
        named = {name.partition(" ")[0] for ink in INKS.values() for name in ink[:2]}
        used = [self._variables[name] for name in named if name in self._variables]
        return all(Color.parse(color).ansi is None for color in used)

    def _make(self, ink: Ink) -> Style:
        words = ink.bare if self._colorless and ink.bare is not None else ink.style
        if self._colorless and "reverse" in words:
            return Style.parse(words)
        color, ground = ink.color, None
        if ink.ground:
            ground = (self._ground + self._color(ink.ground)).rich_color
            color = color or "foreground"
        drawn = Style(color=self._color(color).rich_color if color else None, bgcolor=ground)
        return Style.parse(words) + drawn

    def _color(self, name: str) -> Color:
        variable, _, share = name.partition(" ")
        color = Color.parse(self._variables[variable])
        return color.with_alpha(int(share.rstrip("%")) / 100) if share else color
