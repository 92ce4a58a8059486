"""Dates as sources give them: a year, perhaps a month and a day, perhaps only words."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from notes.citations.markup import clean, words

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_SEASON_NUMBERS = {"Spring": 1, "Summer": 2, "Autumn": 3, "Fall": 3, "Winter": 4}


class PartialDate(NamedTuple):
    """A date of any precision; `year` is 0 where there are only words (`literal`).

    Years before the common era are negative; `end_*` close a range (`end_year` only where it is
    another year); `season` is 1-4 or 0; `letter` tells works of one author and year apart.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    end_year: int = 0
    end_month: int = 0
    end_day: int = 0
    season: int = 0
    circa: bool = False
    literal: str = ""
    letter: str = ""

    @classmethod
    def from_csl(cls, value: Any) -> "PartialDate | None":
        """Read a CSL date, or a date written out; None for what says nothing."""
        if isinstance(value, str | int) and not isinstance(value, bool):
            return cls._from_text(_text(value))
        if not isinstance(value, Mapping):
            return None
        circa = value.get("circa") not in (None, False, 0, "", "0", "false")
        rows = _rows(value.get("date-parts"))
        if not rows:
            text = _text(value.get("raw")) or _text(value.get("literal"))
            return cls._from_text(text, circa)
        start, season = _unseasoned(rows[0])
        end = _unseasoned(rows[1])[0] if len(rows) > 1 else (0, 0, 0)
        season = _season(value.get("season")) or season
        return cls(*start, *_end(start, end), season, circa)

    @classmethod
    def _from_text(cls, text: str, circa: bool = False) -> "PartialDate | None":
        from notes.citations.date_text import read_date  # most dates come in parts

        found = read_date(text) if text else None
        if found is None:
            return cls(literal=text) if text else None
        (year, month, day), season = _unseasoned(_checked([found.year, found.month, found.day]))
        if not year:
            return None
        end = (found.end_year or year, found.end_month, found.end_day)
        ends = _end((year, month, day), end)
        circa = circa or found.circa
        return cls(year, month, day, *ends, season=found.season or season, circa=circa)

    @property
    def year_text(self) -> str:
        """The year as it is printed: `2025`, `2020–2022`, `44 BCE`, `ca. 1600`, or the words."""
        if not self.year:
            return self.literal
        return ("ca. " if self.circa else "") + self._years + self.letter

    @property
    def _years(self) -> str:
        if self.year < 0:
            first = -self.year
            return f"{first}–{-self.end_year} BCE" if self.end_year < 0 else f"{first} BCE"
        return f"{self.year}–{self.end_year}" if self.end_year else str(self.year)

    @property
    def season_text(self) -> str:
        """The name of the season, or nothing."""
        return SEASONS[self.season - 1] if self.season else ""

    @property
    def iso(self) -> str:
        """The date in ISO 8601 as far as it is known; the words where it is not."""
        if not self.year:
            return self.literal
        return _iso(self.year, self.month, self.day)

    @property
    def iso_end(self) -> str:
        """The end of a range in ISO 8601, or nothing."""
        if not (self.end_year or self.end_month or self.end_day):
            return ""
        return _iso(self.end_year or self.year, self.end_month or self.month, self.end_day)

    def month_name(self, short: tuple[str, ...] | None = None) -> str:
        """The month or months, long or as in `short`; else the season; else nothing."""
        names = short or MONTHS
        if not self.month:
            return self.season_text
        last = f"–{names[self.end_month - 1]}" if self.end_month and not self.day else ""
        return names[self.month - 1] + last

    def month_day(self, short: tuple[str, ...] | None = None, *, day_first: bool = False) -> str:
        """`February 22`, or `22 February`; `May 3–5`, `May 30–June 2`, or what there is of it."""
        month = self.month_name(short)
        if not self.day:
            return month
        if self.end_month and self.end_day:
            last = (short or MONTHS)[self.end_month - 1]
            if day_first:
                return f"{self.day} {month}–{self.end_day} {last}"
            return f"{month} {self.day}–{last} {self.end_day}"
        day = f"{self.day}–{self.end_day}" if self.end_day else str(self.day)
        return words((day, month) if day_first else (month, day))


def _iso(year: int, month: int, day: int) -> str:
    written = f"{year:04d}" if year > 0 else f"-{-year:04d}"
    return written + (f"-{month:02d}" + (f"-{day:02d}" if day else "") if month else "")


def _end(start: tuple[int, int, int], end: tuple[int, int, int]) -> tuple[int, int, int]:
    """What of `end` is new: another year alone, else another month, else another day."""
    if not end[0] or end <= start:
        return 0, 0, 0
    if end[0] != start[0]:
        return end[0], 0, 0
    if end[1] != start[1]:
        return 0, end[1], end[2] if start[2] else 0
    return 0, 0, end[2] if start[2] else 0


def _unseasoned(date: tuple[int, int, int]) -> tuple[tuple[int, int, int], int]:
    """Part a season from a date: CSL 1.0.1 and EDTF write them as months 13-16 and 21-24."""
    year, month, _ = date
    if month <= 12:
        return date, 0
    return (year, 0, 0), (month - 13 if month < 17 else month - 21) + 1


def _season(value: Any) -> int:
    if isinstance(value, str) and value.strip().capitalize() in _SEASON_NUMBERS:
        return _SEASON_NUMBERS[value.strip().capitalize()]
    number = _integer(value)
    return number if 1 <= number <= 4 else 0


def _rows(value: Any) -> list[tuple[int, int, int]]:
    """The first two usable dates of `date-parts`; a single date needs no list around it."""
    if isinstance(value, list) and value and not isinstance(value[0], list):
        value = [value]
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
    return year, month, day if 1 <= day <= _days(year, month) else 0


def _days(year: int, month: int) -> int:
    """How many days a month has; years before the common era may be leap years or not."""
    if month == 2:
        is_leap = year < 0 or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
        return 29 if is_leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _integer(value: Any) -> int:
    if isinstance(value, bool):
        return 0
    if isinstance(value, float) and value.is_integer() and abs(value) < 10_000:
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,4}\s*", value):
        return int(value)
    return value if isinstance(value, int) else 0


def _text(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10_000 else ""
    return clean(value, 200) if isinstance(value, str) else ""
