"""The notes of the open document, in the text and beside it, and which of them is meant."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import work

from notes.annotations.drafts import Draft
from notes.annotations.model import FOUND, LOST, Placed
from notes.annotations.standing import SAVED
from notes.documents.model import Document
from tui import presenting
from tui.line_text import flat, in_quotes
from tui.screens.main.panes import OfPane
from tui.screens.main.reading import Reading
from tui.screens.noting import SAVING
from tui.screens.tagging import Tagging
from tui.widgets.notes_panel import NoteRow
from tui.widgets.reader import Mark
from tui.widgets.reading_pane import ReadingPane

QUOTE = 44  # cells of a quote that names a note
_LOOKED_AT = 10 * QUOTE  # code points


class Noted(NamedTuple):
    """The notes on a document, where they are (empty where there are none), and what is odd."""

    placed: tuple[Placed, ...]
    drafts: tuple[Draft, ...]
    where: str
    notices: tuple[str, ...]


class NotesShown(Reading, Tagging):
    """Reads the notes and shows them; what is not as usual stands over the text, too."""

    placed = OfPane[tuple[Placed, ...]]()
    drafts = OfPane[tuple[Draft, ...]]()
    marks = OfPane[tuple[Mark, ...]]()
    notes = OfPane[tuple[NoteRow, ...]]()
    doubts = OfPane[str]()
    state_text = OfPane[str]()
    standing = OfPane[str]()

    def follow(self, pane: ReadingPane) -> None:
        """Show what is noted whenever it is another."""
        super().follow(pane)
        self.when_changed(pane, "placed", self.show_marks)
        self.when_changed(pane, "drafts", self._show_notes)
        self.when_changed(pane, "state_text", self.show_doubts)

    # Reading them

    def noted(self, document: Document) -> Noted:
        """What is noted on a document, as it is on disk now; takes a while."""
        library = self.library
        drafts = tuple(library.drafts.of(str(document.path)))
        placed, where = library.placed(document), library.standing(document).where
        is_anywhere = bool(placed) or where != SAVED
        return Noted(placed, drafts, where if is_anywhere else "", library.notices(document))

    def show_noted(self, noted: Noted) -> None:
        """Show notes, drafts, and whether the notes are beside the source."""
        self.placed, self.drafts = noted.placed, noted.drafts
        self.state_text = presenting.WHERE.get(noted.where, "")

    @work(group="notes", exclusive=True, exit_on_error=False)
    async def reload_notes(self) -> None:
        """Read the notes of the open document from disk."""
        await self.refresh_notes()

    async def refresh_notes(self) -> None:
        """What `reload_notes` does, for those who go on from there; in all panes."""
        for pane in self.each_pane():
            document = pane.document
            if document is None:
                continue
            noted = await self.commonplace.core(self.noted, document)
            if pane.document is document:  # and not another one, opened meanwhile
                self.placed, self.drafts = noted.placed, noted.drafts

    async def notes_changed(self) -> None:
        """Read the notes again, show their count in the list, and have them indexed."""
        await self.refresh_notes()
        await self.show_listing()
        self.update_index()

    async def count_again(self, *, is_changed: bool = False) -> None:
        """Let the list say of the open document what its notes say."""
        row = next((row for row in self.documents if row.id == self.current), None)
        lost = sum(one.state == LOST for one in self.placed)
        attention = lost + sum(one.state == FOUND for one in self.placed)
        counts = (len(self.placed), attention, lost)
        is_known = row is None or (row.highlights, row.attention, row.lost) == counts
        if self.document is not None and (is_changed or not is_known):
            await self.commonplace.core(self.library.recount, self.document)
            await self.show_listing()

    # Showing them

    def show_marks(self) -> None:
        """Marks in the text and rows in the panel follow the annotations."""
        self.marks = presenting.marks(self.placed, self.commonplace.legend)
        self._show_notes()

    def legend_changed(self) -> None:
        """Marks and rows have the new names and marks of the colours."""
        for _ in self.each_pane():
            self.show_marks()

    def show_doubts(self) -> None:
        """Say over the text what is not as usual with the notes."""
        is_usual = self.state_text in ("", SAVING, presenting.WHERE[SAVED])
        where = "" if is_usual else self.state_text
        self.doubts = presenting.state_line(self.placed, self.drafts, where)
        # Beside a draft, `saved` would be read as said of it.
        drafts = presenting.drafts_counted(len(self.drafts))
        self.standing = drafts if drafts and is_usual else self.state_text

    def _show_notes(self) -> None:
        legend, today = self.commonplace.legend, self.library.today()
        self.notes = presenting.note_rows(self.placed, self.drafts, today, legend)
        self.show_doubts()

    # Which of them

    def note_by_id(self, annotation_id: str | None) -> Placed | None:
        """A note of the open document."""
        return next((one for one in self.placed if one.annotation.id == annotation_id), None)

    def notes_here(self) -> list[Placed]:
        """The highlights under the caret, the shortest first."""
        caret = self.reader.caret
        return self.highlights_over(caret, caret + 1)

    def highlights_over(self, start: int, end: int) -> list[Placed]:
        """The highlights that share a character with `[start, end)`, the shortest first."""
        over = [
            (one.end - one.start, one)
            for one in self.placed
            if one.start is not None and one.end is not None and one.start < end and start < one.end
        ]
        return [one for _, one in sorted(over, key=lambda found: found[0])]

    def with_one(
        self, over: Sequence[Placed], question: str, do: Callable[[Placed], object]
    ) -> bool:
        """Do something to the one of `over` that is meant; False if there is none at all."""
        if len(over) == 1:
            do(over[0])
        elif over:
            self._ask_which_one(over, question, do)
        return bool(over)

    @work(group="which", exclusive=True, exit_on_error=False)
    async def _ask_which_one(
        self, over: Sequence[Placed], question: str, do: Callable[[Placed], object]
    ) -> None:
        from tui.screens.choice import Choice, ChoiceScreen

        choices = [Choice(one.annotation.id, quoted(one), self._remark(one)) for one in over]
        chosen = await self.app.push_screen_wait(ChoiceScreen(question, choices))
        for one in over:
            if one.annotation.id == chosen:
                do(one)

    def _remark(self, placed: Placed) -> str:
        """The category, and how the note begins."""
        annotation = placed.annotation
        note = " ".join(flat(annotation.note[:_LOOKED_AT]).split())
        return " · ".join(
            part for part in (self.commonplace.legend.name(annotation.color), note) if part
        )


def quoted(placed: Placed) -> str:
    """A note by the beginning of its quote, or of what was written."""
    selector = placed.annotation.selector
    words = selector.exact if selector else placed.annotation.note
    return in_quotes(" ".join(flat(words[:_LOOKED_AT]).split()), QUOTE)
