"""How long the interface stands still while a very long text is opened."""

import asyncio
import gc
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from frame import Bench, Row, Rows, Target
from reader import text_of

from notes.config import Folders
from tui.app import CommonplaceApp
from tui.opening import prefer_interface
from tui.screens.main.screen import MainScreen

SHORT, LONG = "short.txt", "long.txt"
LONGER = 10  # times the long text of the other benchmarks: 100 MB
MOST = Target("ratio", 5)
_TICK = 0.001  # seconds
_AFTERWARDS = 1.0  # seconds in which what was opened is still looked through


def rows(bench: Bench) -> Rows:
    """The longest stall beside that under a thread that does nothing but count."""
    folder = bench.grounds.folder("long")
    (folder / SHORT).write_text(text_of(5_000), "utf-8")
    interval = sys.getswitchinterval()
    prefer_interface()
    try:
        for size in (bench.sizes.characters, bench.sizes.characters * LONGER):
            yield _row(bench, folder, size)
    finally:
        sys.setswitchinterval(interval)
        gc.enable()


def _row(bench: Bench, folder: Path, size: int) -> Row:
    (folder / LONG).write_text(text_of(size), "utf-8")
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(min(bench.sizes.rounds, 3)):
        own = bench.grounds.folder(f"{size}-{number}")  # nothing was open last
        folders = Folders(*(own / kind for kind in ("config", "data", "state", "cache")))
        opened, counted = asyncio.run(stalls(folder, folders))
        ours.append(max(opened))
        theirs.append(max(counted))
    what = f"longest stall, {size / 1e6:.3g} million characters opened / a thread counting"
    return Row.of(what, "ms", ours, theirs, MOST)


async def stalls(folder: Path, folders: Folders) -> tuple[list[float], list[float]]:
    """Seconds by which the event loop came too late: while opening, and while a thread counts."""
    app = CommonplaceApp(folder, folders=folders)
    async with app.run_test(size=(120, 36)) as pilot:
        main = app.screen
        assert isinstance(main, MainScreen)
        while main.loading_text:
            await pilot.pause(0.05)
        await _open(main, SHORT)  # what the first page takes is no matter of its length
        start = time.perf_counter()
        opened = await watched(lambda: _open(main, LONG))
        took = time.perf_counter() - start
        counted = await watched(lambda: asyncio.to_thread(_count_for, took))
        return opened, counted


async def _open(main: MainScreen, relative: str) -> None:
    main.open_document(relative)
    while main.current != relative:
        await asyncio.sleep(0.01)
    await asyncio.sleep(_AFTERWARDS)


async def watched(work: Callable[[], Awaitable[object]]) -> list[float]:
    """How much later than asked for each tick came while `work` was done."""
    late: list[float] = []
    with _ticking(late):
        await work()
    return late


@contextmanager
def _ticking(late: list[float]) -> Iterator[None]:
    """A tick is late by what this process did meanwhile at most: other programs do not count."""

    async def tick() -> None:
        while True:
            before, busy = time.perf_counter(), time.process_time()
            await asyncio.sleep(_TICK)
            past = time.perf_counter() - before - _TICK
            late.append(min(past, time.process_time() - busy))

    task = asyncio.create_task(tick())
    try:
        yield
    finally:
        task.cancel()


def _count_for(seconds: float) -> int:
    end, count = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        count += 1
    return count
