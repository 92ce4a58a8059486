"""The main screens as pictures: a change of the look is seen, and accepted on purpose.

`COMMONPLACE_UPDATE_SNAPSHOTS=1 make test ARGS=tests/tui/test_snapshots.py` stores what is shown.
"""

import difflib
import html
import os
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, TextArea

from notes.config import Folders
from notes.library import Library
from tui.screens.all_notes import AllNotesScreen
from tui.screens.check import CheckScreen
from tui.screens.help import HelpScreen
from tui.screens.note_editor import NoteEditor
from tui.screens.review import ReviewScreen
from tui.screens.trash import TrashScreen
from tui.widgets.hint import FirstHint
from tui.widgets.key_bar import KeyBar

STORED = Path(__file__).resolve().parent.parent / "snapshots"
UPDATE = "COMMONPLACE_UPDATE_SNAPSHOTS"

# A library of its own, so that the pictures change with the look and with nothing else.
HARBOUR = """---
title: The harbour ledger
author: [Ana Moreno, Jun Li]
date: 2024-11-03
publisher: Quay Press
---
# The harbour ledger

Every ship that came in left a line: its master, its cargo, the day. Read one after the
other the lines are dull. Read by cargo they become a history of what a town could not make.

## Salt and iron

In the winter of 1703 salt came late, and the fishers sold their catch for half its price.
Nobody wrote that down; it is in the dates alone, for whoever puts them side by side. The
ledger is not a story, and it is the more to be trusted for that.

Iron came with the spring. Three ships in one week, says the ledger, and then none for a year.
"""
LETTER = """On copying by hand

By Ruth Adler

What one copies by hand one has read twice. A commonplace book is slow on purpose: the pen asks
of each line whether it is worth the ink, and most lines are not.
"""
SCRAPE = "Home | News | Contact\n\nSalt prices rose again in the spring, the ledger of 1704 says.\n"


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three documents with notes, in a home folder that is the same everywhere."""
    monkeypatch.setenv("HOME", str(tmp_path))
    # How far one has read is in the list a while later: no picture shall depend on when.
    monkeypatch.setattr("tui.screens.main.reading.REMEMBER_AFTER", 3600.0)
    monkeypatch.setattr("tui.screens.main.reading.LOOK_EVERY", 3600.0)
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in (("harbour.md", HARBOUR), ("letter.txt", LETTER), ("scrape.txt", SCRAPE)):
        (folder / name).write_text(text, "utf-8")
    library = Library(folder)
    for words, color, note, tags in (
        ("a history of what a town could not make", "yellow", "", ()),
        ("salt came late", "blue", "Compare the prices inland.", ("salt", "prices")),
        ("the more to be trusted for that", "pink", "Is it?", ("method",)),
    ):
        document = library.open("harbour.md")
        start = document.text.index(words)
        end = start + len(words)
        library.annotate(document, start, end, color=color, note=note, tags=tags)
    library.close()
    return folder


@pytest.fixture
def looks_as_before(tmp_path: Path) -> Callable[[Any, str], Any]:
    """The function that compares what is shown with the stored picture of that name."""

    async def compare(journey: Any, name: str) -> None:
        for field in (*journey.app.screen.query(Input), *journey.app.screen.query(TextArea)):
            field.cursor_blink = False
        for bar in journey.app.screen.query(KeyBar):
            bar.drop_message()
        await journey.pilot.pause()
        shown = normalised(journey.app.export_screenshot())
        stored = STORED / f"{name}.svg"
        if os.environ.get(UPDATE):
            stored.write_text(shown, "utf-8")
        before = stored.read_text("utf-8") if stored.exists() else ""
        if shown != before:
            now = tmp_path / f"{name}.svg"
            now.write_text(shown, "utf-8")
            changes = difflib.unified_diff(lines_of(before), lines_of(shown), "stored", "shown")
            told = "\n".join(changes) or "the words are the same; the colours or styles are not"
            pytest.fail(f"{name} looks otherwise; see {now}\n{told}", pytrace=False)

    return compare


def normalised(svg: str) -> str:
    """A picture without what differs from one run to the next."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def lines_of(svg: str) -> list[str]:
    """The words of a picture, line by line."""
    lines: dict[float, list[str]] = {}
    for y, words in re.findall(r'<text [^>]*? y="([\d.]+)"[^>]*>(.*?)</text>', svg):
        lines.setdefault(float(y), []).append(html.unescape(words).replace("\xa0", " "))
    return ["".join(words).rstrip() for _, words in sorted(lines.items())]


