"""Dates as they are typed in a query: a year, a month, a day, or from one to another."""

import re

# What may stand before a date, and how it is written.
PERIOD_FIELDS = {"date": "2024 or 2023..2025", "before": "2024-06", "after": "2024-06"}

_DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
_END = "~"  # sorts after all that an ISO date may go on with


def period(field: str, text: str) -> tuple[str, str] | None:
    """The first text that an ISO date may be, and the first that it may not be; None if no date.

    `before` and `after` leave out the date itself. Dates are known to the year, the month or the
    day; one that is known to the year lies before all days of that year.

    >>> period("date", "2023..2025-6")
    ('2023', '2025-06~')
    >>> period("before", "2024")
    ('', '2024')
    """
    if field == "date" and ".." in text:
        low, _, high = text.partition("..")
        start, end = _iso(low), _iso(high)
        if (low and start is None) or (high and end is None) or not (low or high):
            return None
        return start or "", f"{end}{_END}" if end else _END
    date = _iso(text)
    if date is None:
        return None
    if field == "before":
        return "", date
    return (f"{date}{_END}", _END) if field == "after" else (date, f"{date}{_END}")


def _iso(text: str) -> str | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = found.groups()
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
