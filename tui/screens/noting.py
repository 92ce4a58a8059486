"""What can be done to a note wherever one is seen: write, recolour, delete, undo, redo."""

import asyncio
import contextlib
from abc import abstractmethod
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from textual import work
from textual.reactive import var

from notes.annotations.drafts import Draft
from notes.annotations.history import Step
from notes.annotations.model import Annotation
from notes.annotations.standing import Standing
from notes.choosing import LastMark
from notes.errors import UserError
from notes.library import Library
from tui import presenting
from tui.line_text import cut_middle, visible
from tui.screens.outside import Outside

if TYPE_CHECKING:
    from tui.screens.note_editor import WrittenNote

P = ParamSpec("P")
T = TypeVar("T")

NAME = 40  # cells of a document's name in a message
SAVING, UNSAVED = "saving …", "NOT SAVED"


class Noting(Outside):
    """Changes notes on disk and says what became of it; `saved` means that it is on disk."""

    library: Library
    state_text: Any  # where the notes are, in a word; each screen has its own variable
    known_tags: var[tuple[str, ...]] = var[tuple[str, ...]](())

    @work(group="tags", exclusive=True, exit_on_error=False)
    async def load_tags(self) -> None:
        """Learn the tags of the whole library, to complete them; the editor waits for none."""
        self.known_tags = await self.commonplace.core(self.library.tag_names)

    @abstractmethod
    async def notes_changed(self) -> None:
        """Show the notes as they are on disk now; each screen has its own way."""

    @work(group="save", exit_on_error=False)
    async def recolor(self, source: str, annotation_id: str, color: str) -> None:
        """Give a highlight another colour."""
        self.remember_mark(color)
        await self.save(self.library.edit, source, annotation_id, color=color)

    @work(group="save", exit_on_error=False)
    async def delete(self, source: str, annotation_id: str) -> None:
        """Delete an annotation; it can be taken back."""
        if await self.save(self.library.remove, source, annotation_id):
            self.praise("Deleted. u brings it back.")

    @work(group="save", exit_on_error=False)
    async def action_undo(self) -> None:
        """Take back the last change to the notes."""
        if await self.before_undo():
            return
        await self._step(self.library.undo, "Undone", "There is nothing to undo.")

    @work(group="save", exit_on_error=False)
    async def action_redo(self) -> None:
        """Make the change again that was taken back."""
        await self._step(self.library.redo, "Done again", "There is nothing to redo.")

    async def before_undo(self) -> bool:
        """Take back what is not a change to a note, if that was the last thing done."""
        return False

    def begin_editing(self, editing: Coroutine[Any, Any, None]) -> None:
        """Begin what opens the editor; keys that are typed until it is there are for it."""
        app = self.commonplace
        app.editor_coming = app.editor_coming or asyncio.Event()

        async def edited() -> None:
            try:
                await editing
            finally:
                app.editor_came()

        self.run_worker(edited(), group="editor", exclusive=True, exit_on_error=False)

    async def edit_annotation(
        self, source: str, annotation: Annotation, start: int = 0, *, at_top: bool = False
    ) -> None:
        """Open the editor on an annotation and save what was written."""
        draft = draft_of(source, annotation, start)
        written = await self.ask(draft, annotation.tags, at_top=at_top)
        if written is None:
            await self.left_unsaved(draft)
        else:
            await self.keep_changed(draft, written, annotation)

    async def edit_annotation_outside(
        self, source: str, annotation: Annotation, start: int = 0
    ) -> None:
        """Edit a note in the user's own editor and save what comes back."""
        from notes.annotations.tags import clean_tags, tags_in
        from tui.screens.note_editor import WrittenNote

        asked = draft_of(source, annotation, start)
        drafts = self.library.drafts
        kept = await self.commonplace.core(drafts.of, source)
        left = next((one for one in kept if one.key == asked.key), None)
        draft = left or asked
        back = await self.edit_outside(draft)
        if back is None or (left is None and back.text == annotation.note):
            if back is not None:
                await self.commonplace.core(drafts.drop, source, draft.key)
                self.say("The editor came back without a change.")
            await self.notes_changed()
            return
        written = tags_in(annotation.note)
        others = (tag for tag in annotation.tags if tag not in written)
        tags = clean_tags((*tags_in(back.text), *others))
        note = WrittenNote(back.text, tags, draft.color)
        await self.keep_changed(draft, note, annotation)

    async def keep_changed(
        self, draft: Draft, written: "WrittenNote", annotation: Annotation
    ) -> None:
        """Save what was written on an annotation."""
        await self.keep(
            draft,
            written,
            self.library.edit,
            draft.source,
            annotation.id,
            seen=annotation,
            note=written.text,
            tags=written.tags,
            color=written.color,
        )

    async def ask(
        self, draft: Draft, tags: tuple[str, ...], *, at_top: bool = False
    ) -> "WrittenNote | None":
        """Open the editor, on the draft that was left, if there is one."""
        from tui.screens.note_editor import NoteEditor  # no start waits for it

        app = self.commonplace
        drafts = await app.core(self.library.drafts.of, draft.source)
        left = next((one for one in drafts if one.key == draft.key), None)
        known = self.known_tags
        is_draft = left is not None
        editor = NoteEditor(left or draft, known_tags=known, tags=tags, is_draft=is_draft)
        editor.set_class(at_top, "-top")
        written: WrittenNote | None = await app.push_screen_wait(editor)
        return written

    async def left_unsaved(self, draft: Draft) -> None:
        """Show what was left when the editor was closed, and say that it is kept."""
        await self.notes_changed()
        drafts = await self.commonplace.core(self.library.drafts.of, draft.source)
        if any(one.key == draft.key for one in drafts):
            self.say("Closed. What you typed is kept as a draft among the notes.")

    async def keep(
        self,
        draft: Draft,
        written: "WrittenNote",
        work: Callable[P, Annotation],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Save what was written with `work`, and only then drop the draft."""
        self.remember_mark(written.color)
        drafts = self.library.drafts
        if await self.save(work, *args, **kwargs):
            self.known_tags = tuple(dict.fromkeys((*self.known_tags, *written.tags)))
            await self.commonplace.core(drafts.drop, draft.source, draft.key)
            self.praise("Saved beside the source.")
        else:
            await self._keep_draft(draft._replace(text=written.text, color=written.color))
        await self.notes_changed()

    async def _keep_draft(self, draft: Draft) -> None:
        try:
            await self.commonplace.core(self.library.drafts.keep, draft)
        except UserError as error:
            self.commonplace.copies.add(draft.text)
            self.say(f"NOT SAVED: {error}; the text is with the last copies (yp).", "error")

    def remember_mark(self, color: str, tags: Sequence[str] | None = None) -> None:
        """Go on with `color`, and with `tags` if some are given, from now on."""
        kept = self.library.last_mark.tags if tags is None else tuple(tags)
        wanted = LastMark(color, kept)
        if wanted != self.library.last_mark:
            self.library.last_mark = wanted
            self.run_worker(self._keep_last_mark(), group="choice", exit_on_error=False)

    async def _keep_last_mark(self) -> None:
        # A note must not fail because that cannot be remembered.
        with contextlib.suppress(UserError):
            await self.commonplace.core(self.library.keep_last_mark)

    async def save(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Make a change on disk and show it; None, and the reason, when it is not there."""
        self.state_text = SAVING
        try:
            made = await self.commonplace.saved(work, *args, **kwargs)
        except UserError as error:
            self.state_text = UNSAVED
            self.say(str(error), "error")
            return None
        self.show_standing(self.library.last_standing)
        await self.notes_changed()
        return made

    def show_standing(self, standing: Standing) -> None:
        """Say where the notes are; a warning for whatever is not as usual."""
        self.state_text = presenting.WHERE[standing.where]
        for line in standing.lines:
            self.say(line, "warning")

    def praise(self, message: str) -> None:
        """Say that something went well, unless there is a warning to be read."""
        if not self.library.last_standing.lines:
            self.say(message, "success")

    def where(self, step: Step) -> str:
        """The document, or how many documents, on which a step of the history was made."""
        sources = {part.source for part in step.parts}
        if len(sources) > 1:
            return f" in {len(sources):,} documents"
        return f" in {cut_middle(visible(step.source.name), NAME)}"

    async def _step(self, work: Callable[[], Step | None], done: str, nothing: str) -> None:
        step = await self.save(work)
        if step is not None:
            self.say(f"{done}{self.where(step)}: {step.label}.")
        elif self.state_text != UNSAVED:
            self.say(nothing)


def draft_of(source: str, annotation: Annotation, start: int = 0) -> Draft:
    """The draft that stands for an annotation as it is."""
    selector = annotation.selector
    return Draft(
        source=source,
        annotation=annotation.id,
        start=start,
        end=start + (len(selector.exact) if selector else 0),
        quote=selector.exact if selector else "",
        text=annotation.note,
        color=annotation.color,
    )
