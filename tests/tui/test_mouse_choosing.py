"""Help, lists to choose from, the editor and the hints, by mouse."""

from pathlib import Path
from typing import Any

from mouse import Mouse
from textual.widgets import TextArea

from tui.screens.choice import ChoiceScreen
from tui.screens.copies import CopiesScreen
from tui.screens.help import HelpScreen
from tui.screens.note_editor import NoteEditor
from tui.widgets.key_bar import KeyBar

MARKDOWN = "united-against-unilateralism.md"


async def test_help_opens_runs_a_command_and_closes_by_mouse(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await one.open(MARKDOWN)
        await mouse.hint("help")
        await one.until(lambda: isinstance(one.app.screen, HelpScreen), "help")
        await mouse.click_at(1, 1)
        await one.until(lambda: one.app.screen is one.main, "the main screen again")
        await one.until(lambda: one.reader.has_focus, "the reader again")
        await mouse.hint("help")
        await mouse.click("Highlight here, or recolour, in green")
        await one.saved()
        assert one.app.screen is one.main
        assert one.main.marks[0].color == "green"


async def test_a_click_on_a_group_in_the_help_does_nothing(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await one.open(MARKDOWN)
        await mouse.hint("help")
        await mouse.click("Reading")
        assert isinstance(one.app.screen, HelpScreen)


async def test_every_list_to_choose_from_closes_by_a_click_beside_it(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await one.open(MARKDOWN)
        await mouse.help("Choose the citation style")
        await one.until(lambda: isinstance(one.app.screen, ChoiceScreen), "the styles")
        await mouse.click_at(1, 1)
        await one.until(lambda: one.app.screen is one.main, "no style chosen")
        assert one.main.style == "apa"
        await mouse.help("Choose the citation style")
        await mouse.click("IEEE")
        await one.until(lambda: one.main.style == "ieee", "another style")
        await one.keys("y", "p")
        await one.until(lambda: isinstance(one.app.screen, CopiesScreen), "the copies")
        await mouse.click_at(1, 1)
        await one.until(lambda: one.app.screen is one.main, "no copies")


async def test_a_double_click_in_a_list_to_choose_from_closes_only_that(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await one.open(MARKDOWN)
        await one.keys("y", "s")
        await one.until(lambda: isinstance(one.app.screen, ChoiceScreen), "the styles")
        await mouse.click("IEEE", times=2)
        await one.until(lambda: one.main.style == "ieee", "another style")
        assert one.app.screen is one.main
        await one.keys("?")
        help_screen = one.app.screen
        help_screen.dismiss()
        help_screen.dismiss()
        await one.until(lambda: one.app.screen is one.main, "the main screen")
        assert one.reader.has_focus


async def test_a_click_beside_the_editor_does_not_end_a_thought(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await one.open(MARKDOWN)
        await mouse.hint("note")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        await one.type("half a")
        await mouse.click_at(1, 1)
        await one.type(" thought")
        assert one.app.screen.query_one(TextArea).text == "half a thought"
        await mouse.hint("keep as draft")
        await one.until(lambda: one.main.drafts, "the draft")


async def test_a_sequence_begun_by_key_and_ended_by_mouse_is_over(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await one.open(MARKDOWN)
        await one.keys("y")
        await mouse.hint("citation")
        await one.until(lambda: len(one.app.copies), "the citation")
        assert one.main.query_one(KeyBar).pending == ""
        await one.keys("v")
        assert one.reader.selection is not None


async def test_the_hints_of_a_place_are_what_can_be_done_there(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library, size=(200, 36)) as one:
        await one.open(MARKDOWN)
        bar = one.main.query_one(KeyBar)
        assert [hint[1] for hint in bar.hints][-1] == "help"
        assert {"quit", "all notes"} < {hint[1] for hint in bar.hints}
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        labels = {hint[1] for hint in one.app.screen.query_one(KeyBar).hints}
        assert labels == {"save", "keep as draft", "complete tag", "colour"}
