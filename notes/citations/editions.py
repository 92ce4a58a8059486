"""Editions as sources name them, and their numbers in words."""

import re

_EDITION_WORDS = re.compile(r"\s*(?:edition|edn|ed)\.?$", re.IGNORECASE)
_NUMBERS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_EDITIONS = {word: str(number) for number, word in enumerate(_NUMBERS.split(), 1)}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?\.?", re.IGNORECASE)


def ordinal(edition: str) -> str:
    """`2` -> `2nd`; an edition in words stays as it is."""
    if not edition.isdecimal() or len(edition) > 4:
        return edition
    number = int(edition)
    teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def edition_of(written: str) -> str:
    """`2nd ed.`, `Second edition` and `2` are all `2`; `Second revised edition` is `2nd rev.`"""
    edition = _EDITION_WORDS.sub("", written)
    numbered = _ORDINAL.fullmatch(edition)
    if edition.lower() == "revised":
        return "Rev."
    first, _, rest = edition.partition(" ")
    if rest and first.lower() in _EDITIONS:
        return f"{ordinal(_EDITIONS[first.lower()])} {re.sub('(?i)revised', 'rev.', rest)}"
    return numbered[1] if numbered else _EDITIONS.get(edition.lower(), edition)
