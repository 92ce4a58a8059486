"""Read is what stayed on the screen for a moment; a jump reads nothing."""

import time
from pathlib import Path
from typing import Any

import pytest

from tui.read_share import ReadShare


def test_what_is_in_sight_at_two_looks_was_read() -> None:
    read = ReadShare(1000)
    read.look(0, 100)
    assert read.share == 0
    read.look(0, 100)
    read.look(50, 150)
    assert read.share == 0.1
    read.look(50, 150)
    assert read.share == 0.15


def test_a_jump_reads_only_where_it_ends() -> None:
    read = ReadShare(1000)
    for start in (0, 0, 900, 900):
        read.look(start, start + 100)
    assert read.share == 0.2
    for start in range(0, 1000, 100):
        read.look(start, start + 100)
        read.look(start, start + 100)
    assert read.share == 1.0


def test_slow_scrolling_reads_and_looking_away_does_not() -> None:
    read = ReadShare(1000)
    for start in range(0, 901, 10):
        read.look(start, start + 100)
    assert read.share == 0.98  # all but what was in sight at one look only
    away = ReadShare(1000, before=0.5)
    away.look(800, 900)
    away.look_away()
    away.look(800, 900)
    assert away.share == 0.5


async def test_the_end_is_not_read_by_going_there(
    start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.main.reading.LOOK_EVERY", 3600.0)
    library = tmp_path / "papers"
    library.mkdir()
    (library / "long.txt").write_text("On ice\n\n" + "It broke with a noise.\n\n" * 300, "utf-8")
    async with start(library) as one:
        await one.open("long.txt")
        await one.keys("G")
        await one.until(lambda: "100%" in one.main.reading_time, "the end")
        await one.main.remember_place()
        assert one.main.documents[0].progress == 0
        for _ in range(2):  # as the clock does
            one.main._look_at_page()
        await one.main.remember_place()
        assert 0 < one.main.documents[0].progress < 0.2
        await one.keys("g", "g")
        while one.reader.progress < 1:
            for _ in range(2):
                one.main._look_at_page()
            await one.keys("space")
        one.main._look_at_page()
        await one.main.remember_place()
        assert one.main.documents[0].progress > 0.995


async def test_time_is_counted_for_the_document_it_was_spent_on(
    start: Any, sample_library: Path
) -> None:
    first, second = "united-against-unilateralism.md", "a-text-without-a-name.txt"
    async with start(sample_library) as one:
        await one.open(first)
        one.main.pane.clock.touch(time.monotonic() - 90)
        one.main.pane.clock.touch(time.monotonic())
        await one.open(second)
        library = one.main.library
        await one.until(lambda: library.reading_log.days(library.root), "the time")
        (day,) = library.reading_log.days(library.root)
        assert day.source == str(sample_library / first)
        assert day.seconds > 80
