"""Finding words in a text as a reader means them, whatever their case, accents and line breaks."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from heapq import merge
from itertools import pairwise

Span = tuple[int, int]

MOST_MATCHES = 10_000
_PIECE = 1 << 16  # code points searched at a time: other threads get their turn in between
_OVERLAP = 1 << 12  # code points by which a match may go beyond its piece

_LIKE = {
    **dict.fromkeys("'’‘ʼ", "'’‘ʼ"),
    **dict.fromkeys('"“”„«»', '"“”„«»'),
    **dict.fromkeys("-‐‑–—−", "-‐‑–—−"),
}
_HYPHENS = "-‐\xad"
_INDENT = 64  # cells at most that a line is indented
_DIVIDED = f"(?:[{_HYPHENS}][ \\t]*\\n[ \\t]*)?"  # a hyphen that only a line end needed
_BETWEEN = "[\u0300-\u036f\xad\u200b-\u200d]*"  # marks and what is invisible inside a word
_ACCENTED = (range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))


def find_all(text: str, pattern: str, limit: int = MOST_MATCHES) -> tuple[Span, ...]:
    """The spans of `pattern` in `text`, in order and apart, at most `limit` of them.

    Case and accents make no difference, any run of white space matches any other, typographic
    quotes and dashes match the plain ones, and a word may be divided at the end of a line.
    """
    words = _plain(pattern).split()
    if not words:
        return ()
    found: list[Span] = []
    whole, divided = _Whole(text, words), _Divided(text, words)
    for low in range(0, len(text), _PIECE):
        high = min(len(text), low + _PIECE)
        for start, end in merge(whole.between(low, high), divided.between(low, high)):
            if not found or start >= found[-1][1]:
                found.append((start, end))
            if len(found) == limit:
                return tuple(found)
    return tuple(found)


class _Whole:
    """Finds words that no line end divides."""

    def __init__(self, text: str, words: list[str]) -> None:
        self._text = text
        self._is_plain = text.isascii()
        if self._is_plain:
            # Lowering keeps the length here, and a literal is found many times faster than classes.
            parts = [_literal(word) for word in words]
        else:
            parts = [_BETWEEN.join(map(_class_of, word)) + _BETWEEN for word in words]
        self._expression = re.compile(r"\s+".join(parts))
        self._position = 0

    def between(self, low: int, high: int) -> Iterator[Span]:
        """Those that begin in a piece of the text."""
        source, offset, reach = self._text, 0, high + _OVERLAP
        if self._is_plain:
            source, offset = self._text[low:reach].lower(), low
        first = max(low, self._position) - offset
        for match in self._expression.finditer(source, first, reach - offset):
            if match.start() + offset >= high:
                return
            self._position = match.end() + offset
            yield match.start() + offset, self._position


class _Divided:
    """Finds words that a hyphen at the end of a line divides."""

    def __init__(self, text: str, words: list[str]) -> None:
        self._text = text
        joined = ([letter for letter in word if letter not in _LIKE["-"]] for word in words)
        self._pairs = {pair for word in joined for pair in pairwise(word)}
        self._expression = re.compile(r"\s+".join(map(_divisible, words)))
        self._reach = 3 * sum(map(len, words)) + 64
        self._hyphens = "-" if text.isascii() else _HYPHENS

    def between(self, low: int, high: int) -> Iterator[Span]:
        """Those whose line end is in a piece of the text."""
        text = self._text
        for hyphen, after in sorted(self._line_ends(low, high)):
            # Most line ends are out of the question for the two letters beside them.
            if (_letter(text, hyphen - 1), _letter(text, after)) not in self._pairs:
                continue
            around = max(0, hyphen - self._reach), after + self._reach
            for match in self._expression.finditer(text, *around):
                if match.start() <= hyphen < after <= match.end():
                    yield match.span()

    def _line_ends(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Each hyphen at the end of a line, and where the next line begins."""
        for line_end in (f"{hyphen}{blank}\n" for hyphen in self._hyphens for blank in ("", " ")):
            place = self._text.find(line_end, low, high + len(line_end) - 1)
            while place >= 0:
                end = place + len(line_end)
                line = self._text[end : end + _INDENT]
                yield place, end + len(line) - len(line.lstrip(" \t"))
                place = self._text.find(line_end, end, high + len(line_end) - 1)


def _letter(text: str, offset: int) -> str:
    """The letter at `offset` as it is compared; of a composed one with marks, its base."""
    character = text[offset : offset + 1]
    if character.isascii():
        return character.lower()
    while offset > 0 and unicodedata.category(text[offset : offset + 1] or " ") == "Mn":
        offset -= 1
    return _plain(text[offset : offset + 1])[:1] if offset >= 0 else ""


def _divisible(word: str) -> str:
    """An expression for a word with a line end, after a hyphen, between any two letters."""
    parts = [
        _class_of(letter) + (r"(?:[ \t]*\n[ \t]*)?" if letter in _LIKE["-"] else _BETWEEN)
        for letter in word
    ]
    return _DIVIDED.join(parts)


def _plain(text: str) -> str:
    return "".join(map(_base, unicodedata.normalize("NFC", text).lower())).replace("\xad", "")


def _literal(word: str) -> str:
    """An expression for `word` in a text that is all ASCII."""
    return "".join(re.escape(_LIKE.get(character, character)[0]) for character in word)


def _class_of(character: str) -> str:
    alike = {character, character.upper(), *_LIKE.get(character, ()), *_variants()[character]}
    return f"[{''.join(re.escape(one) for one in sorted(alike) if len(one) == 1)}]"


def _base(character: str) -> str:
    """A letter without its accents; a lone mark vanishes, everything else stays."""
    if unicodedata.category(character) == "Mn":
        return ""
    parts = unicodedata.normalize("NFD", character)
    accented = all(unicodedata.category(mark) == "Mn" for mark in parts[1:])
    return parts[0] if accented else character


@cache
def _variants() -> defaultdict[str, set[str]]:
    """For each base letter all precomposed letters that differ in case and accents only."""
    variants: defaultdict[str, set[str]] = defaultdict(set)
    for codes in _ACCENTED:
        for character in map(chr, codes):
            lowered = character.lower()
            base = _base(lowered) if len(lowered) == 1 else _base(lowered[0])
            variants[base].add(character)
    return variants
