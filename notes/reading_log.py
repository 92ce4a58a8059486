"""How long was read in which document on which day, on this machine."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from notes.state_file import StateFile, source_key


class ReadingDay(NamedTuple):
    """The seconds that were read in one document (its absolute path) on one day, local time."""

    day: date
    source: str
    seconds: float


class ReadingLog:
    """A row a day and document, and nothing of what was done in it."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def add(self, source: Path, day: date, seconds: float) -> None:
        """Count `seconds` more of reading."""
        self._file.run(
            "insert into reading values (?1, ?2, ?3)"
            " on conflict (day, source) do update set seconds = seconds + ?3",
            (day.isoformat(), source_key(source), seconds),
        )

    def days(self, root: Path) -> tuple[ReadingDay, ...]:
        """What was read under `root` (a folder, or one document), the oldest day first."""
        key = source_key(root)
        folder = key.rstrip("/") + "/"
        rows = self._file.run(
            "select day, source, seconds from reading"
            " where substr(source, 1, ?) = ? or source = ? order by day, source",
            (len(folder), folder, key),
        )
        return tuple(_dated(rows))


def _dated(rows: Iterable[tuple[str, str, float]]) -> Iterable[ReadingDay]:
    for day, source, seconds in rows:
        yield ReadingDay(date.fromisoformat(day), source, seconds)
