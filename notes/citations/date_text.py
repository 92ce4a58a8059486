"""Dates written out in a `raw` or `literal` field: `July 2019`, `c. 1850`, `44 BC`, `1914-18`."""

import re
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_YEAR = r"(?P<year>-?\d{3,4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
# Words before a date, the mark behind it, and EDTF's marks (`1988~`, `2004-06-~11`).
_QUALIFIER = re.compile(
    r"^(?:circa|ca\.?|c\.?|approx(?:\.|imately)?|about|around)\s*(?=[\da-z])"
    r"|(?<=\d)\s*\(?(?:circa|ca?\.?)\)?$|(?<=\d)\s*[?~%]$|(?<=[\d-])[?~%](?=[-/\d]|$)",
    re.IGNORECASE,
)
_EDTF = re.compile(r"[-\d~?%/.]+")
_NOTHING = re.compile(
    r"(?:n\.?\s?d\.?|no date|undated|unknown|none|null|s\.?\s?d\.?)", re.IGNORECASE
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})(?P<number>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])",
        r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4})",
        rf"{_YEAR}[-/.](?P<number>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}})(?:[T ].*)?)?",
        rf"(?:[a-z]+day,?\s+)?{_DAY}\s+{_MONTH},?\s+{_YEAR}",
        rf"(?:[a-z]+day,?\s+)?{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}[\s,]+{_MONTH}(?:\s+{_DAY})?",
        rf"(?P<season>spring|summer|autumn|fall|winter),?\s+{_YEAR}",
        rf"{_YEAR}[\s,]+(?P<season>spring|summer|autumn|fall|winter)",
        r"(?P<year>\d{1,4})\s*(?P<era>b\.?\s?c\.?(?:\s?e\.?)?)",
        r"(?P<year>\d{3,4})\s*(?:a\.?\s?d\.?|c\.?\s?e\.?)",
        _YEAR,
        r"(?P<year>-\d{1,4})",
    )
)
_TO = r"\s*(?:[-–—]|to)\s*"
_LAST_DAY = r"(?P<last_day>\d{1,2})(?:st|nd|rd|th)?"
_LAST_MONTH = _MONTH.replace("?P<month>", "?P<last_month>")
_WITHIN_A_YEAR = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_MONTH}{_TO}{_LAST_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY}{_TO}(?:{_LAST_MONTH}\s+)?{_LAST_DAY},?\s+{_YEAR}",
        rf"{_DAY}(?:\s+{_MONTH})?{_TO}{_LAST_DAY}\s+{_LAST_MONTH},?\s+{_YEAR}",
    )
)
_RANGE = re.compile(r"(?P<first>\d{4})\s*(?:[-–—/]|to)\s*(?P<last>\d{4}|\d{2})", re.IGNORECASE)


class DateText(NamedTuple):
    """What a written date says; 0 where it says nothing. `season` is 1-4.

    Of a range `end_*` are what its end has of its own: another year, or month, or day.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    end_year: int = 0
    end_month: int = 0
    end_day: int = 0
    season: int = 0
    circa: bool = False


def read_date(text: str) -> DateText | None:
    """Read a date; an empty `DateText` for words that say there is none, None for other words."""
    text = text.strip()
    if _NOTHING.fullmatch(text.strip("[]() ")):
        return DateText()
    bare = text.strip("[] ")
    if _EDTF.fullmatch(bare):  # of an open range the end that is known
        bare = bare.removesuffix("/..").rstrip("/").removeprefix("../")
    bare, qualified = _QUALIFIER.subn("", bare)
    circa = bool(qualified)
    found = _span(bare) or _single(bare)
    return found._replace(circa=circa) if found else None


def _span(text: str) -> DateText | None:
    """`1914-1918`, `1914–18`; `2019-07` is a month, and no range runs backwards."""
    found = _RANGE.fullmatch(text)
    if found:
        first, last = int(found["first"]), found["last"]
        end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        if end > first and (len(last) == 4 or int(last) > 12):
            return DateText(first, end_year=end)
    ends = text.split("/")
    if len(ends) == 2 and all(re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", end) for end in ends):
        start, end_ = _single(ends[0]), _single(ends[1])
        if not start or not end_ or end_.year < start.year:
            return start
        if end_.year > start.year:
            return DateText(start.year, end_year=end_.year)
        return start._replace(end_month=end_.month, end_day=end_.day)
    return _within_a_year(text)


def _within_a_year(text: str) -> DateText | None:
    """`May 3–5, 2021`, `30 March–2 April 2004`, `March–April 2004`"""
    found = next(filter(None, (form.fullmatch(text) for form in _WITHIN_A_YEAR)), None)
    if found is None:
        return None
    parts = found.groupdict()
    last = _month(parts.get("last_month") or parts["month"])
    first = _month(parts["month"]) if parts.get("month") else last
    day, last_day = int(parts.get("day") or 0), int(parts.get("last_day") or 0)
    return DateText(int(parts["year"]), first, day, end_month=last, end_day=last_day)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _single(text: str) -> DateText | None:
    for form in _FORMS:
        found = form.fullmatch(text)
        if not found:
            continue
        parts = found.groupdict()
        year = int(parts["year"])
        month = int(parts.get("number") or 0)
        if parts.get("month"):
            month = _month(parts["month"])
        season = _SEASONS[parts["season"].lower()] if parts.get("season") else 0
        return DateText(
            -year if parts.get("era") else year, month, int(parts.get("day") or 0), season=season
        )
    return None
