"""From the lines of a page to its paragraphs, by where the lines stand.

The order of the lines is that of the page's own instructions, which nearly all programs write in
reading order, one column after the other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from notes.documents.pdf.lines import Line

PARAGRAPH, LINE, JOINED = "\n\n", "\n", " "

_WIDE_GAP = 1.35  # of the usual distance of two lines
_LARGER = 1.15  # of the size of the text around
_TALL = 3  # lines
_INDENT = 0.7  # of the size
_ENDED = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*\d{0,3}$")
_LEADERS = re.compile(r"(?:\. ?){4,}\s*\w*$")  # of a table of contents
_ITEM = re.compile(r"(?:[•▪‣◦●■–—*-]|\(?\d{1,3}[.)]|\[\d{1,3}\]|[a-z]\))\s")


class _Column:
    """Lines that follow each other downwards, and the margins between which they stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.is_tall = len(lines) >= _TALL
        self.left = Counter([round(line.left) for line in lines]).most_common(1)[0][0]
        self.right = sorted([line.right for line in lines])[int(len(lines) * 0.95) - 1]


def breaks(lines: Sequence[Line]) -> list[str]:
    """What stands before each line: nothing, a blank, a new line or a new paragraph."""
    if not lines:
        return []
    size = _median([line.size for line in lines])
    pitch = _pitch(lines) or size * 1.2
    found: list[str] = []
    left: _Column | None = None
    for column in _columns(lines):
        found.append(_across(left, column) if left else "")
        found += [_within(*pair, column, size, pitch) for pair in pairwise(column.lines)]
        left = column
    return found


def _columns(lines: Sequence[Line]) -> Iterator[_Column]:
    """The columns of a page: a line that is not below the one before it begins another."""
    start = 0
    for number, (before, line) in enumerate(pairwise(lines), 1):
        if line.bottom > before.bottom + before.size * 0.6:
            yield _Column(lines[start:number])
            start = number
    yield _Column(lines[start:])


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance of a line and the next."""
    steps = [before.bottom - line.bottom for before, line in pairwise(lines)]
    down = sorted([step for step in steps if 0 < step < 80])
    return down[(len(down) - 1) // 2] if down else 0.0


def _median(values: list[float]) -> float:
    """As that of `statistics`, which takes as long to load as several pages to read."""
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _across(left: _Column, right: _Column) -> str:
    """From the foot of a column to the head of the next a sentence goes on."""
    before, line = left.lines[-1], right.lines[0]
    goes_on = (
        left.is_tall
        and not _ENDED.search(before.text)
        and before.right > left.right - 4 * before.size
        and line.left - right.left < _INDENT * line.size
        and _is_alike(before, line)
        and not _ITEM.match(line.text)
    )
    return JOINED if goes_on else PARAGRAPH


def _within(before: Line, line: Line, column: _Column, size: float, pitch: float) -> str:
    text, left, _, bottom, height = line
    text_before, left_before, right_before, bottom_before, height_before = before
    step = bottom_before - bottom
    if step <= height_before * 0.2:  # the same line: a wide gap, or a raised sign
        return JOINED
    if step > _WIDE_GAP * max(pitch, height) or not _is_alike(before, line):
        return PARAGRAPH
    if height > _LARGER * size:  # a heading of several lines
        return JOINED
    indent, indent_before = left - column.left, left_before - column.left
    is_item = (not text[0].isalpha() or text[1:2] == ")") and _ITEM.match(text)
    if indent > _INDENT * size and abs(indent_before) < 0.4 * size:
        return LINE if is_item else PARAGRAPH
    if indent < -_INDENT * size and indent_before > -0.4 * size:  # a hanging paragraph begins
        return PARAGRAPH
    if is_item or (". ." in text_before and _LEADERS.search(text_before)):
        return LINE
    # Nearly all lines reach the margin.
    if right_before <= column.right - height_before and _is_short(before, line, column):
        return LINE
    return JOINED


def _is_alike(before: Line, line: Line) -> bool:
    return before.size < _LARGER * line.size and line.size < _LARGER * before.size


def _is_short(before: Line, line: Line, column: _Column) -> bool:
    """Whether the next word would have found room, so that the line was ended on purpose."""
    room, letter = column.right - before.right, before.letter
    if room < 2.5 * letter:  # for a word of one letter
        return False
    length = line.text.find(" ")
    needed = (length if length >= 0 else len(line.text)) + 1.5
    return needed * letter < room and needed * line.letter < room
