"""Lines of print, as the text layer of a page has them."""

import re
from typing import NamedTuple

# Ends a line whose last word goes on in the next.
SOFT = "\x02"
_IDEOGRAPH = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Line(NamedTuple):
    """One line on a page (a NamedTuple: a book has fifty thousand), in points from below.

    `size` is the height of its first character's font, ascender to descender.
    """

    text: str
    left: float
    right: float
    bottom: float
    size: float

    @property
    def letter(self) -> float:
        """The mean width of a character."""
        return (self.right - self.left) / (len(self.text) or 1)


def is_ideographic(character: str) -> bool:
    """Whether words of this script stand without blanks between them."""
    return character >= "\u3000" and _IDEOGRAPH.match(character) is not None
