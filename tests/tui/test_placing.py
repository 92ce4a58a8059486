"""While the words of a note in doubt are chosen, Enter takes them and makes no highlight."""

from pathlib import Path
from typing import Any

import pytest

from notes.config import Folders
from notes.library import Library
from tui.screens.check import CheckScreen
from tui.widgets.key_bar import KeyBar

TEXT = "On the ice\n\nIt broke with the noise of guns, and the whole town came to watch it.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A note from another machine on words that were changed since."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "ice.txt").write_text(TEXT, "utf-8")
    parts = (tmp_path / "elsewhere" / part for part in ("config", "data", "state", "cache"))
    with Library(folder, folders=Folders(*parts)) as library:
        start = TEXT.index("It broke")
        library.annotate(library.open("ice.txt"), start, start + 32)
    (folder / "ice.txt").write_text(TEXT.replace("the noise", "a noise"), "utf-8")
    return folder


async def test_enter_takes_the_words(start: Any, papers: Path) -> None:
    async with start(papers) as one:
        await one.open("ice.txt")
        await one.until(lambda: one.main.placed, "the note")
        await one.keys("]", "o", "L")
        await one.until(lambda: isinstance(one.app.screen, CheckScreen), "the two texts")
        await one.keys("m")
        await one.until(lambda: one.main.placing, "the choosing")
        await one.caret_at("whole town")
        await one.keys("v", "w")
        bar = one.main.query_one(KeyBar)
        await one.until(lambda: bar.hints[0][:2] == ("⏎", "put it here"), "what Enter does")
        assert [key for key, *_ in bar.hints].count("⏎") == 1
        await one.keys("enter")
        await one.until(lambda: one.main.placing is None, "the end of it")
        await one.until(lambda: one.main.placed[0].state == "exact", "its new place")
        (only,) = one.main.placed
        assert one.reader.text[only.start : only.end].startswith("whole")
