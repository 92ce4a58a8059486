"""A passage with what stands around it in its text."""

from dataclasses import dataclass

AROUND = 240  # code points of a text that are shown on either side of a passage


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with what stands before and after them."""

    before: str
    words: str
    after: str

    @classmethod
    def of(cls, text: str, start: int, end: int, around: int = AROUND) -> "Passage":
        """The words `text[start:end]` as they stand there, with so much around them."""
        return cls(text[max(0, start - around) : start], text[start:end], text[end : end + around])
