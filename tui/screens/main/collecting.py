"""From the text to what was noted: all notes, tags, categories, review, the trash; and back."""

from typing import TYPE_CHECKING, Any

from textual import work
from textual.reactive import var

from tui.screens.main.checking import Checking

if TYPE_CHECKING:
    from tui.note_target import NoteTarget
    from tui.notes_view import NotesView
    from tui.screens.filtered import FilteredScreen


class Collecting(Checking):
    """The way into the screens over the whole library; `notes_view` is how it was left."""

    notes_view: "var[NotesView | None]" = var(None)

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_all_notes(self) -> None:
        """Look through all notes of the library; a chosen one is opened at its passage."""
        await self._look_through(self.notes_view)

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_tags(self) -> None:
        """Look after the tags; from the notes of a chosen one Escape leads back to it."""
        from tui.notes_view import NotesView
        from tui.screens.tags import TagsScreen

        tag = ""
        while (chosen := await self._chosen(TagsScreen(self.library, tag))) is not None:
            tag = chosen
            if await self._look_through(NotesView(tag=tag)):
                return
        await self.refresh_notes()
        self.update_index()

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_categories(self) -> None:
        """Look after the categories; from the notes of a chosen one Escape leads back to it."""
        from tui.notes_view import NotesView
        from tui.screens.categories import CategoriesScreen

        color = ""
        while (chosen := await self._chosen(CategoriesScreen(self.library, color))) is not None:
            color = chosen
            if await self._look_through(NotesView(color=color)):
                return

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_daily_review(self) -> None:
        """Go through what is due today; a note that is asked for is opened at its passage."""
        from tui.screens.review import ReviewScreen

        await self._return_from(await self.app.push_screen_wait(ReviewScreen(self.library)))

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_show_trash(self) -> None:
        """Look at the deleted notes; what is restored is seen at once."""
        from tui.screens.trash import TrashScreen

        await self.app.push_screen_wait(TrashScreen(self.library))
        await self.notes_changed()

    async def _chosen(self, screen: "FilteredScreen[Any]") -> str | None:
        chosen: str | None = await self.app.push_screen_wait(screen)
        return chosen

    async def _look_through(self, view: "NotesView | None") -> bool:
        """Show all notes, and go to the one that is chosen; whether one was."""
        from tui.screens.all_notes import AllNotesScreen

        screen = AllNotesScreen(self.library, view)
        target: NoteTarget | None = await self.app.push_screen_wait(screen)
        self.notes_view = screen.view
        await self._return_from(target)
        return target is not None

    async def _return_from(self, target: "NoteTarget | None") -> None:
        """Show what was changed meanwhile, and go to the note that was chosen."""
        await self.refresh_notes()
        if target is not None:
            await self.show_document(target.path, annotation=target.annotation)
            if target.to_check and self.current == target.path:
                self.check(target.annotation)
        await self.show_listing()
        self.update_index()
