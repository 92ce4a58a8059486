"""Notes whose place is not certain: seen as such everywhere, and settled by the user's word."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from river import FLOUR, MILL, QUOTE, REWRITTEN, RIVER, mark, target, words_on_disk

from notes.annotations.sidecar import SUFFIX
from tui.screens.all_notes import AllNotesScreen
from tui.screens.check import CheckScreen
from tui.screens.choice import ChoiceScreen
from tui.screens.main import following
from tui.widgets.notes_panel import NoteList


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
        await one.until(lambda: one.row(RIVER).lost == 1, "the list")
        assert "1 lost" in one.shown
        assert "1 lost its place" in one.shown
        before = on_disk(papers, RIVER)

        await one.keys("]", "o")
        await one.until(lambda: isinstance(one.main.focused, NoteList), "the lost note's row")
        await one.keys("L")
        check = await one.in_front(CheckScreen)
        assert "went out" in one.shown and "{+broke up+}" in one.shown.replace("\n", " ")
        assert on_disk(papers, RIVER) == before
        await one.keys("enter")
        await one.until(lambda: one.app.screen is not check, "the text")
        await one.until(lambda: one.main.placed[0].state == "exact", "the place")
        assert words_on_disk(on_disk, papers) == "ice broke up with the noise of guns"
        await one.until(lambda: not one.main.doubts, "nothing more to check")
        await one.until(lambda: one.row(RIVER).attention == 0, "the list")

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
        await one.until(lambda: one.row(MILL).attention == 1, "the list")
        await one.keys("]", "o")  # from the list, before anything is open
        await one.until(lambda: one.main.current == RIVER, "the first document in doubt")
        await one.keys("g", "g")
        assert one.main.doubts == "1 check me"
        assert "check me" in one.shown
        await one.keys("]", "o")
        place = one.main.placed[0].start
        await one.until(lambda: one.reader.caret == place, "the note")
        assert "L compares" in one.said
        await one.keys("]", "o")
        await one.until(lambda: one.main.current == MILL, "the other document")
        await one.until(lambda: one.reader.caret == one.main.placed[0].start, "its note")
        await one.keys("L")
        await one.in_front(CheckScreen)
        assert "[-ninety-]" in one.shown and "{+eighty+}" in one.shown
        await one.keys("enter")
        await one.until(lambda: one.main.placed[0].state == "exact", "the place")
        assert words_on_disk(on_disk, doubtful, MILL) == FLOUR.replace("ninety", "eighty")
        await one.until(lambda: one.main.state_text == "saved", "saved")
        await one.keys("[", "o")
        await one.until(lambda: one.main.current == RIVER, "the first document again")
        await one.keys("L", "escape")
        await one.keys("L")
        await one.in_front(CheckScreen)
        await one.keys("enter")
        await one.until(lambda: one.main.placed[0].state == "exact", "the place")
        await one.keys("]", "o")
        await one.until(lambda: one.said == "No note needs checking.", "the end")


async def test_leaving_a_note_as_it_is_writes_nothing(start: Any, doubtful: Path) -> None:
    before = (doubtful / f"{RIVER}{SUFFIX}").read_bytes()
    async with start(doubtful) as one:
        await one.open(RIVER)
        await one.keys("]", "o", "L")
        await one.in_front(CheckScreen)
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
        await one.in_front(CheckScreen)
        await one.keys("m")
        await one.until(lambda: one.main.placing is not None, "the choosing")
        assert "Select the words of “the ice went out" in one.shown
        assert "put it here" in one.shown
        await one.caret_at("A later spring")
        await one.keys("L")
        assert "Select the words first" in one.said
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
        await one.in_front(CheckScreen)
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
        await one.in_front(CheckScreen)
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
        await one.in_front(ChoiceScreen)
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
        screen = await one.in_front(AllNotesScreen)
        await one.until(lambda: len(screen.all_notes) == 2, "the notes")
        assert {r.id for r in screen.all_notes.in_state("check")} == {note["id"] for note in told}
        assert {note["state"] for note in told} == {"found"}
        await one.keys("L")
        await one.in_front(CheckScreen)
        path = one.main.current
        await one.keys("enter")
        await one.until(lambda: one.main.placed[0].state == "exact", "the place")
    ended = subprocess.run(
        [*command, "--library", str(doubtful)], capture_output=True, text=True, check=True
    )
    (left,) = json.loads(ended.stdout)["notes"]
    assert left["path"] != path
