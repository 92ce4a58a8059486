"""A passage as it reads, without the line breaks and hyphens that only its setting needed."""

import re

HARD_WRAP = 100  # code points: a longer line is no part of a paragraph that was wrapped by hand
_REACH = 500_000  # code points around a passage in which its words are looked for

_BLANKS = " \t\r\f\v"
_IDEOGRAPHS = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*")
_PARAGRAPH = re.compile(r"[ \t\r\f\v]*\n(?:[ \t\r\f\v]*\n)+[ \t\r\f\v]*")
_HYPHENATED = re.compile(r"(?:([^\W\d_]+)|\w)[-\u2010]\Z")
_WORD = re.compile(r"[^\W\d_]+")
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
# What begins an item, a quotation, a heading or a row of a table, which has a line of its own.
_OWN_LINE = re.compile(r"(?:[-*+•–—‣◦] |\d{1,3}[.)] |\(?[a-z]\) |#{1,6} |[>|]| {4}|\t)")
_PREFIXES = frozenset(["self", "ex", "well", "quasi", "half", "all", "non", "mid"])


def as_prose(text: str, start: int, end: int) -> str:
    """`text[start:end]` with whole words and blanks in place of line breaks.

    A word that a line end divides is joined; its hyphen stays where the text has the word with
    one elsewhere and not without. Paragraphs, and lines that are lists or too long to have been
    wrapped by hand, stay apart. Soft hyphens go.
    """
    parts = []
    place = start
    for gap in _PARAGRAPH.finditer(text, start, end):
        parts.append(_paragraph(text, place, gap.start()))
        place = gap.end()
    parts.append(_paragraph(text, place, end))
    return "\n\n".join(part for part in parts if part)


def _paragraph(text: str, start: int, end: int) -> str:
    made: list[str] = []
    place = start
    for gap in _BREAK.finditer(text, start, end):
        made.append(text[place : gap.start()])
        _join(made, text, gap)
        place = gap.end()
    made.append(text[place:end])
    return "".join(made).replace("\xad", "").strip(" \t\r\f\v\n")


def _join(made: list[str], text: str, gap: re.Match[str]) -> None:
    """Put what belongs between two lines; take a hyphen away that only the line end needed."""
    line_start = text.rfind("\n", 0, gap.start()) + 1
    newline = text.index("\n", gap.start())
    if gap.start() - line_start > HARD_WRAP or _OWN_LINE.match(text, newline + 1):
        made.append("\n" + text[newline + 1 : gap.end()])
        return
    before, after = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
    hyphenated = _HYPHENATED.search(made[-1])
    if made[-1].endswith("\xad"):
        return
    if hyphenated and after.isalnum():
        following = _WORD.match(text, gap.end()) if hyphenated[1] and after.islower() else None
        if following and _is_one_word(text, hyphenated[1], following[0], gap):
            made[-1] = made[-1][:-1]
        return
    if not (_IDEOGRAPH.match(before) and _IDEOGRAPH.match(after)):
        made.append(" ")


def _is_one_word(text: str, left: str, right: str, gap: re.Match[str]) -> bool:
    """Whether a word was divided, and not a compound at its own hyphen."""
    low, high = max(0, gap.start() - _REACH), gap.end() + _REACH
    around = text[low:high].lower()
    left, right = left.lower(), right.lower()
    joined = re.search(rf"\b{left}{right}\b", around) is not None
    compound = re.search(rf"\b{left}[-\u2010\u2011]{right}\b", around) is not None
    return joined if joined != compound else left not in _PREFIXES
