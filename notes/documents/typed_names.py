"""Names as people type them into one line: `Fox, Brian and Chet Ramey`, `Jane Doe; Smith & Sons`.

Read as BibTeX users expect: `and` parts names, braces hold one together. A `;` anywhere makes it
the only separator, so that `Smith and Sons;` is one organisation.
"""

import re
from collections.abc import Iterable, Sequence

from notes.documents.names import is_name
from notes.documents.visible import tidy

_SEMICOLON = re.compile(r"\s*;\s*")
_AND = re.compile(r"(?:\s*,)?\s+and\s+", re.IGNORECASE)
_AMPERSAND = re.compile(r"(?:\s*,)?\s+&\s+")
_COMMA = re.compile(r"\s*,\s*")
_OTHERS = re.compile(r"others|et al\.?", re.IGNORECASE)


def names_typed(typed: str) -> tuple[str, ...]:
    """The names in a line, in order; `others`, which is nobody's name, is left out.

    >>> names_typed("Fox, Brian and Chet Ramey"), names_typed("Jane Doe, John Roe & Ann Lee")
    (('Fox, Brian', 'Chet Ramey'), ('Jane Doe', 'John Roe', 'Ann Lee'))
    """
    line = " ".join(typed.split())
    by_semicolon = _parted(line, _SEMICOLON)
    if len(by_semicolon) > 1:
        return _tidied(by_semicolon)
    parts = [name for part in _parted(line, _AND) for name in _around_ampersand(part)]
    first = _parted(parts[0], _COMMA)
    is_some = len(first) > 2 or (len(first) == 2 and len(parts) > 1)
    if is_some and _is_list(first, parts[1:]):
        parts[:1] = first
    return _tidied(name for name in parts if not _OTHERS.fullmatch(name))


def names_to_type(names: Sequence[str]) -> str:
    """The line that is read back as `names`."""
    line = "; ".join(names)
    return line if names_typed(line) == tuple(names) else f"{line};"


def _tidied(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(tidy, names)))


def _parted(line: str, separator: re.Pattern[str]) -> list[str]:
    """The pieces between separators that are not in braces."""
    pieces, start = [], 0
    for found in separator.finditer(line):
        piece = line[start : found.start()]
        if piece.count("{") <= piece.count("}"):
            pieces.append(piece.strip())
            start = found.end()
    return [*pieces, line[start:].strip()]


def _around_ampersand(part: str) -> list[str]:
    """The persons on both sides of an `&`; `Procter & Gamble` stays one name."""
    pieces = _parted(part, _AMPERSAND)
    return pieces if all("," in piece or is_name(piece) for piece in pieces) else [part]


def _is_list(first: Sequence[str], others: Sequence[str]) -> bool:
    """Whether commas part whole names, and none is `Family, Given`."""
    return not any("," in name for name in others) and all(
        is_name(name) and not name[0].islower() for name in first
    )
