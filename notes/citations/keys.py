"""Citation keys: `kaspruk2025china`, made once for a source and then kept."""

import re
import unicodedata
from collections.abc import Container

from notes.citations.reference import Reference

_ARTICLES = frozenset(("a", "an", "the"))
_SMALL_WORDS = """
about after all an and are as at be before between but by can could did do does for from had has
have he her his how i if in into is it its me my no nor not of off on or our she should so that the
their them there these they this those to under up us was we were what when where which who whose
why will with without would you your
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_TAG = re.compile(r"</?\w[^>]{0,40}>")
_LATIN = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ı": "i",
}
# Letter by letter in the alphabets' order, after BGN/PCGN for Cyrillic and ELOT 743 for Greek.
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџ"
_CYRILLIC_LATIN = """
a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya
i i ie g u j lj nj c dj dz
"""
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψω"
_GREEK_LATIN = "a v g d e z i th i k l m n x o p r s s t y f ch ps o"
_FOLD = {
    **_LATIN,
    **dict(zip(_CYRILLIC, _CYRILLIC_LATIN.split(), strict=True)),
    **dict(zip(_GREEK, _GREEK_LATIN.split(), strict=True)),
}


def ascii_fold(text: str) -> str:
    """Write `text` in lower-case ASCII letters and digits; what has no such form is left out."""
    folded = []
    for character in text.lower():
        if character in _FOLD:
            folded.append(_FOLD[character])
        else:
            folded.append(unicodedata.normalize("NFKD", character).lower())
    # Composed Cyrillic and Greek letters fall apart above into a base that is folded here.
    decomposed = "".join(_FOLD.get(character, character) for character in "".join(folded))
    return "".join(c for c in decomposed if c.isascii() and c.isalnum())


def citation_key(reference: Reference, taken: Container[str] = ()) -> str:
    """Return the reference's own key, or make one: author, year, first word of the title.

    Without an author it is the first telling word and the year (of an opening, two words). A key
    in `taken` gets `a`, `b`, ... `z`, `aa`, ... behind it. The result is ASCII; a made key is
    letters and digits only.
    """
    if reference.key:
        return reference.key
    author = _author(reference)
    year = str(abs(reference.issued.year)) if reference.issued and reference.issued.year else ""
    if author:
        base = author + year + (_first_word(reference.title) or _first_word(reference.opening))
    else:
        base = (_telling(reference.title, 1) or _telling(reference.opening, 2)) + year
    if not base or base.isdigit():
        base = "source" + base
    if base not in taken:
        return base
    count = 1
    while base + _letters(count) in taken:
        count += 1
    return base + _letters(count)


def _author(reference: Reference) -> str:
    for name in (*reference.authors, *reference.editors)[:1]:
        if name.family:
            return ascii_fold(name.surname)[:40]
        return "".join(_significant(name.literal)[:2])[:40]
    return ""


def _first_word(title: str) -> str:
    return "".join(_significant(title)[:1])[:40]


def _telling(title: str, count: int) -> str:
    """The first words that say something: `In Unison` is `unison`, not `in`."""
    found = _significant(title)
    telling = [word for word in found if word not in _SMALL]
    return "".join((telling or found)[:count])[:40]


def _significant(text: str) -> list[str]:
    """The words of `text` folded, without articles (unless there is nothing else)."""
    found = re.findall(r"[^\W_]+", re.sub(r"['’]", "", _TAG.sub("", text)))
    folded = [word for word in map(ascii_fold, found) if word]
    return [word for word in folded if word not in _ARTICLES] or folded


def _letters(count: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    letters = ""
    while count:
        count, rest = divmod(count - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
