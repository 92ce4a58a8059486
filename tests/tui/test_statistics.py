"""Counting the time that was read, and showing it honestly."""

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from notes.statistics import Period, Statistics, statistics
from tui.reading_clock import LONGEST_PAUSE, ReadingClock
from tui.screens.statistics import StatisticsScreen, StatisticsText
from tui.statistics_lines import duration, statistics_lines

TODAY = date(2026, 11, 19)


def test_time_is_counted_between_signs_of_life() -> None:
    clock = ReadingClock()
    for now in (100.0, 160.0, 190.0):
        clock.touch(now)
    assert clock.take() == 90
    assert clock.take() == 0
    clock.touch(200.0)
    assert clock.take() == 10


def test_a_long_pause_and_another_text_are_no_reading() -> None:
    clock = ReadingClock()
    clock.touch(0.0)
    clock.touch(LONGEST_PAUSE + 1)
    assert clock.take() == 0
    clock.touch(LONGEST_PAUSE + 11)
    clock.stop()
    clock.touch(LONGEST_PAUSE + 21)
    assert clock.take() == 10


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "-"), (20, "under 1 min"), (60, "1 min"), (8040, "2 h 14 min"), (3600, "1 h 0 min")],
)
def test_durations_are_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def flat(lines: list[Any]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


def test_the_lines_say_what_was_read_and_what_is_known() -> None:
    days = tuple((TODAY - timedelta(days=back), 60.0 * back) for back in range(13, -1, -1))
    week = Period("This week", TODAY, TODAY, 8040, 5, 23, 8)
    found = Statistics((week,), days, (("a.txt", 2700.0), ("b.txt", 60.0)), date(2025, 11, 3))
    lines = flat(statistics_lines(found, {"a.txt": "中俄" * 60}, TODAY, 68))
    assert lines[1].split() == ["This", "week", "2", "h", "14", "min", "5", "23", "8"]
    assert lines[4].startswith("today") and lines[4].endswith("-")
    assert "▇" * 30 in lines[4 + 13]
    assert "since 3 Nov 2025" in " ".join(lines)
    assert all(cell_len(line) <= 68 for line in lines)


def test_where_nothing_is_known_it_says_so() -> None:
    found = statistics([], [], Path("/library"), TODAY)
    lines = flat(statistics_lines(found, {}, TODAY, 68))
    assert "No reading time is known yet" in " ".join(lines)
    assert not any("▇" in line for line in lines)


async def test_reading_is_kept_and_shown(start: Any, sample_library: Path) -> None:
    name = "united-against-unilateralism.md"
    async with start(sample_library) as one:
        await one.open(name)
        one.main.pane.clock.touch(time.monotonic() - 90)
        await one.keys("ctrl+d", "H", "2")
        await one.saved()
        await one.keys("s")
        await one.until(lambda: isinstance(one.app.screen, StatisticsScreen), "the statistics")
        lines = flat(one.app.screen.query_one(StatisticsText).lines)
        this_week = next(line for line in lines if line.startswith("This week"))
        assert this_week.split()[-3:] == ["1", "1", "0"]
        assert "1 min" in this_week
        await one.keys("escape")
        await one.until(lambda: one.reader.has_focus, "the text")
        library = one.main.library
        (day,) = library.reading_log.days(library.root)
        assert (day.day, day.source) == (library.today(), str(sample_library / name))
