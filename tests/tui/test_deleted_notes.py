"""Deleted notes are looked at, restored and purged."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from river import (
    FLOUR,
    MILL,
    QUOTE,
    RIVER,
    mark,
)

from tui.screens.ask_line import AskLine
from tui.screens.trash import TrashScreen


async def test_deleted_notes_are_looked_at_restored_and_purged(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    mark(papers, RIVER, QUOTE)
    mark(papers, MILL, FLOUR)
    async with start(papers) as one:
        for name in (RIVER, MILL):
            await one.open(name)
            await one.keys("]", "a", "d", "d")
            await one.until(lambda: not one.main.marks, "the deletion")
        await one.keys("g", "t")
        trash = await one.in_front(TrashScreen)
        await one.until(lambda: len(trash.deleted) == 2, "both notes")
        assert "why?" in one.shown and "#ice" in one.shown
        first = trash.deleted[0].path
        await one.keys("enter")
        await one.until(lambda: len(trash.deleted) == 1, "the restored note gone from here")
        assert len(on_disk(papers, first)["items"]) == 1
        await one.keys("u")
        await one.until(lambda: len(trash.deleted) == 2, "the restoring undone")
        await one.keys("ctrl+r")
        await one.until(lambda: len(trash.deleted) == 1, "and done again")

        await one.keys("d", "d")
        await one.in_front(AskLine)
        await one.type("no")
        await one.keys("enter")
        await one.until(lambda: one.app.screen is trash, "the trash")
        assert len(trash.deleted) == 1
        await one.keys("d", "d")
        await one.in_front(AskLine)
        await one.type("delete")
        await one.keys("enter")
        await one.until(lambda: not trash.deleted, "nothing more")
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the text")
    other = MILL if first == RIVER else RIVER
    assert len(on_disk(papers, first)["items"]) == 1
    assert on_disk(papers, other)["items"] == []
    assert "why?" not in json.dumps(on_disk(papers, other))
