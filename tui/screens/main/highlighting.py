"""Highlighting, colouring and tagging, from the text and from the panel."""

from collections.abc import Sequence

from textual import work

from notes.annotations.model import Placed
from tui.command import Command
from tui.screens.main.annotating import Annotating
from tui.screens.main.notes_shown import quoted

CROWDING = ("reader.find", "app.quit")  # not offered where there is a selection
MARKS_ONLY = ("select.reshape", "select.join")  # of use where the selection touches a highlight


class Highlighting(Annotating):
    """What one does to passages; the colour and tags that were used last are gone on with."""

    def label_of(self, command: Command) -> str:
        """Say in the footer what Enter will give; offer what needs highlights where there are."""
        if command.id in MARKS_ONLY:
            span = self.reader.selection
            return command.label or "" if span and self.highlights_over(*span) else ""
        if command.id in CROWDING and self.reader.selection:
            return ""  # there is more to do with a selection than there is room for
        label = super().label_of(command)
        tags = self.library.last_mark.tags if command.id == "select.highlight" else ()
        return " ".join((label, *(f"#{tag}" for tag in tags)))

    def action_highlight_selection(self) -> None:
        """Highlight with the colour and the tags that were used last."""
        color, tags = self.library.last_mark
        self._highlight_selection(color, tags)

    def action_highlight_in(self, color: str) -> None:
        """Highlight the selection in `color`, and with no tags."""
        self._highlight_selection(color, ())

    def _highlight_selection(self, color: str, tags: Sequence[str]) -> None:
        if (span := self.take_selection()) is not None:
            self.highlight(*span, color, tags)

    def action_color_here(self, color: str) -> None:
        """Recolour the highlight under the caret; where there is none, highlight the sentence."""

        def recolor(placed: Placed) -> None:
            self.recolor(self._source(), placed.annotation.id, color)

        reader = self.reader
        if not self.with_one(self.notes_here(), "Recolour which?", recolor) and self.document:
            self.highlight(*reader.sentence_at(reader.caret), color)

    def action_repeat_mark(self) -> None:
        """Give the highlight here the last colour and tags too, else highlight the sentence so."""
        color, tags = self.library.last_mark

        def repeat(placed: Placed) -> None:
            self.mark_again(placed, color, tags)

        reader = self.reader
        if not self.with_one(self.notes_here(), "Which highlight?", repeat) and self.document:
            self.highlight(*reader.sentence_at(reader.caret), color, tags)

    def action_recolor_note(self, color: str) -> None:
        """Recolour the note under the cursor."""
        if (selected := self._selected_note()) is not None:
            self.recolor(self._source(), selected, color)

    @work(group="tag", exclusive=True, exit_on_error=False)
    async def action_tag_selection(self) -> None:
        """Highlight the selection in the last colour and with the tags that are typed."""
        reader = self.reader
        span = reader.selection
        asked = await self.ask_tags("Highlight, with these tags") if span else None
        if span is not None and asked is not None:
            reader.action_cancel_selection()
            self.highlight(*span, self.library.last_mark.color, asked[0])

    def action_tag_here(self) -> None:
        """Give tags to the highlight under the caret, or take some away."""
        if not self.with_one(self.notes_here(), "Tag which?", self.tag_placed):
            self.say("There is no highlight here; v selects words, # then tags them.")

    def action_tag_note(self) -> None:
        """Give tags to the note under the cursor, or take some away."""
        placed = self.note_by_id(self._selected_note())
        if placed is not None:
            self.tag_placed(placed)

    @work(group="tag", exclusive=True, exit_on_error=False)
    async def tag_placed(self, placed: Placed) -> None:
        """Ask for tags, and change those of a note."""
        from notes import bulk

        asked = await self.ask_tags(f"Tags for {quoted(placed)}")
        if asked is None or self.document is None:
            return
        record = self.library.note_record(self.document, placed.annotation)
        outcome = await self.save(bulk.retag, self.library, [record], *asked)
        if outcome is not None:
            self.show_outcome("Tagged", outcome)

    @work(group="save", exit_on_error=False)
    async def highlight(self, start: int, end: int, color: str, tags: Sequence[str] = ()) -> None:
        """Highlight a passage of the open document."""
        document = self.document
        if document is None:
            return
        self.remember_mark(color, tags)
        if await self.save(self.library.annotate, document, start, end, color=color, tags=tags):
            tagged = "".join(f" #{tag}" for tag in tags)
            with_tags = f" with{tagged}" if tagged else ""
            self.praise(f"Highlighted{with_tags}. a writes a note on it, u takes it back.")

    @work(group="save", exit_on_error=False)
    async def mark_again(self, placed: Placed, color: str, tags: Sequence[str]) -> None:
        """Give a highlight a colour, and tags beside those it has."""
        one = placed.annotation
        united = (*one.tags, *tags)
        work = self.library.edit
        if await self.save(work, self._source(), one.id, seen=one, color=color, tags=united):
            self.praise("The same again. u takes it back.")
