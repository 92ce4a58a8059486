"""How the page of the reader is set: the width of its column, the space between its lines."""

from textual.reactive import var

from tui.screens.main.opening import Opening
from tui.widgets.document_heading import DocumentHeading

USUAL_WIDTH = 80  # cells
NARROWEST, WIDEST, STEP = 30, 200, 5
SPACINGS = (1, 2)
CHOICE = "page"


class PageLook(Opening):
    """Kept from one start to the next, for all libraries."""

    text_width: var[int] = var(USUAL_WIDTH)
    line_spacing: var[int] = var(1)

    def begin(self) -> None:
        """Set the page as it was left."""
        match self.library.session.choice(CHOICE):
            case [int(width), int(spacing)] if spacing in SPACINGS:
                self.text_width, self.line_spacing = _allowed(width), spacing
        super().begin()

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

    def _set_width(self, width: int) -> None:
        """Wrap to a width; a column that the page has no room for is as wide as the page."""
        self.text_width = _allowed(width)
        room = self.query_one(DocumentHeading).size.width
        shown = min(self.text_width, room)
        more = f"; the page has room for {room:,}" if shown < self.text_width else ""
        self.say(f"Text width {self.text_width}{more}. = sets it to {USUAL_WIDTH} again.")
        self._keep_page()

    def _keep_page(self) -> None:
        choose = self.library.session.choose
        page = [self.text_width, self.line_spacing]
        self.run_worker(self.commonplace.core(choose, CHOICE, page), exit_on_error=False)


def _allowed(width: int) -> int:
    return min(WIDEST, max(NARROWEST, width))
