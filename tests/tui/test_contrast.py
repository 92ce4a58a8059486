"""What is painted can be read: every cell of every screen, in both of our themes.

Contrast of the colours themselves is in `test_themes.py`; here it is that of what stands on what.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.style import Style
from river import QUOTE, REWRITTEN, RIVER, mark
from textual.color import Color
from textual.geometry import Region

from notes.annotations.model import COLORS
from notes.library import Library
from tui.screens.all_notes import AllNotesScreen
from tui.screens.ask_line import AskLine
from tui.screens.categories import CategoriesScreen
from tui.screens.check import CheckScreen
from tui.screens.choice import ChoiceScreen
from tui.screens.copies import CopiesScreen
from tui.screens.copy_choice import CopyChoiceScreen
from tui.screens.help import HelpScreen
from tui.screens.leaving import LeavingScreen
from tui.screens.metadata import MetadataScreen
from tui.screens.note_editor import NoteEditor
from tui.screens.picking import PickScreen
from tui.screens.statistics import StatisticsScreen
from tui.screens.tag_line import TagLine
from tui.screens.tags import TagsScreen
from tui.screens.trash import TrashScreen
from tui.themes import DISCERNIBLE, MARK_CHARACTERS, READABLE, contrast

READ = "united-against-unilateralism.md"
LINES_AND_SCROLLBARS = frozenset("─│┃▁▂▃▄▅▆▇█▎")
SIGNS = frozenset(MARK_CHARACTERS.values())
QUIET = LINES_AND_SCROLLBARS - SIGNS


def cells(app: Any) -> Iterator[tuple[int, int, str, Style]]:
    """Everything that stands on the screen: column, row, text, style."""
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        column = 0
        for text, style, _ in strip:
            if text.strip() and style is not None:
                yield column + len(text) - len(text.lstrip()), row, text.strip(), style
            column += cell_len(text)


def in_front(app: Any) -> list[Region]:
    """Where the screen in front is; what lies dimmed under a dialog is not to be read."""
    screen = app.screen
    panels = [widget.region for widget in screen.children if widget.display]
    return panels if screen.is_modal else [screen.region]


def too_faint(app: Any) -> list[str]:
    """What cannot be read, or, of signs, not be made out."""
    found = []
    front = in_front(app)
    for column, row, text, style in cells(app):
        kinds = set(text)
        if kinds <= LINES_AND_SCROLLBARS - SIGNS or not any(
            one.contains(column, row) for one in front
        ):
            continue
        assert style.color is not None and style.bgcolor is not None, text
        ink, ground = map(Color.from_rich_color, (style.color, style.bgcolor))
        ratio = contrast(ground, ink)
        if style.dim or ratio < (DISCERNIBLE if kinds <= SIGNS else READABLE):
            found.append(f"{text[:40]!r} {'dimmed' if style.dim else f'{ratio:.2f}'}")
    return found


@pytest.fixture
def library(sample_library: Path) -> Path:
    """Documents with a highlight in every colour, tags, a lost note, and one that is damaged."""
    with Library(sample_library) as library:
        document = library.open(READ)
        words = ("The talks", "unilateralism", "harassment", "political", "timing", "China")
        for color, word in zip(COLORS, (*words, "Russia", "Moscow"), strict=True):
            start = document.text.rindex(word)
            end = start + len(word)
            library.annotate(document, start, end, color=color, note="a note", tags=(color,))
    (sample_library / RIVER).write_text(f"The river. {QUOTE}.\n", "utf-8")
    mark(sample_library, RIVER, QUOTE)
    (sample_library / RIVER).write_text(REWRITTEN, "utf-8")
    (sample_library / "damaged.pdf").write_bytes(b"%PDF-1.4 and no more")
    return sample_library


@pytest.mark.parametrize("theme", ["paper", "ink"])
async def test_what_the_main_screen_shows_can_be_read(
    start: Any, library: Path, theme: str
) -> None:
    async with start(library, first_run=True) as one:
        one.app.theme = theme
        seen: dict[str, list[str]] = {}

        async def look(name: str) -> None:
            await one.pilot.pause()
            seen[name] = too_faint(one.app)

        await look("the first hint")
        await one.until(lambda: not one.main.library.index_is_stale(), "the index")
        await one.until(lambda: one.main.activity is None, "the end of indexing")
        await look("the list")
        await one.open(READ)
        await one.keys("]", "a")
        await look("highlights")
        await one.keys("v", "i", "p")
        await look("a selection")
        await one.keys("escape", "y")
        await look("keys that can follow")
        await one.keys("escape", "/")
        await one.type("the")
        await look("the find bar")
        await one.keys("enter")
        await look("matches")
        await one.keys("i", "j")
        await look("the notes")
        for severity in ("information", "success", "warning", "error"):
            one.app.say("something", severity=severity)
            await look(severity)
        await one.keys("S")
        await look("no query")
        await one.type("trade")
        await one.until(lambda: one.main.answer and one.main.answer.query == "trade", "results")
        await one.keys("down", "j")
        await look("results")
        await one.open(RIVER)
        await one.until(lambda: one.main.doubts, "the lost note")
        await look("a lost note")
        one.app.notify("something is wrong", title="A title", severity="warning", timeout=60)
        await look("a notice")
        assert {name: found for name, found in seen.items() if found} == {}


DIALOGS = {
    NoteEditor: ("a",),
    TagLine: ("#",),
    PickScreen: ("t",),
    StatisticsScreen: ("s",),
    MetadataScreen: ("M",),
    CopyChoiceScreen: ("Y",),
    ChoiceScreen: ("y", "s"),
    CopiesScreen: ("y", "p"),
    AskLine: ("f2",),
    HelpScreen: ("?",),
    CategoriesScreen: ("C",),
    TagsScreen: ("T",),
    AllNotesScreen: ("A",),
    TrashScreen: ("g", "t"),
}


@pytest.mark.parametrize("theme", ["paper", "ink"])
async def test_what_other_screens_show_can_be_read(start: Any, library: Path, theme: str) -> None:
    async with start(library) as one:
        one.app.theme = theme
        seen: dict[str, list[str]] = {}

        async def look(name: str) -> None:
            await one.pilot.pause()
            seen[name] = too_faint(one.app)

        async def back() -> None:
            while one.app.screen is not one.main:
                await one.keys("escape")

        await one.open(READ)
        await one.keys("]", "a", "d", "d")
        await one.until(lambda: len(one.main.placed) == len(COLORS) - 1, "one deleted note")
        await one.keys("]", "a", "y", "y")
        await one.until(lambda: one.app.copies.texts, "a copy")
        for kind, keys in DIALOGS.items():
            await one.open(READ)
            await one.keys("]", "a", *keys)
            screen = await one.in_front(kind)
            if isinstance(screen, CategoriesScreen | TagsScreen | AllNotesScreen | TrashScreen):
                await one.until(lambda screen=screen: screen.content, "what there is")
            await look(kind.__name__)
            if kind is MetadataScreen:
                await one.keys("enter")
            elif kind is AllNotesScreen:
                await one.keys("space", "j", "/", "a")
            elif kind is not HelpScreen:
                await one.keys("tab", "j")
            await look(f"{kind.__name__} further on")
            await back()
        await one.open(RIVER)
        await one.until(lambda: one.main.doubts, "the lost note")
        await one.keys("i", "L")
        await one.in_front(CheckScreen)
        await look("CheckScreen")
        await back()
        one.app.push_screen(LeavingScreen(["river.txt: the disk is full"]))
        await one.in_front(LeavingScreen)
        await look("LeavingScreen")
        await back()
        await one.keys("ctrl+p")
        await one.until(lambda: "Search for commands" in one.shown, "the palette")
        await one.type("note")
        await one.until(lambda: "Edit the note" in one.shown, "what is offered")
        await look("the palette")
        assert {name: found for name, found in seen.items() if found} == {}
