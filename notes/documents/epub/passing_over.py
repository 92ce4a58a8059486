"""Which parts of a file of a book are not read: notes on its words, and what is hidden in lists."""

import re

from notes.documents.html_blocks import VOID
from notes.documents.markup import Token
from notes.documents.words import words

_NEVER = words("annotation annotation-xml metadata desc defs symbol rt rp")
_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)


class PassingOver:
    """Knows, token by token, whether one belongs to what is not read.

    Navigation documents may hide lines from their page that are in the contents (EPUB 3.3, on the
    `hidden` attribute); elsewhere what is hidden are often notes, shown by others when asked.
    """

    def __init__(self) -> None:
        self._inside: list[str] = []  # the element that is passed over, and those open in it
        self._navs = 0

    def holds(self, token: Token) -> bool:
        """Take the next token; whether it is to be passed over."""
        tag = token.value
        if token.kind in ("text", "said"):
            return bool(self._inside)
        if token.kind == "end":
            return self._end(tag)
        if not self._inside and tag not in _NEVER:
            in_nav = self._navs > 0 or tag == "nav"
            if not (in_nav and _is_hidden(token)):
                self._navs += tag == "nav"
                return False
        if tag not in VOID:
            self._inside.append(tag)
        return True

    def _end(self, tag: str) -> bool:
        """An element around what is passed over ends it, if it was never closed itself."""
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass
            return True
        if tag == "nav":
            self._navs = max(self._navs - 1, 0)
        if tag not in VOID:
            self._inside.clear()
        return False


def _is_hidden(token: Token) -> bool:
    style = token.attributes.get("style", "")
    return "hidden" in token.attributes or bool(_NOT_DISPLAYED.search(style))
