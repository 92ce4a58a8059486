"""Copying a text, with a message that says which way it went."""

from textual import work

from tui.clipboard import copy
from tui.screens.base import CommandScreen
from tui.screens.copies import CopiesScreen


class Clipping(CommandScreen):
    """A screen from which text can be copied."""

    @work(group="copy", exit_on_error=False)
    async def copy_text(self, text: str) -> None:
        """Copy `text` as it is."""
        await self.clip(text)

    async def clip(self, text: str) -> None:
        """What `copy_text` does, for those who go on from there."""
        app = self.commonplace
        app.copies.add(text)
        copied = await app.core(copy, text, terminal=app.write_to_terminal)
        self.say(copied.message, "success" if copied.confirmed else "warning")

    def action_show_copies(self) -> None:
        """Look at what was copied last."""
        self.app.push_screen(CopiesScreen(self.commonplace.copies))
