"""The name of a passage by the standard of its format, and the passage that a name is of."""

import re

from notes.documents.model import CFI, Content

_PAGE = re.compile(r"(?:.*&)?page=([1-9][0-9]{0,6})(?:&.*)?")  # RFC 3778, section 3


def fragment_of(content: Content, start: int, end: int) -> str:
    """How others may find `[start, end)` in the file; empty where its format has no such names."""
    if content.fragments_of == CFI:
        from notes.documents.epub.cfi import name_of

        return name_of(content.fragments, content.text, start, end)
    names = [part.value for part in content.fragments if part.start <= start]
    return names[-1] if names else ""


def passage_of(content: Content, name: str) -> tuple[int, int] | None:
    """The passage that a name is of, by whatever program: a page, a range, or a place (empty)."""
    if content.fragments_of == CFI:
        from notes.documents.epub.cfi import passage_of as passage

        return passage(content.fragments, content.text, name)
    found = _PAGE.fullmatch(name)
    number = int(found[1]) if found else 0
    if not 1 <= number <= len(content.fragments):
        return None
    after = content.fragments[number : number + 1]
    end = after[0].start if after else len(content.text)
    return content.fragments[number - 1].start, end
