"""The last copies: to look at, where no clipboard can be read, and to write to a file."""

from datetime import datetime

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from tui.clipboard import CopyHistory
from tui.screens.dialog import Dialog
from tui.widgets.harmless import Harmless
from tui.widgets.key_bar import KeyBar


class CopiedText(Harmless, TextArea):
    """A text that is copied, as it is; only looked at."""


class CopiesScreen(Dialog[None]):
    """Shows the last copies one after the other, the newest first."""

    KEY_CONTEXT = "copies"
    DEFAULT_CSS = """
    CopiesScreen > Vertical { width: 76; height: 20; }
    CopiesScreen TextArea { height: 1fr; margin: 1 1 0 1; }
    """

    def __init__(self, copies: CopyHistory) -> None:
        super().__init__()
        self._copies = copies
        self._index = 0

    def compose(self) -> ComposeResult:
        """Which copy it is, its text, the keys."""
        with Vertical():
            yield Static("", id="which")
            yield CopiedText("", read_only=True, soft_wrap=True, show_cursor=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the newest."""
        self.query_one(TextArea).focus()
        self.refresh_hints()
        self._show()

    def action_older_copy(self) -> None:
        """Show the copy before this one."""
        self._index = min(self._index + 1, max(0, len(self._copies) - 1))
        self._show()

    def action_newer_copy(self) -> None:
        """Show the copy after this one."""
        self._index = max(0, self._index - 1)
        self._show()

    @work(group="copy", exclusive=True, exit_on_error=False)
    async def action_write_copy(self) -> None:
        """Write the copy that is shown to a file in the state folder, and say where it is."""
        if len(self._copies):
            app = self.commonplace
            stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
            path = app.folders.state / "copies" / f"copied-{stamp}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            await app.core(self._copies.write_to_file, path, self._index)
            self.say(f"Written to {path}", "success")

    def _show(self) -> None:
        count = len(self._copies)
        text = self._copies.texts[self._index] if count else "Nothing was copied yet."
        self.query_one(TextArea).text = text
        which = f"  {self._index + 1} of {count}, the newest first" if count else ""
        said = Content.assemble(("The last copies", "bold $text-primary"), (which, "$faint"))
        self.query_one("#which", Static).update(said)
