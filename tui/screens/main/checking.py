"""Going through the notes whose place is not certain, and saying where they belong."""

from textual import on, work

from notes.annotations.model import LOST, Annotation, Placed
from notes.documents.model import Document
from notes.errors import NotesError
from notes.session import Position
from tui import presenting
from tui.screens.main.annotating import Annotating
from tui.screens.main.notes_shown import quoted
from tui.screens.main.panes import OfPane
from tui.widgets.key_bar import KeyBar
from tui.widgets.notes_panel import NoteList, NotesPanel
from tui.widgets.reader import Reader
from tui.widgets.reading_pane import ReadingPane

Order = tuple[int, int, str]


class Checking(Annotating):
    """What the user says of notes that were found by search, or are lost.

    `placing` is the note for which words are being chosen in the text.
    """

    placing = OfPane[Placed | None]()

    def follow(self, pane: ReadingPane) -> None:
        """Show what words are chosen for, as long as that goes on, and the keys for it."""
        super().follow(pane)
        self.when_changed(pane, "placing", self.show_doubts)
        self.when_changed(pane, "placing", self.refresh_hints)

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_next_to_check(self) -> None:
        """Go to the next note that needs checking, on to other documents after the last."""
        await self._go_to_check(1)

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_previous_to_check(self) -> None:
        """Go to the note before that needs checking."""
        await self._go_to_check(-1)

    async def _go_to_check(self, step: int) -> None:
        here = self._doubtful()
        ahead = [one for one in here if (_order(one) > self._place()) == (step > 0)]
        ahead = [one for one in ahead if one.annotation.id != self._visited_here()]
        if ahead:
            self._visit(ahead[0 if step > 0 else -1])
            return
        for relative in self._documents_to_check(step):
            if await self.commonplace.core(self._has_doubts, relative):
                await self.show_document(relative)
                here = self._doubtful()
                break
        if here:
            self._visit(here[0 if step > 0 else -1])
        else:
            self.say("No note needs checking.")

    def _doubtful(self) -> list[Placed]:
        """The notes of the open document to be checked, in the order of the panel."""
        return sorted((one for one in self.placed if one.is_doubtful), key=_order)

    def _place(self) -> Order:
        """Where one is: at the note one went to, in the panel or at the caret."""
        visited = self.note_by_id(self._visited_here())
        if visited is not None:
            return _order(visited)
        return self.reader.caret, 0, ""

    def _visited_here(self) -> str | None:
        """The note that is under the cursor of the panel, or that one went to and is still at."""
        if isinstance(self.focused, NoteList):
            return self._selected_note()
        visited = self.note_by_id(self.pane.visited)
        is_there = visited is not None and visited.start == self.reader.caret
        return self.pane.visited if is_there else None

    def _documents_to_check(self, step: int) -> list[str]:
        """The other documents that have such notes, in the order one comes to them."""
        paths = sorted(row.id for row in self.documents if row.attention)
        current = self.current or ""
        after = [path for path in paths if path > current]
        before = [path for path in paths if path < current]
        return after + before if step > 0 else before[::-1] + after[::-1]

    def _has_doubts(self, relative: str) -> bool:
        try:
            return any(one.is_doubtful for one in self.library.placed(self.library.open(relative)))
        except NotesError:
            return False

    def _visit(self, placed: Placed) -> None:
        """Go to a note: to its words, or, without a place, to its row among the notes."""
        self.pane.visited = placed.annotation.id
        left = len(self._doubtful())
        count = "" if left == 1 else f" ({left} here)"
        if placed.start is not None:
            reader = self.reader
            reader.go_to(placed.start)
            self.set_focus(reader)
            self.say(f"Check me{count}: found by its words only. L compares them.", "warning")
        else:
            self._go_to_note(placed.annotation.id)
            self.say(f"Lost its place{count}. L shows where it may belong.", "warning")

    def action_check_here(self) -> None:
        """Check the note under the caret."""
        caret = self.reader.caret
        here = [one for one in self._doubtful() if one.start is not None and one.end is not None]
        over = [one for one in here if (one.start or 0) <= caret < (one.end or 0)]
        if over:
            self.check(over[0].annotation.id)
        else:
            self.say("Nothing to check here; ]o goes to the next note that needs it.")

    def action_check_note(self) -> None:
        """Check the note under the cursor of the panel."""
        if (selected := self._selected_note()) is not None:
            self.check(selected)

    @on(NotesPanel.NoteOpened)
    def note_opened(self, event: NotesPanel.NoteOpened) -> None:
        """Go to the passage of a note; show what a lost one may belong to; go on with a draft."""
        placed = self.note_by_id(event.id)
        if placed is None:
            self.continue_draft(event.id)
        elif placed.start is not None:
            reader = self.reader
            reader.jump_to(placed.start)
            reader.focus()
        elif placed.state == LOST:
            self.check(placed.annotation.id)

    @work(group="check", exclusive=True, exit_on_error=False)
    async def check(self, annotation_id: str) -> None:
        """Show the old words of a note beside those it may stand on, and do what the user says."""
        from tui.screens.check import CheckScreen

        document, placed = self.document, self.note_by_id(annotation_id)
        if document is None or placed is None:
            return
        self.say("Looking where it may belong …")
        doubt = await self.commonplace.core(self.library.doubt, document, placed)
        if doubt is None:
            self.say("This note is in its place; there is nothing to check.")
            return
        for bar in self.query(KeyBar):
            bar.drop_message()
        screen = CheckScreen(doubt, document.text, document.relative)
        verdict = await self.app.push_screen_wait(screen)
        if verdict is None:
            self.say("Left as it is.")
        elif verdict.place is None:
            self._choose_words(placed)
        else:
            place = verdict.place
            await self._confirm(document, placed.annotation, place.start, place.end)

    def _choose_words(self, placed: Placed) -> None:
        self.placing = placed
        reader = self.reader
        if placed.start is not None:
            reader.go_to(placed.start)
        self.set_focus(reader)

    @work(group="check", exclusive=True, exit_on_error=False)
    async def action_attach_selection(self) -> None:
        """Give the selected words to the note they are chosen for, else to one that is in doubt."""
        reader, document = self.reader, self.document
        if reader.selection is None or document is None:
            self.say("Select the words first, with v or the mouse.")
            return
        start, end = reader.selection
        placed = self.placing or await self._ask_which()
        if placed is not None:
            reader.action_cancel_selection()
            await self._confirm(document, placed.annotation, start, end)

    async def _ask_which(self) -> Placed | None:
        from tui.screens.choice import Choice, ChoiceScreen

        doubtful = self._doubtful()
        if len(doubtful) < 2:
            if not doubtful:
                self.say("No note of this document is in doubt about its place.")
            return next(iter(doubtful), None)
        choices = [
            Choice(one.annotation.id, quoted(one), presenting.STATE_WORDS[one.state])
            for one in doubtful
        ]
        chosen = await self.app.push_screen_wait(ChoiceScreen("Which note belongs here?", choices))
        return self.note_by_id(chosen)

    async def _confirm(
        self, document: Document, annotation: Annotation, start: int, end: int
    ) -> None:
        """Put on disk where the note belongs, and show it there."""
        if not await self.save(self.library.confirm, document, annotation, start, end):
            return
        self.placing = None
        reader = self.reader
        reader.go_to(start)
        self.set_focus(reader)
        left = len(self._doubtful())
        more = f" {left} more to check here." if left else ""
        self.praise(f"Confirmed; u takes it back.{more}")

    def put_on_screen(self, document: Document, position: Position) -> None:
        if document.relative != self.current:
            self.placing = None  # its words are in another document
        super().put_on_screen(document, position)

    def show_doubts(self) -> None:
        if self.placing is None:
            super().show_doubts()
        else:
            self.doubts = f"Select the words of {quoted(self.placing)}"

    def _own_contexts(self) -> list[str]:
        """While words are chosen for a note, its keys come before all others in the text."""
        found = super()._own_contexts()
        is_placing = self.placing is not None and isinstance(self.focused, Reader)
        return ["placing", *found] if is_placing else found

    def action_leave_placing(self) -> None:
        """Drop the selection; without one, leave the note as it is."""
        reader = self.reader
        if reader.selection is not None:
            reader.action_cancel_selection()
        else:
            self.placing = None
            self.say("Left as it is.")


def _order(placed: Placed) -> Order:
    """Where a note stands; a lost one where it stood."""
    selector = placed.annotation.selector
    start = placed.start if placed.start is not None else selector.start if selector else -1
    return start, placed.end or start, placed.annotation.id
