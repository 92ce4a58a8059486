"""Where the notes are: seen, and asked about before the program ends."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from disks import filled
from river import (
    MILL,
    OLD,
    QUOTE,
    RIVER,
    mark,
    words_on_disk,
)

from notes.annotations.sidecar import SUFFIX
from notes.library import Library
from tui.screens.leaving import LeavingScreen


async def test_quitting_asks_while_a_note_is_only_in_the_journal(
    start: Any, small_disk: Path
) -> None:
    (small_disk / RIVER).write_text(OLD, "utf-8")
    ballast = filled(small_disk)
    async with start(small_disk) as one:
        await one.open(RIVER)
        await one.keys("v", "w", "enter")
        await one.until(lambda: "unsaved" in one.main.state_text, "the state")
        assert "unsaved: only on this machine" in one.main.doubts
        await one.until(lambda: "unsaved" in one.row(RIVER).state, "the list")
        await one.keys("escape", "q")
        await one.in_front(LeavingScreen)
        assert f"{RIVER}: No space left on device" in one.shown
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the library")
        await one.keys("q")
        await one.in_front(LeavingScreen)
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
        await one.until(lambda: one.row(RIVER).state, "the list")
        assert one.row(RIVER).state == "not beside the file"
        await one.open(RIVER)
        assert one.main.state_text == one.main.doubts == "not beside the file"
        assert one.shown.count("not beside the file") >= 3
        await one.open(MILL)
        assert one.main.state_text == one.main.doubts == ""


async def test_notes_that_can_lie_beside_their_source_again_are_moved_there_when_it_is_opened(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    (papers / f"{RIVER}{SUFFIX}").write_text('{"type": "Sketch"}')
    mark(papers, RIVER, QUOTE)
    async with start(papers) as one:
        await one.until(lambda: one.row(RIVER).state == "not beside the file", "the list")
        await one.open(MILL)
        (papers / f"{RIVER}{SUFFIX}").unlink()
        await one.open(RIVER)
        await one.until(lambda: "1 change brought back" in one.said, "the news")
        await one.until(lambda: not one.row(RIVER).state, "the list")
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
        await one.until(lambda: "1 conflict copy taken in" in one.said, "the news")
        assert len(one.main.placed) == 2
    assert not (papers / name).exists()
    assert len(on_disk(papers, RIVER)["items"]) == 2
