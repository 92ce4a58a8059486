"""Notes whose place is not certain: seen as such everywhere, and settled by the user's word."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from notes.annotations.sidecar import SUFFIX
from notes.config import Folders
from notes.library import Library
from tui.document_rows import DocumentRow
from tui.screens.all_notes import AllNotesScreen
from tui.screens.ask_line import AskLine
from tui.screens.check import CheckScreen
from tui.screens.choice import ChoiceScreen
from tui.screens.leaving import LeavingScreen
from tui.screens.main import following
from tui.screens.note_editor import NoteEditor
from tui.screens.trash import TrashScreen
from tui.widgets.document_list import DocumentList
from tui.widgets.key_bar import KeyBar
from tui.widgets.notes_panel import NoteList

RIVER, MILL = "river.txt", "the-mill.txt"
QUOTE = "the ice went out with a noise like guns"
OLD = (
    "The river froze in November. The ferry was laid up, and the ferryman went home.\n\n"
    f"In spring {QUOTE}. Everybody came to watch.\n\n"
    "The mill stood on the left bank. It had ground flour for ninety years.\n"
)
REWRITTEN = (
    "A wholly new beginning, which was never there before, stands at the head of this page.\n\n"
    "When the thaw came the ice broke up with the noise of guns. The whole town watched it.\n\n"
    "A later spring, they say, had no noise at all, and nobody thought of guns.\n"
)
FLOUR = "It had ground flour for ninety years"
MILL_TEXT = f"On the mill\n\nBy Ruth Adler\n\n{FLOUR}, and its wheel was never still.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Two documents without notes."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / RIVER).write_text(OLD, "utf-8")
    (folder / MILL).write_text(MILL_TEXT, "utf-8")
    return folder


def mark(papers: Path, name: str, quote: str, folders: Folders | None = None) -> None:
    """A note on `quote`, made by another run of the program."""
    with Library(papers, folders=folders) as library:
        document = library.open(name)
        start = document.text.index(quote)
        library.annotate(document, start, start + len(quote), note="why?", tags=("ice",))


def mark_elsewhere(papers: Path, name: str, quote: str, tmp_path: Path) -> None:
    """A note from a machine whose old texts are not known here."""
    parts = (tmp_path / "elsewhere" / part for part in ("config", "data", "state", "cache"))
    mark(papers, name, quote, Folders(*parts))


@pytest.fixture
def doubtful(papers: Path, tmp_path: Path) -> Path:
    """One note on each document that can only be found by its words."""
    mark_elsewhere(papers, RIVER, QUOTE, tmp_path)
    mark_elsewhere(papers, MILL, FLOUR, tmp_path)
    changed = OLD.replace("a noise", "the noise").replace("Everybody", "Everyone")
    (papers / RIVER).write_text(changed, "utf-8")
    (papers / MILL).write_text(MILL_TEXT.replace("ninety", "eighty"), "utf-8")
    return papers


def said(journey: Any) -> str:
    found: str = journey.app.screen.query_one(KeyBar).message
    return found


def shown(journey: Any) -> str:
    """All that is on the screen in front, as one text."""
    screen = journey.app.screen
    strips = screen._compositor.render_strips(screen.app.size)
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def row_of(journey: Any, name: str) -> DocumentRow:
    found: DocumentRow = next(row for row in journey.main.documents if row.id == name)
    return found


async def in_front(journey: Any, kind: type) -> Any:
    await journey.until(lambda: isinstance(journey.app.screen, kind), kind.__name__)
    return journey.app.screen


def target(on_disk: Callable[..., Any], papers: Path, name: str = RIVER) -> Any:
    (item,) = on_disk(papers, name)["items"]
    return item["target"]


def words_on_disk(on_disk: Callable[..., Any], papers: Path, name: str = RIVER) -> str:
    found: str = target(on_disk, papers, name)["selector"][0]["exact"]
    return found


async def test_a_note_is_lost_while_the_source_is_edited_and_given_its_place_again(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    mark(papers, RIVER, QUOTE)
    async with start(papers) as one:
        await one.open(RIVER)
        await one.until(lambda: one.main.is_following, "a first look at the disk")
        assert one.main.state_text == "saved"
        (papers / RIVER).write_text(REWRITTEN, "utf-8")
        await one.until(lambda: one.main.placed[0].state == "lost", "the loss")
        await one.until(lambda: row_of(one, RIVER).lost == 1, "the list")
        assert "1 lost" in shown(one)
        assert "1 lost its place" in shown(one)
        before = on_disk(papers, RIVER)

        await one.keys("]", "o")
        await one.until(lambda: isinstance(one.main.focused, NoteList), "the lost note's row")
        await one.keys("L")
        check = await in_front(one, CheckScreen)
        assert "went out" in shown(one) and "{+broke up+}" in shown(one).replace("\n", " ")
        assert on_disk(papers, RIVER) == before
        await one.keys("enter")
        await one.until(lambda: one.app.screen is not check, "the text")
        await one.until(lambda: one.main.placed[0].state == "exact", "the place")
        assert words_on_disk(on_disk, papers) == "ice broke up with the noise of guns"
        await one.until(lambda: not one.main.doubts, "nothing more to check")
        await one.until(lambda: row_of(one, RIVER).attention == 0, "the list")

        await one.keys("u")
        await one.until(lambda: one.main.placed[0].state == "lost", "the doubt again")
        assert target(on_disk, papers) == before["items"][0]["target"]
        await one.keys("ctrl+r")
        await one.until(lambda: one.main.placed[0].state == "exact", "the place again")
    (item,) = on_disk(papers, RIVER)["items"]
    assert [body["value"] for body in item["body"]] == ["why?", "ice"]


async def test_a_change_is_shown_also_where_that_takes_longer_than_the_time_between_two_looks(
    start: Any, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "LOOK_EVERY", 0.002)
    mark(papers, RIVER, QUOTE)
    async with start(papers) as one:
        await one.open(RIVER)
        await one.until(lambda: one.main.is_following, "a first look at the disk")
        (papers / RIVER).write_text(REWRITTEN, "utf-8")
        await one.until(lambda: one.reader.text == REWRITTEN, "the new text")
        await one.until(lambda: one.main.placed[0].state == "lost", "the loss")


async def test_from_note_to_note_and_from_document_to_document(
    start: Any, doubtful: Path, on_disk: Callable[..., Any]
) -> None:
    async with start(doubtful) as one:
        await one.until(lambda: row_of(one, MILL).attention == 1, "the list")
        await one.keys("]", "o")  # from the list, before anything is open
        await one.until(lambda: one.main.current == RIVER, "the first document in doubt")
        await one.keys("g", "g")
        assert one.main.doubts == "1 check me"
        assert "check me" in shown(one)
        await one.keys("]", "o")
        place = one.main.placed[0].start
        await one.until(lambda: one.reader.caret == place, "the note")
        assert "L compares" in said(one)
        await one.keys("]", "o")
        await one.until(lambda: one.main.current == MILL, "the other document")
        await one.until(lambda: one.reader.caret == one.main.placed[0].start, "its note")
        await one.keys("L")
        await in_front(one, CheckScreen)
        assert "[-ninety-]" in shown(one) and "{+eighty+}" in shown(one)
        await one.keys("enter")
        await one.until(lambda: one.main.placed[0].state == "exact", "the place")
        assert words_on_disk(on_disk, doubtful, MILL) == FLOUR.replace("ninety", "eighty")
        await one.until(lambda: one.main.state_text == "saved", "saved")
        await one.keys("[", "o")
        await one.until(lambda: one.main.current == RIVER, "the first document again")
        await one.keys("L", "escape")
        await one.keys("L")
        await in_front(one, CheckScreen)
        await one.keys("enter")
        await one.until(lambda: one.main.placed[0].state == "exact", "the place")
        await one.keys("]", "o")
        await one.until(lambda: said(one) == "No note needs checking.", "the end")


async def test_leaving_a_note_as_it_is_writes_nothing(start: Any, doubtful: Path) -> None:
    before = (doubtful / f"{RIVER}{SUFFIX}").read_bytes()
    async with start(doubtful) as one:
        await one.open(RIVER)
        await one.keys("]", "o", "L")
        await in_front(one, CheckScreen)
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the text")
        assert one.main.placed[0].state == "found"
    assert (doubtful / f"{RIVER}{SUFFIX}").read_bytes() == before


async def test_the_words_of_a_note_are_chosen_in_the_text(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    mark(papers, RIVER, QUOTE)
    (papers / RIVER).write_text(REWRITTEN, "utf-8")
    async with start(papers) as one:
        await one.open(RIVER)
        await one.keys("i", "enter")  # there is no passage to go to: what it may be is shown
        await in_front(one, CheckScreen)
        await one.keys("m")
        await one.until(lambda: one.main.placing is not None, "the choosing")
        assert "Select the words of “the ice went out" in shown(one)
        assert "put it here" in shown(one)
        await one.caret_at("A later spring")
        await one.keys("L")
        assert "Select the words first" in said(one)
        await one.keys("v", "i", "s", "L")
        await one.until(lambda: one.main.placed[0].state == "exact", "the place")
        assert one.main.placing is None
        assert one.main.doubts == ""
    assert words_on_disk(on_disk, papers).startswith("A later spring")


async def test_words_of_another_document_are_never_given_to_a_note(
    start: Any, doubtful: Path
) -> None:
    before = {path: path.read_bytes() for path in doubtful.glob(f"*{SUFFIX}")}
    async with start(doubtful) as one:
        await one.open(RIVER)
        await one.keys("]", "o", "L")
        await in_front(one, CheckScreen)
        await one.keys("m")
        await one.until(lambda: one.main.placing is not None, "the choosing")
        await one.open(MILL)
        assert one.main.placing is None
        assert one.main.doubts == "1 check me"
    assert {path: path.read_bytes() for path in doubtful.glob(f"*{SUFFIX}")} == before


async def test_choosing_is_given_up_by_escape(start: Any, doubtful: Path) -> None:
    async with start(doubtful) as one:
        await one.open(RIVER)
        await one.keys("]", "o", "L")
        await in_front(one, CheckScreen)
        await one.keys("m", "escape")
        await one.until(lambda: one.main.placing is None, "the end of choosing")
        assert one.reader.has_focus
        assert one.main.placed[0].state == "found"


async def test_a_selection_is_given_to_one_of_several_notes(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    mark(papers, RIVER, QUOTE)
    mark(papers, RIVER, "The ferry was laid up")
    (papers / RIVER).write_text(REWRITTEN, "utf-8")
    async with start(papers) as one:
        await one.open(RIVER)
        await one.caret_at("A later spring")
        await one.keys("v", "i", "s", "L")
        await in_front(one, ChoiceScreen)
        await one.keys("down", "enter")
        await one.until(lambda: [p.state for p in one.main.placed].count("exact") == 1, "the place")
    found = [i["target"]["selector"][0]["exact"] for i in on_disk(papers, RIVER)["items"]]
    assert sorted(words[:9] for words in found) == ["A later s", "The ferry"]


async def test_all_notes_lead_to_what_is_to_be_checked_and_the_command_line_agrees(
    start: Any, doubtful: Path
) -> None:
    command = [sys.executable, "-m", "tui", "notes", "--state", "check", "--json"]
    ended = subprocess.run(
        [*command, "--library", str(doubtful)], capture_output=True, text=True, check=True
    )
    told = json.loads(ended.stdout)["notes"]
    async with start(doubtful) as one:
        await one.keys("A")
        screen = await in_front(one, AllNotesScreen)
        await one.until(lambda: len(screen.all_notes) == 2, "the notes")
        assert {r.id for r in screen.all_notes.in_state("check")} == {note["id"] for note in told}
        assert {note["state"] for note in told} == {"found"}
        await one.keys("L")
        await in_front(one, CheckScreen)
        path = one.main.current
        await one.keys("enter")
        await one.until(lambda: one.main.placed[0].state == "exact", "the place")
    ended = subprocess.run(
        [*command, "--library", str(doubtful)], capture_output=True, text=True, check=True
    )
    (left,) = json.loads(ended.stdout)["notes"]
    assert left["path"] != path


async def test_what_is_typed_before_the_editor_is_there_is_typed_in_it(
    start: Any, papers: Path
) -> None:
    async with start(papers) as one:
        await one.open(RIVER)
        caret = one.reader.caret
        keys = ["a", *"jjdd q Lu"]
        await one.pilot.press(*("space" if key == " " else key for key in keys))
        editor = await in_front(one, NoteEditor)
        await one.until(lambda: editor.query_one("TextArea").text == "jjdd q Lu", "the text")
        assert one.reader.caret == caret


# Sources that were moved


async def test_a_copy_is_asked_about_once_and_given_notes_of_its_own(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    mark(papers, RIVER, QUOTE)
    (papers / "copy.txt").write_text(OLD, "utf-8")
    before = on_disk(papers, RIVER)
    async with start(papers) as one:
        await in_front(one, ChoiceScreen)
        assert "copy.txt" in shown(one) and RIVER in shown(one)
        await one.keys("j", "enter")
        await one.until(lambda: (papers / f"copy.txt{SUFFIX}").exists(), "the copied notes")
        await one.until(lambda: row_of(one, "copy.txt").highlights == 1, "the list")
    assert on_disk(papers, RIVER) == before
    assert words_on_disk(on_disk, papers, "copy.txt") == QUOTE
    assert on_disk(papers, "copy.txt")["items"][0]["id"] != before["items"][0]["id"]


async def test_a_refusal_is_remembered_and_can_be_asked_about_again(
    start: Any, papers: Path
) -> None:
    mark(papers, RIVER, QUOTE)
    (papers / "copy.txt").write_text(OLD, "utf-8")
    async with start(papers) as one:
        await in_front(one, ChoiceScreen)
        await one.keys("j", "j", "enter")
        await one.until(lambda: "gm asks again" in said(one), "the answer")
    async with start(papers) as two:
        await two.until(lambda: two.main.activity is None, "the end of the start")
        await two.open(RIVER)
        assert two.app.screen is two.main
        await two.keys("g", "m")
        await in_front(two, ChoiceScreen)
        await two.keys("enter")
    assert not (papers / f"copy.txt{SUFFIX}").exists()


async def test_a_source_that_was_moved_and_edited_gets_its_notes_when_the_user_says_so(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    for quote in (QUOTE, "The ferry was laid up", "The mill stood on the left bank"):
        mark(papers, RIVER, quote)
    (papers / RIVER).unlink()
    (papers / "moved.txt").write_text(f"A preface of my own.\n\n{OLD}", "utf-8")
    async with start(papers) as one:
        await in_front(one, ChoiceScreen)
        assert "3 of the 3" in shown(one) or "3 notes" in shown(one)
        await one.keys("j", "enter")
        await one.until(lambda: (papers / f"moved.txt{SUFFIX}").exists(), "the notes")
        await one.open("moved.txt")
        assert len(one.main.marks) == 3
    assert not (papers / f"{RIVER}{SUFFIX}").exists()
    assert len(on_disk(papers, "moved.txt")["items"]) == 3


# Renaming, the trash


async def test_a_document_is_renamed_with_its_notes(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    mark(papers, RIVER, QUOTE)
    async with start(papers) as one:
        await one.open(RIVER)
        await one.keys("f2")
        screen = await in_front(one, AskLine)
        assert screen.query_one(Input).value == RIVER
        screen.query_one(Input).value = MILL
        await one.keys("enter")
        await one.until(lambda: "is there already" in shown(one), "why not")
        again = one.app.screen
        assert again.query_one(Input).value == MILL
        again.query_one(Input).value = "thaw.txt"
        await one.keys("enter")
        await one.until(lambda: one.main.current == "thaw.txt", "the new name")
        await one.until(lambda: len(one.main.marks) == 1, "the note")
        await one.until(lambda: one.reader.mark_at(one.reader.text.index(QUOTE)), "its mark")
        await one.until(lambda: row_of(one, "thaw.txt").highlights == 1, "the list")
        await one.keys("u")
        await one.until(lambda: not one.main.marks, "the note undone under the new name")
    assert sorted(path.name for path in papers.iterdir()) == [
        "thaw.txt",
        f"thaw.txt{SUFFIX}",
        MILL,
    ]
    assert on_disk(papers, "thaw.txt")["items"] == []


async def test_deleted_notes_are_looked_at_restored_and_purged(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    mark(papers, RIVER, QUOTE)
    mark(papers, MILL, FLOUR)
    async with start(papers) as one:
        for name in (RIVER, MILL):
            await one.open(name)
            await one.keys("]", "a", "d", "d")
            await one.until(lambda: not one.main.marks, "the deletion")
        await one.keys("g", "t")
        trash = await in_front(one, TrashScreen)
        await one.until(lambda: len(trash.deleted) == 2, "both notes")
        assert "why?" in shown(one) and "#ice" in shown(one)
        first = trash.deleted[0].path
        await one.keys("enter")
        await one.until(lambda: len(trash.deleted) == 1, "the restored note gone from here")
        assert len(on_disk(papers, first)["items"]) == 1
        await one.keys("u")
        await one.until(lambda: len(trash.deleted) == 2, "the restoring undone")
        await one.keys("ctrl+r")
        await one.until(lambda: len(trash.deleted) == 1, "and done again")

        await one.keys("d", "d")
        await in_front(one, AskLine)
        await one.type("no")
        await one.keys("enter")
        await one.until(lambda: one.app.screen is trash, "the trash")
        assert len(trash.deleted) == 1
        await one.keys("d", "d")
        await in_front(one, AskLine)
        await one.type("delete")
        await one.keys("enter")
        await one.until(lambda: not trash.deleted, "nothing more")
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the text")
    other = MILL if first == RIVER else RIVER
    assert len(on_disk(papers, first)["items"]) == 1
    assert on_disk(papers, other)["items"] == []
    assert "why?" not in json.dumps(on_disk(papers, other))


# Where the notes are


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB, where this machine lets us have one."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("no small file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


async def test_quitting_asks_while_a_note_is_only_in_the_journal(
    start: Any, small_disk: Path
) -> None:
    (small_disk / RIVER).write_text(OLD, "utf-8")
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 1024)
    async with start(small_disk) as one:
        await one.open(RIVER)
        await one.keys("v", "w", "enter")
        await one.until(lambda: "unsaved" in one.main.state_text, "the state")
        assert "unsaved: only on this machine" in one.main.doubts
        await one.until(lambda: "unsaved" in row_of(one, RIVER).state, "the list")
        await one.keys("escape", "q")
        await in_front(one, LeavingScreen)
        assert f"{RIVER}: No space left on device" in shown(one)
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the library")
        await one.keys("q")
        await in_front(one, LeavingScreen)
        await one.keys("q")
        await one.until(lambda: not one.app.is_running or one.app._exit, "the end")
    assert not (small_disk / f"{RIVER}{SUFFIX}").exists()
    ballast.unlink()
    async with start(small_disk) as two:
        await two.until(lambda: (small_disk / f"{RIVER}{SUFFIX}").exists(), "the note")
        await two.open(RIVER)
        assert two.main.state_text == "saved"
        await two.app.action_leave_now()
        assert two.app._exit


async def test_a_second_start_says_where_the_notes_are(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    mark(papers, RIVER, QUOTE)
    sidecar = papers / f"{RIVER}{SUFFIX}"
    page = json.loads(sidecar.read_text("utf-8"))
    sidecar.write_text(json.dumps(page | {"cp:format": 99}), "utf-8")
    with Library(papers) as library:
        document = library.open(RIVER)
        library.annotate(document, 0, 9)
    async with start(papers) as one:
        await one.until(lambda: row_of(one, RIVER).state, "the list")
        assert row_of(one, RIVER).state == "not beside the file"
        await one.open(RIVER)
        assert one.main.state_text == one.main.doubts == "not beside the file"
        assert shown(one).count("not beside the file") >= 3
        await one.open(MILL)
        assert one.main.state_text == one.main.doubts == ""


async def test_notes_that_can_lie_beside_their_source_again_are_moved_there_when_it_is_opened(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    (papers / f"{RIVER}{SUFFIX}").write_text('{"type": "Sketch"}')
    mark(papers, RIVER, QUOTE)
    async with start(papers) as one:
        await one.until(lambda: row_of(one, RIVER).state == "not beside the file", "the list")
        await one.open(MILL)
        (papers / f"{RIVER}{SUFFIX}").unlink()
        await one.open(RIVER)
        await one.until(lambda: "1 change brought back" in said(one), "the news")
        await one.until(lambda: not row_of(one, RIVER).state, "the list")
        assert one.main.state_text == "saved"
    assert words_on_disk(on_disk, papers) == QUOTE


async def test_opening_a_document_takes_in_what_synchronisers_left(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    mark(papers, RIVER, QUOTE)
    sidecar = papers / f"{RIVER}{SUFFIX}"
    before = sidecar.read_bytes()
    mark(papers, RIVER, "The ferry was laid up")
    async with start(papers) as one:
        await one.open(MILL)
        name = f"{RIVER}.notes.sync-conflict-20261121-101500-ABCDEFG.json"
        (papers / name).write_bytes(before)
        await one.open(RIVER)
        await one.until(lambda: "1 conflict copy taken in" in said(one), "the news")
        assert len(one.main.placed) == 2
    assert not (papers / name).exists()
    assert len(on_disk(papers, RIVER)["items"]) == 2


async def test_the_document_list_renames_what_is_under_its_cursor(start: Any, papers: Path) -> None:
    async with start(papers) as one:
        documents = one.main.query_one(DocumentList)
        assert documents.has_focus
        under = documents.cursor
        await one.keys("f2")
        screen = await in_front(one, AskLine)
        assert screen.query_one(Input).value == under
        await one.keys("escape")
        await one.until(lambda: said(one) == "The name stays as it is.", "nothing done")
    assert sorted(os.listdir(papers)) == [RIVER, MILL]
