"""A search is narrowed, sorted, saved and asked again, and a passage finds its like."""

from pathlib import Path
from typing import Any

import pytest

from notes.library import Library
from tui.screens.picking import PickScreen
from tui.widgets.search_pane import QueryInput, SearchPane

MARKDOWN = "united-against-unilateralism.md"


@pytest.fixture
def noted(sample_library: Path) -> Path:
    """The samples with one note on trade, all in the index."""
    with Library(sample_library) as library:
        document = library.open(MARKDOWN)
        at = document.text.index("unilateral")
        library.annotate(document, at, at + 10, note="a trade in words", tags=("trade",))
        library.update_index()
    return sample_library


async def choose(one: Any, words: str) -> None:
    """Narrow the choices to those that have `words` in them, and take the first."""
    await one.in_front(PickScreen)
    await one.type(f"{words}\n")
    await one.until(lambda: not isinstance(one.app.screen, PickScreen), "no more choices")


async def answered(one: Any, query: str) -> None:
    """Wait for the answer to `query`."""
    await one.until(lambda: one.main.answer and one.main.answer.query == query, f"what {query} is")


async def search(one: Any, query: str) -> None:
    """Type a query, wait for its answer, and go among the results."""
    await one.keys("S")
    await one.type(query)
    await answered(one, query)
    await one.keys("down")


def paths(one: Any) -> list[str]:
    """The documents of the answer, from the top."""
    return [group.path for group in one.main.answer.groups]


async def test_a_search_is_narrowed_by_a_tag_and_made_wide_again(start: Any, noted: Path) -> None:
    async with start(noted) as one:
        await search(one, "trade")
        assert len(paths(one)) > 1
        await one.keys("f")
        await choose(one, "tag")
        await answered(one, "trade tag:trade ")
        assert paths(one) == [MARKDOWN]
        await one.keys("f")
        await choose(one, "tag")
        await answered(one, "trade ")
        assert len(paths(one)) > 1


async def test_what_is_typed_narrows_the_choices(start: Any, noted: Path) -> None:
    async with start(noted) as one:
        await search(one, "trade")
        await one.keys("f")
        await choose(one, "markd")
        await answered(one, "trade format:markdown ")
        assert paths(one) == [MARKDOWN]


async def test_a_search_goes_round_notes_texts_and_both(start: Any, noted: Path) -> None:
    async with start(noted) as one:
        await search(one, "trade")
        everywhere = one.main.answer.documents
        assert everywhere > 1
        await one.keys("o")
        await one.until(lambda: one.main.answer.documents == 1, "only notes")
        assert one.main.asked_text == "only notes"
        await one.keys("o", "o")
        await one.until(lambda: one.main.answer.documents == everywhere, "all again")


async def test_the_next_search_is_one_of_everything_again(start: Any, noted: Path) -> None:
    async with start(noted) as one:
        pane = one.main.query_one(SearchPane)
        await search(one, "trade")
        await one.keys("s", "s", "o", "/")
        pane.text = "zzqqxx"
        await answered(one, "zzqqxx")
        assert "only notes · by place" in pane.results.empty_text
        await one.keys("down")
        assert pane.results.has_focus  # where nothing is found, too, it can be asked otherwise
        await one.keys("/")
        pane.text = ""
        await one.until(lambda: one.main.asked_text == "by place", "to look everywhere")


async def test_results_are_sorted_by_their_place(start: Any, noted: Path) -> None:
    async with start(noted) as one:
        await search(one, "trade")
        best = paths(one)
        assert best != sorted(best)
        await one.keys("s", "s")
        await one.until(lambda: paths(one) == sorted(best), "by place")


async def test_a_search_keeps_to_the_document_of_a_preview(start: Any, noted: Path) -> None:
    async with start(noted) as one:
        await search(one, "trade")
        await one.keys("space")
        await one.until(lambda: one.main.document is not None, "a preview")
        results = one.main.query_one(SearchPane).results
        await one.until(lambda: results.has_focus, "to be among the results still")
        shown = one.main.current
        await one.keys("d")
        await one.until(lambda: one.main.answer.documents == 1, "only this document")
        assert paths(one) == [shown]


async def test_what_was_asked_comes_back_also_after_another_start(start: Any, noted: Path) -> None:
    async with start(noted) as one:
        pane = one.main.query_one(SearchPane)
        await search(one, "trade")
        await one.keys("space")
        await one.until(lambda: one.main.document is not None, "a preview")
        await one.keys("/")
        pane.text = ""
        await one.keys("up")
        assert pane.text == "trade"
        await one.keys("ctrl+n")
        assert (pane.text, pane.query_one(QueryInput).has_focus) == ("", True)
    async with start(noted) as two:
        await two.keys("S", "up")
        assert two.main.query_one(SearchPane).text == "trade"


async def test_from_an_earlier_query_down_leads_to_its_results(start: Any, noted: Path) -> None:
    async with start(noted) as one:
        pane = one.main.query_one(SearchPane)
        for query in ("trade", "china"):
            await search(one, query)
            await one.keys("space")
            await one.until(lambda: one.main.document and pane.results.has_focus, "a preview")
        await one.keys("S", "up", "up")
        assert pane.text == "trade"
        await one.keys("down")  # before there is an answer
        await one.until(lambda: pane.results.has_focus, "the results")
        assert (pane.text, one.main.answer.query) == ("trade", "trade")
        await one.keys("escape", "S")
        await one.type("china")  # as it stands in the history, but typed
        await one.keys("down")
        await one.until(lambda: pane.results.has_focus, "the results")
        assert one.main.answer.query == "china"


async def test_an_earlier_query_is_gone_on_with_at_its_end(start: Any, noted: Path) -> None:
    async with start(noted) as one:
        pane = one.main.query_one(SearchPane)
        await search(one, "trade")
        await one.keys("space")
        await one.until(lambda: one.main.document and pane.results.has_focus, "a preview")
        await one.keys("S", "ctrl+u", "up")
        await one.type(" war")
        assert pane.text == "trade war"
        await one.keys("ctrl+u")
        assert pane.text == ""


async def test_who_has_gone_elsewhere_is_not_led_to_the_results(start: Any, noted: Path) -> None:
    async with start(noted) as one:
        await one.keys("S")
        await one.type("trade")
        await one.keys("down", "escape")
        await answered(one, "trade")
        assert one.main.query_one("DocumentList").has_focus


async def test_a_saved_search_is_asked_again_and_forgotten(start: Any, noted: Path) -> None:
    async with start(noted) as one:
        await search(one, "trade")
        await one.keys("*")
    async with start(noted) as two:
        await search(two, "china")
        await two.keys("p")
        await choose(two, "trade")
        await answered(two, "trade")
        await two.keys("*", "p")
        await two.until(lambda: "No search is saved" in two.said, "it is gone")


async def test_a_passage_finds_what_else_says_the_like(start: Any, sample_library: Path) -> None:
    with Library(sample_library) as library:
        library.update_index()
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.caret_at("unilateral")
        await one.keys("r")
        await one.until(lambda: one.main.answer and one.main.answer.about, "an answer")
        found = paths(one)
        assert found
        assert MARKDOWN not in found
        await one.keys("enter")
        await one.until(lambda: one.main.current == found[0] and one.reader.has_focus, "it opened")
        passage = one.main.answer.groups[0].passages[0]
        assert one.reader.caret == passage.start
