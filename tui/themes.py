"""The two themes of our own, and the colours that other themes lack, made from what they have."""

from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

from notes.annotations.model import COLORS

COLOR_NAMES = COLORS

# One cell each, different in shape, and whole when they stand on several rows: what a highlight is
# can be seen without its colour.
MARK_CHARACTERS: Mapping[str, str] = dict(zip(COLOR_NAMES, "▌┃▐▞▚▒┇▢", strict=True))

READABLE = 4.5  # WCAG 2.2, 1.4.3: contrast of text
DISCERNIBLE = 3.0  # WCAG 2.2, 1.4.11: contrast of signs


def _named(prefix: str, colors: str) -> dict[str, str]:
    """Name eight colours, in the order of `COLOR_NAMES`, `PREFIX-COLOR`."""
    return {
        f"{prefix}-{name}": color for name, color in zip(COLOR_NAMES, colors.split(), strict=True)
    }


def _variables(palette: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Bring Textual's derived colours into line with a palette, and add `own` ones."""
    return {
        "text": palette["foreground"],
        "text-muted": own["faint"],
        "text-disabled": own["faint"],
        **{
            f"text-{name}": palette[name]
            for name in ("primary", "secondary", "accent", "warning", "error", "success")
        },
        "border": palette["primary"],
        "border-blurred": own["rule"],
        "block-cursor-foreground": palette["foreground"],
        "block-cursor-background": own["rule"],
        "block-cursor-blurred-foreground": palette["foreground"],
        "block-cursor-blurred-background": own["surface-dim"],
        "input-cursor-foreground": palette["background"],
        "input-cursor-background": palette["foreground"],
        "input-cursor-text-style": "none",
        "input-selection-background": own["highlight-blue"],
        "scrollbar": own["rule"],
        "scrollbar-hover": own["faint"],
        "scrollbar-active": palette["primary"],
        "scrollbar-background": palette["surface"],
        "scrollbar-background-hover": palette["surface"],
        "scrollbar-background-active": palette["surface"],
        "scrollbar-corner-color": palette["surface"],
        **own,
    }


_PAPER = {
    "primary": "#7a4b2a",
    "secondary": "#3f5c5f",
    "accent": "#9a4a22",
    "warning": "#805500",
    "error": "#a3312a",
    "success": "#3f6b3a",
    "foreground": "#2b2621",
    "background": "#f6f1e7",
    "surface": "#efe8da",
    "panel": "#e5dcc9",
}
_PAPER_OWN = {
    "ground": "#f6f1e7",
    "surface-dim": "#eae2d1",
    "panel-dim": "#e8dfcd",
    "faint": "#6a6053",
    "rule": "#d8ccb4",
    "hit": "#e8a33d",
    "hit-current": "#f4c063",
    **_named("highlight", "#f3dd8b #cfe3b4 #c5dbea #f0c9cf #f2cfa0 #d9cdec #bfe3da #d9d4c7"),
    **_named("mark", "#957000 #4a7a32 #2f6690 #b4456a #b05f17 #6c55a6 #1c776a #6e675b"),
}

_INK = {
    "primary": "#d9a066",
    "secondary": "#8fb3b0",
    "accent": "#e0875a",
    "warning": "#d9b25f",
    "error": "#e57f70",
    "success": "#9cbf85",
    "foreground": "#ddd6c8",
    "background": "#1b1a18",
    "surface": "#232220",
    "panel": "#2c2a27",
}
_INK_OWN = {
    "ground": "#1b1a18",
    "surface-dim": "#282623",
    "panel-dim": "#2a2825",
    "faint": "#9a9183",
    "rule": "#3a3732",
    "hit": "#7d5210",
    "hit-current": "#8a4a12",
    **_named("highlight", "#5a4d1c #34472b #27414f #54323a #5c4126 #423757 #234a44 #3d3b36"),
    **_named("mark", "#d9b84a #93bd74 #7fb2d6 #e08fa3 #e09a5a #b09be0 #6cc4b5 #a39d90"),
}


def _theme(name: str, dark: bool, palette: Mapping[str, str], own: Mapping[str, str]) -> Theme:
    """Make a theme of its colours."""
    return Theme(
        name=name,
        dark=dark,
        primary=palette["primary"],
        secondary=palette["secondary"],
        accent=palette["accent"],
        warning=palette["warning"],
        error=palette["error"],
        success=palette["success"],
        foreground=palette["foreground"],
        background=palette["background"],
        surface=palette["surface"],
        panel=palette["panel"],
        variables=_variables(palette, own),
    )


PAPER = _theme("paper", False, _PAPER, _PAPER_OWN)
INK = _theme("ink", True, _INK, _INK_OWN)

# Enough to parse every style sheet before a theme is known; `fallback_variables` fits one theme.
FALLBACK_VARIABLES: Mapping[str, str] = _INK_OWN


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def fallback_variables(theme: Theme) -> dict[str, str]:
    """The variables our style sheets need and `theme` does not have, fitted to its colours.

    A theme of terminal colours says nothing of what they look like, so those get the values of
    the paper or the ink theme, by whether it calls itself dark.
    """
    own = _INK_OWN if theme.dark else _PAPER_OWN
    generated = theme.to_color_system().generate()
    names = ("background", "surface", "panel", "foreground")
    ground, surface, panel, text = (Color.parse(generated[name]) for name in names)
    if theme.ansi or any(color.ansi is not None for color in (ground, text)):
        return dict(own)
    grounds = (ground, surface, panel)
    variables = {
        "ground": ground,
        "surface-dim": surface.blend(panel, 0.5),
        "panel-dim": surface.blend(panel, 0.8),
        "faint": _away(text.blend(ground, 0.4), text, grounds, READABLE),
        "rule": surface.blend(text, 0.15),
    }
    for name, value in own.items():
        if name.startswith(("highlight", "hit")):
            variables[name] = _under(Color.parse(value), text, ground)
        elif name.startswith("mark"):
            variables[name] = _away(Color.parse(value), text, grounds, DISCERNIBLE)
    return {name: color.hex6 for name, color in variables.items()}


def _away(color: Color, text: Color, grounds: tuple[Color, ...], least: float) -> Color:
    """Bring `color` towards `text` until it stands out on all of `grounds`, as far as text does."""
    for step in range(11):
        shade = color.blend(text, step / 10)
        if all(contrast(shade, ground) >= least for ground in grounds):
            return shade
    return text


def _under(color: Color, text: Color, ground: Color) -> Color:
    """Bring `color` towards `ground` until `text` can be read on it, as far as it can there."""
    for step in range(11):
        shade = color.blend(ground, step / 10)
        if contrast(shade, text) >= READABLE:
            return shade
    return ground
