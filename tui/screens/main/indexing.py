"""The search index, brought up to date in a process of its own while one works."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textual import on, work
from textual.message import Message
from textual.reactive import var

from notes.library import Library
from tui.screens.base import CommandScreen

SHOW_EVERY = 3.0  # seconds between two looks at what was indexed meanwhile
SHOW_FIRST = (1.0, 1.0, 1.0)  # between the first ones: something can be found by then
SOON = 1.0  # seconds until it is worth a word that not all can be found yet
REST = 20  # times as long as a look took, until the next one
TRIES = 3  # of a process that is killed
ENDED_WELL = (0, 2)  # 2: it could not, and said why


class Indexing(CommandScreen):
    """Runs the indexer and shows how far it is.

    A thread would make the interface stutter while it works; a process does not. A thread only
    waits for the lines that the process writes.
    """

    library: Library
    activity: var[str | None] = var[str | None](None)
    progress: var[float | None] = var[float | None](None)
    indexed: var[float] = var(1.0)  # the share of the library, with what is at work

    _indexer: subprocess.Popen[bytes] | None = None
    _is_indexing = False
    _again = False
    _is_stopped = False
    _is_halted = False
    _began = 0.0
    _next_look = 0.0
    _looks = 0

    @dataclass
    class IndexerReported(Message):
        """The indexer wrote a line."""

        report: Mapping[str, Any]

    @dataclass
    class Indexed(Message):
        """More of the library is in the index now; all of it, for now, where that is over."""

        is_over: bool = False

    @work(group="index", exit_on_error=False)
    async def update_index(self) -> None:
        """Index what is new or changed; asked for again meanwhile, it runs once more."""
        if self._is_indexing:
            self._again = True
            return
        self._is_indexing = True
        try:
            await self._update_index()
        finally:
            self._is_indexing = False
        if self._again:
            self._again = False
            self.update_index()

    async def _update_index(self) -> None:
        if not await self.commonplace.core(self.library.index_is_stale):
            return
        self.activity = "indexing"
        self._looks = 0
        self._began = time.monotonic()
        try:
            for _ in range(TRIES):
                if await self.commonplace.core(self._run_indexer):
                    break
            else:
                self.say("Indexing broke off several times; F5 goes on from there.", "warning")
        finally:
            self.activity = self.progress = None
            self.indexed = 1.0
        self.post_message(self.Indexed(is_over=True))

    def action_stop_reading(self) -> None:
        """End the indexer for now; the next look for changed documents starts it again."""
        if self._indexer is None:
            self.say("Nothing is being read in the background.", "warning")
            return
        self._again = False
        self._is_halted = True
        self._indexer.terminate()
        self.say("Stopped; what was read is kept, and F5 goes on from there.")

    def stop_indexing(self) -> None:
        """End the indexer; what it wrote so far stays, and it goes on the next time."""
        self._is_stopped = True
        if self._indexer is not None:
            self._indexer.terminate()

    @on(IndexerReported)
    def indexer_reported(self, event: IndexerReported) -> None:
        """Show how far the indexer is, and now and then what it has found."""
        report = event.report
        if "error" in report:
            self.say(str(report["error"]), "error")
        elif report["total"]:
            self.activity = str(report["step"])
            self.progress = report["done"] / report["total"]
            if time.monotonic() - self._began > SOON:
                self.indexed = self.progress
        for notice in report.get("notices", ()):
            self.say(str(notice), "warning")
        if time.monotonic() > self._next_look:
            self._looks += 1
            self._next_look = time.monotonic() + self._pause
            self.post_message(self.Indexed())

    def looked(self, seconds: float) -> None:
        """A look at what was indexed took so long: the next one may wait accordingly."""
        self._next_look = time.monotonic() + max(self._pause, REST * seconds)

    @property
    def _pause(self) -> float:
        """Seconds until the next look."""
        return SHOW_FIRST[self._looks] if self._looks < len(SHOW_FIRST) else SHOW_EVERY

    def _run_indexer(self) -> bool:
        """Start the process and pass its lines on; whether it ended well, or as it was told to.

        Runs in a thread. Whoever is short of memory may kill it: it goes on when started again.
        """
        self._is_halted = False
        # -P: the current folder may be a library from anywhere, and nothing is imported from it.
        program = (sys.executable, "-P", "-m", "notes.index_process")
        with subprocess.Popen(
            [*program, os.fspath(self.library.path_given)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **self.library.folders.as_environment()},
        ) as indexer:
            self._indexer = indexer
            if self._is_stopped:  # meanwhile
                indexer.terminate()
            assert indexer.stdout is not None
            for line in indexer.stdout:
                if line.endswith(b"\n"):  # else it was killed in the middle of it
                    self.post_message(self.IndexerReported(json.loads(line)))
        self._indexer = None
        return indexer.returncode in ENDED_WELL or self._is_halted or self._is_stopped
