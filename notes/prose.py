"""A passage as it reads, without the line breaks and hyphens that only its setting needed."""

import re

HARD_WRAP = 100  # code points: a longer line is no part of a paragraph that was wrapped by hand
_REACH = 500_000  # code points around a passage in which its words are looked for

_IDEOGRAPHS = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*")
_PARAGRAPH = re.compile(r"[ \t\r\f\v]*\n(?:[ \t\r\f\v]*\n)+[ \t\r\f\v]*")
_HYPHENATED = re.compile(r"(?:([^\W\d_]+)|\w)[-\u2010]\Z")
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_PLAIN = {0x2010: "-", 0x2011: "-"}
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
# What begins an item, a quotation, a heading or a row of a table, which has a line of its own.
OWN_LINE = re.compile(r"(?:[-*+•–—‣◦] |\d{1,3}[.)] |\(?[a-z]\) |#{1,6} |[>|]| {4}|\t)")
_PREFIXES = frozenset(["self", "ex", "well", "quasi", "half", "all", "non", "mid"])


def as_prose(text: str, start: int, end: int) -> str:
    """`text[start:end]` with whole words and blanks in place of line breaks.

    A word that a line end divides is joined; its hyphen stays where the text has the word with
    one elsewhere and not without. Paragraphs, and lines that are lists or too long to have been
    wrapped by hand, stay apart. Soft hyphens go.
    """
    words = _Words(text, start, end)
    parts = []
    place = start
    for gap in _PARAGRAPH.finditer(text, start, end):
        parts.append(_paragraph(text, place, gap.start(), words))
        place = gap.end()
    parts.append(_paragraph(text, place, end, words))
    return "\n\n".join(part for part in parts if part)


class _Words:
    """The words and compounds around a passage, looked for once and only if they are needed."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._around = text, max(0, start - _REACH), min(len(text), end + _REACH)
        self._found: frozenset[str] | None = None

    def are_one(self, left: str, right: str) -> bool:
        """Whether the two are parts of a word that was divided, not of a compound at its hyphen."""
        if self._found is None:
            text, low, high = self._around
            found = _COMPOUND.findall(text[low:high].lower())
            self._found = frozenset(word.translate(_PLAIN) for word in found)
        left, right = left.lower(), right.lower()
        joined, compound = left + right in self._found, f"{left}-{right}" in self._found
        return joined if joined != compound else left not in _PREFIXES


def _paragraph(text: str, start: int, end: int, words: _Words) -> str:
    made: list[str] = []
    place = start
    for gap in _BREAK.finditer(text, start, end):
        made.append(text[place : gap.start()])
        _join(made, text, gap, words)
        place = gap.end()
    made.append(text[place:end])
    return "".join(made).replace("\xad", "").strip(" \t\r\f\v\n")


def _join(made: list[str], text: str, gap: re.Match[str], words: _Words) -> None:
    """Put what belongs between two lines; take a hyphen away that only the line end needed."""
    line_start = text.rfind("\n", 0, gap.start()) + 1
    newline = text.index("\n", gap.start())
    if gap.start() - line_start > HARD_WRAP or OWN_LINE.match(text, newline + 1):
        made.append("\n" + text[newline + 1 : gap.end()])
        return
    before, after = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
    hyphenated = _HYPHENATED.search(made[-1])
    if made[-1].endswith("\xad"):
        return
    if hyphenated and after.isalnum():
        following = _WORD.match(text, gap.end()) if hyphenated[1] and after.islower() else None
        if following and words.are_one(hyphenated[1], following[0]):
            made[-1] = made[-1][:-1]
        return
    if not (_IDEOGRAPH.match(before) and _IDEOGRAPH.match(after)):
        made.append(" ")
