"""How characters stand in terminal cells: what is shown for each, and what must stay together.

Widths are Rich's, since that is what the compositor cuts lines by. What a terminal would obey, or
could not show, is replaced by a symbol of one cell; so every code point has its place on screen.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

TAB = "    "
SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
_PIECE = 1 << 17  # code points searched at a time
LONGEST_CLUSTER = 24  # code points: no written language needs more, and a row must stay bounded

_DOTTED_CIRCLE = "\N{DOTTED CIRCLE}"
_JOINER, _NON_JOINER, _SOFT_HYPHEN = "\u200d", "\u200c", "\xad"
_BLACK_FLAG = "\U0001f3f4"
_SYMBOLS = {
    "\t": TAB,
    "\x7f": "\N{SYMBOL FOR DELETE}",
    "\u2028": "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}",
    "\u2029": "\N{PILCROW SIGN}",
    **{chr(code): chr(0x2400 + code) for code in range(32) if code != 9},
}

# Characters that are one cell, need no substitute and never join with the one before them.
NARROW = (
    " -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u037b-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482"
    "\u048a-\u052f\u0531-\u0556\u0559-\u058a\u05d0-\u05ea\u0620-\u064a\u0660-\u066f\u0671-\u06d3"
    "\u0904-\u0939\u0964-\u096f\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e50-\u0e59\u10d0-\u10ff"
    "\u1e00-\u1eff\u1f00-\u1f15\u1f20-\u1f45\u1f50-\u1f57\u1f5f-\u1f7d\u1f80-\u1fb4\u1fb6-\u1fc4"
    "\u1fc6-\u1fd3\u1fd6-\u1fdb\u1fdd-\u1fef\u1ff6-\u1ffe\u2000-\u200a\u2010-\u2027\u202f-\u205e"
    "\u2074-\u208e\u20a0-\u20bf\u2100-\u218b\u2190-\u2199\u2200-\u22ff\u2500-\u25fc"
)
# The same for two cells: ideographs, kana, Hangul syllables and the punctuation among them.
WIDE = (
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff"
    "\u3105-\u312f\u3131-\u3163\u3165-\u318e\u3190-\u31e3\u31f0-\u321e\u3220-\u3247\u3250-\u4dbf"
    "\u4e00-\ua48c\uac00-\ud7a3\uf900-\ufa6d\ufa70-\ufad9\ufe30-\ufe52\uff01-\uff60\uffe0-\uffe6"
    "\U00020000-\U0002a6df"
)
_CONTROLS = tuple(chr(code) for code in (*range(10), *range(11, 32), 127))


class Piece(NamedTuple):
    """Code points `start` to `end`, shown as `text` in `cells` cells.

    A piece is a run of characters that are all as wide as each other, each shown as itself
    (`uniform`), or one cluster that cannot be divided.
    """

    start: int
    end: int
    cells: int
    text: str
    uniform: bool


@cache
def _run() -> "re.Pattern[str]":
    """A run leaves its last character to the cluster after it where a combining one follows."""
    return re.compile(f"(?:[{NARROW}]{{1,256}}|([{WIDE}]{{1,256}}))(?![^{NARROW}{WIDE}])")


@cache
def _not_narrow() -> "re.Pattern[str]":
    """Made when first asked for, like `_run`: the two take longer than all else of the module."""
    return re.compile(f"[^\n{NARROW}]")


def next_not_narrow(text: str, start: int) -> int:
    """The first offset from `start` on of what is neither plainly one cell nor a newline."""
    is_plain = text.isascii()
    for low in range(start, len(text), _PIECE):  # all at once would let no other thread go on
        high = low + _PIECE
        if is_plain and all([text.find(control, low, high) < 0 for control in _CONTROLS]):
            continue  # found out ten times as fast as by searching
        if found := _not_narrow().search(text, low, high):
            return found.start()
    return len(text)


def next_piece(text: str, start: int, end: int) -> Piece:
    """The piece that begins at `start`, which must be the start of a cluster before `end`."""
    run = _run().match(text, start, end)
    if run is None:
        return _cluster(text, start, end)
    stop = run.end()
    return Piece(start, stop, (stop - start) * (2 if run.lastindex else 1), run[0], True)


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """All pieces of `text[start:end]`, without gaps."""
    while start < end:
        piece = next_piece(text, start, end)
        yield piece
        start = piece.end


def _cluster(text: str, start: int, end: int) -> Piece:
    """One base with all that joins it, or one symbol for what cannot be shown."""
    symbol = _symbol(text[start])
    if symbol is not None:
        return Piece(start, start + 1, cell_len(symbol), symbol, False)
    stop, shown = _join(text, start, end)
    cells = cell_len(shown)
    if not cells:
        return Piece(start, stop, 1, SUBSTITUTE, False)
    return Piece(start, stop, cells, shown, False)


@lru_cache(4096)
def _symbol(character: str) -> str | None:
    """What stands for a character that has no base before it; None if it can be a base itself."""
    if character in _SYMBOLS:
        return _SYMBOLS[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Mc"):
        circled = _DOTTED_CIRCLE + character
        return circled if cell_len(circled) == 1 else SUBSTITUTE
    size = get_character_cell_size(character)
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp") or size == 0:
        return SUBSTITUTE
    # Newer emoji than this Python's tables know are unassigned to it, but known to be wide.
    return SUBSTITUTE if category == "Cn" and size != 2 else None


def _join(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the cluster that begins with a base at `start` ends, and what is shown for it."""
    base = text[start]
    stop = start + 1
    shown = [base]
    if _is_regional(base) and stop < end and _is_regional(text[stop]):
        shown.append(text[stop])
        stop += 1
    end = min(end, start + LONGEST_CLUSTER)
    while stop < end:
        character = text[stop]
        if _extends(character, base):
            shown.append(character)
        elif character == _JOINER and stop + 1 < end and _both_pictures(shown, text[stop + 1]):
            shown += (character, text[stop + 1])
            stop += 1
        elif not _is_hidden(character, text[stop - 1]):
            break
        stop += 1
    return stop, "".join(shown)


def _extends(character: str, base: str) -> bool:
    """Whether a character belongs to the base before it."""
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return _is_picture(base)
    if "\U000e0020" <= character <= "\U000e007f":
        return base == _BLACK_FLAG
    return _combines(character)


@lru_cache(4096)
def _combines(character: str) -> bool:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Mc"):
        return True
    return category == "Lo" and get_character_cell_size(character) == 0


def _is_hidden(character: str, before: str) -> bool:
    """Whether a character only shapes or hyphenates the letter before it, and is rightly unseen.

    A joiner is not passed on: Rich would take the letter after it to have no width.
    """
    if character not in (_JOINER, _NON_JOINER, _SOFT_HYPHEN):
        return False
    letter = unicodedata.category(before)[0] in "LM"
    return letter and (character == _SOFT_HYPHEN or before > "\u0590")


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _both_pictures(shown: list[str], after: str) -> bool:
    return _is_picture(shown[0]) and _is_picture(after)


def _is_picture(character: str) -> bool:
    return character >= "\U0001f000" or (
        character >= "\u2190" and unicodedata.category(character) == "So"
    )
