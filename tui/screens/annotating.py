"""Highlighting, writing notes, changing and deleting them, from the text and from the panel."""

from textual import on, work
from textual.reactive import var

from notes.annotations.drafts import Draft
from notes.annotations.model import COLORS, LOST, Placed
from notes.errors import UserError
from tui.screens.note_editor import NoteEditor, WrittenNote
from tui.screens.opening import Opening
from tui.widgets.notes_panel import NoteList, NotesPanel
from tui.widgets.reader import Reader

SAVED, SAVING, UNSAVED = "saved", "saving …", "NOT SAVED"


class Annotating(Opening):
    """What the user does to the notes of the open document; `saved` means that it is on disk."""

    state_text: var[str] = var("")
    current_note: var[str | None] = var[str | None](None)

    @on(Reader.CaretMoved)
    def caret_moved(self, event: Reader.CaretMoved) -> None:
        """The panel follows the text."""
        here = self._placed_at(event.offset)
        self.current_note = here.annotation.id if here is not None else None

    @on(Reader.MarkClicked)
    def mark_clicked(self, event: Reader.MarkClicked) -> None:
        """A click on a highlight goes to its note."""
        self._go_to_note(event.id)

    @on(Reader.PassageSelected)
    def passage_selected(self) -> None:
        """After a drag the key bar offers what can be done with the selection."""
        self.refresh_hints()

    @on(Reader.SelectionChanged)
    def selection_changed(self) -> None:
        """The keys are others while something is selected."""
        self.refresh_hints()

    @on(NotesPanel.NoteOpened)
    def note_opened(self, event: NotesPanel.NoteOpened) -> None:
        """Go to the passage of a note; a lost one says so."""
        placed = self._placed_by_id(event.id)
        if placed is None:
            self._continue_draft(event.id)
            return
        reader = self.query_one(Reader)
        if placed.start is not None:
            reader.go_to(placed.start)
            reader.focus()
        elif placed.state == LOST:
            self.say("This note lost its place: its words are no longer in the text.", "warning")

    def action_highlight_selection(self) -> None:
        """Highlight in the colour that was used last."""
        self.action_highlight_in(self.library.last_color)

    def action_highlight_in(self, color: str) -> None:
        """Highlight the selection in `color`."""
        reader = self.query_one(Reader)
        if reader.selection is not None:
            start, end = reader.selection
            reader.action_cancel_selection()
            self.highlight(start, end, color)

    def action_color_here(self, color: str) -> None:
        """Recolour the highlight under the caret; where there is none, highlight the sentence."""
        reader = self.query_one(Reader)
        here = self._placed_at(reader.caret)
        if here is not None:
            self.change(here.annotation.id, color=color)
        elif self.document is not None:
            self.highlight(*reader.sentence_at(reader.caret), color)

    def action_recolor_note(self, color: str) -> None:
        """Recolour the note under the cursor."""
        if (selected := self._selected_note()) is not None:
            self.change(selected, color=color)

    def action_note_here(self) -> None:
        """Write on the highlight under the caret, else on the sentence."""
        reader = self.query_one(Reader)
        here = self._placed_at(reader.caret)
        if here is not None:
            self.edit(here.annotation.id)
        elif self.document is not None:
            self.write(*reader.sentence_at(reader.caret))

    def action_edit_here(self) -> None:
        """Edit the note under the caret."""
        here = self._placed_at(self.query_one(Reader).caret)
        if here is None:
            self.say("There is no highlight here; a writes a note on this sentence.")
        else:
            self.edit(here.annotation.id)

    def action_edit_note(self) -> None:
        """Edit the note under the cursor."""
        selected = self._selected_note()
        if selected is not None and self._placed_by_id(selected) is None:
            self._continue_draft(selected)
        elif selected is not None:
            self.edit(selected)

    def action_note_selection(self) -> None:
        """Highlight the selection and write a note on it."""
        self._write_on_selection("")

    def action_tag_selection(self) -> None:
        """Highlight the selection and begin with a tag."""
        self._write_on_selection("#")

    def action_delete_here(self) -> None:
        """Delete the highlight under the caret."""
        here = self._placed_at(self.query_one(Reader).caret)
        if here is None:
            self.say("There is no highlight here.")
        else:
            self.delete(here.annotation.id)

    def action_delete_note(self) -> None:
        """Delete the note under the cursor."""
        selected = self._selected_note()
        if selected is not None and self._placed_by_id(selected) is None:
            self.drop_draft(selected)
        elif selected is not None:
            self.delete(selected)

    def action_open_note_here(self) -> None:
        """Go to the note of the highlight under the caret."""
        here = self._placed_at(self.query_one(Reader).caret)
        if here is not None:
            self._go_to_note(here.annotation.id)

    def action_undo(self) -> None:
        """Take back the last change to the notes."""
        self.step_back()

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self.step_forward()

    @work(group="save", exit_on_error=False)
    async def highlight(self, start: int, end: int, color: str) -> None:
        """Highlight a passage of the open document."""
        document = self.document
        if document is None:
            return
        self.library.last_color = color
        if await self._save(self.library.annotate, document, start, end, color=color):
            self.say("Highlighted. a writes a note on it, u takes it back.", "success")

    @work(group="save", exit_on_error=False)
    async def change(self, annotation_id: str, *, color: str) -> None:
        """Recolour an annotation."""
        self.library.last_color = color
        await self._save(self.library.edit, self._source(), annotation_id, color=color)

    @work(group="save", exit_on_error=False)
    async def delete(self, annotation_id: str) -> None:
        """Delete an annotation; it can be taken back."""
        if await self._save(self.library.remove, self._source(), annotation_id):
            self.say("Deleted. u brings it back.", "success")

    @work(group="save", exit_on_error=False)
    async def drop_draft(self, key: str) -> None:
        """Throw away a draft, because the user said so."""
        await self.commonplace.core(self.library.drafts.drop, self._source(), key)
        await self.refresh_notes()
        self.say("The draft was thrown away.")

    @work(group="save", exit_on_error=False)
    async def step_back(self) -> None:
        """Undo."""
        await self._step(self.library.undo, "Undone", "There is nothing to undo.")

    @work(group="save", exit_on_error=False)
    async def step_forward(self) -> None:
        """Redo."""
        await self._step(self.library.redo, "Done again", "There is nothing to redo.")

    @work(group="editor", exclusive=True, exit_on_error=False)
    async def write(self, start: int, end: int, beginning: str = "") -> None:
        """Write a note on a passage that is not highlighted yet."""
        document = self.document
        if document is None:
            return
        draft = Draft(
            source=str(document.path),
            annotation=None,
            start=start,
            end=end,
            quote=document.text[start:end],
            text=beginning,
            color=self.library.last_color,
        )
        written = await self._ask(draft, ())
        if written is not None:
            await self._keep(draft, written)

    @work(group="editor", exclusive=True, exit_on_error=False)
    async def edit(self, annotation_id: str) -> None:
        """Edit the note of an annotation."""
        placed = self._placed_by_id(annotation_id)
        if placed is None or self.document is None:
            return
        annotation = placed.annotation
        draft = Draft(
            source=str(self.document.path),
            annotation=annotation.id,
            start=placed.start or 0,
            end=placed.end or 0,
            quote=annotation.selector.exact if annotation.selector else "",
            text=annotation.note,
            color=annotation.color,
        )
        written = await self._ask(draft, annotation.tags)
        if written is not None:
            await self._keep(draft, written)

    def _continue_draft(self, key: str) -> None:
        """Go on with a note that was left unsaved."""
        draft = next((one for one in self.drafts if one.key == key), None)
        if draft is not None:
            self.write(draft.start, draft.end)

    async def _ask(self, draft: Draft, tags: tuple[str, ...]) -> WrittenNote | None:
        """Open the editor, on the draft that was left, if there is one."""
        app = self.commonplace
        drafts = await app.core(self.library.drafts.of, draft.source)
        left = next((one for one in drafts if one.key == draft.key), None)
        known = await app.core(self.library.tag_names)
        editor = NoteEditor(left or draft, known_tags=known, tags=tags, is_draft=left is not None)
        written: WrittenNote | None = await app.push_screen_wait(editor)
        if written is None:
            await self.refresh_notes()
            if self.drafts:
                self.say("Closed. What you typed is kept as a draft among the notes.")
        return written

    async def _keep(self, draft: Draft, written: WrittenNote) -> None:
        """Save what was written, and only then drop the draft."""
        document = self.document
        assert document is not None
        self.library.last_color = written.color
        values = {"note": written.text, "tags": written.tags, "color": written.color}
        if draft.annotation is None:
            saved = await self._save(
                self.library.annotate, document, draft.start, draft.end, **values
            )
        else:
            saved = await self._save(self.library.edit, draft.source, draft.annotation, **values)
        drafts = self.library.drafts
        if saved:
            await self.commonplace.core(drafts.drop, draft.source, draft.key)
            await self.refresh_notes()
            self.query_one(Reader).action_cancel_selection()
            self.say("Saved beside the source.", "success")
        else:
            await self.commonplace.core(drafts.keep, _with_text(draft, written))
            await self.refresh_notes()

    async def _save(self, work: object, *args: object, **kwargs: object) -> bool:
        """Make a change on disk, show it, and say whether it is there."""
        assert callable(work)
        self.state_text = SAVING
        try:
            await self.commonplace.saved(work, *args, **kwargs)
        except UserError as error:
            self.state_text = UNSAVED
            self.say(str(error), "error")
            return False
        self.state_text = SAVED
        await self._notes_changed()
        return True

    async def _step(self, work: object, done: str, nothing: str) -> None:
        assert callable(work)
        self.state_text = SAVING
        try:
            step = await self.commonplace.saved(work)
        except UserError as error:
            self.state_text = UNSAVED
            self.say(str(error), "error")
            return
        self.state_text = SAVED
        self.say(f"{done}: {step.label}." if step is not None else nothing)
        await self._notes_changed()

    async def _notes_changed(self) -> None:
        await self.refresh_notes()
        await self.show_listing()
        self.update_index()

    def _write_on_selection(self, beginning: str) -> None:
        reader = self.query_one(Reader)
        if reader.selection is not None:
            self.write(*reader.selection, beginning)

    def _go_to_note(self, annotation_id: str) -> None:
        notes = self.query_one(NoteList)
        notes.move_to(annotation_id)
        notes.focus()

    def _selected_note(self) -> str | None:
        return self.query_one(NotesPanel).selected

    def _source(self) -> str:
        assert self.document is not None
        return str(self.document.path)

    def _placed_by_id(self, annotation_id: str) -> Placed | None:
        return next((one for one in self.placed if one.annotation.id == annotation_id), None)

    def _placed_at(self, offset: int) -> Placed | None:
        """The annotation over `offset`; of several the shortest."""
        over = [
            (one.end - one.start, one)
            for one in self.placed
            if one.start is not None and one.end is not None and one.start <= offset < one.end
        ]
        return min(over, key=lambda found: found[0])[1] if over else None


def _with_text(draft: Draft, written: WrittenNote) -> Draft:
    from dataclasses import replace

    assert written.color in COLORS
    return replace(draft, text=written.text, color=written.color)
