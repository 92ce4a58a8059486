"""Choose the places of a document to show, and cut a line of text around each."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .analysis import Analyzer
from .heads import Pattern
from .matching import Match, locate, united
from .model import Passage, PassageKind, Range, SourceNote
from .patterns import Told

SNIPPET = 160
_BEFORE = 60  # how far before the first match a snippet may begin
_SENTENCE = re.compile(r"(?<=[.!?…。！？])[\"'”’»)\]]*\s+|\n\s*\n")
# Unicode's category Cf: characters that are not seen but may turn a line around.
_FORMATTING = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_UNSEEN = re.compile(f"[{_FORMATTING}]")
_CONTROLS = "\x00-\x1f\x7f-\x9f\ud800-\udfff"
_STRANGE = f"[^\\S ]|[{_CONTROLS}{_FORMATTING}]"  # all that becomes a space, or nothing
_ODD = re.compile(f"(?: |{_STRANGE})*(?:{_STRANGE})(?: |{_STRANGE})*| {{2,}}|\\A +")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:(?!---|\.\.\.).*\n){1,200}(?:---|\.\.\.)[ \t]*\n")
_CHOSEN_FROM = 2_000  # windows weighed; the rest of a long document is only counted


class Body(NamedTuple):
    """A text in which patterns are looked for, and what a match of each tells."""

    text: str
    patterns: Sequence[Pattern]
    told: Told
    analyzer: Analyzer

    def matches(self) -> list[Match]:
        """Where the patterns stand; the common ones are left out where others are found.

        A book has its hundred thousand of them.
        """
        telling = [n for n in range(len(self.patterns)) if n not in self.told.common]
        if self.told.common:
            wanted = [self.patterns[number] for number in telling]
            found = locate(wanted, self.text, self.analyzer)
            if found:
                return [match._replace(pattern=telling[match.pattern]) for match in found]
        return locate(self.patterns, self.text, self.analyzer)

    def lit(self, low: int, high: int) -> list[Range]:
        """The common patterns in a piece of the text."""
        wanted = [self.patterns[number] for number in self.told.common]
        found = locate(wanted, self.text[low:high], self.analyzer) if wanted else []
        return [(low + match.start, low + match.end) for match in found]


def body_passages(body: Body, matches: Sequence[Match], most: int) -> tuple[Passage, ...]:
    """The windows with the most different words of the query that tell, in reading order.

    What the text says comes before what its front matter says of it.
    """
    weights = body.told.weights
    front = _front_matter(body.text)
    windows = _windows(matches[:_CHOSEN_FROM])
    windows.sort(
        key=lambda window: (window[0].start < front, _rank(window, weights), window[0].start)
    )
    chosen: list[list[Match]] = []
    for window in windows:
        if len(chosen) == most:
            break
        if all(_apart(window, other) for other in chosen):
            chosen.append(window)
    chosen.sort(key=lambda window: window[0].start)
    return tuple(_passage(body, united(match[:2] for match in window)) for window in chosen)


def _front_matter(text: str) -> int:
    """Where the fields end that a Markdown text may begin with."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else 0


def _windows(matches: Sequence[Match]) -> list[list[Match]]:
    """For each match, those that fit into one snippet beginning with it."""
    windows = []
    last = 0
    for first, match in enumerate(matches):
        last = max(last, first + 1)
        while last < len(matches) and matches[last].end <= match.start + SNIPPET - _BEFORE:
            last += 1
        windows.append(list(matches[first : min(last, first + 32)]))
    return windows


def _rank(window: Sequence[Match], weights: Sequence[float]) -> tuple[float, int]:
    told = sum(weights[pattern] for pattern in {match.pattern for match in window})
    return -told, -min(len(window), 4)


def _apart(window: Sequence[Match], other: Sequence[Match]) -> bool:
    return window[-1].end <= other[0].start or window[0].start >= other[-1].end


def _passage(body: Body, ranges: tuple[Range, ...]) -> Passage:
    start, end = ranges[0][0], ranges[-1][1]
    low, high = _piece(body.text, ranges)
    ranges = united([*ranges, *body.lit(low, high)])
    snippet, marked = _shown(body.text, ranges, low, high)
    return Passage(start, end, snippet, ranges, marked, "body")


