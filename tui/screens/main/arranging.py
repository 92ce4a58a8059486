"""A document as a whole: its name, and what is known of it."""

from pathlib import PurePosixPath

from textual import work

from notes.errors import UserError
from tui.line_text import visible
from tui.screens.main.opening import Opening

NONE_HERE = "Open a document first, or go to one in the list."


class Arranging(Opening):
    """What the user does to a file of the library, and to what it says of itself."""

    def action_rename_document(self) -> None:
        """Rename the document under the cursor of the list; elsewhere, the one that is open."""
        if (relative := self.document_here) is not None:
            self.rename_document(relative)

    @work(group="open", exclusive=True, exit_on_error=False)
    async def rename_document(self, relative: str) -> None:
        """Ask for a name, and again with the reason where it cannot be had."""
        from tui.screens.ask_line import AskLine

        name = PurePosixPath(relative).name
        typed, problem = name, ""
        question = f"A new name for {visible(name)}, in the same folder. Its notes go with it."
        while True:
            screen = AskLine(
                question, typed, selected=len(PurePosixPath(typed).stem), problem=problem
            )
            answer = await self.app.push_screen_wait(screen)
            if answer is None or answer.strip() in ("", name):
                self.say("The name stays as it is.")
                return
            typed = with_one_ending(answer.strip(), name)
            try:
                await self._rename(relative, typed)
            except UserError as error:
                problem = str(error)
            else:
                return

    async def _rename(self, relative: str, name: str) -> None:
        for _ in self.panes_with(relative):
            await self.remember_place()
        renamed = await self.commonplace.saved(self.library.rename, relative, name)
        for pane in self.panes_with(relative):
            pane.document = None
            await self.show_document(renamed)
        self.list_documents()
        self.say(f"Renamed to {visible(renamed)}.", "success")

    @work(group="metadata", exclusive=True, exit_on_error=False)
    async def action_edit_metadata(self) -> None:
        """See what is known of the document here, and put it right."""
        relative = self.document_here
        if relative is None:
            self.say(NONE_HERE, "warning")
            return
        from tui.screens.metadata import MetadataScreen

        document = await self.commonplace.core(self.library.open, relative)
        if await self.app.push_screen_wait(MetadataScreen(self.library, document)):
            await self.metadata_changed(relative)

    async def metadata_changed(self, relative: str) -> None:
        """Show what is known of a document now, in the list and over its text."""
        app = self.commonplace
        listing = await app.core(self.library.listing)
        await app.core(self.library.read_all, listing.unread)
        await self.show_listing()
        for _ in self.panes_with(relative):
            document = await app.core(self.library.open, relative)
            if self.current == relative:  # and not another one, opened meanwhile
                self.describe(document)
        self.update_index()


def with_one_ending(typed: str, name: str) -> str:
    """A new name as it is meant: typed as a whole before the old ending, it has that only once."""
    ending = PurePosixPath(name).suffix
    is_twice = bool(ending) and typed.endswith(ending * 2) and not name.endswith(ending * 2)
    return typed.removesuffix(ending) if is_twice else typed
