"""The search index, brought up to date in a process of its own while one works."""

import asyncio
import contextlib
import json
import os
import sys
import time
from dataclasses import dataclass

from textual import work
from textual.message import Message
from textual.reactive import var

from notes.library import Library
from tui.screens.base import CommandScreen

SHOW_EVERY = 2.0  # seconds between two looks at what was indexed meanwhile


class Indexing(CommandScreen):
    """Runs the indexer and shows how far it is.

    A thread would make the interface stutter while it works; a process does not.
    """

    library: Library
    activity: var[str | None] = var[str | None](None)
    progress: var[float | None] = var[float | None](None)

    _indexer: asyncio.subprocess.Process | None = None
    _again = False

    @dataclass
    class Indexed(Message):
        """More of the library is in the index now."""

    @work(group="index", exit_on_error=False)
    async def update_index(self) -> None:
        """Index what is new or changed; asked for again meanwhile, it runs once more."""
        if self._indexer is not None:
            self._again = True
            return
        if not await self.commonplace.core(self.library.index_is_stale):
            return
        await self._run_indexer()
        self.post_message(self.Indexed())
        if self._again:
            self._again = False
            self.update_index()

    async def stop_indexing(self) -> None:
        """End the indexer; what it wrote so far stays, and it goes on the next time."""
        if self._indexer is not None:
            with contextlib.suppress(ProcessLookupError):
                self._indexer.terminate()
            await self._indexer.wait()

    async def _run_indexer(self) -> None:
        self._indexer = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # the current folder may be a library from anywhere: import nothing from it
            "-m",
            "notes.indexing",
            os.fspath(self.library.path_given),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, **self.library.folders.as_environment()},
        )
        try:
            await self._follow(self._indexer)
        finally:
            self._indexer = None
            self.activity = self.progress = None

    async def _follow(self, indexer: asyncio.subprocess.Process) -> None:
        assert indexer.stdout is not None
        self.activity = "indexing"
        shown = time.monotonic()
        async for line in indexer.stdout:
            report = json.loads(line)
            if "error" in report:
                self.say(report["error"], "error")
            elif report["total"]:
                self.progress = report["done"] / report["total"]
            for notice in report.get("notices", ()):
                self.say(notice, "warning")
            if time.monotonic() - shown > SHOW_EVERY:
                shown = time.monotonic()
                self.post_message(self.Indexed())
        await indexer.wait()
