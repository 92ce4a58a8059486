"""Finding the passage that a quote names."""

import re

from notes.errors import UserError
from tui.verbs.outcome import NothingFoundError

_MOST = 10_000  # places; nobody counts further


def places_of(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place of `quote` in `text` (code points): as it is written, else however it is spaced.

    Raises `UserError` for a quote without words, `NothingFoundError` where there is no place.
    """
    words = quote.split()
    if not words:
        raise UserError("the quote is empty; give some words of the document")
    found = _as_written(text, quote)
    if not found:
        spaced = re.compile(r"\s+".join(map(re.escape, words)))
        found = [match.span() for match in spaced.finditer(text)]
    if not found:
        raise NothingFoundError(
            "the quote is not in the document; `commonplace text FILE` shows its words"
        )
    return found


def place_of(text: str, quote: str, occurrence: int | None) -> tuple[int, int]:
    """The place of `quote` in `text`; `occurrence` (1-based) chooses among several.

    Raises `UserError` where it must be chosen, or there are not so many.
    """
    found = places_of(text, quote)
    if occurrence is None and len(found) > 1:
        raise UserError(
            f"the quote occurs {len(found)} times; choose with --occurrence 1 to {len(found)},"
            " or quote more"
        )
    number = 1 if occurrence is None else occurrence
    if not 1 <= number <= len(found):
        times = "once" if len(found) == 1 else f"{len(found)} times"
        raise UserError(f"there is no occurrence {number}: the quote occurs {times}")
    return found[number - 1]


def _as_written(text: str, quote: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = text.find(quote)
    while at >= 0 and len(found) < _MOST:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found
