"""A new name is typed as one means it: with the ending, or without."""

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from tui.screens.ask_line import AskLine
from tui.screens.main.arranging import with_one_ending


@pytest.mark.parametrize(
    ("typed", "old", "meant"),
    [
        ("new.txt.txt", "old.txt", "new.txt"),
        ("new.txt", "old.txt", "new.txt"),
        ("new", "old.txt", "new"),
        ("new.txt.txt", "old.txt.txt", "new.txt.txt"),
        ("new.md.txt", "old.txt", "new.md.txt"),
        ("LICENCE", "README", "LICENCE"),
    ],
)
def test_an_ending_that_was_typed_is_not_there_twice(typed: str, old: str, meant: str) -> None:
    assert with_one_ending(typed, old) == meant


@pytest.mark.parametrize("before", [[], ["ctrl+u"]])
async def test_what_is_typed_takes_the_place_of_the_old_name(
    start: Any, tmp_path: Path, before: list[str]
) -> None:
    library = tmp_path / "papers"
    library.mkdir()
    (library / "old.txt").write_text("On the ice\n\nIt broke.\n", "utf-8")
    async with start(library) as one:
        await one.keys("f2")
        await one.until(lambda: isinstance(one.app.screen, AskLine), "the question")
        assert one.app.screen.query_one(Input).selected_text == "old"
        await one.keys(*before)
        await one.type("new.txt\n")
        await one.until(lambda: (library / "new.txt").exists(), "the new name")
