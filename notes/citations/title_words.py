"""A title taken apart: its words, what each of them opens, and the parts never to be recased."""

import re
from functools import lru_cache
from typing import NamedTuple

from notes.citations.markup import ITALIC, ROMAN
from notes.citations.quoting import curl

WORD = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*")
_TAG = re.compile(
    r"<(/?)(i|em|b|strong|sup|sub|inf|sc|scp|span|u|tt|p|br)\b([^<>]{0,80})>", re.IGNORECASE
)
_RAISED = {
    "sup": dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True)),
    "sub": dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)),
}
_DASHED = re.compile(r"—|\s[-–]\s")


class Word(NamedTuple):
    """A word of a title at code points `start` to `end`, and what it opens (made in great numbers).

    `opens` is `title`, `subtitle` (after a colon or dash), `sentence` (after `.?!`) or nothing.
    """

    text: str
    start: int
    end: int
    opens: str = ""
    fixed: bool = False


class Marked(NamedTuple):
    """A title with curly quotes, its tags turned into italics, and the ranges never recased."""

    text: str
    fixed: tuple[tuple[int, int], ...] = ()


def parse(title: str) -> Marked:
    """Read CSL's tags in a title: `<i>` becomes italics, which are a fixed range as `nocase` is.

    Italics in a title are a species, a foreign word or another title: none of them is recased.
    """
    out: list[str] = []
    fixed: list[tuple[int, int]] = []
    spans: list[int | None] = []
    italics: list[int] = []
    place = length = 0
    raised = ""
    for tag in _TAG.finditer(title):
        piece = title[place : tag.start()]
        if raised:
            piece = _raised(piece, raised)
        out.append(piece)
        length += len(piece)
        place = tag.end()
        closing, name = bool(tag[1]), tag[2].lower()
        if name in ("sup", "sub", "inf"):
            raised = "" if closing else name
        if name in ("i", "em") and closing == bool(italics):
            if closing:
                fixed.append((italics.pop(), length))
            else:
                italics.append(length)
            out.append(ROMAN if closing else ITALIC)
            length += 1
        elif name == "span" and not closing:
            spans.append(length if "nocase" in tag[3] else None)
        elif name == "span" and spans:
            start = spans.pop()
            fixed += [] if start is None else [(start, length)]
    out.append(title[place:])
    text = "".join(out) + (ROMAN if italics else "")
    return Marked(curl(text), tuple(fixed))


def _raised(text: str, tag: str) -> str:
    """`13` as `¹³` where every character has such a form, else as it is."""
    forms = _RAISED["sup" if tag == "sup" else "sub"]
    return "".join(forms[c] for c in text) if all(c in forms for c in text) else text


@lru_cache(maxsize=64)  # each question about one title looks at all of its words
def words(title: Marked) -> tuple[Word, ...]:
    """The words of a title in order; the parts of a hyphened compound are words of their own."""
    found: list[Word] = []
    end = 0
    for match in WORD.finditer(title.text):
        opens = _opened(title.text[end : match.start()], found)
        fixed = any(start <= match.start() < stop for start, stop in title.fixed)
        found.append(Word(match[0], match.start(), match.end(), opens, fixed))
        end = match.end()
    return tuple(found)


def _opened(gap: str, before: list[Word]) -> str:
    if not before:
        return "title"
    if re.search(r":\s", gap) or _DASHED.search(gap):
        return "subtitle"
    if re.search(r"[?!][”’]?\s", gap) or (
        re.search(r"\.[”’]?\s", gap) and len(before[-1].text) > 3
    ):
        return "sentence"
    return ""
