"""The words by which the place of a passage is looked for."""

from notes.annotations.anchoring.shingles import WORD

LEAST = 3  # letters of a word that says where a passage may be
IDEOGRAPH = "\u3040"  # from here on, two letters say as much

Seed = tuple[int, str]  # where it stands in the passage, and what it is


def seeds(text: str) -> list[Seed]:
    """The words that say where a passage may be, in order; ideographs by twos."""
    found = []
    for match in WORD.finditer(text):
        start, end = match.span()
        if end - start >= LEAST:
            found.append((start, match.group()))
        elif match.group() >= IDEOGRAPH:
            found.append((start, text[start : start + 2]))
    return found
