"""The rows of the document list: what one shows, and how they are filtered and sorted."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from rich.cells import cell_len

from tui.line_text import Line, cut, flat, in_quotes, pad, visible
from tui.themes import MARK_CHARACTERS

SORTS = ("title", "author", "date", "progress", "recent", "name")
SHOWS = ("all", "unread", "reading", "done", "annotated")
DESCENDING_FIRST = frozenset({"date", "progress", "recent"})
DONE = 0.995  # progress that is shown as 100%
_NAME = 5  # cells of a name that say more than a year

_ACCENTS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as the list shows it.

    `id` is its path relative to the library; without a `title` its `opening` words stand in, and
    without these its name. `authors` is ready to be shown (`Kaspruk & Li`). `highlights` counts
    the marked passages, `notes` the notes, `attention` those of them to be checked, `lost` those
    of these without a place; `state` says where the notes are, if not beside the file. `progress`
    is 0 to 1, None if not known; `error` says why it could not be read. `date` sorts as text (ISO
    8601); `recent` is when it was last open, in seconds. `order` is what titles are ordered by: the
    words that are shown, then the path. `searched` is what a filter looks in.
    """

    id: str
    title: str = ""
    opening: str = ""
    authors: str = ""
    year: str = ""
    highlights: int = 0
    notes: int = 0
    attention: int = 0
    lost: int = 0
    progress: float | None = None
    error: str | None = None
    format: str = ""
    date: str = ""
    recent: float = 0.0
    state: str = ""
    order: tuple[str, str] = field(init=False, compare=False, repr=False)
    searched: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Made with the row, not on the event loop, which asks for them again at every look and key.
        said = f"{self.title}\n{self.opening}\n{self.authors}\n{self.year}\n{self.id}"
        object.__setattr__(self, "order", (fold(self.label), self.id))
        object.__setattr__(self, "searched", fold(said))

    @property
    def selectable(self) -> bool:
        """Every document can be chosen, even one that could not be read: to see why."""
        return True

    @property
    def label(self) -> str:
        """The words the document goes by, in one line, not yet made safe to show."""
        return self.title or self.opening or self.id.rpartition("/")[2]

    def height(self, width: int) -> int:
        """Two cells high at any width."""
        return 2

    def lines(self, width: int) -> Sequence[Line]:
        """What it is called; below, by whom, when, how much is marked and read."""
        if self.error is not None:
            return self._name(width), ((cut(f"not read: {flat(self.error)}", width), "warning"),)
        return self._name(width), self._details(width)

    def _name(self, width: int) -> Line:
        """The title, or the opening words in italics between quotation marks."""
        if not self.title and self.opening:
            return ((in_quotes(f"{flat(self.opening)}…", width), "quote"),)
        return ((cut(flat(self.title) or visible(self.label), width), "title"),)

    def _details(self, width: int) -> Line:
        """The byline at the left, the figures in columns at the right."""
        figures = self._figures()
        room = width - sum(cell_len(text) for text, _ in figures) - 1
        words, style = (self.states, "warning") if self.states else (self._byline(room), "faint")
        if room < 4:
            return ((cut(words, width), style),)
        return ((pad(words, room), style), (" ", "faint"), *figures)

    @property
    def states(self) -> str:
        """What is not as usual with its notes; it takes the place of the byline."""
        check = self.attention - self.lost
        parts = [
            self.state,
            f"{self.lost:,} lost" if self.lost else "",
            f"{check:,} check me" if check > 0 else "",
        ]
        return " · ".join(part for part in parts if part)

    def _byline(self, room: int) -> str:
        """The byline in so many cells; where it is cut, the year stays."""
        year = flat(self.year or "n.d.")
        left = room - cell_len(year) - 1
        if cell_len(self.byline) <= room or not (self.title and self.authors) or left < _NAME:
            return self.byline
        return f"{cut(flat(self.authors), left)} {year}"

    @property
    def byline(self) -> str:
        """Author and year, and what of them is missing."""
        year = self.year or "n.d."
        if self.title:
            return flat(f"{self.authors} {year}".strip())
        if self.authors:
            return flat(f"{self.authors} {year} · no title")
        return flat(f"no title, {year}")

    def _figures(self) -> Line:
        """Marks (4 cells), and the share that is read (5)."""
        marks = max(self.highlights, self.notes)
        read = "" if self.progress is None else f"{percent(self.progress)}%"
        parts = [(pad("—", 4), "faint")]
        if marks:
            sign = MARK_CHARACTERS["yellow"]
            parts = [(sign, "accent"), (pad(_short(marks), 3), "primary")]
        parts.append((pad(read, 5, "right"), "faint"))
        return tuple(parts)


def percent(progress: float) -> int:
    """Progress in whole per cent: 0 and 100 only for what is not begun and what is done."""
    if progress >= DONE:
        return 100
    return max(1, min(99, int(progress * 100))) if progress > 0 else 0


def _short(number: int) -> str:
    """A count in at most three cells, so that columns stay."""
    return str(number) if number < 100 else "99+"


def fold(text: str) -> str:
    """Bring words to the form they are compared in: without case and without accents."""
    if text.isascii():
        return text.casefold()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def filter_rows(
    rows: Iterable[DocumentRow], words: str = "", show: str = "all"
) -> list[DocumentRow]:
    """Keep the rows that hold each of `words` in title, author, year or name, and are of `show`.

    Raises ValueError for a `show` that is not in `SHOWS`.
    """
    if show not in SHOWS:
        raise ValueError(f"cannot show {show!r}: use one of {', '.join(SHOWS)}")
    kept = list(rows) if show == "all" else [row for row in rows if _is(row, show)]
    for word in fold(words).split():
        kept = [row for row in kept if word in row.searched]
    return kept


def _is(row: DocumentRow, show: str) -> bool:
    """Whether a row belongs to one of `SHOWS`."""
    if show == "annotated":
        return bool(row.highlights or row.notes)
    progress = row.progress or 0.0
    if show == "unread":
        return progress <= 0
    if show == "done":
        return progress >= DONE
    return 0 < progress < DONE


_KEYS: dict[str, Callable[[DocumentRow], str | float | None]] = {
    "title": lambda row: row.order[0],
    "author": lambda row: fold(row.authors) or None,
    "date": lambda row: row.date or row.year or None,
    "progress": lambda row: row.progress,
    "recent": lambda row: row.recent or None,
    "name": lambda row: fold(row.id),
}


_by_title = attrgetter("order")


def sort_rows(
    rows: Iterable[DocumentRow], by: str = "title", descending: bool = False
) -> list[DocumentRow]:
    """Sort by one of `SORTS`; rows without a value come last in both directions, ties by title.

    Raises ValueError for another `by`.
    """
    if by not in _KEYS:
        raise ValueError(f"cannot sort by {by!r}: use one of {', '.join(SORTS)}")
    key = _KEYS[by]
    if by == "title":
        return sorted(rows, key=_by_title, reverse=descending)
    ordered = sorted(rows, key=_by_title)
    valued = [(value, row) for row in ordered if (value := key(row)) is not None]
    without = [row for row in ordered if key(row) is None]
    valued.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in valued] + without
