"""Documents that were copied, moved or renamed, and what becomes of their notes."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from river import MILL, OLD, QUOTE, RIVER, mark, words_on_disk
from textual.widgets import Input

from notes.annotations.sidecar import SUFFIX
from tui.screens.ask_line import AskLine
from tui.screens.choice import ChoiceScreen
from tui.widgets.document_list import DocumentList


async def test_a_copy_is_asked_about_once_and_given_notes_of_its_own(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    mark(papers, RIVER, QUOTE)
    (papers / "copy.txt").write_text(OLD, "utf-8")
    before = on_disk(papers, RIVER)
    async with start(papers) as one:
        await one.in_front(ChoiceScreen)
        assert "copy.txt" in one.shown and RIVER in one.shown
        await one.keys("j", "enter")
        await one.until(lambda: (papers / f"copy.txt{SUFFIX}").exists(), "the copied notes")
        await one.until(lambda: one.row("copy.txt").highlights == 1, "the list")
    assert on_disk(papers, RIVER) == before
    assert words_on_disk(on_disk, papers, "copy.txt") == QUOTE
    assert on_disk(papers, "copy.txt")["items"][0]["id"] != before["items"][0]["id"]


async def test_a_refusal_is_remembered_and_can_be_asked_about_again(
    start: Any, papers: Path
) -> None:
    mark(papers, RIVER, QUOTE)
    (papers / "copy.txt").write_text(OLD, "utf-8")
    async with start(papers) as one:
        await one.in_front(ChoiceScreen)
        await one.keys("j", "j", "enter")
        await one.until(lambda: "gm asks again" in one.said, "the answer")
    async with start(papers) as two:
        await two.until(lambda: two.main.activity is None, "the end of the start")
        await two.open(RIVER)
        assert two.app.screen is two.main
        await two.keys("g", "m")
        await two.in_front(ChoiceScreen)
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
        await one.in_front(ChoiceScreen)
        assert "3 of the 3" in one.shown or "3 notes" in one.shown
        await one.keys("j", "enter")
        await one.until(lambda: (papers / f"moved.txt{SUFFIX}").exists(), "the notes")
        await one.open("moved.txt")
        assert len(one.main.marks) == 3
    assert not (papers / f"{RIVER}{SUFFIX}").exists()
    assert len(on_disk(papers, "moved.txt")["items"]) == 3


async def test_a_document_is_renamed_with_its_notes(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    mark(papers, RIVER, QUOTE)
    async with start(papers) as one:
        await one.open(RIVER)
        await one.keys("f2")
        screen = await one.in_front(AskLine)
        assert screen.query_one(Input).value == RIVER
        screen.query_one(Input).value = MILL
        await one.keys("enter")
        await one.until(lambda: "is there already" in one.shown, "why not")
        again = one.app.screen
        assert again.query_one(Input).value == MILL
        again.query_one(Input).value = "thaw.txt"
        await one.keys("enter")
        await one.until(lambda: one.main.current == "thaw.txt", "the new name")
        await one.until(lambda: len(one.main.marks) == 1, "the note")
        await one.until(lambda: one.reader.mark_at(one.reader.text.index(QUOTE)), "its mark")
        await one.until(lambda: one.row("thaw.txt").highlights == 1, "the list")
        await one.keys("u")
        await one.until(lambda: not one.main.marks, "the note undone under the new name")
    assert sorted(path.name for path in papers.iterdir()) == [
        "thaw.txt",
        f"thaw.txt{SUFFIX}",
        MILL,
    ]
    assert on_disk(papers, "thaw.txt")["items"] == []


async def test_the_document_list_renames_what_is_under_its_cursor(start: Any, papers: Path) -> None:
    async with start(papers) as one:
        documents = one.main.query_one(DocumentList)
        assert documents.has_focus
        under = documents.cursor
        await one.keys("f2")
        screen = await one.in_front(AskLine)
        assert screen.query_one(Input).value == under
        await one.keys("escape")
        await one.until(lambda: one.said == "The name stays as it is.", "nothing done")
    assert sorted(os.listdir(papers)) == [RIVER, MILL]
