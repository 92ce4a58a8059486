"""How the page is set: the width of its column, the space between lines, nothing around it."""

from textual.reactive import var

from notes.library import Library
from tui.screens.main.panes import Panes
from tui.widgets.reading_pane import ReadingPane

USUAL_WIDTH = 80  # cells
NARROWEST, WIDEST, STEP = 30, 200, 5
SPACINGS = (1, 2)
CHOICE, CHOICE_OF_LINES = "page", "reflows"


class PageLook(Panes):
    """Kept from one start to the next, for all libraries."""

    library: Library
    text_width: var[int] = var(USUAL_WIDTH)
    line_spacing: var[int] = var(1)
    reflows: var[bool] = var(True)
    zen: var[bool] = var(False)

    def follow(self, pane: ReadingPane) -> None:
        """Another pane has its page set like all."""
        super().follow(pane)
        pane.text_width, pane.line_spacing = self.text_width, self.line_spacing
        pane.reflows = self.reflows

    def watch_text_width(self) -> None:
        """Wrap in every pane."""
        for pane in self.panes:
            pane.text_width = self.text_width

    def watch_line_spacing(self) -> None:
        """Space the lines in every pane."""
        for pane in self.panes:
            pane.line_spacing = self.line_spacing

    def watch_reflows(self) -> None:
        """Join lines that were wrapped by hand in every pane, or in none."""
        for pane in self.panes:
            pane.reflows = self.reflows

    def set_page(self) -> None:
        """Set the page as it was left."""
        match self.library.session.choice(CHOICE):
            case [int(width), int(spacing)] if spacing in SPACINGS:
                self.text_width, self.line_spacing = _allowed(width), spacing
        self.reflows = self.library.session.choice(CHOICE_OF_LINES) is not False

    def watch_zen(self) -> None:
        """Hide or show everything but the text."""
        self.set_class(self.zen, "-zen")

    def action_zen(self) -> None:
        """Nothing but the text, or all again."""
        self.zen = not self.zen
        if self.zen:
            self.reader.focus()

    def action_wider_text(self, count: int = 1) -> None:
        """Make the column wider."""
        self._set_width(self.text_width + count * STEP)

    def action_narrower_text(self, count: int = 1) -> None:
        """Make the column narrower."""
        self._set_width(self.text_width - count * STEP)

    def action_usual_text_width(self) -> None:
        """Make the column as wide as it usually is."""
        self._set_width(USUAL_WIDTH)

    def action_change_line_spacing(self) -> None:
        """Leave a blank line after each row, or none."""
        self.line_spacing = SPACINGS[(SPACINGS.index(self.line_spacing) + 1) % len(SPACINGS)]
        self._keep_page()

    def action_toggle_reflow(self) -> None:
        """Show what was wrapped by hand as paragraphs, or line by line as the file has it."""
        self.reflows = not self.reflows
        how = "as paragraphs" if self.reflows else "as the file has them"
        self.say(f"Lines wrapped by hand are shown {how}. gw changes that.")
        self._keep_choice(CHOICE_OF_LINES, self.reflows)

    def _set_width(self, width: int) -> None:
        """Wrap to a width; a column that the page has no room for is as wide as the page."""
        self.text_width = _allowed(width)
        room = self.pane.size.width
        shown = min(self.text_width, room)
        more = f"; the page has room for {room:,}" if shown < self.text_width else ""
        self.say(f"Text width {self.text_width}{more}. = sets it to {USUAL_WIDTH} again.")
        self._keep_page()

    def _keep_page(self) -> None:
        self._keep_choice(CHOICE, [self.text_width, self.line_spacing])

    def _keep_choice(self, name: str, value: object) -> None:
        choose = self.library.session.choose
        self.run_worker(self.commonplace.core(choose, name, value), exit_on_error=False)


def _allowed(width: int) -> int:
    return min(WIDEST, max(NARROWEST, width))
