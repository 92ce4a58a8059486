"""A terminal that changes its size: what has the keys keeps them, and stays in sight."""

from pathlib import Path
from typing import Any

import pytest

from tui.screens.main.screen import MainScreen
from tui.widgets.document_list import DocumentList, FilterInput
from tui.widgets.notes_panel import NoteList
from tui.widgets.search_pane import QueryInput

PLACES = {
    DocumentList: ("escape", "escape"),
    FilterInput: ("escape", "escape", "/"),
    NoteList: ("i",),
    QueryInput: ("S",),
}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
@pytest.mark.parametrize("after", [(80, 24), (60, 20), (30, 8)], ids=str)
async def test_what_has_the_keys_keeps_them(
    start: Any, sample_library: Path, place: Any, after: tuple[int, int]
) -> None:
    async with start(sample_library) as one:
        await one.open("united-against-unilateralism.md")
        await one.keys(*PLACES[place])
        await one.until(lambda: isinstance(one.main.focused, place), place.__name__)
        for size in (after, (120, 36)):
            await one.pilot.resize_terminal(*size)
            await one.pilot.pause()
            focused = one.main.focused
            assert isinstance(focused, place)
            assert focused.region.area, f"out of sight at {size}"


async def test_a_small_terminal_begins_with_what_has_the_keys(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library, size=(60, 20)) as one:
        assert isinstance(one.app.screen, MainScreen)
        assert isinstance(one.main.focused, DocumentList)
        assert one.main.focused.region.area
