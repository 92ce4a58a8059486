"""Edits that know where every letter of the old text went.

An edited text is a list of spans, each either old letters (perhaps written otherwise) or new ones;
what became of a passage can then be read off, without looking for it.
"""

import random
import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

NEW = -1  # the origin of a letter that was not in the old text
Dice = random.Random


@dataclass(frozen=True, slots=True)
class Edited:
    """A text and, for each of its letters, the offset in the old text from which it comes."""

    text: str
    origins: "array[int]"

    @classmethod
    def unedited(cls, text: str) -> "Edited":
        """The old text itself."""
        return cls(text, array("i", range(len(text))))

    def rewritten(self, changes: Iterable[tuple[int, int, str]]) -> "Edited":
        """Replace intervals; letters are paired from the left, and what is over is new or gone."""
        pieces: list[str] = []
        origins = array("i")
        at = 0
        for start, end, words in sorted(changes):
            if start < at:
                continue
            pieces += (self.text[at:start], words)
            origins.extend(self.origins[at:start])
            paired = min(end - start, len(words))
            origins.extend(self.origins[start : start + paired])
            origins.extend([NEW] * (len(words) - paired))
            at = end
        pieces.append(self.text[at:])
        origins.extend(self.origins[at:])
        return Edited("".join(pieces), origins)

    def inserted(self, at: int, words: str) -> "Edited":
        """Put new words in."""
        return self.rewritten([(at, at, words)])

    def deleted(self, start: int, end: int) -> "Edited":
        """Take words out."""
        return self.rewritten([(start, end, "")])

    def replaced(self, start: int, end: int, words: str) -> "Edited":
        """Put words in the place of others that are gone."""
        return self.deleted(start, end).inserted(start, words)

    def ordered(self, parts: Sequence[tuple[int, int]]) -> "Edited":
        """Only these intervals, in this order."""
        origins = array("i")
        for start, end in parts:
            origins.extend(self.origins[start:end])
        return Edited("".join(self.text[start:end] for start, end in parts), origins)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs (or lines, where there are no blank ones), each with the break behind it."""
    found = [match.span() for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*(?:\n\s*\n|\Z|\n\Z)", text)]
    if len(found) < 4:
        found = [match.span() for match in re.finditer(r"[^\n]+\n*", text)]
    return found


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences, each with the blank behind it."""
    return [m.span() for m in re.finditer(r"[^.!?。！？\n]{12,}?[.!?。！？]+[»”\"]?\s*", text)]


@lru_cache(maxsize=2)  # new words are drawn from a text again and again
def words(text: str) -> list[tuple[int, int]]:
    """The words; an ideograph is one."""
    return [m.span() for m in re.finditer(r"[^\W\d_\u4e00-\u9fff]+|[\u4e00-\u9fff]", text)]
