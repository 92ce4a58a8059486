"""The real app on a real library, and waiting for what it does without guessing how long."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.app import CommonplaceApp
from tui.screens.main.screen import MainScreen
from tui.widgets.reader import Reader

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