async def indexed(journey: Any) -> None:
    await journey.until(lambda: not journey.main.library.index_is_stale(), "the index")
    await journey.until(lambda: journey.main.activity is None, "the end of indexing")


async def test_the_screens_of_a_wide_terminal_in_paper(
    start: Any, papers: Path, looks_as_before: Any
) -> None:
    async with start(papers, first_run=True) as one:
        await indexed(one)
        await looks_as_before(one, "first-paper-120")
        await one.keys("x")
        await one.until(lambda: not one.main.query(FirstHint), "no hint")

        await one.open("harbour.md")
        await one.caret_at("Three ships")
        await looks_as_before(one, "reading-paper-120")

        await one.caret_at("Nobody")
        await one.keys("v", "i", "s")
        await looks_as_before(one, "selecting-paper-120")
        await one.keys("escape")

        await one.keys("S")
        await one.type("salt")
        await one.until(lambda: one.main.answer and one.main.answer.query == "salt", "an answer")
        one.main.answer = one.main.answer._replace(took_ms=9.0)  # the one thing that no run repeats
        await one.keys("enter")
        await one.until(lambda: one.reader.matches and one.reader.has_focus, "lit words")
        await looks_as_before(one, "searching-paper-120")

        await one.keys("?")
        await one.until(lambda: isinstance(one.app.screen, HelpScreen), "help")
        await looks_as_before(one, "help-paper-120")
        await one.keys("escape", "A")
        await one.until(lambda: isinstance(one.app.screen, AllNotesScreen), "all notes")
        await one.until(lambda: one.app.screen.query_one("AllNotesList").rows, "the notes")
        await looks_as_before(one, "all-notes-paper-120")
        await one.keys("D")
        review = await one.in_front(ReviewScreen)
        await one.until(lambda: review.is_ready, "what is due")
        await one.keys("space", "3", "space")
        await one.until(lambda: review.is_ready, "the next note")
        await looks_as_before(one, "review-paper-120")


async def test_the_screens_of_a_usual_terminal_in_ink(
    start: Any, papers: Path, looks_as_before: Any
) -> None:
    async with start(papers, size=(80, 24)) as one:
        one.app.theme = "ink"
        await indexed(one)
        await looks_as_before(one, "documents-ink-80")
        await one.open("harbour.md")
        await one.caret_at("salt came late")
        await looks_as_before(one, "reading-ink-80")
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        await looks_as_before(one, "editing-ink-80")
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the text")
        await one.keys("D")
        review = await one.in_front(ReviewScreen)
        await one.until(lambda: review.is_ready, "what is due")
        await looks_as_before(one, "review-ink-80")


async def test_a_note_that_lost_its_place_is_seen(
    start: Any, papers: Path, looks_as_before: Any
) -> None:
    source = papers / "harbour.md"
    before, _, after = source.read_text("utf-8").partition("Read one after the")
    source.write_text(before + after.partition("could not make.")[2], "utf-8")
    async with start(papers) as one:
        one.app.theme = "ink"
        await indexed(one)
        await one.open("harbour.md")
        await one.caret_at("Three ships")
        await looks_as_before(one, "lost-ink-120")


async def test_what_is_uncertain_and_what_was_deleted(
    start: Any, papers: Path, folders: Folders, looks_as_before: Any
) -> None:
    shutil.rmtree(folders.state / "texts")  # as on a machine that never saw the old text
    source = papers / "harbour.md"
    before, _, after = source.read_text("utf-8").partition("In the winter of 1703")
    told = "In winter the salt came late again, and fish was sold for half its price.\n"
    source.write_text(before + told + after.partition("side by side.")[2], "utf-8")
    async with start(papers) as one:
        await indexed(one)
        await one.open("harbour.md")
        await one.until(lambda: one.main.doubts, "the doubt")
        await one.keys("g", "g", "]", "o", "L")
        await one.until(lambda: isinstance(one.app.screen, CheckScreen), "the old and the new")
        await looks_as_before(one, "check-paper-120")
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the text")
        await one.keys("i", "j", "d", "d")
        await one.until(lambda: len(one.main.placed) == 2, "the deletion")
        one.app.theme = "ink"
        await one.keys("g", "t")
        await one.until(lambda: isinstance(one.app.screen, TrashScreen), "the trash")
        await one.until(lambda: one.app.screen.deleted, "the deleted note")
        # The one thing that no run repeats.
        when = datetime(2024, 11, 3, 12, tzinfo=UTC)
        (gone,) = one.app.screen.deleted
        annotation = gone.annotation._replace(created=when)
        one.app.screen.content = (gone._replace(annotation=annotation, at=when),)
        await looks_as_before(one, "trash-ink-120")
