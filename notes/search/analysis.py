"""Turn text into terms with exact positions and offsets: the same for documents and for queries.

A chunk is what the pattern matches: `word`, `C++`, `e-mail`, a run of Chinese. It gives one or more
terms. A compound gives its pieces at successive positions and the whole at the first (and, when
joined by hyphens alone, at the last, so that a phrase may go on from it). Scripts written without
spaces give single characters and pairs. Stop words are kept.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .folded_text import FoldedTexts
from .folding import IGNORABLE, fold, fold_term

_CACHED_CHUNKS = 200_000


class Token(NamedTuple):
    """A term of a text: its position among the words, its range in the original code points."""

    term: str
    position: int
    start: int
    end: int


class Chunk(NamedTuple):
    """The terms of one chunk, relative to it, and how many positions it takes."""

    tokens: tuple[Token, ...]
    width: int


def _marks() -> str:
    """All combining marks as ranges of a character class: Python's word class lacks them."""
    ranges: list[list[int]] = []
    for code in range(0x300, min(sys.maxunicode, 0x1FFFF)):
        if unicodedata.category(chr(code)) in ("Mn", "Mc"):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


_MARKS = _marks()
# Thai, Lao, Burmese, Khmer, Hangul, Kana, Han: written without spaces between words, or with
# endings attached, so that whole runs would hide the words in them.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005\u3006\u3041-\u3096\u3099\u309a"
    "\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_LETTER = rf"[^\W_{UNSPACED}]"
_CORE = rf"{_LETTER}+(?:[{_MARKS}{IGNORABLE}]+{_LETTER}*)*"
_HYPHENS = "\\-\u2010\u2011"
_JOINERS = rf".'\u2019\u02bc\uff07&_@{_HYPHENS}"
# The first branch says nothing new: plain words before plain punctuation, found twice as fast.
_CHUNK = re.compile(
    rf"[A-Za-z0-9]+(?=[ \n\t,;:!?)\"])"
    rf"|[@#$€£]?{_CORE}(?:[{_JOINERS}]{_CORE})*(?:\+\+?(?![\w+])|\#(?!\w))?|[{UNSPACED}]+"
)
_PIECE = re.compile(_CORE)
_SYMBOLS = re.compile(rf"[{_JOINERS}@#$€£+]")
_OTHER_JOINERS = re.compile(r"[.'\u2019\u02bc\uff07&_@#$€£+]")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
# A written character of these scripts: a syllable in letters, or a base with its marks.
_UNIT = re.compile(
    rf"[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|.[{_MARKS}\uff9e\uff9f]*", re.DOTALL
)


def is_unspaced(term: str) -> bool:
    """Whether the term comes from a script that is indexed by single characters and pairs."""
    return bool(_IS_UNSPACED.match(term))


class Analyzer:
    """Cuts texts into tokens; remembers the chunks it has seen, which makes it fast."""

    def __init__(self) -> None:
        self._chunks: dict[str, Chunk] = {}
        self.folded = FoldedTexts().get

    def tokens(
        self,
        text: str,
        start: int = 0,
        end: int | None = None,
        chunks: Mapping[str, Chunk] | None = None,
    ) -> Iterator[Token]:
        """The tokens of `text[start:end]`, chunk by chunk; offsets are into `text`.

        `chunks` may give the tokens of each chunk in place of the analyzer, to leave some out.
        """
        position = 0
        cut = self.chunk if chunks is None else chunks.__getitem__
        for found in _CHUNK.finditer(text, start, len(text) if end is None else end):
            tokens, width = cut(found.group())
            if tokens:
                base = found.start()
                for term, step, low, high in tokens:
                    yield Token(term, position + step, base + low, base + high)
            position += width

    def positions(self, text: str, base: int = 0) -> tuple[dict[str, list[int]], int]:
        """Every term's positions (ascending, the first word at `base`), and the next position."""
        found: dict[str, list[int]] = {}
        position = base
        known = self._chunks
        for raw in _CHUNK.findall(text):
            chunk = known.get(raw) or self.chunk(raw)
            for token in chunk.tokens:
                found.setdefault(token[0], []).append(position + token[1])
            position += chunk.width
        return found, position

    def chunks(self, text: str) -> list[str]:
        """The chunks of a text, in order."""
        return _CHUNK.findall(text)

    def chunk(self, raw: str) -> Chunk:
        """The terms of one chunk."""
        known = self._chunks.get(raw)
        if known is None:
            known = _cut(raw)
            if len(raw) <= 32:
                if len(self._chunks) >= _CACHED_CHUNKS:
                    self._chunks.clear()
                self._chunks[raw] = known
        return known

    def forms(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The ways to look for what was typed as one word: each a term or a row of terms.

        `e-mail` is the term `email` or the row `e mail`; `中国人` is the row of its pairs.
        """
        if text.isascii() and text.isalnum():
            return ((self.chunk(text).tokens[0].term,),)
        chunks = [self.chunk(found.group()) for found in _CHUNK.finditer(text)]
        rows = [_row(chunk, pieces=len(chunks) > 1) for chunk in chunks]
        together = tuple(term for row in rows for term in row)
        if not together:
            return ()
        if len(chunks) == 1 and chunks[0].width > 1 and _HYPHEN.search(text):
            return (together, _row(chunks[0], pieces=True))
        return (together,)

    def row(self, text: str) -> tuple[str, ...]:
        """The terms of a phrase, one for each position."""
        chunks = (self.chunk(found.group()) for found in _CHUNK.finditer(text))
        return tuple(term for chunk in chunks for term in _row(chunk, pieces=True))


def _row(chunk: Chunk, pieces: bool) -> tuple[str, ...]:
    """One term a position, the longest (a pair) or shortest (a piece of a compound) as asked."""
    first = chunk.tokens[0]
    if is_unspaced(first.term):
        by_position: dict[int, str] = {}
        for token in chunk.tokens:  # the pair comes after its first character
            by_position[token.position] = token.term
        row = tuple(by_position[position] for position in sorted(by_position))
        return row[:-1] if len(row) > 1 else row
    if not pieces or chunk.width == 1:
        return (first.term,)
    return tuple(token.term for token in chunk.tokens[-chunk.width :])


def _cut(raw: str) -> Chunk:
    if _IS_UNSPACED.match(raw):
        return _cut_unspaced(raw)
    if not _SYMBOLS.search(raw):
        return Chunk((Token(fold_term(raw), 0, 0, len(raw)),), 1)
    pieces = tuple(
        Token(fold_term(found.group()), step, found.start(), found.end())
        for step, found in enumerate(_PIECE.finditer(raw))
    )
    whole = Token(fold_term(_HYPHEN.sub("", raw)), 0, 0, len(raw))
    wholes: tuple[Token, ...] = (whole,)
    if len(pieces) > 1 and not _OTHER_JOINERS.search(raw):
        wholes = (whole, whole._replace(position=len(pieces) - 1))
    return Chunk(wholes + pieces, len(pieces))


def _cut_unspaced(raw: str) -> Chunk:
    units = [(fold(found.group()), *found.span()) for found in _UNIT.finditer(raw)]
    tokens = []
    for step, (unit, start, end) in enumerate(units):
        tokens.append(Token(unit, step, start, end))
        if step + 1 < len(units):
            following, _, after = units[step + 1]
            tokens.append(Token(unit + following, step, start, after))
    return Chunk(tuple(tokens), len(units))
