"""While a library is indexed, and at every key, only what has changed is made again."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from notes.index_process import Reporter
from tui.screens.main.indexing import Indexing
from tui.screens.main.screen import MainScreen
from tui.widgets.document_list import DocumentPane

MARKDOWN = "united-against-unilateralism.md"


def counted(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> list[None]:
    """Grows by one at every call of a method, which goes on as usual."""
    calls: list[None] = []
    method = getattr(owner, name)

    def called(self: Any, *arguments: Any) -> Any:
        calls.append(None)
        return method(self, *arguments)

    monkeypatch.setattr(owner, name, called)
    return calls


async def test_a_key_that_changes_no_hint_makes_none(
    start: Any, sample_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        made = counted(monkeypatch, MainScreen, "refresh_hints")
        await one.keys("j", "j", "k", "w", "b")
        assert made == []
        await one.keys("y", "escape")
        assert len(made) == 1
        await one.keys("v")
        assert len(made) == 2


async def test_a_look_that_finds_nothing_new_arranges_nothing(
    start: Any, sample_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start(sample_library) as one:
        await one.until(lambda: one.main.activity is None and one.main.document_count == 7)
        arranged = counted(monkeypatch, DocumentPane, "_arrange")
        looks = counted(monkeypatch, MainScreen, "looked")
        before = one.main.documents
        one.main.post_message(Indexing.Indexed())
        await one.until(lambda: looks, "a look")
        assert one.main.documents is before
        assert arranged == []
        record = one.main.library.listing().records[0]
        one.main.library._catalogue.put([record._replace(title="A title of today")])
        one.main.post_message(Indexing.Indexed())
        await one.until(lambda: len(looks) == 2, "another look")
        assert [row.title for row in one.main.documents].count("A title of today") == 1
        assert sum(new is not old for new, old in zip(one.main.documents, before, strict=True)) == 1


def test_progress_is_told_now_and_then_and_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter()
    for done in range(1, 5001):
        reporter.progress("reading", done, 5000)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1] == {"step": "reading", "done": 5000, "total": 5000}
    assert len(lines) < 2500


NICENESS = """
import os, runpy, sys
from notes.library import Library
Library.update_index = lambda *rest: sys.exit(os.getpriority(os.PRIO_PROCESS, 0))
sys.argv = ["index_process", sys.argv[1]]
runpy.run_module("notes.index_process", run_name="__main__")
"""


def test_the_indexer_gives_way_to_the_interface(sample_library: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", NICENESS, str(sample_library)], check=False)
    assert ended.returncode > os.getpriority(os.PRIO_PROCESS, 0)