def note_passage(
    note: SourceNote, kind: PassageKind, shown: str, ranges: tuple[Range, ...], text: str | None
) -> Passage:
    """A match in an annotation's quote, note or tags; for a quote, also where that stands."""
    snippet, marked = snip(shown, ranges)
    start, end = (None, None) if note.start is None or note.end is None else (note.start, note.end)
    matches: tuple[Range, ...] = ()
    if kind == "quote" and text is not None and start is not None and text[start:end] == shown:
        matches = tuple((start + low, start + high) for low, high in ranges)
    return Passage(start, end, snippet, matches, marked, kind, note.id)


def title_passage(title: str, ranges: tuple[Range, ...]) -> Passage:
    """A match in the title, which has no place in the text."""
    snippet, marked = snip(title, ranges, is_line=True)
    return Passage(None, None, snippet, (), marked, "title")


def snip(
    text: str, ranges: Iterable[Range], *, is_line: bool = False
) -> tuple[str, tuple[Range, ...]]:
    """A line of about 160 characters around the ranges, and where these are in it.

    White space becomes single spaces, control characters spaces; `…` stands where text was cut.
    What `is_line` by itself, as a title, is shown whole where there is room.
    """
    wanted = list(ranges)
    return _shown(text, wanted, *_piece(text, wanted, is_line=is_line))


def _piece(text: str, ranges: Sequence[Range], *, is_line: bool = False) -> Range:
    """The piece of the text to show for the ranges."""
    low = 0 if is_line and len(text) <= SNIPPET else _beginning(text, ranges[0][0] if ranges else 0)
    return low, _ending(text, low, min(ranges[0][1], low + 2 * SNIPPET) if ranges else low)


def _shown(
    text: str, ranges: Iterable[Range], low: int, high: int
) -> tuple[str, tuple[Range, ...]]:
    """A piece of the text as a line, and where the ranges are in it."""
    line, offsets = _one_line(text[low:high])
    lead = "… " if text[:low].strip() else ""
    trail = " …" if text[high : high + 2 * SNIPPET].strip() else ""
    inside = [
        (max(start, low), min(end, high)) for start, end in ranges if low < end and start < high
    ]
    marked = tuple(
        (offsets[start - low] + len(lead), offsets[end - low] + len(lead))
        for start, end in inside
        if offsets[start - low] < offsets[end - low]
    )
    return lead + line + trail, marked


def _beginning(text: str, first: int) -> int:
    """Where to begin: with the sentence, else with a word, at most `_BEFORE` before the match."""
    low = max(0, first - _BEFORE)
    sentences = [found.end() for found in _SENTENCE.finditer(text, low, first)]
    if sentences:
        return sentences[0]
    if low == 0:
        return 0
    found = re.compile(r"\s+").search(text, low, first)
    return found.end() if found else low


def _ending(text: str, low: int, least: int) -> int:
    """Where to end: with a word, so that the line keeps its length but holds all up to `least`."""
    high = max(low + SNIPPET, least)
    if high >= len(text):
        return len(text)
    for place in range(high, max(least, high - 40), -1):
        if text[place].isspace():
            return place
    return high


def _one_line(text: str) -> tuple[str, list[int]]:
    """`text` on one line without controls, and for each of its offsets that in the line.

    Formatting characters, which may turn the line around, are left out.
    """
    line: list[str] = []
    offsets: list[int] = []
    length = last = 0
    for found in _ODD.finditer(text):
        plain = text[last : found.start()]
        line.append(plain)
        offsets.extend(range(length, length + len(plain)))
        length += len(plain)
        for char in found[0]:
            offsets.append(length)
            if length and not line[-1].endswith(" ") and not _UNSEEN.match(char):
                line.append(" ")
                length += 1
        last = found.end()
    line.append(text[last:])
    kept = "".join(line).rstrip()
    offsets.extend(range(length, length + len(text) - last + 1))
    return kept, [min(offset, len(kept)) for offset in offsets]
