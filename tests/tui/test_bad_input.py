"""Queries, settings and sizes that hardly can be meant: the program goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import TextArea

from notes.config import Folders
from tui.screens.all_notes import AllNotesScreen
from tui.screens.help import HelpScreen
from tui.screens.note_editor import NoteEditor
from tui.widgets.search_pane import QueryInput

MARKDOWN = "united-against-unilateralism.md"

HANGING = (
    "*",
    "?*?*?*?*",
    "a*b*c*d*e*f*",
    "(" * 300,
    '"' + "a " * 400,
    "a~ " * 200,
    "NOT NOT NOT NOT x",
    "title:" * 100,
    "\\" * 50 + "[(*",
    "a OR " * 150,
    "[a TO z]",
    "\u202e\u0000\ud83d",
)


async def test_no_query_holds_the_program_up(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.until(lambda: not one.main.library.index_is_stale(), "the index")
        await one.keys("S")
        field = one.main.query_one(QueryInput)
        for query in HANGING:
            field.value = query
            await one.pilot.pause()
            shown = field.value
            await one.until(
                lambda q=shown: one.main.answer is not None and one.main.answer.query == q,
                f"an answer to {query[:20]!r}",
            )
            assert "went wrong" not in one.said
        field.value = "unilateralism"
        await one.until(lambda: one.main.answer.query == field.value, "the last answer")
        assert one.main.answer.matches
        folders = one.app.folders
    assert not (folders.state / "errors.log").exists()


async def test_broken_settings_are_named_and_the_usual_ones_used(
    start: Any, sample_library: Path, folders: Folders
) -> None:
    folders.config.mkdir(parents=True)
    (folders.config / "config.toml").write_text('style = "apa"\ntheme = [broken\n')
    (folders.config / "keymap.toml").write_text('[reader]\nnote = "n"\n"no.such" = "x"\n')
    async with start(sample_library, size=(120, 36)) as one:
        problems = [note.message for note in one.app._notifications]
        config, clash, unknown = problems
        assert "config.toml" in config
        assert "line 2" in config
        assert "keymap.toml, line 2" in clash
        assert "keymap.toml, line 3" in unknown
        assert "no.such" in unknown
        await one.until(lambda: len(one.main.query("Toast")) == 3, "the news on the screen")
        await one.open(MARKDOWN)
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the usual key")
        assert one.app.theme == "paper"


@pytest.mark.parametrize("content", ["[" * 5_000, "x = 1", "\udcff"])
async def test_no_settings_keep_the_program_from_starting(
    start: Any, sample_library: Path, folders: Folders, content: str
) -> None:
    folders.config.mkdir(parents=True)
    for name in ("config.toml", "keymap.toml"):
        (folders.config / name).write_text(content, "utf-8", errors="surrogateescape")
    async with start(sample_library) as one:
        named = " ".join(note.message for note in one.app._notifications)
        assert "config.toml" in named
        assert "keymap.toml" in named
        await one.open(MARKDOWN)


async def test_the_smallest_terminal_has_room_for_every_screen(
    start: Any, sample_library: Path, on_disk: Callable[..., Any]
) -> None:
    async with start(sample_library, size=(20, 5)) as one:
        await one.open(MARKDOWN)
        await one.caret_at("Moscow")
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        text = one.app.screen.query_one(TextArea)
        assert text.size.height > 0, "the text that is typed can be seen"
        await one.type("small")
        await one.keys("ctrl+s")
        await one.saved()
        await one.keys("?")
        await one.until(lambda: isinstance(one.app.screen, HelpScreen), "help")
        assert one.app.screen.query_one("HelpText").size.height > 0
        await one.keys("escape", "A")
        await one.until(lambda: isinstance(one.app.screen, AllNotesScreen), "all notes")
        await one.keys("q")
        await one.until(lambda: one.app.screen is one.main, "the text")
    assert on_disk(sample_library, MARKDOWN)["items"][0]["body"][0]["value"] == "small"
