"""A text as it is set on the page: wrapped to a width, its lines joined to paragraphs or not."""

from typing import NamedTuple

from tui.layout import Layout


class Setting(NamedTuple):
    """Pure and immutable, so that a long text can be set in a thread.

    `layout` wraps `text`, or with `reflows` what `reflowed` makes of it: offsets are the same.
    """

    text: str
    reflows: bool
    layout: Layout

    @classmethod
    def of(cls, text: str, reflows: bool, width: int) -> "Setting":
        """Set a text to `width` cells."""
        from tui.reflow import reflowed

        return cls(text, reflows, Layout(reflowed(text) if reflows else text, width))

    def anew(self, reflows: bool, width: int) -> "Setting":
        """The same text set otherwise; its lines are only looked at where that matters."""
        if reflows != self.reflows:
            return self.of(self.text, reflows, width)
        return self._replace(layout=Layout(self.layout.text, width))

    def is_as(self, reflows: bool, width: int) -> bool:
        """Whether it is set so already."""
        return (self.reflows, self.layout.width) == (reflows, width)
