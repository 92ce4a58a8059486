"""The real app on a real library, and waiting for what it does without guessing how long."""

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from command_line import Ask, Run
from river import FLOUR, MILL, MILL_TEXT, OLD, QUOTE, RIVER, mark_elsewhere
from terminals import Terminal, a_terminal
from textual.pilot import Pilot
from textual.screen import Screen

from tui.app import CommonplaceApp
from tui.cli import main
from tui.document_rows import DocumentRow
from tui.screens.main.screen import MainScreen
from tui.widgets.document_list import DocumentList
from tui.widgets.key_bar import KeyBar
from tui.widgets.reader import Reader

Shown = TypeVar("Shown", bound=Screen[Any])
PATIENCE = 20.0  # seconds: how long a slow machine may take for one step


@dataclass
class Journey:
    """One person at the keyboard of one running program."""

    app: CommonplaceApp
    pilot: Pilot[None]

    @property
    def main(self) -> MainScreen:
        """The main screen, also while another is over it."""
        return next(s for s in self.app.screen_stack if isinstance(s, MainScreen))

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.main.query_one(Reader)

    @property
    def said(self) -> str:
        """The line at the foot of the screen in front."""
        return self.app.screen.query_one(KeyBar).message

    @property
    def shown(self) -> str:
        """All that is on the screen in front, as one text."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def listed(self) -> set[str]:
        """The documents in the list."""
        return {row.id for row in self.main.query_one(DocumentList).rows}

    def row(self, name: str) -> DocumentRow:
        """What the list of documents tells of one of them."""
        return next(row for row in self.main.documents if row.id == name)

    async def in_front(self, kind: type[Shown]) -> Shown:
        """Wait until a screen of this kind is in front, and give it."""
        await self.until(lambda: isinstance(self.app.screen, kind), kind.__name__)
        screen = self.app.screen
        assert isinstance(screen, kind)
        return screen

    async def keys(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self.pilot.press(key)

    async def type(self, text: str) -> None:
        """Type text as a person does."""
        names = {" ": "space", "\n": "enter"}
        for character in text:
            await self.pilot.press(names.get(character, character))

    async def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Wait until something holds; fail with its name when it does not come."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, f"waited in vain for {what or holds}"
            await self.pilot.pause()
            await asyncio.sleep(0.01)
        await self.pilot.pause()

    async def open(self, name: str) -> None:
        """Open a document and wait for its text."""
        self.main.open_document(name)
        await self.until(lambda: self.main.current == name and self.reader.has_focus, name)

    async def caret_at(self, words: str) -> None:
        """Put the caret on the first occurrence of some words."""
        self.reader.go_to(self.reader.text.index(words))
        await self.pilot.pause()

    async def saved(self) -> None:
        """Wait until the program says that the notes are on disk."""
        await self.until(lambda: self.main.state_text == "saved", "saved")


@asynccontextmanager
async def running(
    library: Path, size: tuple[int, int] = (120, 36), **options: Any
) -> AsyncIterator[Journey]:
    """Run the app on `library` until its documents are listed."""
    app = CommonplaceApp(library, **options)
    async with app.run_test(size=size, notifications=True) as pilot:
        journey = Journey(app, pilot)
        await journey.until(lambda: not journey.main.loading_text, "the list of documents")
        yield journey


@pytest.fixture
def start() -> Callable[..., Any]:
    """The function that starts the app."""
    return running


def sidecar(library: Path, name: str) -> dict[str, Any]:
    """A note file as it is on disk."""
    found = json.loads((library / f"{name}.notes.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture
def on_disk() -> Callable[[Path, str], dict[str, Any]]:
    """The function that reads a note file from disk."""
    return sidecar


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Two documents without notes."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / RIVER).write_text(OLD, "utf-8")
    (folder / MILL).write_text(MILL_TEXT, "utf-8")
    return folder


@pytest.fixture
def doubtful(papers: Path, tmp_path: Path) -> Path:
    """One note on each document that can only be found by its words."""
    mark_elsewhere(papers, RIVER, QUOTE, tmp_path)
    mark_elsewhere(papers, MILL, FLOUR, tmp_path)
    changed = OLD.replace("a noise", "the noise").replace("Everybody", "Everyone")
    (papers / RIVER).write_text(changed, "utf-8")
    (papers / MILL).write_text(MILL_TEXT.replace("ninety", "eighty"), "utf-8")
    return papers


@pytest.fixture
def run(sample_library: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a subcommand on the samples; gives exit code, stdout and stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([arguments[0], "--library", str(sample_library), *arguments[1:]])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def ask(run: Run) -> Ask:
    """Run a subcommand that has to end with a code; gives the JSON it prints."""

    def ask(*arguments: str, code: int = 0) -> Any:
        ended, out, _ = run(*arguments, "--json")
        assert ended == code
        return json.loads(out)

    return ask


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """A real terminal that is gone after the test."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not here")
    with a_terminal() as one:
        yield one
