"""The line in which one types what to find in the open document."""

from dataclasses import dataclass

from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from tui.widgets.harmless import Harmless


class FindInput(Harmless, Input):
    """The words to find."""

    KEY_CONTEXT = "find"


class FindBar(Horizontal):
    """Hidden, and empty, until asked for; what is typed is looked for at once."""

    DEFAULT_CSS = """
    FindBar { height: 1; dock: bottom; display: none; background: $panel; }
    FindBar.-open { display: block; }
    FindBar Input { border: none; height: 1; padding: 0; background: $panel; width: 1fr; }
    FindBar Input:focus { border: none; }
    FindBar Static { width: auto; padding: 0 1; background: $panel; color: $faint; }
    """

    found: reactive[str] = reactive("")

    @dataclass
    class Changed(Message):
        """The words changed."""

        words: str

    class Accepted(Message):
        """The user goes on to the matches."""

    class Closed(Message):
        """The user gave up."""

    def watch_found(self) -> None:
        """Show how many matches there are."""
        for label in self.query("#find-count").results(Static):
            label.update(self.found)

    def open(self) -> None:
        """Ask for words: a prompt, a field for them, and how many matches there are."""
        self.add_class("-open")
        if not self.children:
            count = Static(self.found, id="find-count", markup=False)
            field = FindInput(id="find-words", compact=True)
            self.mount(Static("find", markup=False), field, count)
        field = self.query_one(FindInput)
        field.value = ""
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the words on."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def action_accept_find(self) -> None:
        """Go on to the matches."""
        self.remove_class("-open")
        self.post_message(self.Accepted())

    def action_close_find(self) -> None:
        """Give up."""
        self.remove_class("-open")
        self.post_message(self.Closed())
