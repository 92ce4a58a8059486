"""Every ink can be drawn in every theme, and says without colour what it says with it."""

import re
from pathlib import Path

import pytest
from rich.style import Style
from textual.app import App
from textual.color import Color

import tui
from tui.app import CommonplaceApp
from tui.inks import INKS, Inks
from tui.themes import FALLBACK_VARIABLES, INK, PAPER, fallback_variables
from tui.widgets.document_list import DocumentList
from tui.widgets.reader import Reader

GROUND = Color.parse("#202020")


def variables(theme: str) -> dict[str, str]:
    app = App[None]()
    app.register_theme(PAPER)
    app.register_theme(INK)
    found = app.get_theme(theme)
    assert found is not None
    own = {} if found.name in ("paper", "ink") else fallback_variables(found)
    generated = found.to_color_system().generate()
    return {**FALLBACK_VARIABLES, **generated, **found.variables, **own}


@pytest.mark.parametrize("theme", ["paper", "ink", *App[None]().available_themes])
def test_every_ink_can_be_drawn(theme: str) -> None:
    for colorless in (False, True):
        inks = Inks(variables(theme), GROUND, colorless=colorless)
        assert all(isinstance(inks[name], Style) for name in INKS)


def test_an_ink_changes_only_what_it_names() -> None:
    inks = Inks(variables("paper"), GROUND, colorless=False)
    assert (inks["faint"].bgcolor, inks["faint"].bold) == (None, None)
    assert (inks["quote"].color, inks["quote"].italic) == (None, True)
    assert inks[""] == Style.null()


def test_text_on_a_ground_of_its_own_is_in_full_ink() -> None:
    inks = Inks(variables("paper"), GROUND, colorless=False)
    full = Color.parse(variables("paper")["foreground"]).rich_color
    assert inks["hit"].color == inks["highlight-blue"].color == full


def test_a_share_of_a_color_lets_the_ground_through() -> None:
    on_dark = Inks(variables("paper"), Color.parse("#000000"), colorless=False)["selection"]
    on_light = Inks(variables("paper"), Color.parse("#ffffff"), colorless=False)["selection"]
    assert on_dark.bgcolor != on_light.bgcolor


def test_what_has_a_ground_in_the_text_has_a_style_without_colour() -> None:
    for name in ("match", "match-current", "selection", "caret", "highlight-green"):
        assert INKS[name].bare


def test_every_ink_that_is_named_is_there_and_used() -> None:
    sources = "\n".join(
        path.read_text("utf-8")
        for path in Path(tui.__file__).parent.rglob("*.py")
        if path.name != "inks.py"
    )
    named = set(re.findall(r'"([a-z-]+)"', sources))
    made = ("mark-", "highlight-", "alert-")
    assert [name for name in INKS if not name.startswith(made) and name not in named] == []


async def test_the_application_draws_in_the_inks_of_the_theme_it_wears(
    sample_library: Path,
) -> None:
    app = CommonplaceApp(sample_library)
    async with app.run_test(size=(120, 36)) as pilot:
        for name in ("ink", "dracula", "paper"):
            app.theme = name
            await pilot.pause()
            wanted = Color.parse(variables(name)["faint"]).rich_color
            assert app.screen.query_one(DocumentList).inks["faint"].color == wanted
            assert app.screen.query_one(Reader).inks["faint"].color == wanted


@pytest.mark.parametrize("theme", ["paper", "ink", "nord"])
def test_inks_say_whether_their_colours_are_all_true(theme: str) -> None:
    assert Inks(variables(theme), GROUND, colorless=False).are_true_colors
    terminals = {**variables(theme), "mark-blue": "ansi_blue"}
    assert not Inks(terminals, GROUND, colorless=False).are_true_colors


async def test_the_page_is_filtered_where_a_theme_has_colours_of_the_terminal(
    sample_library: Path,
) -> None:
    app = CommonplaceApp(sample_library)
    async with app.run_test(size=(120, 36)) as pilot:
        reader = app.screen.query_one(Reader)
        wanted = list(app.get_line_filters())
        assert wanted
        app.theme = "paper"
        await pilot.pause()
        assert list(reader.get_line_filters()) == []
        for theme in app.available_themes:
            if "ansi" in theme:
                app.theme = theme
                await pilot.pause()
                assert list(reader.get_line_filters()) == list(app.get_line_filters())
