"""The least that Textual can show: an application with one line of text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class BareApp(App[None]):
    """One `Static`, nothing else."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("Commonplace")


if __name__ == "__main__":
    BareApp().run()
