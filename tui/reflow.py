"""Paragraphs that were wrapped by hand, as they read in a column of another width.

Only what is wrapped and drawn is another text, of the same length: offsets count in both alike.
In doubt a line end stays, for verse, code and tables are spoilt by what prose only gains from.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from notes.prose import HARD_WRAP, OWN_LINE
from tui.cells import WIDE

LONGEST = 4_000_000  # code points: a longer text would be late on the screen
_NARROWEST = 50  # code points: what breaks off sooner is verse, an address, or a column
_FEWEST = 3  # line ends that a width must explain
_MOST = 0.6  # of the text that might be wrapped at it; in verse of even lines it is a half
_SMALL = 0.4  # of the lines that go on, begin with a small letter; of logs and most verse none do
_FRONT_MATTER = 64 * 1024  # code points in which it ends

_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_GAP = re.compile(r" {3}|[^.?!:'\"”’)\]] {2}")  # two blanks after a full stop are a habit of prose
_APART = re.compile(r"[\s>|]|#{1,6} |[\W_]*\Z")
_BEGINS = re.compile(
    rf"{OWN_LINE.pattern}"
    r"|\[[^\]\s]{1,24}\]"  # an entry of a bibliography, or where a link leads
    r"|[^\W\d_][\w-]{0,24}: "  # a field, as in the head of a letter
    rf"|[{WIDE}]"  # what has no blanks between words
    r"|[^\w\"'“‘«„(\[*_`¿¡$€£&]"
)
_UNDERLINE = re.compile(r"(?:={2,}|-{2,})[ \t]*$", re.MULTILINE)
# What no blank follows where the line goes on, or what is there to break the line.
_HOLDS = re.compile(rf"[-\u2010-\u2015\xad\\\s{WIDE}]")
_FIRST_WIDE = "\u1100"

_STANDS, _BEGAN, _GOES_ON = range(3)  # a line stands apart; may go on in the next; is such a next


class _Line(NamedTuple):
    start: int
    end: int
    word_end: int  # of the first word
    kind: int


class _Breaks:
    """The line ends that may be soft, and what is to be known of lines to find their width."""

    def __init__(self, text: str) -> None:
        self.newlines = array("Q")  # offsets, in order
        self.reaches = array("Q")  # of the lines they end, had the next word stood there as well
        # By length, reach, and whether the next line begins with a small letter: how many.
        self.counts: Counter[tuple[int, int, bool]] = Counter()
        self.others = [0] * (HARD_WRAP + 2)  # by length: code points in lines that end otherwise
        before = _Line(0, 0, 0, _STANDS)
        for line in _lines(text):
            self._look_at(text, before, line)
            before = line
        self._look_at(text, before, _Line(len(text), len(text), len(text), _STANDS))

    def _look_at(self, text: str, line: _Line, following: _Line) -> None:
        """Note how a line ends."""
        length = line.end - line.start
        if line.kind and following.kind == _GOES_ON and _may_go_on(text, line, following):
            reach = length + 1 + following.word_end - following.start
            first = text[following.start]
            self.newlines.append(line.end)
            self.reaches.append(reach)
            self.counts[length, reach, first.isalpha() and not first.isupper()] += 1
        elif line.kind:
            self.others[min(length, HARD_WRAP + 1)] += length


def reflowed(text: str) -> str:
    """`text` with a blank for each newline that is there only because a line was full.

    Which lines were full is known from the width that most lines are wrapped at; a text without
    such a width, or longer than `LONGEST`, is given back itself. Reflowing twice changes nothing.
    """
    if len(text) > LONGEST:
        return text
    found = _joined(text)
    # Where another width shows once lines are joined, neither is what the text was wrapped at.
    return found if found is text or _joined(found) is found else text


def _joined(text: str) -> str:
    breaks = _Breaks(text)
    width = _width(breaks)
    if width is None:
        return text
    pieces: list[str] = []
    place = 0
    for newline, reach in zip(breaks.newlines, breaks.reaches, strict=True):
        if reach > width:
            pieces += (text[place:newline], " ")
            place = newline + 1
    pieces.append(text[place:])
    return "".join(pieces)


def _width(breaks: _Breaks) -> int | None:
    """The width, in code points, that explains the most line ends; None if that is too little.

    A line that was broken since the next word did not fit explains itself by every width from its
    own length up to where that word would have ended.
    """
    ends, small, explained = ([0] * (HARD_WRAP + 2) for _ in range(3))
    total = 0
    for (length, reach, is_small), count in breaks.counts.items():
        past = min(reach, HARD_WRAP + 1)
        total += length * count
        for tally, weight in ((ends, 1), (small, int(is_small)), (explained, length)):
            tally[length] += weight * count
            tally[past] -= weight * count
    ends, small, explained = (list(accumulate(tally)) for tally in (ends, small, explained))
    width = max(range(_NARROWEST, HARD_WRAP + 1), key=lambda one: (explained[one], one))
    against = sum(breaks.others[width + 1 :])
    is_clear = (
        ends[width] >= _FEWEST
        and small[width] >= _SMALL * ends[width]
        and explained[width] >= _MOST * (total + against)
    )
    return width if is_clear else None


def _lines(text: str) -> Iterator[_Line]:
    """All lines but those of front matter; fenced code stands apart."""
    start = _after_front_matter(text)
    columns = _Columns(text)
    fence = ""
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        found = _FENCE.match(text, start, end) if text[start : start + 1] in " `~" else None
        if fence:
            yield _Line(start, end, end, _STANDS)
            if found and found[1].startswith(fence) and not text[found.end() : end].strip():
                fence = ""
        elif found:
            fence = found[1]
            yield _Line(start, end, end, _STANDS)
        else:
            word_end = text.find(" ", start, end)
            if word_end < 0:
                word_end = end
            kind = _STANDS if columns.are_in(start, end) else _kind(text, start, end, word_end)
            yield _Line(start, end, word_end, kind)
        start = end + 1


def _kind(text: str, start: int, end: int, word_end: int) -> int:
    if start == end:
        return _STANDS
    if end - start > HARD_WRAP:
        return _STANDS if _APART.match(text, start, start + HARD_WRAP) else _BEGAN
    if text[start:word_end].isalpha() and text[start] < _FIRST_WIDE:  # as most lines begin
        return _GOES_ON
    if _APART.match(text, start, end):
        return _STANDS
    return _BEGAN if _BEGINS.match(text, start, end) else _GOES_ON


class _Columns:
    """Finds the lines with gaps as between columns; asked for one line after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ahead = [(mark, -1) for mark in ("  ", "\t", "|")]

    def are_in(self, start: int, end: int) -> bool:
        """Whether they are in a line of a hard-wrapped text; in longer ones they do not matter."""
        if end - start > HARD_WRAP:
            return False
        found = False
        for index, (mark, place) in enumerate(self._ahead):
            if place < start:
                place = self._text.find(mark, start)
                self._ahead[index] = mark, place if place >= 0 else len(self._text)
                place = self._ahead[index][1]
            if place < end:
                found = found or mark != "  " or bool(_GAP.search(self._text, start, end))
        return found


def _may_go_on(text: str, line: _Line, following: _Line) -> bool:
    if line.end - line.start > HARD_WRAP:
        return False
    if text.startswith(("==", "--"), following.end + 1) and _UNDERLINE.match(
        text, following.end + 1
    ):
        return False
    return not _HOLDS.match(text, line.end - 1)


def _after_front_matter(text: str) -> int:
    """The offset of the first line that is not front matter."""
    if not text.startswith("---\n"):
        return 0
    end = _FRONT_END.search(text, 4, _FRONT_MATTER)
    return end.end() + 1 if end else 0
