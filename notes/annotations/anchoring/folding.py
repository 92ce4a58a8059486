"""Folding a text to what remains when only its appearance changes, with exact maps back to it.

Whitespace, quotation marks, dashes, ligatures, accents, case, soft and line-end hyphens are all
that a new edition, another encoding or a re-wrapped line usually changes; folded, such texts are
equal.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

IDEOGRAPHS = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

_SINGLE_QUOTES = "‘’‚‛′`´ʼ"
_DOUBLE_QUOTES = "“”„‟″«»〝〞"
_DASHES = "-‐‑‒–—―−"
_SAME = {
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_DASHES, "-"),
    "…": "…",  # its compatibility form would be three dots, which are folded to it
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
}
_TATWEEL = "\u0640"  # lengthens an Arabic word on the line, no letter
_HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)
_LETTER = r"[^\W\d_]"
_JOINED = rf"(?P<joined>(?<={_LETTER})[-‐‑\u00ad](?:[ \t]*\n\s*)?(?={_LETTER}))"
_DASH_RUN = rf"(?P<dashes>[{_DASHES}]{{2,}})"
_DOTS = r"(?P<dots>\.(?: ?\.){2,})"
_BLANK_IN_IDEOGRAPHS = rf"(?P<unspaced>(?<=[{IDEOGRAPHS}])\s+(?=[{IDEOGRAPHS}]))"
_BLANKS = r"(?P<blanks>\s{2,})"
_JAMO = r"(?P<jamo>[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?)"
_REPLACEMENTS = {"joined": "", "dashes": "-", "dots": "…", "unspaced": "", "blanks": " "}


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """A folded text and where each of its characters stood.

    `starts` and `origins` are run starts in `text` and in `source`: from each run start on, both
    advance one code point at a time. All offsets are code points.
    """

    source: str
    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    @classmethod
    def plain(cls, text: str) -> "Folded":
        """A text that is folded already, as its own source."""
        return cls(text, text, (0,), (0,))

    def origin(self, index: int) -> int:
        """Where the folded character at `index` begins in the source."""
        if index >= len(self.text):
            return len(self.source)
        run = bisect_right(self.starts, index) - 1
        return self.origins[run] + index - self.starts[run]

    def origin_end(self, end: int) -> int:
        """Where the folded text before `end` ends in the source, with its combining marks."""
        if end <= 0:
            return 0
        at = self.origin(end - 1) + 1
        while at < len(self.source) and unicodedata.combining(self.source[at]):
            at += 1
        return at

    def index(self, offset: int) -> int:
        """The first folded character that begins at or after `offset` of the source."""
        run = bisect_left(self.origins, offset)
        if run < len(self.origins) and self.origins[run] == offset:
            return self.starts[run]
        run -= 1
        if run < 0:
            return 0
        following = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return min(self.starts[run] + offset - self.origins[run], following)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The folded passage for `[start, end)` of the source, without blanks at its ends."""
        first, last = self.index(start), self.index(end)
        while first < last and self.text[first] == " ":
            first += 1
        while last > first and self.text[last - 1] == " ":
            last -= 1
        return first, last


def fold(text: str) -> Folded:
    """Fold `text`; one pass in C for what keeps its length, one step for each thing that does not.

    Controls are folded away, so a folded text never holds one.
    """
    table = {ord(char): _fold_character(char) for char in set(text)}
    odd = "".join(re.escape(chr(code)) for code, folded in table.items() if len(folded) != 1)
    pieces: list[str] = []
    starts, origins = [0], [0]
    at = length = 0
    for match in _irregular(odd, table).finditer(text):
        regular = text[at : match.start()].translate(table)
        folded = _replacement(match, table)
        pieces += (regular, folded)
        length += len(regular)
        at = match.end()
        # Every character of an expansion begins where the one character began.
        starts += range(length, length + len(folded))
        origins += [match.start()] * len(folded)
        length += len(folded)
        starts.append(length)
        origins.append(at)
    pieces.append(text[at:].translate(table))
    return Folded(text, "".join(pieces), tuple(starts), tuple(origins))


def _fold_character(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    if char.isspace():
        return " "
    code = ord(char)
    if code < 0x7F:
        return char.lower() if code >= 0x20 else ""
    if unicodedata.combining(char) or char == _TATWEEL:
        return ""
    if unicodedata.category(char) in ("Cc", "Cf", "Cs") or 0xFE00 <= code <= 0xFE0F:
        return ""
    if code in _HANGUL_SYLLABLES:
        return char
    plain = unicodedata.normalize("NFKD", char).casefold()
    kept = (_SAME.get(part, part) for part in plain if not unicodedata.combining(part))
    return "".join(" " if part.isspace() else part for part in kept)


def _irregular(odd: str, table: dict[int, str]) -> re.Pattern[str]:
    """What does not fold one to one in a text with this alphabet."""
    parts = [_JOINED, _DASH_RUN, _DOTS, _BLANKS]
    if any(code >= 0x1100 for code in table):
        parts[:0] = [_BLANK_IN_IDEOGRAPHS, _JAMO]
    if odd:
        parts.append(f"(?P<odd>[{odd}])")
    return re.compile("|".join(parts))


def _replacement(match: re.Match[str], table: dict[int, str]) -> str:
    kind = match.lastgroup or ""
    if kind == "odd":
        return table[ord(match.group())]
    if kind == "jamo":
        return unicodedata.normalize("NFC", match.group())
    return _REPLACEMENTS[kind]
