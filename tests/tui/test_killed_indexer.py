"""The process that indexes is killed from outside: it is started again, but not for ever."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals")


async def killed(one: Any, times: int) -> None:
    """Kill each process as soon as it is there."""
    before = None
    for _ in range(times):
        await one.until(lambda: one.main._indexer not in (None, before), "a process")  # noqa: B023
        before = one.main._indexer
        os.kill(before.pid, signal.SIGKILL)


async def test_it_goes_on(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await killed(one, 2)
        await one.until(lambda: not one.main._is_indexing, "the end of indexing")
        assert not one.main.library.index_is_stale()
        assert one.main.activity is None


async def test_after_some_times_it_is_said(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await killed(one, 3)
        await one.until(lambda: "broke off" in one.said, "a message")
        assert one.main.activity is None
        await one.keys("f5")
        await one.until(lambda: not one.main.library.index_is_stale(), "what is left")
