"""What is found stays true while the library grows, and what one looks at stays where it is."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from notes.library import Library
from tui.presenting import names_of_namesakes
from tui.screens.main import indexing
from tui.screens.main.indexing import Indexing
from tui.widgets.row_list import RowList
from tui.widgets.search_pane import SearchPane

NOT_THERE = "zymurgy"


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    """A dozen documents on ferries, all in the index."""
    folder = tmp_path / "ferries"
    folder.mkdir()
    for number in range(12):
        write(folder, f"m{number:02}.txt")
    index(folder)
    return folder


def write(folder: Path, name: str) -> None:
    text = f"The ferry of {name}\n\nThis ferry crosses the river in summer. {name}\n"
    (folder / name).write_text(text, "utf-8")


def index(folder: Path) -> None:
    """Index the folder, as another program does."""
    with Library(folder) as library:
        library.update_index()


async def search(one: Any, query: str) -> RowList:
    """Type a query, and wait for its answer."""
    await one.until(lambda: one.main.activity is None, "the end of indexing")
    await one.keys("S")
    await one.type(query)
    await one.until(lambda: one.main.answer and one.main.answer.query == query, "the answer")
    await one.until(lambda: not one.main.searching, "all of it")
    found: RowList = one.main.query_one(SearchPane).results
    return found


def line_of_cursor(results: RowList) -> tuple[str | None, int]:
    """The row under the cursor, and the line of the list it is on."""
    lines = [results.render_line(y).text for y in range(results.size.height)]
    return results.cursor, next(y for y, line in enumerate(lines) if line.startswith("▎"))


async def test_what_was_not_found_is_found_once_it_is_there(start: Any, ferries: Path) -> None:
    async with start(ferries) as one:
        await search(one, NOT_THERE)
        assert one.main.answer.documents == 0
        (ferries / "new.txt").write_text(f"A word on {NOT_THERE}, and no more.\n", "utf-8")
        await one.keys("f5")
        await one.until(lambda: one.main.answer.documents == 1, "the new document")
        await one.until(lambda: "A word on" in one.shown, "its passage")


async def test_the_cursor_stays_where_it_is_when_more_is_found(start: Any, ferries: Path) -> None:
    async with start(ferries) as one:
        results = await search(one, "ferry")
        await one.keys("down", "s", "s")
        await one.until(lambda: one.main.asked_text == "by place", "the order")
        await one.until(lambda: one.main.answer.groups[0].path == "m00.txt", "that order")
        await one.keys("5", "j")
        before = line_of_cursor(results)
        for number in range(3):
            write(ferries, f"a{number}.txt")
        await one.keys("f5")
        await one.until(lambda: one.main.answer.documents == 15, "the new documents")
        assert one.main.answer.groups[0].path == "a0.txt"
        assert line_of_cursor(results) == before
        assert results.has_focus


async def test_while_somebody_goes_through_them_results_are_renewed_only_at_the_end(
    start: Any, ferries: Path
) -> None:
    async with start(ferries) as one:
        await search(one, "ferry")
        shown = one.main.answer
        write(ferries, "a.txt")
        index(ferries)
        await one.keys("down")
        one.main.post_message(Indexing.Indexed())
        await one.pilot.pause()
        assert [worker for worker in one.main.workers if worker.group == "search"] == []
        assert one.main.answer is shown
        await one.keys("/")
        one.main.post_message(Indexing.Indexed())
        await one.until(lambda: one.main.answer.documents == 13, "the new one, in the field")
        await one.keys("down")
        write(ferries, "b.txt")
        index(ferries)
        one.main.post_message(Indexing.Indexed(is_over=True))
        await one.until(lambda: one.main.answer.documents == 14, "the other one, at the end")


def test_documents_of_one_title_are_called_by_what_tells_them_apart() -> None:
    titles = {
        "a/COPYING": "GNU General  Public License",
        "b/gpl.txt": "GNU General Public LICENSE",
        "c/README": "Read me",
        "d/README": "Read me",
        "e.txt": "Another",
    }
    assert names_of_namesakes(titles) == {
        "a/COPYING": "COPYING",
        "b/gpl.txt": "gpl.txt",
        "c/README": "c/README",
        "d/README": "d/README",
    }


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
async def test_while_it_grows_one_is_told_how_far_it_is(
    start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "SOON", 0.0)
    for number in range(800):
        write(tmp_path, f"{number}.txt")
    async with start(tmp_path) as one:
        await one.until(lambda: one.main.indexed < 1, "a report")
        process = one.main._indexer.pid
        os.kill(process, signal.SIGSTOP)
        try:
            await one.keys("S")
            await one.type("ferry")
            await one.until(lambda: one.main.answer and not one.main.searching, "the answer")
            assert "is being indexed" in hints(one)
        finally:
            os.kill(process, signal.SIGCONT)
        await one.until(lambda: one.main.activity is None, "the end of indexing")
        await one.until(lambda: one.main.answer.documents == 800, "all of them")
        assert "is being indexed" not in hints(one)


def hints(one: Any) -> str:
    """What is said over the results."""
    shown = one.main.query_one(SearchPane).query_one(".hints", Static)
    return str(shown.content) if shown.display else ""
