"""Dates as sources give them: a year, perhaps a month and a day, perhaps only words."""

import re
from collections.abc import Mapping
from typing import Any

from notes.citations.markup import clean
from notes.values import dataclass

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_ISO = re.compile(r"\s*(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of any precision; `year` is 0 where there are only words (`literal`).

    Years before the common era are negative; `end_year` closes a range; `season` is 1-4 or 0.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    end_year: int = 0
    season: int = 0
    circa: bool = False
    literal: str = ""

    @classmethod
    def from_csl(cls, value: Any) -> "PartialDate | None":
        """Read a CSL date, or an ISO 8601 string; None for what says nothing."""
        if isinstance(value, str | int) and not isinstance(value, bool):
            return cls._from_text(_text(value))
        if not isinstance(value, Mapping):
            return None
        parts = _rows(value.get("date-parts"))
        if not parts:
            text = _text(value.get("raw")) or _text(value.get("literal"))
            return cls._from_text(text)
        year, month, day = parts[0]
        season = _number(value.get("season"), 1, 4)
        if month > 12:  # CSL 1.0.1 and EDTF write seasons as months 13-16 and 21-24
            season, month, day = (month - 13 if month < 17 else month - 21) + 1, 0, 0
        end = parts[1][0] if len(parts) > 1 else 0
        circa = bool(value.get("circa"))
        return cls(year, month, day, end if end != year else 0, season, circa)

    @classmethod
    def _from_text(cls, text: str) -> "PartialDate | None":
        found = _ISO.fullmatch(text)
        if not found:
            return cls(literal=text) if text else None
        numbers = [int(part or 0) for part in found.groups()]
        year, month, day = _checked(numbers)
        return cls(year, month, day) if year else None

    @property
    def year_text(self) -> str:
        """The year as it is printed: `2025`, `2020–2022`, `44 BCE`, `ca. 1600`, or the words."""
        if not self.year:
            return self.literal
        shown = f"{-self.year} BCE" if self.year < 0 else str(self.year)
        return (
            ("ca. " if self.circa else "") + shown + (f"–{self.end_year}" if self.end_year else "")
        )

    @property
    def season_text(self) -> str:
        """The name of the season, or nothing."""
        return SEASONS[self.season - 1] if self.season else ""

    @property
    def iso(self) -> str:
        """The date in ISO 8601 as far as it is known; the words where it is not."""
        if not self.year:
            return self.literal
        year = f"{self.year:04d}" if self.year > 0 else f"-{-self.year:04d}"
        month = f"-{self.month:02d}" if self.month else ""
        return year + month + (f"-{self.day:02d}" if self.day else "")

    def month_name(self, short: tuple[str, ...] | None = None) -> str:
        """The month's name, or its form in `short`; nothing where there is no month."""
        return (short or MONTHS)[self.month - 1] if self.month else ""


def _rows(value: Any) -> list[tuple[int, int, int]]:
    """The first two usable dates of `date-parts`."""
    rows = []
    for row in value[:2] if isinstance(value, list) else ():
        numbers = [_integer(part) for part in row[:3]] if isinstance(row, list) else []
        year, month, day = _checked([*numbers, 0, 0, 0][:3])
        if year:
            rows.append((year, month, day))
    return rows


def _checked(numbers: list[int]) -> tuple[int, int, int]:
    """Keep what can be a date: an impossible month takes the day with it."""
    year, month, day = numbers
    if not -9999 <= year <= 9999 or year == 0:
        return 0, 0, 0
    if not (1 <= month <= 16 or 21 <= month <= 24):
        return year, 0, 0
    return year, month, day if 1 <= day <= 31 else 0


def _integer(value: Any) -> int:
    if isinstance(value, bool):
        return 0
    if isinstance(value, float) and value.is_integer() and abs(value) < 10_000:
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,4}\s*", value):
        return int(value)
    return value if isinstance(value, int) else 0


def _number(value: Any, low: int, high: int) -> int:
    number = _integer(value)
    return number if low <= number <= high else 0


def _text(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10_000 else ""
    return clean(value, 200) if isinstance(value, str) else ""
