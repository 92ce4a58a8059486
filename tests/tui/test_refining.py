"""A search is narrowed, sorted, saved and asked again, and a passage finds its like."""

from pathlib import Path
from typing import Any

from textual.widgets import OptionList

from notes.library import Library
from tui.screens.choice import ChoiceScreen
from tui.widgets.key_bar import KeyBar
from tui.widgets.search_pane import QueryInput, SearchPane

MARKDOWN = "united-against-unilateralism.md"


async def choose(one: Any, words: str) -> None:
    """Take the choice that has `words` in it."""
    await one.until(lambda: isinstance(one.app.screen, ChoiceScreen), "the choices")
    options = one.app.screen.query_one(OptionList)
    texts = [str(options.get_option_at_index(i).prompt) for i in range(options.option_count)]
    options.highlighted = next(i for i, text in enumerate(texts) if words in text)
    await one.keys("enter")
    await one.until(lambda: not isinstance(one.app.screen, ChoiceScreen), "no more choices")


def answered(one: Any, query: str) -> bool:
    return one.main.answer is not None and one.main.answer.query == query


async def test_a_search_is_narrowed_sorted_saved_and_asked_again(
    start: Any, sample_library: Path
) -> None:
    with Library(sample_library) as library:
        document = library.open(MARKDOWN)
        at = document.text.index("unilateral")
        library.annotate(document, at, at + 10, note="a trade in words", tags=("trade",))
        library.update_index()
    async with start(sample_library) as one:
        pane = one.main.query_one(SearchPane)
        await one.keys("S")
        await one.type("trade")
        await one.until(lambda: answered(one, "trade"), "an answer")
        everywhere = one.main.answer.documents
        assert everywhere > 1
        await one.keys("down", "f")
        await choose(one, "tag")
        await one.until(lambda: answered(one, "trade tag:trade "), "the narrowed answer")
        assert [group.path for group in one.main.answer.groups] == [MARKDOWN]
        await one.keys("f")
        await choose(one, "tag")
        await one.until(lambda: answered(one, "trade "), "the wide answer again")

        await one.keys("o")
        await one.until(lambda: one.main.answer.documents == 1, "only notes")
        assert one.main.asked_text == "only notes"
        await one.keys("o", "o")
        await one.until(lambda: one.main.answer.documents == everywhere, "all again")
        best = [group.path for group in one.main.answer.groups]
        await one.keys("s", "s")
        await one.until(
            lambda: [group.path for group in one.main.answer.groups] == sorted(best), "by place"
        )

        await one.keys("*", "space")
        await one.until(lambda: one.main.document is not None, "a preview")
        await one.until(lambda: pane.results.has_focus, "to be among the results still")
        shown = one.main.current
        await one.keys("d")
        await one.until(lambda: one.main.answer.documents == 1, "only this document")
        assert one.main.answer.groups[0].path == shown

        await one.keys("/")
        assert one.main.asked_text == "in this document · by place"
        pane.text = ""
        await one.until(lambda: one.main.asked_text == "by place", "to look everywhere again")
        await one.keys("up")
        assert pane.text == "trade"
        await one.keys("down")
        assert (pane.text, pane.query_one(QueryInput).has_focus) == ("", True)
    async with start(sample_library) as one:
        pane = one.main.query_one(SearchPane)
        await one.keys("S", "up")
        assert pane.text == "trade"
        pane.text = "china"
        await one.until(lambda: answered(one, "china"), "an answer")
        await one.keys("down", "p")
        await choose(one, "trade")
        await one.until(lambda: answered(one, "trade"), "the saved search")
        await one.keys("*", "p")
        await one.until(
            lambda: "No search is saved" in one.main.query_one(KeyBar).message, "it is gone"
        )


async def test_a_passage_finds_what_else_says_the_like(start: Any, sample_library: Path) -> None:
    with Library(sample_library) as library:
        library.update_index()
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.caret_at("unilateral")
        await one.keys("r")
        await one.until(lambda: one.main.answer and one.main.answer.about, "an answer")
        paths = [group.path for group in one.main.answer.groups]
        assert paths
        assert MARKDOWN not in paths
        await one.keys("enter")
        await one.until(lambda: one.main.current == paths[0] and one.reader.has_focus, "it opened")
        passage = one.main.answer.groups[0].passages[0]
        assert one.reader.caret == passage.start
