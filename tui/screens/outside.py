"""Editing a note in the user's own editor, while the program stands aside."""

from textual.app import SuspendNotSupported

from notes.annotations.drafts import Draft
from notes.errors import UserError
from tui.screens.base import CommandScreen


class Outside(CommandScreen):
    """A screen that can hand a text out and take it back."""

    async def edit_outside(self, draft: Draft) -> Draft | None:
        """The draft as it comes back from `$VISUAL` or `$EDITOR`.

        The file that is edited belongs to the draft: whatever becomes of the editor, or of this
        program meanwhile, what was written to it is the draft's text. None, and the reason, where
        the editor failed.
        """
        from tui.external_editor import editor_command, run_editor

        app = self.commonplace
        drafts = app.library.drafts
        try:
            command = editor_command()
            path = await app.core(drafts.hand_out, draft)
        except UserError as error:
            self.say(str(error), "error")
            return None
        problem = ""
        try:
            with app.suspend():
                try:  # an error that left the block would leave the terminal lent
                    run_editor(command, path)
                except UserError as error:
                    problem = str(error)
        except SuspendNotSupported:
            problem = "this terminal cannot be lent to an editor"
        text = await app.core(drafts.take_back, draft)
        if not problem:
            return draft._replace(text=text)
        if text.rstrip() == draft.text.rstrip():
            self.say(f"{problem}.", "error")
        else:
            self.say(f"{problem}; what was written is kept as a draft.", "error")
        return None
