"""Finding words in a text as a reader means them, whatever their case, accents and line breaks."""

import re
import unicodedata
from collections import defaultdict
from functools import cache

MOST_MATCHES = 10_000

_LIKE = {
    **dict.fromkeys("'’‘ʼ", "'’‘ʼ"),
    **dict.fromkeys('"“”„«»', '"“”„«»'),
    **dict.fromkeys("-‐‑–—−", "-‐‑–—−"),
}
_BETWEEN = "[\u0300-\u036f\xad\u200b-\u200d]*"  # marks and what is invisible inside a word
_ACCENTED = (range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))


def find_all(text: str, pattern: str, limit: int = MOST_MATCHES) -> tuple[tuple[int, int], ...]:
    """The spans of `pattern` in `text`, in order and apart, at most `limit` of them.

    Case and accents make no difference, any run of white space matches any other, and typographic
    quotes and dashes match the plain ones.
    """
    words = _plain(pattern).split()
    if not words:
        return ()
    if text.isascii():
        # Lowering keeps the length here, and a literal is found many times faster than classes.
        text, words = text.lower(), [_literal(word) for word in words]
    else:
        words = [_BETWEEN.join(map(_class_of, word)) + _BETWEEN for word in words]
    found = []
    for match in re.finditer(r"\s+".join(words), text):
        found.append(match.span())
        if len(found) == limit:
            break
    return tuple(found)


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
