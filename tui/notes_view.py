"""How the notes of a library are filtered and sorted; pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from notes.review.records import NoteList
from tui.legend import Legend
from tui.presenting import STATE_WORDS

STATES = {
    "check": "to be looked at",
    **STATE_WORDS,
    "exact": "in place",
    "carried": "carried along",
    "document": "on the whole document",
}
AGES = {"today": 0, "the last 7 days": 7, "the last 30 days": 30, "the last year": 365}
SORTS = ("place", "date", "color")


@dataclass(frozen=True, slots=True)
class NotesView:
    """What is shown of the notes, and in which order; empty text filters nothing."""

    words: str = ""
    tag: str = ""
    color: str = ""
    path: str = ""
    state: str = ""
    age: str = ""
    sort: str = "place"

    def of(self, notes: NoteList, today: date) -> NoteList:
        """The notes that are shown, in order."""
        if self.words.strip():
            notes = notes.containing(self.words)
        notes = notes.tagged(self.tag) if self.tag else notes
        notes = notes.colored(self.color) if self.color else notes
        notes = notes.on(self.path) if self.path else notes
        notes = notes.in_state(self.state) if self.state else notes
        notes = notes.since(today - timedelta(days=AGES[self.age])) if self.age else notes
        return {"place": notes.by_place, "date": notes.by_date, "color": notes.by_color}[
            self.sort
        ]()

    def described(self, legend: Legend) -> str:
        """The filters in a few words."""
        parts = [
            f"“{self.words.strip()}”" if self.words.strip() else "",
            f"#{self.tag}" if self.tag else "",
            legend.described(self.color) if self.color else "",
            self.path,
            STATES.get(self.state, ""),
            self.age,
            f"by {'colour' if self.sort == 'color' else self.sort}",
        ]
        return " · ".join(part for part in parts if part)
