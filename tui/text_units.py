"""Words, sentences and paragraphs around an offset.

Only the neighbourhood of the offset is looked at, never the whole text; offsets are code points
and spans half-open. Motions stop at the ends of the text.
"""

import re
from bisect import bisect_right
from functools import cache

from tui.sentence_ends import sentence_starts

Span = tuple[int, int]

HARD_WRAP = 100  # code points: a longer line is not one of a hard-wrapped paragraph's, but its own
FARTHEST = 20_000  # how far a paragraph of short lines is followed either way
_SENTENCE_REACH = 4_000

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d\u20d0-\u20ff"
    "\ufe00-\ufe0f\xad"
)
_HAN, _HIRAGANA, _KATAKANA = "\u3005-\u3007\u3400-\u9fff\U00020000-\U0003ffff", "ぁ-ゖ", "ァ-ヺー"
_LETTER = f"[^\\W{_HAN}{_HIRAGANA}{_KATAKANA}]"
_INK = re.compile(r"\S")


@cache
def _word() -> "re.Pattern[str]":
    """Made at the first motion, for it takes longer than all else of the module."""
    return re.compile(
        f"{_LETTER}(?:{_LETTER}|[{_MARKS}]|['’](?={_LETTER}))*"
        f"|[{_HAN}]+|[{_HIRAGANA}]+|[{_KATAKANA}]+|[^\\w\\s]+"
    )


def word_at(text: str, offset: int) -> Span:
    """The word, or the run of punctuation, at `offset`; empty on a blank."""
    start = previous_word(text, offset + 1)
    found = _word().match(text, start)
    return found.span() if found and start <= offset < found.end() else (offset, offset)


def next_word(text: str, offset: int) -> int:
    """Where the next word begins."""
    found = _word().search(text, max(word_at(text, offset)[1], offset))
    return found.start() if found else _last(text)


def word_end(text: str, offset: int) -> int:
    """The last character of this word, or of the next one if `offset` is there already."""
    found = _word().search(text, previous_word(text, offset + 2)) or _word().search(text, offset)
    while found and found.end() - 1 <= offset:
        found = _word().search(text, found.end())
    return found.end() - 1 if found else _last(text)


def previous_word(text: str, offset: int) -> int:
    """Where the nearest word that begins before `offset` begins."""
    offset = min(offset, len(text))
    reach = 64
    while True:
        low = max(0, offset - reach)
        start = -1
        for found in _word().finditer(text, low, offset):
            start = found.start()
        if low == 0:
            return max(0, start)
        if start > low:
            return start
        reach *= 8


def sentence_at(text: str, offset: int) -> Span:
    """The sentence at `offset`; between paragraphs the one that follows, or else the last."""
    low, high = paragraph_at(text, offset)
    if low == high:
        return low, high
    offset = min(max(offset, low), high - 1)
    low, high = max(low, offset - _SENTENCE_REACH), min(high, offset + _SENTENCE_REACH)
    starts = [low, *sentence_starts(text, low, high)]
    index = bisect_right(starts, offset) - 1
    end = starts[index + 1] if index + 1 < len(starts) else high
    return starts[index], _trimmed_end(text, starts[index], end)


def next_sentence(text: str, offset: int) -> int:
    """Where the next sentence begins."""
    start, end = sentence_at(text, offset)
    return min(start, _last(text)) if offset < start else _ink_after(text, max(end, offset))


def previous_sentence(text: str, offset: int) -> int:
    """Where this sentence begins, or the one before if `offset` is there already."""
    start = sentence_at(text, offset)[0]
    if start >= offset:
        start = sentence_at(text, _ink_before(text, offset))[0]
    return min(start, offset)


def paragraph_at(text: str, offset: int) -> Span:
    """The paragraph at `offset` without blanks around it; on a blank line the one that follows.

    Lines without a blank one between them are one paragraph if they look hard-wrapped, that is
    none of them is longer than 100 code points; a longer line is a paragraph of its own.
    """
    start, end = _line_at(text, min(max(0, offset), len(text)))
    if not text[start:end].strip():
        offset = _ink_after(text, end)
        if text[offset : offset + 1].isspace():
            offset = _ink_before(text, start)
        start, end = _line_at(text, offset)
    if end - start <= HARD_WRAP:
        start, end = _wrapped_start(text, start), _wrapped_end(text, end)
    inner = text[start:end].lstrip()
    return end - len(inner), end - len(inner) + len(inner.rstrip())


def next_paragraph(text: str, offset: int) -> int:
    """Where the next paragraph begins."""
    start, end = paragraph_at(text, offset)
    return min(start, _last(text)) if offset < start else _ink_after(text, max(end, offset))


def previous_paragraph(text: str, offset: int) -> int:
    """Where this paragraph begins, or the one before if `offset` is there already."""
    start = paragraph_at(text, offset)[0]
    if start >= offset:
        start = paragraph_at(text, _ink_before(text, offset))[0]
    return min(start, offset)


def _line_at(text: str, offset: int) -> Span:
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def _wrapped_start(text: str, start: int) -> int:
    limit = start - FARTHEST
    while start > max(0, limit):
        above = _line_at(text, start - 1)
        if above[1] - above[0] > HARD_WRAP or not text[slice(*above)].strip():
            break
        start = above[0]
    return start


def _wrapped_end(text: str, end: int) -> int:
    limit = end + FARTHEST
    while end < min(len(text), limit):
        below = _line_at(text, end + 1)
        if below[1] - below[0] > HARD_WRAP or not text[slice(*below)].strip():
            break
        end = below[1]
    return end


def _ink_after(text: str, offset: int) -> int:
    found = _INK.search(text, offset)
    return found.start() if found else _last(text)


def _ink_before(text: str, offset: int) -> int:
    """The last offset before this one that is not blank, or 0."""
    while offset > 0:
        low = max(0, offset - 256)
        inner = text[low:offset].rstrip()
        if inner:
            return low + len(inner) - 1
        offset = low
    return 0


def _trimmed_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _last(text: str) -> int:
    return max(0, len(text) - 1)
