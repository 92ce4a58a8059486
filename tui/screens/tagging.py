"""What the screens with notes have in common: editing one, asking for tags, telling of many."""

from typing import TYPE_CHECKING

from tui.screens.noting import Noting

if TYPE_CHECKING:
    from notes.bulk import Outcome
    from notes.review.records import NoteRecord


class Tagging(Noting):
    """Tags are asked for in one line; changes to many notes are told in one."""

    async def ask_tags(self, question: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The tags to give and those to take away; those used last are offered first."""
        from tui.screens.tag_line import TagLine

        screen = TagLine(question, self.known_tags, self.library.last_mark.tags)
        asked: tuple[tuple[str, ...], tuple[str, ...]] | None
        asked = await self.app.push_screen_wait(screen)
        if asked is not None:
            self.known_tags = tuple(dict.fromkeys((*asked[0], *self.known_tags)))
        return asked

    async def edit_record(self, record: "NoteRecord") -> None:
        """Edit a note of any document."""
        source = str(self.library.path(record.path))
        annotation = await self.commonplace.core(self.library.annotation, source, record.id)
        await self.edit_annotation(source, annotation, record.start or 0)

    async def edit_record_outside(self, record: "NoteRecord") -> None:
        """Edit a note of any document in the user's own editor."""
        source = str(self.library.path(record.path))
        annotation = await self.commonplace.core(self.library.annotation, source, record.id)
        await self.edit_annotation_outside(source, annotation, record.start or 0)

    def show_outcome(self, done: str, outcome: "Outcome") -> None:
        """Say how many notes were changed, and why others were not."""
        notes = "1 note" if outcome.changed == 1 else f"{outcome.changed:,} notes"
        if outcome.problems:
            more = f" (and {len(outcome.problems) - 1} more)" if outcome.problems[1:] else ""
            self.say(f"{done} {notes}; not all: {outcome.problems[0]}{more}", "warning")
        elif outcome.changed:
            self.praise(f"{done} {notes}. u takes it back.")
        else:
            self.say("Nothing had to be changed.")
