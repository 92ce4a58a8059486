"""Daily review in the real app: what is shown when, grades on disk, and the ways out and back."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from terminals import ENDED, READING, Terminal, program_in

from notes.config import Folders
from notes.library import Library
from tui.screens.all_notes import AllNotesScreen
from tui.screens.note_editor import NoteEditor
from tui.screens.review import ReviewScreen
from tui.screens.tag_line import TagLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.review_card import ReviewCard

TEXT = """The harbour ledger

By Ana Moreno

In the winter of 1703 salt came late, and the fishers sold their catch for half its price.
Iron came with the spring. Three ships in one week, says the ledger, and then none for a year.
"""
PASSAGES = (("salt came late", "Compare the prices inland."), ("Three ships", "Whose?"))
SIZES = [(200, 60), (120, 36), (80, 24), (60, 20), (40, 12)]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Two notes, which were made on two days."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "harbour.txt").write_text(TEXT, "utf-8")
    (folder / "empty.txt").write_text("Nothing is noted here.\n", "utf-8")
    with Library(folder) as library:
        document = library.open("harbour.txt")
        for words, note in PASSAGES:
            start = document.text.index(words)
            library.annotate(document, start, start + len(words), note=note, tags=("salt",))
    file = folder / "harbour.txt.notes.json"
    page = json.loads(file.read_text("utf-8"))
    for item in page["items"]:
        is_first = item["target"]["selector"][0]["exact"] == PASSAGES[0][0]
        item["created"] = f"2024-11-0{3 if is_first else 4}T12:00:00Z"
    file.write_text(json.dumps(page), "utf-8")
    return folder


@pytest.fixture
def grades(folders: Folders) -> Callable[[], list[str]]:
    """The grades on disk, in the order of the log; `-` takes one back."""

    def read() -> list[str]:
        file = folders.state / "reviews.jsonl"
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        return [json.loads(line).get("grade", "-") for line in lines]

    return read


async def reviewing(journey: Any) -> ReviewScreen:
    """The screen of the review, once it knows what is due."""
    await journey.keys("D")
    screen: ReviewScreen = await journey.in_front(ReviewScreen)
    await journey.until(lambda: screen.found is not None, "what is due")
    return screen


def hints(journey: Any) -> dict[str, str]:
    bar = journey.app.screen.query_one(KeyBar)
    return {key: label for key, label, _ in bar.hints}


async def foretold(journey: Any) -> None:
    await journey.until(lambda: journey.app.screen.is_ready, "all that is shown")


async def test_one_note_at_a_time_first_what_it_is_on_then_what_was_noted(
    start: Any, papers: Path, grades: Callable[[], list[str]]
) -> None:
    async with start(papers) as one:
        await reviewing(one)
        await foretold(one)
        assert "DAILY REVIEW  1 of 2 · new" in one.shown
        assert "salt came late" in one.shown and "The harbour ledger · Moreno" in one.shown
        assert "noted 3 Nov 2024" in one.shown
        assert "Compare" not in one.shown and "#salt" not in one.shown
        assert "In the winter" not in one.shown
        assert "1" not in hints(one) and hints(one)["space"] == "show"
        await one.keys("3")
        assert "Space shows the note first" in one.said and grades() == []

        await one.keys("space")
        assert "Compare the prices inland." in one.shown and "#salt" in one.shown
        assert "In the winter of 1703 salt came late, and" in one.shown
        said = hints(one)
        assert [said[key].partition(" ")[0] for key in "1234"] == [
            *("again", "hard", "good", "easy"),
        ]
        assert said["1"] == "again · tomorrow" and said["4"].startswith("easy · in ")
        await one.keys("4")
        assert grades() == ["easy"]
        assert "DAILY REVIEW  2 of 2 · new" in one.shown
        assert "Three ships" in one.shown and "Whose?" not in one.shown
        await one.keys("space", "space")
        assert grades() == ["easy", "good"]
        assert "Nothing more for today; tomorrow none." in one.shown
        assert "2 notes gone through today." in one.shown
        assert "1" not in hints(one) and "space" not in hints(one)
        await one.keys("space", "1", "d", "o", "e", "#")
        assert grades() == ["easy", "good"]
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the text")


async def test_keys_that_are_typed_at_once_grade_each_note_once(
    start: Any, papers: Path, grades: Callable[[], list[str]]
) -> None:
    async with start(papers) as one:
        await reviewing(one)
        await one.keys("space", "1", "space", "2", "space", "3")
        assert grades() == ["again", "hard"]
        assert "tomorrow 2." in one.shown


async def test_what_was_done_is_taken_back_step_by_step_also_a_day_later(
    start: Any, papers: Path, grades: Callable[[], list[str]]
) -> None:
    async with start(papers) as one:
        await reviewing(one)
        await one.keys("space", "4", "d")
        assert grades() == ["easy", "never"] and "will not come again" in one.said
        await one.keys("u")
        assert (
            grades() == ["easy", "never", "-"] and "Taken back: not again, for “Three" in one.said
        )
        assert "Three ships" in one.shown and "Whose?" not in one.shown
        await one.keys("d", "q")
        await one.until(lambda: one.app.screen is one.main, "the text")
    async with start(papers) as one:
        await reviewing(one)
        assert "Nothing more for today; tomorrow none." in one.shown
        await one.keys("u", "u")
        assert grades()[-2:] == ["-", "-"]
        assert "1 of 2" in one.shown and "salt came late" in one.shown
        await one.keys("u")
        assert one.said == "There is nothing to take back."


async def test_a_note_is_edited_and_tagged_and_that_is_undone_in_order(
    start: Any, papers: Path, on_disk: Callable[..., Any], grades: Callable[[], list[str]]
) -> None:
    def first() -> dict[str, Any]:
        (item,) = (
            item
            for item in on_disk(papers, "harbour.txt")["items"]
            if item["target"]["selector"][0]["exact"] == PASSAGES[0][0]
        )
        return item

    def bodies() -> set[str]:
        return {body["value"] for body in first()["body"]}

    async with start(papers) as one:
        screen = await reviewing(one)
        await one.keys("space", "e")
        await one.in_front(NoteEditor)
        await one.type(" Done.")
        await one.keys("ctrl+s")
        await one.until(lambda: "Compare the prices inland. Done." in one.shown, "the new words")
        assert screen.is_open and "Compare the prices inland. Done." in bodies()
        await one.keys("#")
        await one.in_front(TagLine)
        await one.type("prices")
        await one.keys("enter")
        await one.until(lambda: "#prices" in one.shown, "the tag")
        await one.keys("3")
        assert grades() == ["good"] and "Three ships" in one.shown
        await one.keys("u")
        await one.until(lambda: "salt came late" in one.shown, "the note before")
        await one.keys("u")
        await one.until(lambda: "prices" not in bodies(), "no tag")
        await one.keys("u")
        await one.until(lambda: "Compare the prices inland." in bodies(), "the old words")
        assert grades() == ["good", "-"]
        await one.keys("u")
        assert one.said == "There is nothing to take back."


async def test_the_passage_is_opened_and_the_review_goes_on_later(
    start: Any, papers: Path, grades: Callable[[], list[str]]
) -> None:
    async with start(papers) as one:
        await reviewing(one)
        await one.keys("space", "3", "o")
        await one.until(lambda: one.main.current == "harbour.txt", "the document")
        await one.until(lambda: one.reader.has_focus, "the text")
        assert one.reader.caret == TEXT.index("Three ships")
        await reviewing(one)
        assert "2 of 2" in one.shown and "Three ships" in one.shown
        await one.keys("escape", "A")
        await one.in_front(AllNotesScreen)
        await reviewing(one)
        await one.keys("escape")
        await one.in_front(AllNotesScreen)
        await reviewing(one)
        await one.keys("o")
        await one.until(lambda: one.app.screen is one.main, "the text")


async def test_another_day_brings_back_what_was_graded(
    start: Any, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start(papers) as one:
        await reviewing(one)
        await one.keys("space", "1", "space", "4")
        assert "tomorrow 1." in one.shown
    tomorrow = date.today() + timedelta(days=1)
    monkeypatch.setattr(Library, "today", lambda library: tomorrow)
    async with start(papers) as one:
        await reviewing(one)
        assert "1 of 1" in one.shown and "· new" not in one.shown
        assert "salt came late" in one.shown
        assert "last gone through yesterday" in one.shown


async def test_without_notes_it_says_what_to_do(start: Any, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.txt").write_text("One two three.\n", "utf-8")
    async with start(tmp_path / "papers") as one:
        await reviewing(one)
        assert "No notes to go through yet." in one.shown and "select words with v" in one.shown
        await one.keys("space", "3", "u", "e", "o", "d", "escape")
        await one.until(lambda: one.app.screen is one.main, "the text")


async def test_the_mouse_shows_and_grades(
    start: Any, papers: Path, grades: Callable[[], list[str]]
) -> None:
    async with start(papers) as one:
        screen = await reviewing(one)
        await foretold(one)
        await one.pilot.click(ReviewCard, offset=(4, 1))
        await one.until(lambda: screen.is_open, "the note")
        await one.pilot.click(ReviewCard, offset=(4, 1))
        assert grades() == []
        bar = screen.query_one(KeyBar)
        at = one.shown.splitlines()[-1].index("4 easy")
        await one.pilot.click(bar, offset=(at + 1, 0))
        await one.until(lambda: grades() == ["easy"], "the grade")


@pytest.mark.parametrize("size", SIZES)
async def test_all_grades_and_the_way_out_are_seen_at_every_size(
    start: Any, papers: Path, size: tuple[int, int]
) -> None:
    async with start(papers, size=size) as one:
        await reviewing(one)
        await foretold(one)
        await one.keys("space")
        foot = one.shown.splitlines()[-1]
        if size[0] >= 60:
            assert all(word in foot for word in ("1 again", "2 hard", "3 good", "4 easy", "esc"))
        assert "salt came late" in one.shown


async def test_what_cannot_be_written_is_said_and_the_note_stays(
    start: Any, papers: Path, folders: Folders
) -> None:
    async with start(papers) as one:
        screen = await reviewing(one)
        (folders.state / "reviews.jsonl").mkdir()
        await one.keys("space", "3")
        assert "reviews.jsonl cannot be" in one.said
        assert screen.state_text == "NOT SAVED"
        assert "salt came late" in one.shown and screen.is_open


async def test_a_log_of_a_newer_version_is_said(start: Any, papers: Path, folders: Folders) -> None:
    folders.state.mkdir(parents=True, exist_ok=True)
    (folders.state / "reviews.jsonl").write_text('{"v": 9}\n', "utf-8")
    async with start(papers) as one:
        await one.keys("D")
        await one.in_front(ReviewScreen)
        await one.until(lambda: "newer version" in one.shown, "why there is nothing")
        await one.keys("space", "3", "d", "u", "escape")
        await one.until(lambda: one.app.screen is one.main, "the text")


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Path]:
    """A library whose every text wants to reach the terminal."""
    folder = tmp_path / "papers"
    folder.mkdir()
    evil = "\x1b]0;evil\x07[bold]x[/p. 4] \x9b31m"
    (folder / "a.txt").write_text(f"{evil}\n\nA quote {evil} here.\n", "utf-8")
    with Library(folder) as library:
        document = library.open("a.txt")
        start = document.text.index("A quote")
        library.annotate(document, start, len(document.text), note=evil, tags=("[/x]",))
    yield folder


async def test_nothing_of_a_document_reaches_the_terminal_raw(start: Any, hostile: Path) -> None:
    async with start(hostile) as one:
        await reviewing(one)
        await one.keys("space")
        assert "[bold]x[/p. 4]" in one.shown
        assert not {"\x1b", "\x07", "\x9b"} & set(one.shown)


def test_a_killed_program_has_kept_what_was_graded(
    terminal: Terminal, papers: Path, grades: Callable[[], list[str]]
) -> None:
    terminal.start(papers).shows("2 documents")
    terminal.keys("D")
    terminal.shows("1 of 2")
    terminal.keys("Space")
    terminal.shows("Compare the prices", "3 good")
    terminal.keys("3")
    terminal.shows("2 of 2")
    os.kill(program_in(terminal), signal.SIGKILL)
    terminal.shows(f"{ENDED}137")
    assert grades() == ["good"]
    terminal.start(papers, size=(80, 24)).shows("2 documents")
    terminal.keys("D")
    terminal.shows("2 of 2", "Three ships")
    terminal.keys("o")
    terminal.shows(READING)
