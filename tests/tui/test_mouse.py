"""Text, documents, results and notes by mouse; what is clicked is found by its words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mouse import Mouse
from notes_on_disk import words_of

from tui.widgets.document_list import DocumentList, DocumentPane
from tui.widgets.find_bar import FindBar
from tui.widgets.hint import FirstHint
from tui.widgets.notes_panel import NoteList
from tui.widgets.search_pane import QueryInput

MARKDOWN = "united-against-unilateralism.md"
SCRAPE = "friends-of-steel-scrape.txt"


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
    assert words_of(item) == "unilateralism"


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
        assert words_of(on_disk(sample_library, MARKDOWN)["items"][0]) == reader.text[start_:end]


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
