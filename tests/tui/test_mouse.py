"""Everything by mouse; what is clicked is found as a person finds it, by its words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown
from textual.widget import Widget
from textual.widgets import TextArea

from notes.library import Library
from tui.screens.all_notes import AllNotesList, AllNotesScreen
from tui.screens.check import CheckScreen
from tui.screens.choice import ChoiceScreen
from tui.screens.copies import CopiesScreen
from tui.screens.help import HelpScreen, HelpText
from tui.screens.note_editor import NoteEditor
from tui.screens.trash import TrashScreen
from tui.widgets.document_list import DocumentList, DocumentPane
from tui.widgets.find_bar import FindBar
from tui.widgets.hint import FirstHint
from tui.widgets.key_bar import KeyBar
from tui.widgets.notes_panel import NoteList
from tui.widgets.search_pane import QueryInput

MARKDOWN = "united-against-unilateralism.md"
SCRAPE = "friends-of-steel-scrape.txt"

Cell = tuple[int, int]


class Mouse:
    """A hand on the mouse, and eyes that read the screen."""

    def __init__(self, journey: Any) -> None:
        self.journey = journey

    @property
    def lines(self) -> list[str]:
        """What stands on the screen now."""
        return [strip.text for strip in self.journey.app.screen._compositor.render_strips()]

    def cell(self, words: str, on: Widget | None = None) -> Cell | None:
        """The first cell of `words`, on a widget or anywhere."""
        region = (on or self.journey.app.screen).region
        for y, line in enumerate(self.lines):
            at = line.find(words)
            while at >= 0:
                cell = cell_len(line[:at]), y
                if region.contains(*cell):
                    return cell
                at = line.find(words, at + 1)
        return None

    async def find(self, words: str, on: Widget | None = None) -> Cell:
        """Wait until `words` can be seen, and say where."""
        await self.journey.until(lambda: self.cell(words, on), f"“{words}” on the screen")
        found = self.cell(words, on)
        assert found is not None
        return found

    async def click(self, words: str, on: Widget | None = None, times: int = 1) -> None:
        """Click on the first letter of `words`."""
        x, y = await self.find(words, on)
        await self.click_at(x, y, times)

    async def click_at(self, x: int, y: int, times: int = 1) -> None:
        """Click on a cell of the screen."""
        await self.journey.pilot.click(offset=(x, y), times=times)

    async def hint(self, label: str) -> None:
        """Click on a hint of the key bar in front."""
        bar = self.journey.app.screen.query_one(KeyBar)
        if bar.message:
            await self.journey.pilot.click(bar)
        await self.journey.until(lambda: f" {label}" in bar.render_line(0).text, f"hint {label}")
        x = bar.render_line(0).text.index(f" {label}") + 1
        await self.journey.pilot.click(bar, offset=(x, 0))

    async def help(self, description: str) -> None:
        """Choose a command in the help, which the wheel turns until it is there."""
        app = self.journey.app
        await self.hint("help")
        await self.journey.until(lambda: isinstance(app.screen, HelpScreen), "help")
        text = app.screen.query_one(HelpText)
        while self.cell(description, text) is None:
            before = text.scroll_offset.y
            await self.journey.pilot._post_mouse_events([MouseScrollDown], widget=text)
            await self.journey.until(lambda y=before: text.scroll_offset.y > y, "the wheel")
        await self.click(description, text)

    async def drag(self, start: Cell, *way: Cell) -> None:
        """Press at `start`, move along the way, let go at its end."""
        pilot = self.journey.pilot
        await pilot.mouse_down(offset=start)
        for cell in way:
            await pilot.hover(offset=cell)
        await pilot.mouse_up(offset=way[-1])

    async def select(self, words: str) -> None:
        """Drag over words that stand on one line of the text."""
        x, y = await self.find(words, self.journey.reader)
        await self.drag((x, y), (x + 1, y), (x + cell_len(words) - 1, y))
        selection = self.journey.reader.selection
        assert selection is not None
        assert self.journey.reader.text[slice(*selection)] == words


def quote(item: dict[str, Any]) -> str:
    found: str = item["target"]["selector"][0]["exact"]
    return found


async def test_a_dragged_passage_is_highlighted_by_a_click_on_the_hint(
    start: Any, sample_library: Path, on_disk: Callable[..., Any]
) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await one.open(MARKDOWN)
        await mouse.select("unilateralism")
        await mouse.hint("highlight")
        await one.saved()
    (item,) = on_disk(sample_library, MARKDOWN)["items"]
    assert quote(item) == "unilateralism"


async def test_a_drag_past_the_lower_edge_scrolls_and_selects_on(
    start: Any, sample_library: Path, on_disk: Callable[..., Any]
) -> None:
    async with start(sample_library, size=(120, 20)) as one:
        mouse = Mouse(one)
        await one.open(MARKDOWN)
        reader = one.reader
        top = reader.top_offset
        x, y = reader.region.x + 10, reader.region.bottom
        await one.pilot.mouse_down(offset=(x, y - 3))
        await one.pilot.hover(offset=(x, y - 2))
        begun = reader.selection
        await one.pilot.hover(offset=(x, y))
        await one.until(lambda: reader.scroll_offset.y > 5, "scrolling")
        await one.pilot.mouse_up(offset=(x, y))
        start_, end = reader.selection
        assert begun is not None
        assert start_ == begun[0]
        assert end > begun[1]
        assert reader.top_offset > top
        row = reader.scroll_offset.y
        await mouse.hint("highlight")
        await one.saved()
        assert reader.scroll_offset.y == row, "the view goes on by itself after the drag"
        assert quote(on_disk(sample_library, MARKDOWN)["items"][0]) == reader.text[start_:end]


async def test_two_clicks_select_the_word_three_the_sentence(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await one.open(MARKDOWN)
        reader = one.reader
        await mouse.click("unilateralism", reader, times=2)
        await one.until(lambda: reader.selection, "the word")
        low, high = reader.selection
        assert reader.text[low:high] == "unilateralism"
        await one.keys("escape")
        await mouse.click("unilateralism", reader, times=3)
        await one.until(lambda: reader.selection == reader.sentence_at(low), "the sentence")


async def test_a_click_on_a_highlight_goes_to_its_note_and_the_note_back_to_it(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await one.open(MARKDOWN)
        await mouse.select("unilateralism")
        await mouse.hint("highlight")
        await one.until(lambda: one.main.marks, "the highlight")
        mark = one.main.marks[0]
        await mouse.click("unilateralism", one.reader)
        await one.until(lambda: isinstance(one.main.focused, NoteList), "the note")
        assert one.main.query_one(NoteList).cursor == mark.id
        await one.caret_at("Moscow")
        await mouse.click("unilateralism", one.main.query_one(NoteList))
        await one.until(lambda: one.reader.caret == mark.start, "the passage")
        assert one.reader.has_focus


async def test_a_click_opens_a_document_and_a_result_at_its_words(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await mouse.click("Friends of steel")
        await one.until(lambda: one.main.current == SCRAPE, "the document")
        await one.until(lambda: not one.main.library.index_is_stale(), "the index")
        await mouse.hint("search")
        await one.until(lambda: isinstance(one.main.focused, QueryInput), "the query")
        await one.type("unilateral*")
        await one.until(lambda: one.main.answer and one.main.answer.matches, "an answer")
        group = one.main.answer.groups[0]
        results = one.main.query_one("ResultList")
        await mouse.click_at(results.region.x + 4, results.region.y + 1)
        await one.until(lambda: one.reader.matches, "lit words")
        assert one.main.current == group.path
        start_, end = one.reader.matches[0]
        assert one.reader.text[start_:end].casefold().startswith("unilateral")
        passage = group.passages[0]
        assert passage.start <= one.reader.caret < passage.end


async def test_a_click_takes_the_suggested_spelling(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await one.until(lambda: not one.main.library.index_is_stale(), "the index")
        await one.keys("S")
        await one.type("unilateralisn")
        await one.until(lambda: one.main.answer and one.main.answer.suggestion, "a suggestion")
        await mouse.click("did you mean")
        await one.until(lambda: one.main.answer and one.main.answer.matches, "an answer")
        assert one.main.query_one(QueryInput).value == one.main.answer.query == "unilateralism"


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


async def test_the_first_hint_goes_away_by_a_click_anywhere(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library, first_run=True) as one:
        mouse = Mouse(one)
        await mouse.click("Friends of steel")
        await one.until(lambda: one.main.current == SCRAPE, "the document")
        await one.until(lambda: not one.main.query(FirstHint), "no hint")
        assert one.reader.has_focus


async def test_filter_sort_and_show_the_documents_by_mouse(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        documents = one.main.query_one(DocumentList)
        await mouse.hint("filter")
        await one.type("steel")
        await one.until(lambda: len(documents.rows) == 1, "one document")
        await mouse.click("Friends of steel")
        await one.until(lambda: one.main.current == SCRAPE, "the document")
        await mouse.click("DOCUMENTS")
        assert one.main.query_one(DocumentPane).words == "steel"


async def test_find_by_mouse(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        mouse = Mouse(one)
        await one.open(MARKDOWN)
        await mouse.hint("find")
        await one.until(lambda: one.main.query_one(FindBar).has_class("-open"), "the find bar")
        await one.type("moscow")
        await one.until(lambda: one.reader.matches, "matches")
        await mouse.hint("matches")
        await one.until(lambda: one.reader.has_focus, "the reader")
        assert any(low <= one.reader.caret < high for low, high in one.reader.matches)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_whole_job_by_mouse_but_for_the_words(
    start: Any, sample_library: Path, on_disk: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with start(sample_library, size=size) as one:
        mouse = Mouse(one)
        await one.until(lambda: not one.main.library.index_is_stale(), "the index")
        await mouse.hint("filter")  # not all documents have room in a small window
        await one.type("united")
        await mouse.click("United against")
        await one.until(lambda: one.main.current == MARKDOWN, "the document")

        await mouse.click("search")
        await one.type("unilateralism")
        await one.until(lambda: one.main.answer and one.main.answer.matches, "an answer")
        results = one.main.query_one("ResultList")
        await mouse.click_at(results.region.x + 4, results.region.y + 1)
        await one.until(lambda: one.reader.matches, "lit words")

        await mouse.select("unilateralism")
        await mouse.hint("note")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        await one.type("Against whom?\n#rhetoric")
        await mouse.hint("colour")
        await mouse.hint("save")
        await one.until(lambda: one.main.notes and one.main.notes[0].note, "the note")
        await one.saved()

        await mouse.hint("cite")
        await one.until(lambda: len(one.app.copies), "the citation")
        assert one.app.copies.texts[0] == one.main.library.cite(one.main.current, "apa")

        await mouse.hint("all notes") if size[0] > 80 else await mouse.help("All notes of the")
        await one.until(lambda: isinstance(one.app.screen, AllNotesScreen), "all notes")
        notes = one.app.screen.query_one(AllNotesList)
        await one.until(lambda: len(notes.rows) == 1, "the note")
        await mouse.click("Against whom?")
        await one.until(lambda: one.app.screen is one.main, "the passage")
        await one.until(lambda: one.reader.caret == one.main.marks[0].start, "the passage")

        await mouse.hint("quit") if size[0] > 80 else await mouse.help("Close this, or quit")
        await one.until(lambda: one.app._exit, "the end")
        name = one.main.current
    (item,) = on_disk(sample_library, name)["items"]
    assert quote(item).casefold() == "unilateralism"
    assert item["cp:color"] == "green"
    assert [body["value"] for body in item["body"]] == ["Against whom?\n#rhetoric", "rhetoric"]


async def test_a_note_in_doubt_is_settled_by_mouse(
    start: Any, tmp_path: Path, on_disk: Callable[..., Any]
) -> None:
    source = tmp_path / "river.txt"
    old = "In spring the ice went out with a noise like guns. Everybody came to watch.\n"
    new = "When the thaw came the ice broke up with the noise of guns.\n\nThey all watched it.\n"
    source.write_text(old, "utf-8")
    with Library(tmp_path) as library:
        document = library.open("river.txt")
        library.annotate(document, old.index("the ice"), old.index("."), note="why?")
        library.annotate(document, old.index("Everybody"), len(old) - 2, note="who?")
    source.write_text(f"A preface, and nothing that was there before.\n\n{new}", "utf-8")
    async with start(tmp_path) as one:
        mouse = Mouse(one)
        await one.open("river.txt")
        assert [placed.state for placed in one.main.placed] == ["lost", "lost"]
        panel = one.main.query_one(NoteList)
        await mouse.click("why?", panel)
        await one.until(lambda: isinstance(one.app.screen, CheckScreen), "the old and the new")
        await mouse.hint("this is it")
        await one.until(lambda: len(one.main.marks) == 1, "the place")

        await mouse.click("who?", panel)
        await one.until(lambda: isinstance(one.app.screen, CheckScreen), "the old and the new")
        await mouse.hint("choose in the text")
        await one.until(lambda: one.main.placing is not None, "the choosing")
        await mouse.select("They all watched it")
        await mouse.hint("put it here")
        await one.until(lambda: len(one.main.marks) == 2, "the words")

        await mouse.help("Deleted notes: look")
        await one.until(lambda: isinstance(one.app.screen, TrashScreen), "the trash")
        await one.keys("escape")
    found = [quote(item) for item in on_disk(tmp_path, "river.txt")["items"]]
    assert found == ["ice broke up with the noise of guns", "They all watched it"]
