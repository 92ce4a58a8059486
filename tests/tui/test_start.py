"""A start does nothing twice, and leaves nothing undone that was put off for it."""

import gc
from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widgets import Input

from tui.app import CommonplaceApp
from tui.screens.main.screen import MainScreen


async def test_the_first_screen_is_the_library_and_is_styled_once(
    sample_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled: list[DOMNode] = []
    apply = Stylesheet.apply

    def counted(sheet: Stylesheet, node: DOMNode, **options: object) -> None:
        styled.append(node)
        apply(sheet, node, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Stylesheet, "apply", counted)
    app = CommonplaceApp(sample_library)
    async with app.run_test(size=(120, 36)):
        assert [type(screen) for screen in app.screen_stack] == [MainScreen]
        assert styled.count(app.screen) == 1
        assert len(styled) < 4 * len([*app.screen.walk_children()])


async def test_our_widgets_have_no_nodes_for_styles_alone(sample_library: Path) -> None:
    app = CommonplaceApp(sample_library)
    async with app.run_test(size=(120, 36)):
        ours = [one for one in app.screen.walk_children() if not isinstance(one, Input)]
        assert [
            one for one in ours if one._get_component_classes() and "tui" in repr(type(one))
        ] == []


async def test_garbage_is_looked_for_again_after_the_first_frame(sample_library: Path) -> None:
    gc.disable()
    try:
        async with CommonplaceApp(sample_library).run_test() as pilot:
            await pilot.pause()
            assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()
