"""The numbers and bullets before the paragraphs of a list, which Word counts and does not store."""

import re
from collections.abc import Mapping

_PLACE = re.compile(r"%([1-9])")
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
        strict=True,
    )
)
_MOST = 5_000


class Numbering:
    """Counts the items of all lists of a document."""

    def __init__(self, formats: Mapping[tuple[str, int], tuple[str, str]]) -> None:
        self._formats = formats
        self._counts: dict[tuple[str, int], int] = {}

    def label(self, list_id: str, level: int) -> str:
        """What stands before the next item of a list on a level, with its indentation."""
        kind, pattern = self._formats.get((list_id, level), ("bullet", ""))
        indent = "  " * min(level, 6)
        self._counts[list_id, level] = self._counts.get((list_id, level), 0) + 1
        for deeper in range(level + 1, 9):
            self._counts.pop((list_id, deeper), None)
        if kind == "none":
            return indent
        if kind == "bullet" or not pattern:
            return f"{indent}• "

        def number(place: re.Match[str]) -> str:
            of = int(place[1]) - 1
            inner_kind = self._formats.get((list_id, of), (kind, ""))[0]
            return _written(self._counts.get((list_id, of), 1), inner_kind)

        return f"{indent}{_PLACE.sub(number, pattern)} "


def _written(number: int, kind: str) -> str:
    """A number as the list writes it."""
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 % 4 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if kind == "upperRoman" else roman
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    parts = []
    for value, letters in _ROMAN if number < _MOST else ():
        while number >= value:
            parts.append(letters)
            number -= value
    return "".join(parts)
