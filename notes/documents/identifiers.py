"""DOI, ISBN and arXiv numbers in a text: offered as candidates, never taken without being asked.

A text cites others' numbers far more often than it gives its own; what stands in its head is
looked at first, then what follows.
"""

import re
from typing import NamedTuple

_HEAD = 20_000  # code points
_MOST = 12
_DOI = re.compile(r"\b10\.\d{4,9}(?:\.\d+)*/[^\s\"<>{}|\\^`]{1,200}")
_ISBN = re.compile(
    r"\bISBN(?:-1[03])?:?\s*"
    r"((?:97[89][\s-]?)?\d{1,5}[\s-]?\d{1,7}[\s-]?\d{1,7}[\s-]?[\dXx])"
)
_ARXIV = re.compile(
    r"\barXiv:\s?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE
)
_TRAILING = re.compile(r"[.,;:'’”\]]+$")


class Candidate(NamedTuple):
    """A value that a field may have: `field` is `doi`, `isbn` or `number`; `line` is 1-based."""

    field: str
    value: str
    line: int


def identifiers(text: str) -> tuple[Candidate, ...]:
    """The numbers found at the beginning of a text, in its order, each once."""
    head = text[:_HEAD]
    found: dict[tuple[str, str], int] = {}
    for field, pattern, tidy in (
        ("doi", _DOI, _doi),
        ("isbn", _ISBN, _isbn),
        ("number", _ARXIV, _arxiv),
    ):
        for match in pattern.finditer(head):
            value = tidy(match)
            if value:
                found.setdefault((field, value), match.start())
    places = sorted(found.items(), key=lambda item: item[1])[:_MOST]
    return tuple(
        Candidate(field, value, head.count("\n", 0, start) + 1) for (field, value), start in places
    )


def _doi(found: re.Match[str]) -> str:
    value = _TRAILING.sub("", found[0])
    while value.endswith(")") and value.count(")") > value.count("("):
        value = _TRAILING.sub("", value[:-1])
    return value


def _arxiv(found: re.Match[str]) -> str:
    return f"arXiv:{found[1]}"


def _isbn(found: re.Match[str]) -> str:
    """The digits, if the check digit is right (ISO 2108); else nothing."""
    digits = re.sub(r"[\s-]", "", found[1]).upper()
    if len(digits) == 13 and digits.isdecimal():
        total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(digits))
        return digits if total % 10 == 0 else ""
    if len(digits) == 10 and digits[:9].isdecimal():
        values = [10 if d == "X" else int(d) for d in digits]
        total = sum(value * (10 - place) for place, value in enumerate(values))
        return digits if total % 11 == 0 else ""
    return ""
