"""Finding, filtering, help and keys in the real app: what a person sees on the way."""

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from tui.screens.help import HelpScreen
from tui.screens.note_editor import NoteEditor
from tui.widgets.document_list import DocumentList
from tui.widgets.find_bar import FindBar
from tui.widgets.hint import FirstHint
from tui.widgets.key_bar import KeyBar
from tui.widgets.search_pane import QueryInput

MARKDOWN = "united-against-unilateralism.md"


async def test_find_in_the_document(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.keys("g", "g", "/")
        await one.until(lambda: one.main.query_one(FindBar).has_class("-open"), "the find bar")
        await one.type("moscow")
        await one.until(lambda: one.reader.matches, "matches")
        total = len(one.reader.matches)
        assert one.main.found_text == f"1 of {total}"
        await one.keys("enter")
        await one.until(lambda: one.main.key_bars[0].message == f"1 of {total}", "which it is")
        start_, end = next(m for m in one.reader.matches if m[0] <= one.reader.caret < m[1])
        assert one.reader.text[start_:end].casefold() == "moscow"
        await one.keys("n")
        assert one.main.key_bars[0].message == f"2 of {total}"
        await one.keys("backspace")
        assert one.reader.caret == start_
        before = one.reader.matches
        await one.keys("slash", "z", "z", "escape")
        await one.until(lambda: not one.reader.matches, "the light is out")
        await one.keys("l", "*")
        await one.until(lambda: one.reader.caret > end, "the next one")
        assert one.reader.matches == before
        assert one.reader.caret == before[before.index((start_, end)) + 1][0]


async def test_filter_and_sort_the_documents(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        documents = one.main.query_one(DocumentList)
        await one.keys("/")
        await one.type("steel")
        await one.until(lambda: len(documents.rows) == 1, "one document")
        await one.keys("escape")
        await one.until(lambda: len(documents.rows) == 7, "all documents")
        by_title = [row.id for row in documents.rows]
        await one.keys("s", "s")
        await one.until(lambda: [row.id for row in documents.rows] != by_title, "another order")


async def test_the_first_key_does_what_the_first_hint_says(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library, first_run=True) as one:
        await one.until(lambda: one.main.documents, "the documents")
        assert one.main.query(FirstHint)
        await one.keys("enter")
        await one.until(lambda: one.main.document is not None, "an open document")
        await one.until(lambda: not one.main.query(FirstHint), "no hint")


async def test_help_palette_and_the_first_hint(start: Any, sample_library: Path) -> None:
    async with start(sample_library, first_run=True) as one:
        assert one.main.query(FirstHint)
        await one.keys("x")
        await one.until(lambda: not one.main.query(FirstHint), "no hint")
        await one.keys("?")
        await one.until(lambda: isinstance(one.app.screen, HelpScreen), "help")
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the main screen")
        await one.keys("ctrl+p")
        await one.until(lambda: one.app.screen is not one.main, "the palette")
        await one.type("dark theme")
        await one.pilot.pause(0.5)
        await one.keys("enter")
        await one.until(lambda: one.app.theme == "ink", "the dark theme")


async def test_a_sequence_shows_what_can_follow_and_escape_drops_it(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.keys("y")
        bar = one.main.query_one(KeyBar)
        assert bar.pending == "y"
        assert any(label == "citation" for _, label, _ in bar.hints)
        await one.keys("escape")
        assert bar.pending == ""
        assert one.reader.has_focus


async def test_text_of_documents_is_never_markup(start: Any, tmp_path: Path) -> None:
    name = "see [p. 4] [red]x[!].txt"
    (tmp_path / name).write_text(
        "A title like [/b] see [/p. 4]\n\nBody \x1b[31mred\x07 [/] text.\n"
    )
    async with start(tmp_path) as one:
        await one.open(name)
        await one.keys("v", "i", "s", "enter")
        await one.saved()
        assert one.main.heading == "A title like [/b] see [/p. 4]"
        screen = one.app.export_screenshot()
        assert "\x1b" not in screen
        assert "\x07" not in screen


@pytest.mark.parametrize("size", [(20, 5), (60, 20), (80, 24), (200, 60)])
async def test_every_size_opens_reads_and_searches(
    start: Any, sample_library: Path, size: tuple[int, int]
) -> None:
    async with start(sample_library, size=size) as one:
        await one.keys("enter")
        await one.until(lambda: one.reader.has_focus, "the reader")
        await one.keys("z", "z", "S")
        await one.until(lambda: isinstance(one.main.focused, QueryInput), "the query")
        await one.keys("escape")
        await one.until(lambda: one.reader.has_focus, "the text again")
        await one.keys("escape")
        await one.until(lambda: isinstance(one.main.focused, DocumentList), "the documents")


async def test_the_query_field_keeps_its_letters(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.keys("S")
        await one.type("quiz")
        assert one.main.query_one(QueryInput).value == "quiz"
        assert isinstance(one.main.focused, Input)


async def test_what_is_typed_before_the_editor_is_there_is_typed_in_it(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        caret = one.reader.caret
        keys = ["a", *"jjdd q Lu"]
        await one.pilot.press(*("space" if key == " " else key for key in keys))
        editor = await one.in_front(NoteEditor)
        await one.until(lambda: editor.query_one("TextArea").text == "jjdd q Lu", "the text")
        assert one.reader.caret == caret


async def test_what_can_be_typed_in_the_search_is_a_key_away_from_typing(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.keys("S")
        assert "f1" in {key for key, _, _ in one.main.key_bars[0].hints}
        await one.type("why?")  # a question mark is text here
        await one.keys("f1")
        await one.until(lambda: '"two words"~5' in one.shown, "the language of queries")
        await one.keys("escape")
        assert one.main.query_one(QueryInput).value == "why?"
