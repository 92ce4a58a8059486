"""What was read and marked this week and before, as far as this machine knows."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from notes.reading_log import ReadingDay
from notes.review.records import NoteRecord

WEEK = 7  # days; a week begins on Monday (ISO 8601)


class Period(NamedTuple):
    """What was done from `first` to `last` (both included; None: from the beginning).

    `seconds` is time spent reading, `documents` how many were read in it; `highlights` counts all
    passages marked, `notes` those with words of the reader's own.
    """

    name: str
    first: date | None
    last: date
    seconds: float
    documents: int
    highlights: int
    notes: int


class Statistics(NamedTuple):
    """This week, the one before, and all before that.

    `days` has the seconds of each day of the last two weeks, `most_read` this week's documents
    (paths relative to the library) with theirs, the longest first. Times are known `since` a day;
    None if nothing was ever counted.
    """

    periods: tuple[Period, ...]
    days: tuple[tuple[date, float], ...]
    most_read: tuple[tuple[str, float], ...]
    since: date | None


def statistics(
    read: Sequence[ReadingDay], notes: Iterable[NoteRecord], root: Path, today: date
) -> Statistics:
    """Sum up the log of reading and the notes that there are; deleted notes are not counted."""
    monday = today - timedelta(days=today.weekday())
    before = monday - timedelta(days=WEEK)
    spans = (
        ("This week", monday, today),
        ("Last week", before, monday - timedelta(days=1)),
        ("Before", None, before - timedelta(days=1)),
    )
    made = [(note.created.astimezone().date(), bool(note.note.strip())) for note in notes]
    periods = tuple(_period(name, first, last, read, made) for name, first, last in spans)
    seconds: dict[date, float] = {}
    for one in read:
        seconds[one.day] = seconds.get(one.day, 0.0) + one.seconds
    days = [today - timedelta(days=back) for back in range(2 * WEEK - 1, -1, -1)]
    return Statistics(
        periods=periods,
        days=tuple((day, seconds.get(day, 0.0)) for day in days),
        most_read=tuple(_most_read(read, monday, today, root)),
        since=min((one.day for one in read), default=None),
    )


def _period(
    name: str,
    first: date | None,
    last: date,
    read: Sequence[ReadingDay],
    made: Sequence[tuple[date, bool]],
) -> Period:
    def is_in(day: date) -> bool:
        return (first is None or first <= day) and day <= last

    here = [one for one in read if is_in(one.day)]
    marked = [has_words for day, has_words in made if is_in(day)]
    return Period(
        name=name,
        first=first,
        last=last,
        seconds=sum(one.seconds for one in here),
        documents=len({one.source for one in here}),
        highlights=len(marked),
        notes=sum(marked),
    )


def _most_read(
    read: Sequence[ReadingDay], first: date, last: date, root: Path
) -> Iterable[tuple[str, float]]:
    totals: dict[str, float] = {}
    for one in read:
        if first <= one.day <= last:
            totals[one.source] = totals.get(one.source, 0.0) + one.seconds
    start = len(str(root).rstrip("/")) + 1
    for source, seconds in sorted(totals.items(), key=lambda found: (-found[1], found[0])):
        yield source[start:], seconds
