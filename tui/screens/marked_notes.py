"""Doing one thing to many notes: marking rows, then colouring, tagging or deleting all of them."""

from collections.abc import Callable, Sequence

from textual import on, work
from textual.reactive import var

from notes import bulk
from notes.bulk import Outcome
from notes.review.records import NoteList, NoteRecord
from tui.screens.filtered import FilteredScreen
from tui.widgets.row_list import RowList


class MarkedNotes(FilteredScreen[NoteList]):
    """Actions go to the marked notes, shown or not; without any, to the one under the cursor."""

    marked: var[frozenset[str]] = var[frozenset[str]](frozenset())

    def read(self) -> NoteList:
        """Every note of the library."""
        return self.library.notes()

    @property
    def all_notes(self) -> NoteList:
        """The notes of the library, shown or not; none before they are read."""
        return self.content or NoteList()

    def watch_content(self) -> None:
        """Show the notes, and drop the marks of those that are no more."""
        super().watch_content()
        self.marked = self.marked & frozenset(record.id for record in self.all_notes)

    def watch_marked(self) -> None:
        """Show the marks and how many there are."""
        if self.is_mounted:
            self.rows.marked = self.marked
            self.show_view()
            self.refresh_hints()

    def counted(self) -> str:
        """How many notes are shown and how many are marked."""
        shown, everything = len(self.rows.rows), len(self.all_notes)
        said = f"{shown:,}" if shown == everything else f"{shown:,} of {everything:,}"
        if not self.marked:
            return said
        hidden = len(self.marked - {row.id for row in self.rows.rows})
        return f"{said} · {len(self.marked):,} marked{f', {hidden:,} not shown' if hidden else ''}"

    @property
    def selected(self) -> NoteRecord | None:
        """The note under the cursor."""
        cursor = self.rows.cursor
        return next((record for record in self.all_notes if record.id == cursor), None)

    @property
    def chosen(self) -> tuple[NoteRecord, ...]:
        """The notes that an action is for."""
        if self.marked:
            return tuple(record for record in self.all_notes if record.id in self.marked)
        record = self.selected
        return () if record is None else (record,)

    @on(RowList.Marked)
    def row_marked(self, event: RowList.Marked) -> None:
        """A click in the first column marks, or takes the mark away."""
        self.marked = self.marked ^ {event.row_id}

    def action_mark_note(self) -> None:
        """Mark the note under the cursor, or take its mark away; go on to the next."""
        if self.rows.cursor is not None:
            self.marked = self.marked ^ {self.rows.cursor}
            self.rows.action_move_down()

    def action_mark_all(self) -> None:
        """Mark all notes that are shown; if they are all marked, none."""
        shown = frozenset(row.id for row in self.rows.rows)
        self.marked = self.marked - shown if shown <= self.marked else self.marked | shown

    def action_unmark_all(self) -> None:
        """Mark nothing."""
        self.marked = frozenset()

    def action_delete_note(self) -> None:
        """Delete the marked notes, or the one under the cursor."""
        self._change_chosen("Deleted", bulk.remove)

    def action_recolor_note(self, color: str) -> None:
        """Recolour the marked notes, or the one under the cursor."""
        self.remember_mark(color)
        self._change_chosen("Recoloured", bulk.recolor, color)

    @work(group="tag", exclusive=True, exit_on_error=False)
    async def action_tag_note(self) -> None:
        """Add tags to the marked notes, or to the one under the cursor, or take some away."""
        if chosen := self.chosen:
            about = "this note" if len(chosen) == 1 else f"{len(chosen):,} notes"
            asked = await self.ask_tags(f"Tags for {about}")
            if asked is not None:
                self._change(chosen, "Tagged", bulk.retag, *asked)

    def _change_chosen(self, done: str, work: Callable[..., Outcome], *args: object) -> None:
        if chosen := self.chosen:  # those of now, whatever key comes next
            self._change(chosen, done, work, *args)

    @work(group="save", exit_on_error=False)
    async def _change(
        self,
        chosen: Sequence[NoteRecord],
        done: str,
        work: Callable[..., Outcome],
        *args: object,
    ) -> None:
        outcome = await self.save(work, self.library, chosen, *args)
        if outcome is not None:
            self.show_outcome(done, outcome)
