"""What is due of a library's notes, which of them is being gone through, and its grade."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import NamedTuple, ParamSpec, TypeVar

from textual import work
from textual.reactive import var

from notes.annotations.standing import SAVED
from notes.documents.record import DocumentRecord
from notes.errors import UserError
from notes.library import Library
from notes.review.agenda import Agenda, DueNote
from notes.review.records import NoteList
from notes.review.scheduling import NEVER, Review
from tui import presenting
from tui.line_text import flat, in_quotes
from tui.screens.noting import SAVING, UNSAVED
from tui.screens.tagging import Tagging

P = ParamSpec("P")
T = TypeVar("T")

QUOTE = 40  # cells of a quote in a message


class Reviewed(NamedTuple):
    """The notes of the library, whence each is (by its path), and what is due of them."""

    records: NoteList
    sources: Mapping[str, str]
    tags: tuple[str, ...]
    agenda: Agenda


class Grading(Tagging):
    """Reads what is due; grades the `current` note, and takes back what was done last.

    A key waits for the grade before it to be on disk, so that it goes to the note that follows.
    """

    state_text: var[str] = var("")
    found: var[Reviewed | None] = var[Reviewed | None](None)
    current: DueNote | None = None

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self._wanted = ""  # the note to go to once it is due
        self._was_note: list[bool] = []  # of what was done, the last last: a note, or else a grade
        self._changes = 0  # to the log
        self._is_changing = False

    @property
    def can_take_back(self) -> bool:
        """Whether something was done, here or earlier today."""
        return bool(self._was_note) or (self.found is not None and self.found.agenda.done > 0)

    @work(group="notes", exclusive=True, exit_on_error=False)
    async def load(self) -> None:
        """Read the notes and the log, off the event loop; again where one was graded meanwhile."""
        changes = -1
        try:
            while changes != self._changes:
                changes = self._changes
                found = await self.commonplace.core(self._read)
        except UserError as error:
            self.show_problem(str(error))
        else:
            self.found = found

    @abstractmethod
    def show_problem(self, line: str) -> None:
        """Say why nothing can be gone through."""

    def _read(self) -> Reviewed:
        gathered = self.library.gathered()
        records = NoteList(gathered.records)
        noted = {record.path for record in records}
        documents = (one for one in gathered.listing.records if one.relative in noted)
        return Reviewed(
            records=records,
            sources={one.relative: _source(one) for one in documents},
            tags=tuple(tag for tag, _ in records.tag_counts()),
            agenda=self.library.agenda(records, self.library.today()),
        )

    async def notes_changed(self) -> None:
        """Read again."""
        self.load()

    def take_up(self) -> bool:
        """Make the note that comes first the current one; whether that is another than before.

        One that is being gone through stays, as long as it is due.
        """
        due = self.found.agenda.due if self.found is not None else ()
        seen = self.current.record.id if self.current is not None else ""
        wanted, self._wanted = self._wanted or seen, ""
        first = due[0] if due else None
        self.current = next((one for one in due if one.record.id == wanted), first)
        return self.current is None or self.current.record.id != seen

    async def grade(self, grade: str) -> bool:
        """Grade the current note, or say `NEVER`, and go on; whether that is on disk."""
        if self.current is None:
            return False
        note, today = self.current.record.id, self.library.today()
        graded = await self._change_log(lambda: self.library.review(note, grade, today))
        if graded is not None:
            self._was_note.append(False)
        return graded is not None

    async def action_take_back(self) -> None:
        """Take back what was done last: a change to a note, or a grade, also of another day."""
        if self._was_note and self._was_note.pop():
            self.action_undo()
        else:
            await self._take_back_grade()

    async def _take_back_grade(self) -> None:
        records = {} if self.found is None else {one.id: one for one in self.found.records}
        taken = await self._change_log(lambda: self.library.take_back_review(records))
        if taken is not None:
            quote = in_quotes(flat(records[taken.note].quote), QUOTE)
            graded = "not again" if taken.grade == NEVER else taken.grade
            self.say(f"Taken back: {graded}, for {quote}")
        elif self.state_text != UNSAVED:
            self.say("There is nothing to take back.")

    async def _change_log(self, change: Callable[[], Review | None]) -> Review | None:
        """Add to the log, and show what is due then; None, and the reason, where that failed."""
        if self.found is None or self._is_changing:
            return None
        self._is_changing, self.state_text = True, SAVING
        try:
            made = await self.commonplace.saved(change)
            self._changes += 1
            agenda = await self.commonplace.core(
                self.library.agenda, self.found.records, self.library.today()
            )
        except UserError as error:
            self.state_text = UNSAVED
            self.say(str(error), "error")
            return None
        finally:
            self._is_changing = False
        self.state_text = presenting.WHERE[SAVED]
        self._wanted = made.note if made is not None else ""
        self.found = self.found._replace(agenda=agenda)
        return made

    async def save(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Change notes as elsewhere, and know that it is what is to be taken back next."""
        made = await super().save(work, *args, **kwargs)
        if made is not None and work != self.library.undo:
            self._was_note.append(True)
        return made


def _source(record: DocumentRecord) -> str:
    """A document by its title, authors and year, as far as these are known."""
    title = record.title or record.opening or record.relative
    by = f"{presenting.short_authors(record.authors)} {record.date[:4]}".strip()
    return f"{title} · {by}" if by else title
