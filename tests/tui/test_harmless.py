"""What stands in a field may come from a document or a file name; it is drawn, never obeyed."""

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, TextArea

import tui.screens
import tui.widgets
from notes.library import Library
from tui.screens.ask_line import AskLine
from tui.screens.note_editor import NoteEditor
from tui.widgets.harmless import Harmless
from tui.widgets.search_pane import QueryInput

ODD = "odd\x1b[31m\x07name\x9b1m"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / f"{ODD}.txt").write_text("On \x1b[31mred\x07 words\n\nMore of it.\n", "utf-8")
    with Library(folder) as library:
        document = library.open(f"{ODD}.txt")
        library.annotate(
            document, 0, len("On \x1b[31mred"), note=f"a {ODD} note", tags=["x\x1b[1m"]
        )
    return folder


def drawn(one: Any) -> bool:
    """Whether nothing on the screen is a control character."""
    return all(character.isprintable() for line in one.shown.split("\n") for character in line)


def made_of(kind: type[Any]) -> set[type[Any]]:
    """The classes that rest on a widget, however far."""
    return {found for one in kind.__subclasses__() for found in {one, *made_of(one)}}


def test_every_field_is_drawn_so() -> None:
    for package in (tui.screens, tui.widgets):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    fields = [
        one for one in made_of(Input) | made_of(TextArea) if one.__module__.startswith("tui.")
    ]
    assert len(fields) > 8
    assert all(issubclass(one, Harmless) for one in fields)


async def test_a_name_that_is_changed(start: Any, papers: Path) -> None:
    async with start(papers) as one:
        await one.keys("f2")
        asked = await one.in_front(AskLine)
        await one.pilot.pause()
        assert asked.query_one(Input).value == f"{ODD}.txt"
        assert drawn(one) and "odd␛[31m␇name" in one.shown


async def test_selected_words_that_are_searched_for(start: Any, papers: Path) -> None:
    async with start(papers) as one:
        await one.open(f"{ODD}.txt")
        await one.keys("v", "$", "S")
        await one.until(lambda: one.main.query_one(QueryInput).has_focus, "the query")
        await one.pilot.pause()
        assert drawn(one) and "␛[31mred" in one.shown


async def test_a_note_that_is_edited(start: Any, papers: Path) -> None:
    async with start(papers) as one:
        await one.open(f"{ODD}.txt")
        await one.caret_at("On")
        await one.keys("e")
        editor = await one.in_front(NoteEditor)
        await one.pilot.pause()
        assert ODD in editor.query_one(TextArea).text
        assert drawn(one)


async def test_the_cursor_stays_in_sight_behind_what_is_drawn_wider(
    start: Any, papers: Path
) -> None:
    async with start(papers, size=(60, 20)) as one:
        one.app.push_screen(AskLine("Which?", "\x1b" * 80 + "the end"))
        screen = await one.in_front(AskLine)
        field = screen.query_one(Input)
        field.cursor_position = len(field.value)
        await one.pilot.pause()
        assert drawn(one)
        assert len(field.render_line(0).text) <= field.size.width + 1
