"""What is laid over a screen: whole, in line, and seen as a thing of its own without colour."""

from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from river import QUOTE, REWRITTEN, RIVER, mark
from textual.containers import Vertical
from textual.widgets import TextArea

from tui.commands import COMMANDS
from tui.screens.check import CheckScreen
from tui.screens.choice import Choice, ChoiceList, ChoiceScreen
from tui.screens.copies import CopiesScreen
from tui.screens.help import HelpScreen, HelpText
from tui.screens.leaving import LeavingScreen
from tui.screens.main.screen import MainScreen
from tui.screens.metadata import FieldRow, MetadataScreen
from tui.screens.note_editor import NoteEditor
from tui.screens.statistics import StatisticsScreen, StatisticsText
from tui.screens.tag_line import TagLine
from tui.widgets.hint import FirstHint
from tui.widgets.key_bar import KeyBar

READ = "united-against-unilateralism.md"
SIZES = pytest.mark.parametrize("size", [(200, 60), (120, 36), (80, 24), (60, 20)], ids=str)
LONG = "a choice that takes more than the one line there is, so that nothing of it is cut off"


@SIZES
async def test_the_keys_of_a_long_list_of_choices_stay_in_sight(
    start: Any, sample_library: Path, size: tuple[int, int]
) -> None:
    async with start(sample_library, size=size) as one:
        choices = [Choice(str(number), f"{number} {LONG}", "so many") for number in range(30)]
        one.app.push_screen(ChoiceScreen("Which?", choices, current="29"))
        screen = await one.in_front(ChoiceScreen)
        await one.pilot.pause()
        panel, bar = screen.query_one(Vertical).region, screen.query_one(KeyBar).region
        assert panel.contains_region(bar) and screen.region.contains_region(panel)
        assert " ".join(LONG.split()[-3:]) in " ".join(one.shown.split())
        assert screen.query_one(ChoiceList).cursor == "29"


def test_a_choice_is_shown_whole_with_its_remark_beside_it_or_below() -> None:
    for width in range(12, 90):
        lines = Choice("x", LONG, "so many").lines(width)
        told = " ".join("".join(text for text, _ in line) for line in lines).split()
        assert told == [*LONG.split(), "so", "many"]
        assert all(cell_len("".join(text for text, _ in line)) <= width for line in lines)


@SIZES
async def test_help_cuts_nothing(start: Any, sample_library: Path, size: tuple[int, int]) -> None:
    async with start(sample_library, size=size) as one:
        one.app.push_screen(HelpScreen(COMMANDS, with_search=True))
        screen = await one.in_front(HelpScreen)
        await one.pilot.pause()
        text = screen.query_one(HelpText)
        width = text.scrollable_content_region.width
        for line in text.lines:
            assert sum(cell_len(part) for part, _ in line) <= width, line
        told = " ".join(line[-1][0].strip() for line in text.lines if line)
        for command in COMMANDS:
            assert not command.keys or command.description in told


@SIZES
async def test_statistics_keep_to_the_width(
    start: Any, sample_library: Path, size: tuple[int, int]
) -> None:
    async with start(sample_library, size=size) as one:
        await one.open(READ)
        await one.keys("s")
        screen = await one.in_front(StatisticsScreen)
        await one.pilot.pause()
        text = screen.query_one(StatisticsText)
        width = text.scrollable_content_region.width
        assert max(sum(cell_len(part) for part, _ in line) for line in text.lines) <= width
        assert "with notes" in one.shown


@SIZES
async def test_tags_are_typed_over_the_foot_and_no_other_keys_beside_theirs(
    start: Any, sample_library: Path, size: tuple[int, int]
) -> None:
    async with start(sample_library, size=size) as one:
        await one.open(READ)
        await one.keys("v", "w", "#")
        await one.in_front(TagLine)
        await one.pilot.pause()
        foot = one.shown.splitlines()[-1]
        assert " ".join(foot.split()) == "⏎ take tab complete esc give up"


@SIZES
async def test_the_first_hint_moves_nothing(
    start: Any, sample_library: Path, size: tuple[int, int]
) -> None:
    async with start(sample_library, size=size, first_run=True) as one:
        await one.pilot.pause()
        with_hint = [widget.region for widget in one.main.children if widget.id == "body"]
        assert one.main.query_one(FirstHint).region.bottom == size[1] - 1, "over the keys"
        await one.keys("x")
        await one.until(lambda: not one.main.query(FirstHint), "no hint")
        assert with_hint == [widget.region for widget in one.main.children if widget.id == "body"]


async def test_metadata_shows_a_field_to_type_in_only_while_one_types(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(READ)
        await one.keys("M")
        screen = await one.in_front(MetadataScreen)
        await one.pilot.pause()
        field = screen.query_one("ValueInput")
        assert not field.visible
        await one.keys("enter")
        await one.until(lambda: field.has_focus and field.visible, "the field")


async def test_last_copies_are_shown_without_a_frame(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.keys("y", "p")
        screen = await one.in_front(CopiesScreen)
        text = screen.query_one(TextArea)
        await one.until(lambda: text.has_focus, "the text")
        assert not any(edge for edge, _ in text.styles.border)


async def test_who_quits_with_something_unsaved_is_told_both_keys(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        one.app.push_screen(LeavingScreen(["river.txt: the disk is full"]))
        await one.in_front(LeavingScreen)
        await one.until(lambda: "q quit all the same" in one.shown, "the way out")
        assert "esc stay" in one.shown


async def test_without_colour_a_dialog_has_a_frame(
    start: Any, sample_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with start(sample_library) as one:
        assert isinstance(one.app.screen, MainScreen)
        one.app.push_screen(LeavingScreen(["river.txt: the disk is full"]))
        await one.in_front(LeavingScreen)
        await one.until(lambda: "┌" in one.shown and "┘" in one.shown, "the frame")


async def test_without_colour_the_editor_and_the_first_hint_have_edges(
    start: Any, sample_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with start(sample_library, first_run=True) as one:
        await one.until(lambda: "┌" in one.shown and "┘" in one.shown, "the edges of the hint")
        await one.keys("j")
        await one.until(lambda: not one.main.query(FirstHint), "no hint")
        assert "┌" not in one.shown
        await one.open(READ)
        await one.keys("a")
        await one.in_front(NoteEditor)
        await one.until(lambda: "│" in one.shown, "the edges of the editor")


@pytest.mark.parametrize("without_colour", [False, True])
@SIZES
async def test_the_keys_under_a_doubtful_note_stay_in_sight(
    start: Any,
    papers: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    without_colour: bool,
) -> None:
    if without_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    mark(papers, RIVER, QUOTE)
    (papers / RIVER).write_text(REWRITTEN, "utf-8")
    async with start(papers, size=size) as one:
        await one.open(RIVER)
        await one.until(lambda: one.main.doubts, "the lost note")
        await one.keys("i", "L")
        await one.in_front(CheckScreen)
        await one.until(lambda: "this is it" in one.shown and "esc leave" in one.shown, "the keys")


def test_where_a_value_is_from_is_cut_only_where_there_is_no_room() -> None:
    row = FieldRow("date", "date", "2024-11-03", "front matter, line 4")
    (line,) = row.lines(54)
    assert line[-1][0] == "front matter, line 4"
    (line,) = row._replace(value="long " * 40).lines(54)
    assert sum(cell_len(text) for text, _ in line) == 54
    assert line[-1][0].startswith("front")
