"""Find where the terms of a query stand in one text, as exact ranges of its code points.

Cutting a whole book into tokens takes a second. So the text is folded in bulk, the beginnings of
the wanted terms are looked for in that, and only the surroundings of what is found are cut.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from .analysis import Analyzer, Chunk, Token, is_unspaced
from .folded_text import FoldedText
from .folding import fold_term
from .heads import Pattern, Row, head_pattern, heads, is_miss, place_alone, words_alone
from .model import Range

# Text never runs on as one chunk over these: white space, and the punctuation of CJK.
_BREAK = re.compile(r"[\s\u3000-\u3004\u3007-\u3020\u3030\uff01\uff08-\uff0f\uff1a-\uff1f]+")
_LAST_BREAK = 32  # how far back a chunk is followed at first
_SAMPLE, _DENSE = 200_000, 400  # one find in so many characters: cutting it all is quicker


class Match(NamedTuple):
    """A range of the text, and the index of the pattern that stands there."""

    start: int
    end: int
    pattern: int


def locate(patterns: Sequence[Pattern], text: str, analyzer: Analyzer) -> list[Match]:
    """Every match of every pattern in `text`, in order."""
    found: set[Match] = set()
    sieve = _Sieve(patterns, analyzer)
    words: dict[str, list[int]] = {}  # which patterns look for a word: a passage has twenty
    others = []
    for number, pattern in enumerate(patterns):
        for word in pattern.words:
            words.setdefault(word, []).append(number)
        if pattern.prefixes or pattern.rows or pattern.begun or pattern.near:
            others.append((number, pattern))
    alone: list[Range] = []
    for start, end in _regions(patterns, text, analyzer, alone):
        tokens = list(analyzer.tokens(text, start, end, sieve))
        for token in tokens:
            for number in words.get(token.term, ()):
                found.add(Match(token.start, token.end, number))
        for number, pattern in others:
            found.update(Match(*where, number) for where in _within(pattern, tokens))
    found.update(_of_words(alone, text, patterns, words))
    return sorted(found)


def _of_words(
    alone: Iterable[Range],
    text: str,
    patterns: Sequence[Pattern],
    words: Mapping[str, Sequence[int]],
) -> Iterator[Match]:
    """The matches of words that stand alone; few different words stand in many places."""
    known: dict[str, tuple[int, ...]] = {}
    for start, end in alone:
        raw = text[start:end]
        numbers = known.get(raw)
        if numbers is None:
            term = fold_term(raw)
            begun = (n for n, one in enumerate(patterns) if term.startswith(one.prefixes))
            numbers = known[raw] = tuple({*words.get(term, ()), *begun})
        for number in numbers:
            yield Match(start, end, number)


class _Sieve(dict[str, Chunk]):
    """Chunks with only those of their terms that a pattern looks for."""

    def __init__(self, patterns: Sequence[Pattern], analyzer: Analyzer) -> None:
        super().__init__()
        self._analyzer = analyzer
        self._prefixes = tuple(
            prefix
            for pattern in patterns
            for prefix in (*pattern.prefixes, *(row[-1] for row in pattern.begun))
        )
        self._words = {
            term
            for pattern in patterns
            for row in (pattern.words, *pattern.rows, *pattern.begun, *pattern.near)
            for term in row
        }

    def __missing__(self, raw: str) -> Chunk:
        chunk = self._analyzer.chunk(raw)
        kept = tuple(
            token
            for token in chunk.tokens
            if token.term in self._words or token.term.startswith(self._prefixes)
        )
        self[raw] = sifted = Chunk(kept, chunk.width)
        return sifted


def united(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges in order, those that overlap joined."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _within(pattern: Pattern, tokens: Sequence[Token]) -> Iterator[Range]:
    """Where the prefixes, the rows and the words near each other of a pattern stand."""
    prefixes = pattern.prefixes
    if prefixes:
        for term, _, start, end in tokens:
            if term.startswith(prefixes):
                yield start, end
    if pattern.rows or pattern.begun:
        places: dict[tuple[str, int], Token] = {}
        for token in tokens:
            places.setdefault((token.term, token.position), token)
        for row in pattern.rows:
            yield from _rows(row, places)
        for row in pattern.begun:
            yield from _begun(row, tokens, places)
    for together in pattern.near:
        yield from _near(together, pattern.distance, tokens)


def _near(together: frozenset[str], distance: int, tokens: Sequence[Token]) -> Iterator[Range]:
    """The words of each stretch of at most `distance` positions that holds them all."""
    wanted = sorted(
        (token for token in tokens if token.term in together), key=lambda token: token.position
    )
    first = 0
    for last, token in enumerate(wanted):
        while wanted[first].position < token.position - distance:
            first += 1
        stretch = wanted[first : last + 1]
        if {one.term for one in stretch} == together:
            yield from ((one.start, one.end) for one in stretch)


def _rows(row: Row, places: dict[tuple[str, int], Token]) -> Iterator[Range]:
    for (term, position), first in list(places.items()):
        if term != row[0]:
            continue
        last = [places.get((other, position + step)) for step, other in enumerate(row)]
        if None not in last:
            tokens = [token for token in last if token is not None]
            yield first.start, max(token.end for token in tokens)


def _begun(
    row: Row, tokens: Sequence[Token], places: Mapping[tuple[str, int], Token]
) -> Iterator[Range]:
    """Where a row stands whose last term is only the beginning of a word."""
    *whole, start = row
    for last in tokens:
        if last.term.startswith(start):
            first = last.position - len(whole)
            before = [places.get((term, first + step)) for step, term in enumerate(whole)]
            if None not in before:
                found = [token for token in before if token is not None]
                yield found[0].start, max(token.end for token in (*found, last))


def _regions(
    patterns: Sequence[Pattern], text: str, analyzer: Analyzer, alone: list[Range]
) -> Iterator[Range]:
    """Ranges that hold all matches and begin and end between chunks; they do not overlap.

    Words for which nothing needs to be cut are added to `alone` instead.
    """
    beginnings, reach = heads(patterns)
    if not beginnings:
        return
    folded = analyzer.folded(text)
    if folded is None:
        yield 0, len(text)
        return
    wanted, breaks = head_pattern(beginnings, words_alone(patterns)), _Breaks(text)
    finds = wanted.finditer(folded.text)
    finds = _but_misses(finds, folded, text) if reach else _but_alone(finds, folded, text, alone)
    sample = list(islice(finds, _SAMPLE // _DENSE))
    if len(sample) == _SAMPLE // _DENSE and sample[-1].start() < _SAMPLE:
        yield 0, len(text)
        return
    start = end = 0
    for found in chain(sample, finds):
        if _inside_word(folded.text, found.start()):
            continue
        place = folded.original(found.start())
        if place >= end:
            low = _back(text, place, end, reach)
            if low > end:
                if end > start:
                    yield start, end
                start = low
        elif not reach:
            continue
        end = max(end, breaks.after(place, reach))
    if end > start:
        yield start, end


def _but_alone(
    finds: Iterable[re.Match[str]], folded: FoldedText, text: str, alone: list[Range]
) -> Iterator[re.Match[str]]:
    """The finds but for words that stand alone, which are added to `alone`."""
    for found in finds:
        place = place_alone(found, folded, text) if found.lastindex else None
        if place is None:
            yield found
        else:
            alone.append(place)


def _but_misses(
    finds: Iterable[re.Match[str]], folded: FoldedText, text: str
) -> Iterator[re.Match[str]]:
    """The finds but for words that another one follows than must."""
    return (found for found in finds if not (found.lastindex and is_miss(found, folded, text)))


def _inside_word(text: str, place: int) -> bool:
    """Whether `place` is in the middle of a word, where no term of a spaced script begins."""
    return (
        place > 0
        and text[place].isalnum()
        and text[place - 1].isalnum()
        and not is_unspaced(text[place])
        and not is_unspaced(text[place - 1])
    )


def _back(text: str, place: int, limit: int, chunks: int) -> int:
    """The beginning of the chunk at `place`, or so many chunks before; not before `limit`."""
    low = place
    window = _LAST_BREAK * (chunks + 1)
    while True:
        low = max(limit, place - window)
        breaks = [found.end() for found in _BREAK.finditer(text, low, place)]
        if len(breaks) > chunks:
            return breaks[-1 - chunks]
        if low == limit:
            return limit
        window *= 4


class _Breaks:
    """The breaks of a text, found as they are needed, for places that only go forward."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self._scan = _BREAK.finditer(text)

    def after(self, place: int, chunks: int) -> int:
        """The end of the chunk at `place`, or of the one so many chunks on."""
        if not self._starts or place > self._starts[-1]:
            self._starts = []
            self._scan = _BREAK.finditer(self._text, place)
        number = bisect_left(self._starts, place) + chunks
        while len(self._starts) <= number:
            found = next(self._scan, None)
            self._starts.append(found.start() if found else len(self._text))
        return self._starts[number]
