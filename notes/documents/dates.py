"""Dates as ISO 8601 of any precision (`2025`, `2025-02`, `2025-02-22`); what is unclear is None.

A `~` behind a date means about then (ISO 8601-2): `1988~` is what `c. 1988` is kept as.
"""

import datetime
import re

from notes.documents.words import words

_MONTHS = (
    "january januar janvier enero jan",
    "february februar février fevrier febrero feb",
    "march märz maerz mars marzo mar",
    "april avril abril apr",
    "may mai mayo",
    "june juni juin junio jun",
    "july juli juillet julio jul",
    "august août aout agosto aug",
    "september septembre septiembre sept sep",
    "october oktober octobre octubre oct okt",
    "november novembre noviembre nov",
    "december dezember décembre decembre diciembre dec dez",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri",
    "sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi",
    "jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo",
)
CALENDAR_WORDS = frozenset(_MONTH) | _WEEKDAYS

_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?~?")
_ABOUT = re.compile(
    r"\[?(?:(?:circa|ca?\b\.?|about|approx(?:\.|imately)?)\s*(?P<date>.*?\d)"
    r"|(?P<marked>.*?\d)\s*(?:[?~]|\(?\b(?:circa|ca?)\b\.?\)?))\]?",
    re.IGNORECASE,
)
# Not here, because nobody can tell day from month: a/b/yyyy and a-b-yyyy.
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)? (?:of |de )?(?P<n>{_NAME})\.?(?: de)?"
        r" (?P<y>\d{4})",
        rf"(?P<n>{_NAME})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<y>\d{{4}})",
        rf"(?P<y>\d{{4}}) (?P<n>{_NAME})\.? (?P<d>\d{{1,2}})",
        r"(?P<y>\d{4})-(?P<m>\d{2})",
        rf"(?P<n>{_NAME})\.?(?: de)? (?P<y>\d{{4}})",
        rf"(?P<y>\d{{4}}) (?P<n>{_NAME})",
    )
)
_TIME = re.compile(
    r"(?:(?<=\d)T|(?<![\d:]))\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?![\d:])"
    r"\s*(?:Z\b|[+-]\d{2}:?\d{2}\b|[ap]\.?m\b\.?)?"
    r"\s*(?:\b(?:UTC|GMT|CES?T|EES?T|E[SD]T|P[SD]T|BST|MSK|Uhr)\b(?:[+-]\d{1,2})?)?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:first )?(?:published|posted|date|dated)(?: on)?\s*:?\s+", re.IGNORECASE)
# A field that names the date of the text: at the head of a line, or well apart from what is before.
_NAMED = re.compile(
    r"(?:\A|\s{2}|[\t|(•·]|\.\s)\s*(?:last[ -](?:change|update|revision|modifi(?:ed|cation))d?"
    r"(?: on)?:?|(?:date|revised|version of|as of):?)\s+(?P<rest>\d.*|[^\W\d_]{3,9}\.? \d.*)",
    re.IGNORECASE,
)
_DAY_NAME = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_FILLING = re.compile(rf"[•|·,—–]+|\b(?:{_DAY_NAME})\b\.?|\b(?:at|on|um|à)\b", re.IGNORECASE)
_LONGEST_LINE = 70
_LONGEST_NAMED = 200


def is_iso_date(value: str) -> bool:
    """Say whether `value` is a year, a year and month, or a full date, and exists."""
    match = _ISO.fullmatch(value) if value.isascii() else None
    return bool(match and _exists(int(match[1]), int(match[2] or 1), int(match[3] or 1)))


def date_line(line: str) -> str | None:
    """Take the date of a line that is nothing but date, time and weekday (`9:25 09.05.2025 •`).

    >>> date_line("22 February, 2025 Saturday"), date_line("Kremlin, May 8, 2025")
    ('2025-02-22', None)
    """
    if len(line) > _LONGEST_LINE or not line.isprintable():
        line = line.replace("\t", " ").strip()
        if len(line) > _LONGEST_LINE:
            return None
    bare = _LABEL.sub("", line.strip(), count=1) if _LABEL.match(line.strip()) else line
    bare = " ".join(_FILLING.sub(" ", _TIME.sub(" ", bare)).split())
    for shape in _SHAPES:
        match = shape.fullmatch(bare)
        if match:
            return _iso(match)
    return None


def named_date(line: str) -> str | None:
    """Take the date that a field of a line names, where nothing but the date comes after it.

    >>> named_date("*os_mac.txt*  For version 9.1.  Last change: 2019 Apr 21")
    '2019-04-21'
    """
    found = _NAMED.search(line[:_LONGEST_NAMED])
    return date_line(found["rest"].rstrip(" .)|$*/#")) if found else None


def parse_date(value: str) -> str | None:
    """Read a date that somebody wrote into a date field; times are dropped, a bare year is kept.

    >>> parse_date("c. 1988"), parse_date("22 February 2025"), parse_date("3/4/2025")
    ('1988~', '2025-02-22', None)
    """
    value = value.strip()
    if is_iso_date(value):
        return value
    about = _ABOUT.fullmatch(value)
    if not about:
        return date_line(value)
    date = parse_date(about["date"] or about["marked"])
    return f"{date.rstrip('~')}~" if date else None


def date_to_type(date: str) -> str:
    """A date as it is typed: `c. 1988` for `1988~`."""
    return f"c. {date[:-1]}" if date.endswith("~") else date


def _iso(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    year = int(found["y"])
    month = int(found["m"]) if found.get("m") else _MONTH[found["n"].lower()]
    day = int(found["d"]) if found.get("d") else None
    if not 1000 <= year <= 2999 or not _exists(year, month, day or 1):
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
