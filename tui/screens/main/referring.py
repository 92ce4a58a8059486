"""Following references within a document: to a footnote, and back to where one was reading."""

from tui.screens.main.opening import Opening
from tui.widgets.reader import Reader


class Referring(Opening):
    """Goes where the text itself leads."""

    _left: tuple[str, int] | None = None  # the document and the place that a reference was in

    def action_follow_reference(self) -> None:
        """Go to what is referred to here; where nothing is, back to where one came from."""
        document, reader = self.document, self.query_one(Reader)
        if document is None:
            return
        link = document.link(reader.caret)
        if link is not None:
            self._left = document.relative, reader.caret
            reader.jump_to(link.target)
        elif self._left is not None and self._left[0] == document.relative:
            reader.jump_to(self._left[1])
            self._left = None
        else:
            self.say("Nothing is referred to in the rest of this paragraph.", "warning")
