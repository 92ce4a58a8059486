"""Every colour of our themes, and those given to other themes, can be read."""

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Static

from tui.themes import (
    COLOR_NAMES,
    FALLBACK_VARIABLES,
    INK,
    MARK_CHARACTERS,
    PAPER,
    fallback_variables,
)

OURS = pytest.mark.parametrize("theme", [PAPER, INK], ids=lambda theme: theme.name)
OTHERS = [theme for theme in BUILTIN_THEMES.values() if not theme.ansi]


def luminance(color: str) -> float:
    parts = [part / 255 for part in Color.parse(color).rgb]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grounds(theme: Theme) -> list[str]:
    fields = [str(theme.background), str(theme.surface), str(theme.panel)]
    return fields + [theme.variables[name] for name in ("ground", "surface-dim", "panel-dim")]


@OURS
def test_text_of_every_kind_can_be_read_on_every_ground(theme: Theme) -> None:
    texts = [str(theme.foreground), theme.variables["faint"]]
    texts += [
        theme.variables[f"text-{name}"]
        for name in ("primary", "secondary", "accent", "warning", "error", "success")
    ]
    assert min(contrast(text, ground) for text in texts for ground in grounds(theme)) >= 4.5


@OURS
def test_ink_can_be_read_on_every_highlight_and_on_hits(theme: Theme) -> None:
    names = [f"highlight-{name}" for name in COLOR_NAMES] + ["hit", "hit-current"]
    for name in names:
        assert contrast(str(theme.foreground), theme.variables[name]) >= 4.5, name


@OURS
def test_marks_stand_out_from_every_ground(theme: Theme) -> None:
    for name in COLOR_NAMES:
        for ground in grounds(theme):
            assert contrast(theme.variables[f"mark-{name}"], ground) >= 3, name


def test_every_mark_has_a_shape_of_its_own_in_one_cell() -> None:
    assert tuple(MARK_CHARACTERS) == COLOR_NAMES
    assert len(set(MARK_CHARACTERS.values())) == 8
    assert all(len(character) == 1 for character in MARK_CHARACTERS.values())


@pytest.mark.parametrize("theme", OTHERS, ids=lambda theme: theme.name)
def test_other_themes_get_colours_that_fit_their_ground(theme: Theme) -> None:
    values = fallback_variables(theme)
    generated = theme.to_color_system().generate()
    text, ground = generated["foreground"], generated["background"]
    own = contrast(text, ground)
    for name in COLOR_NAMES:
        assert contrast(text, values[f"highlight-{name}"]) >= min(4.5, own) - 0.05
        assert contrast(values[f"mark-{name}"], ground) >= 3
    assert contrast(values["faint"], ground) >= min(4.5, own) - 0.05
    assert values.keys() == FALLBACK_VARIABLES.keys()


def test_a_theme_of_terminal_colours_gets_the_values_of_its_kind() -> None:
    dark, light = BUILTIN_THEMES["ansi-dark"], BUILTIN_THEMES["ansi-light"]
    assert fallback_variables(dark)["hit"] == INK.variables["hit"]
    assert fallback_variables(light)["hit"] == PAPER.variables["hit"]


class ThemedApp(App[None]):
    CSS = "Static { background: $highlight-teal; color: $faint; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(FALLBACK_VARIABLES)

    def compose(self) -> ComposeResult:
        yield Static("text")

    def on_mount(self) -> None:
        self.register_theme(PAPER)
        self.register_theme(INK)


async def test_style_sheets_follow_the_theme() -> None:
    app = ThemedApp()
    async with app.run_test() as pilot:
        seen = []
        for name in ("paper", "ink", "nord"):
            app.theme = name
            await pilot.pause()
            seen.append(app.query_one(Static).styles.background.hex.lower())
        assert seen == ["#bfe3da", "#234a44", "#234a44"]
