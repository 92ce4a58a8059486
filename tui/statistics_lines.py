"""Statistics as lines to be read. Pure: no Textual import."""

from collections.abc import Iterator, Mapping
from datetime import date

from notes.statistics import Period, Statistics
from tui import presenting
from tui.line_text import Line, cut, flat, pad, wrap
from tui.reading_clock import LONGEST_PAUSE

_NAME, _TIME, _WIDEST = 10, 13, 14  # cells
_DAY = 14
_LONGEST_BAR = 30


def statistics_lines(
    found: Statistics, titles: Mapping[str, str], today: date, width: int
) -> list[Line]:
    """What was done in each period, the last two weeks by day, what was read most."""
    lines: list[Line] = [*_table(found.periods, width), ()]
    if found.since is not None:
        lines += [(("The last two weeks", "heading"),), *_days(found, today), ()]
    if found.most_read:
        lines += [(("Read most this week", "heading"),)]
        for path, seconds in found.most_read[:10]:
            title = cut(flat(titles.get(path, path)), max(1, width - _TIME))
            lines.append(((pad(duration(seconds), _TIME), "text"), (title, "text")))
        lines.append(())
    lines += [((line, "faint"),) for line in wrap(_what_is_known(found, today), max(20, width))]
    return lines


def duration(seconds: float) -> str:
    """`2 h 14 min`, `42 min`, `under a minute`; `-` for nothing."""
    minutes = int(seconds // 60)
    if minutes >= 60:
        return f"{minutes // 60:,} h {minutes % 60} min"
    return f"{minutes} min" if minutes else "under 1 min" if seconds >= 1 else "-"


def _table(periods: tuple[Period, ...], width: int) -> Iterator[Line]:
    column = min(_WIDEST, (width - _NAME) // 4)

    def row(*cells: str) -> str:
        return "".join(pad(text, column, "right") for text in cells)

    yield (" " * _NAME, ""), (row("reading", "documents", "highlights", "with notes"), "faint")
    for period in periods:
        counts = (period.documents, period.highlights, period.notes)
        numbers = row(duration(period.seconds), *(f"{count:,}" for count in counts))
        yield ((pad(period.name, _NAME), "strong"), (numbers, "text"))


def _days(found: Statistics, today: date) -> Iterator[Line]:
    longest = max(seconds for _, seconds in found.days) or 1.0
    for day, seconds in reversed(found.days):
        bar = "▇" * max(round(_LONGEST_BAR * seconds / longest), 1 if seconds else 0)
        name = presenting.date_name(day, today)
        gap = " " if bar else ""
        yield ((pad(name, _DAY), "text"), (bar + gap, "primary"), (duration(seconds), "faint"))


def _what_is_known(found: Statistics, today: date) -> str:
    pause = round(LONGEST_PAUSE / 60)
    notes = "Highlights are counted by the day they were made; deleted ones are not."
    if found.since is None:
        return f"No reading time is known yet: it is counted from now on, on this machine. {notes}"
    since = presenting.date_name(found.since, today)
    return (
        f"Reading time is counted on this machine alone, since {since}: while somebody moves in a"
        f" text, without pauses of over {pause} minutes. {notes}"
    )
