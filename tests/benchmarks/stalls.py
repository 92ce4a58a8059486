"""How long the interface stands still while a very long text is opened."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from frame import Bench, Row, Rows, Target
from reader import text_of

from notes.config import Folders
from tui.app import CommonplaceApp
from tui.screens.main.screen import MainScreen

LONGER = 10  # times the long text of the other benchmarks: 100 MB
MOST = Target("ratio", 5)
_TICK = 0.001  # seconds
_AFTERWARDS = 1.0  # seconds in which what was opened is still looked through


def rows(bench: Bench) -> Rows:
    """The longest stall beside that under a thread that does nothing but count."""
    folder = bench.grounds.folder("long")
    size = bench.sizes.characters * LONGER
    (folder / "long.txt").write_text(text_of(size), "utf-8")
    own = bench.grounds.folder("folders")
    folders = Folders(*(own / kind for kind in ("config", "data", "state", "cache")))
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(min(bench.sizes.rounds, 3)):
        opened, counted = asyncio.run(stalls(folder, folders))
        ours.append(max(opened))
        theirs.append(max(counted))
    what = f"longest stall, {size / 1e6:.3g} million characters opened / a thread counting"
    yield Row.of(what, "ms", ours, theirs, MOST)


async def stalls(folder: Path, folders: Folders) -> tuple[list[float], list[float]]:
    """Seconds by which the event loop came too late: while opening, and while a thread counts."""
    app = CommonplaceApp(folder, folders=folders)
    async with app.run_test(size=(120, 36)) as pilot:
        main = app.screen
        assert isinstance(main, MainScreen)
        while main.loading_text:
            await pilot.pause(0.05)
        start = time.perf_counter()

        async def open_text() -> None:
            main.open_document("long.txt")
            while main.current != "long.txt":
                await asyncio.sleep(0.01)
            await asyncio.sleep(_AFTERWARDS)

        opened = await watched(open_text)
        took = time.perf_counter() - start
        counted = await watched(lambda: asyncio.to_thread(_count_for, took))
        return opened, counted


async def watched(work: Callable[[], Awaitable[object]]) -> list[float]:
    """How much later than asked for each tick came while `work` was done."""
    late: list[float] = []
    with _ticking(late):
        await work()
    return late


@contextmanager
def _ticking(late: list[float]) -> Iterator[None]:
    async def tick() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_TICK)
            late.append(time.perf_counter() - before - _TICK)

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
