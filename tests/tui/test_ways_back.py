"""One is told where one is led: by an undo elsewhere, by Escape, by a key that goes round."""

from pathlib import Path
from typing import Any

import pytest

from notes.library import Library
from tui.screens.all_notes import AllNotesScreen
from tui.screens.categories import CategoriesScreen
from tui.screens.tags import TagsScreen
from tui.widgets.key_bar import KeyBar
from tui.widgets.search_pane import SearchPane

ICE, MILL = "ice.txt", "mill.txt"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / ICE).write_text("On the ice\n\nIt broke with the noise of guns.\n", "utf-8")
    (folder / MILL).write_text("On the mill\n\nIts wheel was never still.\n", "utf-8")
    with Library(folder) as library:
        for name, tag, color in ((ICE, "winter", "green"), (MILL, "water", "pink")):
            library.annotate(library.open(name), 12, 18, tags=(tag,), color=color)
    return folder


def said(one: Any) -> str:
    found: str = one.app.screen.query_one(KeyBar).message
    return found


def offered(one: Any) -> dict[str, str]:
    """The words of the key bar by their keys."""
    return {key: label for key, label, _ in one.app.screen.query_one(KeyBar).hints}


async def in_front(one: Any, kind: type) -> Any:
    await one.until(lambda: isinstance(one.app.screen, kind), kind.__name__)
    await one.until(lambda: one.app.screen.rows.rows, "its rows")
    return one.app.screen


async def test_an_undo_names_another_document_and_leads_there(start: Any, papers: Path) -> None:
    async with start(papers) as one:
        await one.open(MILL)
        await one.until(lambda: one.main.placed, "the note")
        await one.keys("i", "d", "d")
        await one.until(lambda: not one.main.placed, "the deletion")
        await one.open(ICE)
        await one.keys("u")
        await one.until(lambda: "Undone" in said(one), "the undo")
        assert said(one).startswith(f"Undone in {MILL} (gu goes there): deletion of “")
        await one.keys("g", "u")
        await one.until(lambda: one.main.current == MILL, "the document")
        await one.until(lambda: one.main.placed, "the note that came back")
        await one.keys("ctrl+r")
        await one.until(lambda: "Done again: deletion" in said(one), "the same here")
        assert MILL not in said(one)


async def test_escape_from_the_notes_of_a_tag_leads_back_to_the_tag(
    start: Any, papers: Path
) -> None:
    async with start(papers) as one:
        for key, kind in (("T", TagsScreen), ("C", CategoriesScreen)):
            await one.keys(key)
            chosen = await in_front(one, kind)
            await one.keys("j")
            was = chosen.rows.cursor
            await one.keys("enter")
            notes = await in_front(one, AllNotesScreen)
            assert (notes.view.tag or notes.view.color) == was
            assert offered(one)["esc"] == "back"
            await one.keys("escape")
            again = await in_front(one, kind)
            assert again is not chosen
            assert again.rows.cursor == was
            await one.keys("escape")
            await one.until(lambda: one.app.screen is one.main, "the library")


async def test_escape_from_a_search_leads_back_to_where_it_was_begun(
    start: Any, papers: Path
) -> None:
    with Library(papers) as library:
        library.update_index()
    async with start(papers) as one:
        results = one.main.query_one(SearchPane).results
        await one.open(ICE)
        await one.caret_at("noise")
        at = one.reader.caret
        await one.keys("S")
        await one.until(lambda: offered(one)["esc"] == "text", "the way to the text")
        await one.type("wheel")
        await one.keys("down")
        await one.until(lambda: results.has_focus, "the results")
        await one.keys("escape")
        assert (one.reader.has_focus, one.reader.caret) == (True, at)
        await one.keys("escape")
        assert one.main.query_one("DocumentList").has_focus
        await one.keys("S")
        await one.until(lambda: offered(one)["esc"] == "list", "the way to the list")
        await one.keys("down")
        await one.until(lambda: results.has_focus, "the results")
        await one.keys("space")
        await one.until(lambda: one.main.current == MILL, "the preview")
        assert results.has_focus
        await one.keys("escape")
        assert one.main.query_one("DocumentList").has_focus
        await one.open(MILL)
        await one.keys("i", "S")
        await one.until(lambda: offered(one)["esc"] == "notes", "the way to the notes")
        await one.keys("escape")
        assert one.main.query_one("NoteList").has_focus


async def test_escape_from_what_says_the_like_leads_back_to_the_text(
    start: Any, sample_library: Path
) -> None:
    with Library(sample_library) as library:
        library.update_index()
    async with start(sample_library) as one:
        await one.open("united-against-unilateralism.md")
        await one.caret_at("unilateral")
        at = one.reader.caret
        await one.keys("r")
        await one.until(lambda: one.main.query_one(SearchPane).results.has_focus, "the like")
        await one.keys("escape")
        assert (one.reader.has_focus, one.reader.caret) == (True, at)


async def test_the_keys_say_where_they_lead_also_where_room_is_short(
    start: Any, papers: Path
) -> None:
    async with start(papers, size=(80, 24)) as one:
        bar = one.main.query_one(KeyBar)

        def line() -> str:
            return "".join(text for text, _ in bar.line(80)).rstrip()

        await one.until(lambda: line().endswith("q quit   ? help"), "the way out of the list")
        await one.open(ICE)
        await one.until(lambda: line().endswith("esc list   ? help"), "the way back")
        await one.keys("i")
        await one.until(lambda: line().endswith("esc text   ? help"), "the way to the text")
        await one.keys("A")
        await in_front(one, AllNotesScreen)
        bar = one.app.screen.query_one(KeyBar)
        await one.until(lambda: line().endswith("esc back   ? help"), "the way out of the notes")
        await one.keys("space")
        assert offered(one)["space"] == "mark, next"


async def test_keys_that_go_round_say_what_comes_next(start: Any, papers: Path) -> None:
    async with start(papers) as one:
        await one.keys("f")
        await one.until(lambda: said(one) == "Shown: unread, 2; f shows reading.", "the filter")
        await one.keys("f")
        await one.until(lambda: said(one) == "Shown: reading, 0; f shows done.", "the next")
        await one.keys("f", "f", "f", "s")
        await one.until(lambda: said(one) == "By author ↑; s sorts by date.", "the order")
        await one.keys("c")
        await one.until(lambda: "c changes it back to paper" in said(one), "the way back")


async def test_the_search_has_little_room_until_it_is_used(start: Any, papers: Path) -> None:
    async with start(papers, size=(80, 24)) as one:
        pane = one.main.query_one(SearchPane)
        assert pane.size.height + 1 == 6
        await one.keys("S", "i", "c", "e")
        await one.until(lambda: pane.size.height > 8, "room for the answer")
        pane.text = ""
        await one.until(lambda: pane.size.height + 1 == 6, "room for the documents")
