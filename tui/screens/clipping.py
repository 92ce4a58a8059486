"""Copying a text, with a message that says which way it went."""

from textual import work

from tui.clipboard import copy
from tui.line_text import cut
from tui.screens.base import CommandScreen

WORDS = 48  # cells of a copied text that a message shows


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
        words = " ".join(text.split())
        shown = cut(words, WORDS)
        if copied.confirmed:
            self.say(f"{copied.message} {shown}", "success")
        else:
            self.say(f"{copied.message} yp shows it. {shown}", "warning")

    def action_show_copies(self) -> None:
        """Look at what was copied last."""
        from tui.screens.copies import CopiesScreen

        self.app.push_screen(CopiesScreen(self.commonplace.copies))
