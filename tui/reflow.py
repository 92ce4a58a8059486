"""Paragraphs that were wrapped by hand, as they read in a column of another width.

Only what is wrapped and drawn is another text, of the same length: offsets count in both alike.
In doubt a line end stays, for verse, code and tables are spoilt by what prose only gains from.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from notes.prose import HARD_WRAP, OWN_LINE

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
    r"|\d+[-/:.]\d+[-/:.]\d"  # an entry of a log
    r"|[\w.]+[(\[={]"  # code
    r"|[^\w\"'“‘«„(\[*_`¿¡$€£]"
)
_UNDERLINE = re.compile(r"(?:={2,}|-{2,})[ \t]*$", re.MULTILINE)
# What no blank follows where the line goes on, or what is there to break the line.
_HOLDS = re.compile(r"[-%\u2010-\u2015\xad\\\s]")
_IDEOGRAPHS = "\u2e80"  # the first of them; there are no blanks between these
_LONG = 50  # code points: a longer word is an address or data
_LONGEST_WORDS = 20  # code points: what has longer ones on an average is data as well
_MAYBE_FENCE = ("`", "~", " ")
_USUAL_ENDS = frozenset("abcdefghijklmnopqrstuvwxyz.,;:")

_STANDS, _BEGAN, _GOES_ON = range(3)  # a line stands apart; may go on in the next; is such a next


class _Line(NamedTuple):
    start: int
    end: int
    word_end: int  # of the first word
    kind: int


class _Breaks:
    """The line ends that may be soft, and what is to be known of lines to find their width."""

    def __init__(self, text: str) -> None:
        # Offsets of newlines, the lengths of the lines they end, and these lengths if the next
        # word had stood there as well.
        self.found: list[tuple[int, int, int]] = []
        # How many there are of a length, such a longer one, and with a small letter after it.
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
            self.found.append((line.end, length, reach))
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
    for newline, length, reach in breaks.found:
        if length <= width < reach:
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
    """All lines but those of front matter."""
    start = _after_front_matter(text)
    columns = _Columns(text)
    fence = ""
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        word_end = text.find(" ", start, end)
        if word_end < 0:
            word_end = end
        before = fence
        if fence or text.startswith(_MAYBE_FENCE, start):
            fence = _fence_after(text, start, end, fence)
        stands = before or fence or columns.are_in(start, end)
        kind = _STANDS if stands else _kind(text, start, end, word_end)
        yield _Line(start, end, word_end, kind)
        start = end + 1


def _fence_after(text: str, start: int, end: int, fence: str) -> str:
    """The fence that code is in after a line; "" outside."""
    found = _FENCE.match(text, start, end)
    if not fence:
        return found[1] if found else ""
    closes = found and found[1].startswith(fence) and not text[found.end() : end].strip()
    return "" if closes else fence


def _kind(text: str, start: int, end: int, word_end: int) -> int:
    if start == end:
        return _STANDS
    if end - start > HARD_WRAP:
        return _STANDS if _APART.match(text, start, start + HARD_WRAP) else _BEGAN
    if text[start] >= _IDEOGRAPHS or word_end - start >= _LONG:
        return _BEGAN
    if text[start:word_end].isalpha():  # as most lines begin
        return _GOES_ON
    if _APART.match(text, start, end):
        return _STANDS
    return _BEGAN if _BEGINS.match(text, start, end) else _GOES_ON


class _Columns:
    """Finds the lines with columns or equations; asked for one line after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = -1  # where the next of all these marks is
        self._each = dict.fromkeys(("  ", "\t", "|", " = "), -1)

    def are_in(self, start: int, end: int) -> bool:
        """Whether they are in a line of a hard-wrapped text; in longer ones they do not matter."""
        if self._next < start:
            self._next = min(self._from(mark, start) for mark in self._each)
        if self._next >= end or end - start > HARD_WRAP:
            return False
        blanks, *others = (self._from(mark, start) for mark in self._each)
        return min(others) < end or (blanks < end and bool(_GAP.search(self._text, start, end)))

    def _from(self, mark: str, start: int) -> int:
        if self._each[mark] < start:
            place = self._text.find(mark, start)
            self._each[mark] = place if place >= 0 else len(self._text)
        return self._each[mark]


def _may_go_on(text: str, line: _Line, following: _Line) -> bool:
    """Whether one line may go on in the next, if it is full."""
    length = line.end - line.start
    if length > HARD_WRAP or text.count(" ", line.start, line.end) * _LONGEST_WORDS < length:
        return False
    below = following.end + 1
    if text.startswith(("==", "--"), below) and _UNDERLINE.match(text, below):
        return False
    last = text[line.end - 1]
    return last in _USUAL_ENDS or not (last >= _IDEOGRAPHS or _HOLDS.match(last))


def _after_front_matter(text: str) -> int:
    """The offset of the first line that is not front matter."""
    if not text.startswith("---\n"):
        return 0
    end = _FRONT_END.search(text, 4, _FRONT_MATTER)
    return end.end() + 1 if end else 0
