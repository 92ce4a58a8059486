"""Writing notes, changing and deleting them, from the text and from the panel."""

import contextlib
from collections.abc import Iterator

from textual import on, work

from notes.annotations.drafts import Draft
from notes.annotations.history import Step
from notes.annotations.model import Placed
from tui.screens.main.opening import Opening
from tui.screens.main.panes import OfPane, in_its_pane
from tui.widgets.notes_panel import NoteList, NotesPanel
from tui.widgets.reader import Reader


class Annotating(Opening):
    """What the user does to the notes of the open document."""

    current_note = OfPane[str | None]()

    _dropped: Draft | None = None
    _changed_elsewhere: tuple[str, str] | None = None  # the document and the note of an undone step

    @on(Reader.CaretMoved)
    @in_its_pane
    def caret_moved(self, event: Reader.CaretMoved) -> None:
        """The panel follows the text."""
        here = self.highlights_over(event.offset, event.offset + 1)
        self.current_note = here[0].annotation.id if here else None

    @on(Reader.MarkClicked)
    @in_its_pane
    def mark_clicked(self, event: Reader.MarkClicked) -> None:
        """A click on a highlight goes to its note."""
        self._go_to_note(event.id)

    @on(Reader.PassageSelected)
    def passage_selected(self) -> None:
        """After a drag the key bar offers what can be done with the selection."""
        for bar in self.key_bars:
            bar.drop_message()
        self.refresh_hints()

    @on(Reader.SelectionChanged)
    def selection_changed(self) -> None:
        """The keys are others while something is selected."""
        self.refresh_hints()

    def action_note_here(self) -> None:
        """Write on the highlight under the caret, else on the sentence."""
        reader = self.reader
        if not self._edit_one() and self.document is not None:
            self.write(*reader.sentence_at(reader.caret))

    def action_edit_here(self) -> None:
        """Edit the note under the caret."""
        if not self._edit_one():
            self.say("There is no highlight here; a writes a note on this sentence.")

    def _edit_one(self) -> bool:
        return self.with_one(
            self.notes_here(), "Whose note?", lambda one: self.edit(one.annotation.id)
        )

    def action_edit_here_outside(self) -> None:
        """Edit the note under the caret in the user's own editor."""
        if not self.with_one(self.notes_here(), "Whose note?", self.edit_placed_outside):
            self.say("There is no highlight here; a writes a note on this sentence.")

    def action_edit_note_outside(self) -> None:
        """Edit the note under the cursor in the user's own editor."""
        placed = self.note_by_id(self._selected_note())
        if placed is not None:
            self.edit_placed_outside(placed)

    @work(group="editor", exclusive=True, exit_on_error=False)
    async def edit_placed_outside(self, placed: Placed) -> None:
        """Edit a note in the user's own editor."""
        await self.edit_annotation_outside(self._source(), placed.annotation, placed.start or 0)

    def action_edit_note(self) -> None:
        """Edit the note under the cursor."""
        selected = self._selected_note()
        if selected is not None and self.note_by_id(selected) is None:
            self.continue_draft(selected)
        elif selected is not None:
            self.edit(selected)

    def action_note_selection(self) -> None:
        """Highlight the selection and write a note on it."""
        reader = self.reader
        if reader.selection is not None:
            self.write(*reader.selection)

    def action_delete_here(self) -> None:
        """Delete the highlight under the caret."""

        def delete(placed: Placed) -> None:
            self.delete(self._source(), placed.annotation.id)

        if not self.with_one(self.notes_here(), "Delete which?", delete):
            self.say("There is no highlight here.")

    def action_delete_note(self) -> None:
        """Delete the note under the cursor."""
        selected = self._selected_note()
        if selected is not None and self.note_by_id(selected) is None:
            self.drop_draft(selected)
        elif selected is not None:
            self.delete(self._source(), selected)

    def action_open_note_here(self) -> None:
        """Go to the note of the highlight under the caret."""
        self.with_one(
            self.notes_here(), "Whose note?", lambda one: self._go_to_note(one.annotation.id)
        )

    @work(group="save", exit_on_error=False)
    async def drop_draft(self, key: str) -> None:
        """Throw away a draft, because the user said so."""
        self._dropped = next((draft for draft in self.drafts if draft.key == key), None)
        await self.commonplace.core(self.library.drafts.drop, self._source(), key)
        await self.refresh_notes()
        self.say("The draft was thrown away. u brings it back.", "success")

    async def before_undo(self) -> bool:
        """A draft that was thrown away comes back before anything else is undone."""
        draft, self._dropped = self._dropped, None
        if draft is None:
            return False
        await self.commonplace.core(self.library.drafts.keep, draft)
        await self.refresh_notes()
        self.say("The draft is back.")
        return True

    def where(self, step: Step) -> str:
        """Nothing for the open document; another one is named, and can be gone to."""
        if {part.source for part in step.parts} == {self.document and self.document.path}:
            self._changed_elsewhere = None
            return ""
        try:
            relative = step.source.relative_to(self.library.root).as_posix()
        except ValueError:  # done when a larger folder was open
            return super().where(step)
        self._changed_elsewhere = relative, step.edits[0].id
        return f"{super().where(step)} (gu goes there)"

    def action_go_to_change(self) -> None:
        """Go to the document in which something was undone or done again."""
        if self._changed_elsewhere is None:
            self.say("The last thing that was undone is in this document.")
        else:
            relative, annotation_id = self._changed_elsewhere
            self.open_document(relative, annotation=annotation_id)

    def write(self, start: int, end: int) -> None:
        """Write a note on a passage that is not highlighted yet."""
        self.begin_editing(self._write(start, end))

    async def _write(self, start: int, end: int) -> None:
        document = self.document
        if document is None:
            return
        draft = Draft(
            source=str(document.path),
            annotation=None,
            start=start,
            end=end,
            quote=document.text[start:end],
            text="",
            color=self.library.last_mark.color,
        )
        with self._shown_meanwhile(start, end) as at_top:
            written = await self.ask(draft, (), at_top=at_top)
        if written is None:
            await self.left_unsaved(draft)
        else:
            await self.keep(
                draft,
                written,
                self.library.annotate,
                document,
                start,
                end,
                note=written.text,
                tags=written.tags,
                color=written.color,
            )

    def edit(self, annotation_id: str) -> None:
        """Edit the note of an annotation."""
        self.begin_editing(self._edit(annotation_id))

    async def _edit(self, annotation_id: str) -> None:
        placed = self.note_by_id(annotation_id)
        if placed is not None:
            source, start, end = self._source(), placed.start, placed.end
            if start is None or end is None:
                await self.edit_annotation(source, placed.annotation)
                return
            at_top = not self._bring_above(start, end)
            await self.edit_annotation(source, placed.annotation, start, at_top=at_top)

    @contextlib.contextmanager
    def _shown_meanwhile(self, start: int, end: int) -> Iterator[bool]:
        """Let a passage be seen as selected while one writes on it; gives where the editor goes.

        Afterwards nothing is selected, and the caret is where it was.
        """
        reader = self.reader
        caret = reader.caret
        if reader.selection != (start, end):
            reader.select(start, end)
            reader.action_other_end()
        try:
            yield not self._bring_above(start, end)
        finally:
            reader.action_cancel_selection()
            reader.go_to(caret)

    def _bring_above(self, start: int, end: int) -> bool:
        """Bring a passage into the upper half of the screen; False where the text ends before."""
        reader = self.reader
        return reader.bring_above(start, end, self.size.height // 2 - reader.region.y)

    def continue_draft(self, key: str) -> None:
        """Go on with a note that was left unsaved."""
        draft = next((one for one in self.drafts if one.key == key), None)
        if draft is not None:
            self.write(draft.start, draft.end)

    def _go_to_note(self, annotation_id: str) -> None:
        notes = self.query_one(NoteList)
        notes.move_to(annotation_id)
        notes.focus()

    def _selected_note(self) -> str | None:
        return self.query_one(NotesPanel).selected

    def _source(self) -> str:
        assert self.document is not None
        return str(self.document.path)
