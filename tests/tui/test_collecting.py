"""Marked notes, the tags and the categories of a library, in the real app."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from notes.library import Library
from notes.review.records import NoteList
from tui.screens.all_notes import AllNotesScreen
from tui.screens.ask_line import AskLine
from tui.screens.categories import CategoriesScreen
from tui.screens.choice import ChoiceList, ChoiceScreen
from tui.screens.help import HelpScreen
from tui.screens.tag_line import TagLine
from tui.screens.tags import TagsScreen
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_tops import Row

NAMES = ("a.txt", "b.txt")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(f"On {name}\n\nOne two three. Four five six.\n", "utf-8")
    library = Library(folder)
    for name in NAMES:
        document = library.open(name)
        for words, tags, color in (("One", ("trade", "war"), "green"), ("Four", ("war",), "pink")):
            start = document.text.index(words)
            library.annotate(document, start, start + len(words), tags=tags, color=color)
    library.close()
    return folder


async def shown(journey: Any, kind: type[Any]) -> Any:
    """The screen of that kind, with its rows."""
    await journey.until(lambda: isinstance(journey.app.screen, kind), kind.__name__)
    screen = journey.app.screen
    if hasattr(screen, "rows"):
        await journey.until(lambda: screen.rows.rows, "its rows")
    return screen


def described(screen: Any) -> str:
    return str(screen.query_one("#view").render())


def items(on_disk: Callable[..., Any], papers: Path) -> list[dict[str, Any]]:
    return [item for name in NAMES for item in on_disk(papers, name)["items"]]


async def test_marked_notes_are_tagged_coloured_and_deleted_at_once(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    async with start(papers) as one:
        await one.keys("A")
        notes = await shown(one, AllNotesScreen)
        await one.keys("space", "down", "space")
        assert "4 · 2 marked" in described(notes)
        await one.keys("H", "5")
        await one.until(
            lambda: [i["cp:color"] for i in items(on_disk, papers)].count("orange") == 2
        )
        assert len(notes.marked) == 2, "they stay marked for what comes next"
        await one.keys("#")
        await shown(one, TagLine)
        await one.type("read -war")
        await one.keys("enter")
        await one.until(lambda: notes.all_notes.tag_counts()[0] == ("read", 2), "the tags")
        assert notes.all_notes.tag_counts() == [("read", 2), ("trade", 2), ("war", 2)]
        await one.keys("slash")
        await one.type("a.txt")
        await one.until(lambda: "2 of 4 · 2 marked, 1 not shown" in described(notes), "the counts")
        await one.keys("enter", "d", "d")
        await one.until(lambda: len(notes.all_notes) == 2, "the deletion")
        assert notes.marked == frozenset()
        assert len(items(on_disk, papers)) == 2
        await one.keys("u")
        await one.until(lambda: len(notes.all_notes) == 4, "all of them back in one step")


async def test_marks_are_made_with_the_mouse_and_dropped_by_escape(
    start: Any, papers: Path
) -> None:
    async with start(papers) as one:
        await one.keys("A")
        notes = await shown(one, AllNotesScreen)
        second = notes.rows.rows[1].id
        line = notes.rows._tops.tops[1]
        await one.pilot.click(notes.rows, offset=(1, line))
        await one.until(lambda: notes.marked == {second}, "the mark")
        assert one.app.screen is notes, "a mark opens nothing"
        await one.keys("ctrl+a")
        assert len(notes.marked) == 4
        await one.keys("escape")
        assert notes.marked == frozenset()
        assert one.app.screen is notes
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the text")


async def test_a_tag_is_renamed_joined_deleted_and_all_that_is_taken_back(
    start: Any, papers: Path
) -> None:
    async with start(papers) as one:
        await one.keys("T")
        tags = await shown(one, TagsScreen)

        def counts() -> dict[str, int]:
            return dict(tags.content)

        assert [row.id for row in tags.rows.rows] == ["war", "trade"]
        await one.keys("r")
        asked = await shown(one, AskLine)
        assert asked.query_one(Input).value == "war"
        asked.query_one(Input).value = "conflict"
        await one.keys("enter")
        await one.until(lambda: counts() == {"conflict": 4, "trade": 2}, "the new name")
        assert tags.rows.cursor == "conflict"
        await one.keys("r")
        (await shown(one, AskLine)).query_one(Input).value = "#Trade"
        await one.keys("enter")
        await shown(one, ChoiceScreen)
        await one.keys("escape")
        await one.until(lambda: one.app.screen is tags, "second thoughts")
        assert counts() == {"conflict": 4, "trade": 2}
        await one.keys("m")
        await shown(one, ChoiceScreen)
        await one.keys("enter")
        await one.until(lambda: counts() == {"trade": 4}, "one tag")
        await one.keys("d", "d")
        await one.until(lambda: counts() == {}, "no tag")
        assert "No tags in this library" in tags.rows.empty_text
        for expected in ({"trade": 4}, {"conflict": 4, "trade": 2}, {"war": 4, "trade": 2}):
            await one.keys("u")
            await one.until(lambda e=expected: counts() == e, str(expected))


async def test_enter_on_a_tag_shows_its_notes_and_letters_filter_the_tags(
    start: Any, papers: Path
) -> None:
    async with start(papers) as one:
        await one.keys("T")
        tags = await shown(one, TagsScreen)
        await one.keys("slash")
        await one.type("tra")
        await one.until(lambda: [row.id for row in tags.rows.rows] == ["trade"], "one tag")
        assert "1 of 2" in described(tags)
        await one.keys("enter", "enter")
        notes = await shown(one, AllNotesScreen)
        await one.until(lambda: len(notes.rows.rows) == 2, "its notes")
        assert "#trade" in described(notes)
        await one.keys("F", "T")
        await shown(one, TagsScreen)
        await one.keys("enter")
        await one.until(lambda: notes.view.tag == "war", "the filter")


async def test_a_mark_that_is_chosen_while_a_name_is_being_kept_leaves_it_the_name(
    start: Any, papers: Path
) -> None:
    async with start(papers) as one:
        await one.keys("C")
        screen = await shown(one, CategoriesScreen)
        await one.until(lambda: screen.content, "the counts")
        async with one.app._saving:  # as when the disk is slow
            await one.keys("r")
            await shown(one, AskLine)
            await one.type("claim\n")
            await one.until(lambda: one.app.screen is screen, "the list")
            await one.keys("m")
            await shown(one, ChoiceScreen)
            await one.keys("down", "enter")
            await one.until(lambda: one.app.screen is screen, "the list again")
        await one.until(lambda: screen.library.categories["yellow"].mark, "the mark")
    with Library(papers) as library:
        assert library.categories["yellow"].name == "claim"


async def test_a_category_has_a_name_and_a_mark_wherever_it_is_seen(
    start: Any, papers: Path
) -> None:
    async with start(papers) as one:
        await one.open("a.txt")
        await one.keys("C")
        screen = await shown(one, CategoriesScreen)
        await one.until(lambda: screen.content, "the counts")
        await one.keys("down", "r")
        await shown(one, AskLine)
        await one.type("pink")
        await one.keys("enter")
        await one.until(lambda: isinstance(one.app.screen, AskLine), "the question again")
        await one.until(
            lambda: "another colour" in str(one.app.screen.query("#problem").first().render())
        )
        one.app.screen.query_one(Input).value = "claim [/b]"
        await one.keys("enter")
        await one.until(lambda: one.app.screen is screen, "the list")
        await one.keys("m")
        choice = await shown(one, ChoiceScreen)
        offered = choice.query_one(ChoiceList)
        marks = [row.id for row in offered.rows]
        assert marks[0] == "┃", "the marks of other colours are not offered"
        assert offered.move_to("●")
        await one.keys("enter")
        await one.until(lambda: screen.rows.rows[1].mark == "●", "the new mark")
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the text")
        assert [mark.mark_char for mark in one.main.marks] == ["●", "▞"]
        assert one.main.notes[0].category == "claim [/b]"
        await one.keys("H")
        hints = {hint[0]: hint[1] for hint in one.main.query_one(KeyBar).hints}
        assert (hints["1"], hints["2"]) == ("yellow", "claim [/b]")
        await one.keys("escape", "question_mark")
        lines = (await shown(one, HelpScreen)).query_one("HelpText")._lines
        assert any("claim [/b] (green)" in line.text for line in lines)
        await one.keys("escape", "A")
        notes = await shown(one, AllNotesScreen)
        await one.keys("f")
        await shown(one, ChoiceScreen)
        await one.keys("down", "enter")
        await one.until(lambda: "Which category" in one.app.screen._question, "the categories")
        await one.keys("enter")
        await one.until(lambda: len(notes.rows.rows) == 2, "its notes")
        assert "claim [/b] (green)" in described(notes)
    async with start(papers) as two:
        assert two.app.legend.name("green") == "claim [/b]"


async def test_enter_on_a_category_shows_its_notes(start: Any, papers: Path) -> None:
    async with start(papers) as one:
        await one.keys("C")
        await shown(one, CategoriesScreen)
        await one.keys("down", "enter")
        notes = await shown(one, AllNotesScreen)
        assert notes.view.color == "green"
        await one.until(lambda: len(notes.rows.rows) == 2, "its notes")


async def test_the_rows_of_all_notes_are_made_where_they_hold_up_no_key(
    start: Any, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = set()
    made = AllNotesScreen.rows_of

    def rows_of(screen: AllNotesScreen, content: NoteList) -> list[Row]:
        threads.add(threading.current_thread())
        return made(screen, content)

    monkeypatch.setattr(AllNotesScreen, "rows_of", rows_of)
    async with start(papers) as one:
        await one.keys("A")
        notes = await shown(one, AllNotesScreen)
        await one.keys("slash")
        await one.type("trade")
        await one.until(lambda: len(notes.rows.rows) == 2, "those with the tag")
    assert threads
    assert threading.main_thread() not in threads
