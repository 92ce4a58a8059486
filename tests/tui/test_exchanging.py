"""Export and import from within the program, with real files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from disks import filled
from textual.widgets import Input

from notes.exporting import FORMATS, export
from notes.library import Library
from tui.exchange_words import USES
from tui.screens.all_notes import AllNotesScreen
from tui.screens.ask_path import AskPath
from tui.screens.choice import ChoiceList, ChoiceScreen
from tui.screens.import_plan import ImportPlanScreen
from tui.screens.main.screen import MainScreen
from tui.widgets.document_list import DocumentList
from tui.widgets.key_bar import KeyBar, place_hints

NAMES = ("a.txt", "b.txt")


@pytest.fixture
def papers(home: Path) -> Path:
    folder = home / "papers"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(f"On {name}\n\nOne two three. Four five six.\n", "utf-8")
    with Library(folder) as library:
        for name in NAMES:
            document = library.open(name)
            start = document.text.index("two")
            library.annotate(document, start, start + 3, note=f"on {name}", tags=["trade"])
    return folder


async def choose(one: Any, value: str) -> None:
    """Take a choice by its value."""
    screen = await one.in_front(ChoiceScreen)
    screen.query_one(ChoiceList).move_to(value)
    await one.keys("enter")


async def name_path(one: Any, path: Path | str) -> None:
    """Type a path in the place of what is proposed."""
    screen = await one.in_front(AskPath)
    screen.query_one(Input).value = str(path)
    await one.keys("enter")


def asked_again(one: Any, reason: str) -> bool:
    """Whether a path is asked for once more, with the reason over it."""
    screen = one.app.screen
    told = str(screen.query_one("#problem").render()) if isinstance(screen, AskPath) else ""
    return reason in told


def test_every_format_is_offered() -> None:
    assert tuple(USES) == FORMATS


async def test_all_notes_are_exported_from_the_list_to_what_is_proposed(
    start: Any, papers: Path, home: Path
) -> None:
    async with start(papers) as one:
        await one.keys("X")
        screen = await one.in_front(ChoiceScreen)
        assert "Export 2 notes as" in one.shown
        assert screen.query_one(ChoiceList).cursor == "markdown"
        await choose(one, "csv")
        asked = await one.in_front(AskPath)
        assert asked.query_one(Input).value == "~/papers-notes.csv"
        await one.keys("enter")
        await one.in_front(MainScreen)
        await one.until(lambda: "exported" in one.said, "the outcome")
        assert one.said == "2 notes on 2 documents exported to ~/papers-notes.csv."
    text = (home / "papers-notes.csv").read_text("utf-8")
    assert "on a.txt" in text and "on b.txt" in text


async def test_a_vault_is_kept_up_to_date_without_a_question(
    start: Any, papers: Path, home: Path
) -> None:
    async with start(papers) as one:
        for _ in range(2):
            await one.keys("X")
            await choose(one, "markdown")
            await one.in_front(AskPath)
            await one.keys("enter")
            await one.in_front(MainScreen)
            await one.until(lambda: "exported" in one.said, "the outcome")
            path = home / "papers-notes" / "a.txt.md"
            text = path.read_text("utf-8")
            path.write_text(text + "\nMine.\n", "utf-8")
            one.main.query_one(KeyBar).drop_message()
    text = path.read_text("utf-8")
    assert text.count("on a.txt") == 1 and text.count("Mine.") == 2


async def test_what_is_there_is_asked_about_and_the_place_is_remembered(
    start: Any, papers: Path, home: Path
) -> None:
    path = home / "mine.csv"
    path.write_text("what was there", "utf-8")
    async with start(papers) as one:
        await one.keys("X")
        await choose(one, "csv")
        await name_path(one, "~/mine.csv")
        asked = await one.in_front(ChoiceScreen)
        assert "~/mine.csv is there already" in one.shown
        assert asked.query_one(ChoiceList).cursor == "other", "nothing is lost by Enter"
        await one.keys("escape")
        again = await one.in_front(AskPath)
        assert again.query_one(Input).value == "~/mine.csv"
        assert path.read_text("utf-8") == "what was there"
        await one.keys("enter")
        await choose(one, "over")
        await one.in_front(MainScreen)
        await one.until(lambda: "exported" in one.said, "the outcome")
        assert "two" in path.read_text("utf-8")
        await one.keys("X")
        screen = await one.in_front(ChoiceScreen)
        assert screen.query_one(ChoiceList).cursor == "csv"
        await one.keys("enter")
        asked = await one.in_front(AskPath)
        assert asked.query_one(Input).value == "~/mine.csv"


async def test_what_cannot_be_written_is_said_and_asked_again(
    start: Any, papers: Path, home: Path, small_disk: Path
) -> None:
    (home / "file").write_text("mine", "utf-8")
    filled(small_disk)
    async with start(papers) as one:
        await one.keys("X")
        await choose(one, "org")
        for path, reason in (
            (home / "file" / "x.org", "is no folder"),
            (papers / "a.txt.notes.json", "is there already"),
            (small_disk / "x.org", "No space left"),
            ("", "type the name"),
        ):
            await name_path(one, path)
            if path == papers / "a.txt.notes.json":
                await choose(one, "over")
                reason = "holds notes"
            await one.until(
                lambda reason=reason: asked_again(one, reason),
                reason,
            )
        await one.keys("escape")
        await one.in_front(MainScreen)
    assert not (small_disk / "x.org").exists()
    assert (home / "file").read_text("utf-8") == "mine"


async def test_those_that_are_shown_are_exported_or_those_that_are_marked(
    start: Any, papers: Path, home: Path
) -> None:
    async with start(papers) as one:
        await one.keys("A")
        notes = await one.in_front(AllNotesScreen)
        await one.until(lambda: len(notes.rows.rows) == 2, "the notes")
        await one.keys("slash")
        await one.type("a.txt")
        await one.until(lambda: len(notes.rows.rows) == 1, "the filter")
        await one.keys("enter", "X")
        await choose(one, "org")
        await name_path(one, home / "shown.org")
        await one.in_front(AllNotesScreen)
        await one.until(lambda: "1 note on 1 document" in one.said, "the outcome")
        await one.keys("F")
        await one.until(lambda: len(notes.rows.rows) == 2, "all notes")
        await one.keys("G", "space", "X")
        await choose(one, "org")
        await name_path(one, home / "marked.org")
        await one.in_front(AllNotesScreen)
        await one.until(lambda: "marked.org" in one.said, "the outcome")
    shown, marked = ((home / f"{name}.org").read_text("utf-8") for name in ("shown", "marked"))
    assert "on a.txt" in shown and "on b.txt" not in shown
    assert "on b.txt" in marked and "on a.txt" not in marked


async def test_a_library_without_notes_exports_nothing(start: Any, home: Path) -> None:
    (home / "empty").mkdir()
    (home / "empty" / "c.txt").write_text("Some words.\n", "utf-8")
    async with start(home / "empty") as one:
        await one.keys("X")
        await one.until(lambda: "no notes" in one.said, "the reason")
        assert isinstance(one.app.screen, MainScreen)


@pytest.fixture
def readwise(home: Path) -> Path:
    path = home / "readwise.csv"
    rows = ["three,a.txt", "Four,b.txt", "nowhere to be found,b.txt", "One,Another Book"]
    path.write_text("\n".join(["Highlight,Title", *rows]) + "\n", "utf-8")
    return path


async def test_an_import_is_seen_before_it_is_done_and_taken_back_in_one_step(
    start: Any, papers: Path, readwise: Path, on_disk: Callable[..., Any]
) -> None:
    def quotes() -> list[int]:
        return [len(on_disk(papers, name)["items"]) for name in NAMES]

    async with start(papers) as one:
        await one.keys("i")
        asked = await one.in_front(AskPath)
        assert asked.query_one(Input).value == "~/"
        await one.type("read")
        await one.keys("tab")
        await one.until(lambda: asked.query_one(Input).value == "~/readwise.csv", "the name")
        await one.keys("enter")
        await one.in_front(ImportPlanScreen)
        for told in (
            "2  to come in, on 2 documents",
            "1  on no document",
            "1  without a place",
            "“One” · Another Book",
            "its words are not in the document",
        ):
            assert told in one.shown
        assert quotes() == [1, 1], "a look writes nothing"
        await one.keys("enter")
        await one.in_front(MainScreen)
        await one.until(lambda: "imported" in one.said, "the outcome")
        assert one.said == "2 notes imported. u takes them back. 2 found no place."
        assert quotes() == [2, 2]
        assert one.row("a.txt").highlights == 2
        await one.keys("u")
        await one.until(lambda: "Undone" in one.said, "the step back")
        assert quotes() == [1, 1]
        assert one.row("a.txt").highlights == 1


async def test_an_import_that_is_left_changes_nothing(
    start: Any, papers: Path, readwise: Path, on_disk: Callable[..., Any]
) -> None:
    async with start(papers) as one:
        await one.keys("i")
        await name_path(one, readwise)
        await one.in_front(ImportPlanScreen)
        await one.keys("escape")
        await one.in_front(MainScreen)
        await one.until(lambda: one.said == "Nothing was imported.", "the answer")
        await one.keys("i")
        asked = await one.in_front(AskPath)
        assert asked.query_one(Input).value == "~/", "the folder is remembered"
        await one.keys("escape")
    assert [len(on_disk(papers, name)["items"]) for name in NAMES] == [1, 1]


async def test_what_is_here_already_is_not_offered(start: Any, papers: Path, home: Path) -> None:
    with Library(papers) as library:
        export(library, "json", to=home / "ours.json")
    async with start(papers) as one:
        await one.keys("i")
        await name_path(one, home / "ours.json")
        await one.in_front(ImportPlanScreen)
        assert "0  to come in" in one.shown and "2  here already" in one.shown
        hints = one.app.screen.query_one(KeyBar).hints
        assert [command for _, _, command in hints] == ["import.leave"]
        await one.keys("enter")
        await one.in_front(MainScreen)


async def test_a_file_that_holds_no_notes_is_one_line_and_asked_again(
    start: Any, papers: Path, home: Path
) -> None:
    (home / "bad.json").write_text("{", "utf-8")
    async with start(papers) as one:
        await one.keys("i")
        for path, reason in (
            (home / "bad.json", "this is no JSON"),
            (home / "missing.csv", "No such file"),
            (home, "is no file"),
        ):
            await name_path(one, path)
            await one.until(
                lambda reason=reason: asked_again(one, reason),
                reason,
            )


async def test_with_the_mouse_alone(start: Any, papers: Path, readwise: Path) -> None:
    async with start(papers) as one:
        await one.keys("i")
        await name_path(one, readwise)
        screen = await one.in_front(ImportPlanScreen)
        await one.pilot.pause()
        bar = screen.query_one(KeyBar)
        [place] = [
            hint.start
            for hint in place_hints(bar.hints, bar.size.width)
            if hint.hint[2] == "import.take"
        ]
        await one.pilot.click(bar, offset=(place + 1, 0))
        await one.until(lambda: "imported" in one.said, "the outcome")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)], ids=str)
async def test_the_dialogs_fit(
    start: Any, papers: Path, readwise: Path, size: tuple[int, int]
) -> None:
    async with start(papers, size=size) as one:
        one.main.query_one(DocumentList).focus()
        await one.keys("X")
        screen = await one.in_front(ChoiceScreen)
        await one.pilot.pause()
        assert all(word in one.shown for word in ("Markdown", "Matrix", "a survey", "esc"))
        await choose(one, "markdown")
        screen = await one.in_front(AskPath)
        await one.pilot.pause()
        assert screen.region.contains_region(screen.query_one(KeyBar).region)
        assert all(word in one.shown for word in ("folder?", "papers-notes", "complete"))
        await one.keys("escape", "i")
        await name_path(one, readwise)
        plan = await one.in_front(ImportPlanScreen)
        await one.pilot.pause()
        assert plan.region.contains_region(plan.query_one(KeyBar).region)
        assert all(word in one.shown for word in ("to come in", "Another Book", "import nothing"))
