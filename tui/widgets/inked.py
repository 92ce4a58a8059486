"""A widget that draws its own lines in the inks of the theme."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.inks import Inks
from tui.line_text import Line, visible


class Inked(Widget):
    """Draws `Line`s; the styles are made anew when the theme changes."""

    _inks: Inks | None = None

    @property
    def inks(self) -> Inks:
        """The inks on the ground of this widget."""
        if self._inks is None:
            app = self.app
            self._inks = Inks(
                app.theme_variables, self.background_colors[1], colorless=app.no_color
            )
        return self._inks

    def notify_style_update(self) -> None:
        """Forget the inks of the theme before."""
        super().notify_style_update()
        self._inks = None

    def draw_line(self, line: Line, width: int, base: Style) -> Strip:
        """Draw pieces on `base`, each in the ink it names, cut or filled to `width` cells."""
        inks = self.inks
        segments = [
            Segment(visible(text), base + inks[name] if name else base) for text, name in line
        ]
        return Strip(segments).adjust_cell_length(width, base)
