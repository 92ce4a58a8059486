"""Many references as one bibliography: sorted, numbered or lettered, as the style has it."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from notes.citations.markup import plain
from notes.citations.parts import leading
from notes.citations.reference import Reference
from notes.citations.styles import find_style, format_citation

_LETTERED = ("apa", "harvard", "chicago")
_LEADING = re.compile(r"^(?:(?:the|an?)\s+)?[\W_]*", re.IGNORECASE)


def bibliography(references: Iterable[Reference], style: str) -> str:
    """Every reference in `style`, one after the other.

    Lists of names are in the alphabet's order, with letters behind the years that an author has
    twice; IEEE is numbered in the order given; data formats are one file that others read.
    """
    module = find_style(style).module
    given = list(references)
    if module in _LETTERED:
        given = _lettered(given)
    if module == "csl_json":
        from notes.citations.csl_json import item

        return json.dumps([item(one) for one in given], ensure_ascii=False, indent=2)
    if module in ("bibtex", "biblatex"):
        return "\n\n".join(_entries(given, module))
    entries = [format_citation(one, style) for one in given]
    if module == "ieee":
        return "\n\n".join(f"[{number}] {entry}" for number, entry in enumerate(entries, 1))
    if find_style(style).prose:
        return "\n\n".join(sorted(entries, key=_place_in_alphabet))
    return "\n\n".join(entries)


def _entries(references: Sequence[Reference], module: str) -> Iterable[str]:
    """Entries with a line for each field."""
    from notes.citations import biblatex, bibtex
    from notes.citations.keys import citation_key

    write = bibtex.entry if module == "bibtex" else biblatex.entry
    return (write(one, citation_key(one), multiline=True) for one in references)


def _place_in_alphabet(entry: str) -> str:
    """By letters, without accents, marks and a leading article."""
    text = _LEADING.sub("", plain(entry))
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKD", text)
    return "".join(c for c in folded if not unicodedata.combining(c)).casefold()


def _lettered(references: Sequence[Reference]) -> list[Reference]:
    """`2020a` and `2020b` for what else would be cited alike, in the order of the titles."""
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(references):
        if one.issued and one.issued.year and leading(one):
            names = tuple(name.surname for name in leading(one))
            alike[names, one.issued.year_text].append(number)
    lettered = list(references)
    for numbers in alike.values():
        ordered = sorted(numbers, key=lambda n: _place_in_alphabet(references[n].title))
        for place, number in enumerate(ordered if len(ordered) > 1 else ()):
            issued = references[number].issued
            assert issued is not None
            letter = chr(ord("a") + place) if place < 26 else f"-{place + 1}"
            lettered[number] = references[number]._replace(issued=issued._replace(letter=letter))
    return lettered
