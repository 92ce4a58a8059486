"""Places that may be a passage, for the user to choose from: also those without the evidence."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from notes.annotations.anchoring.evidence import Evidence, Pattern, examine, likeness
from notes.annotations.anchoring.folding import fold
from notes.annotations.anchoring.searching import Finder
from notes.annotations.anchoring.shingles import WORD
from notes.annotations.model import Selector

MOST = 6
_LEAST_WORDS = 0.4  # a likeness under which nobody would take the words for the same
_LEAST_SIDES = 0.6  # of the context: then the words between may be quite different ones
_LEAST_SHARED = 0.5  # of the weight of the words
_FEWEST_SHARED = 3  # words; one or two stand together in any text
_SIDES = 0.45  # what the context counts beside the words
_MOST_WORDS = 64  # of a quote that are looked for: the rarest
_WIDER = 40  # code points by which a rewritten passage may be longer, besides twice its length

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place (code points) and how like its words are to those that were marked, 0 to 1."""

    start: int
    end: int
    likeness: float


def candidates(text: str, selector: Selector, most: int = MOST) -> list[Candidate]:
    """The places in `text` that are most like what `selector` describes, the best first.

    None is sure: these are what the gates of `reanchor` refuse, for somebody to look at.
    """
    pattern = Pattern.of(selector.prefix, selector.exact, selector.suffix)
    if not pattern.quote or not text:
        return []
    folded = fold(text)
    finder = Finder(folded)
    near = folded.index(min(max(0, selector.start), len(text)))
    like = (*finder.occurrences(pattern, near)[:most], *finder.alike(pattern))
    found = [one for one in like if one.quote >= _LEAST_WORDS or one.mean_side >= _LEAST_SIDES]
    shared = sharing(folded.text, pattern.quote, most)
    found += [examine(folded.text, pattern, start, end) for start, end in shared]
    apart: list[Evidence] = []
    for one in sorted(found, key=_rank, reverse=True):
        if one.start < one.end and not any(_overlap(one, other) for other in apart):
            apart.append(one)
    return [
        Candidate(folded.origin(one.start), folded.origin_end(one.end), one.quote)
        for one in apart[:most]
    ]


def candidate_at(text: str, selector: Selector, start: int, end: int) -> Candidate:
    """The place `[start, end)` of `text` as a candidate for what `selector` describes."""
    return Candidate(start, end, likeness(fold(selector.exact).text, fold(text[start:end]).text))


def sharing(text: str, quote: str, most: int) -> list[Span]:
    """The spans of `text` with the most of the words of `quote`, rare ones first (both folded)."""
    places: dict[str, list[Span]] = {word: [] for word, _, _ in _words(quote)}
    for word, start, end in _words(text):
        if word in places:
            places[word].append((start, end))
    known = sorted((word for word in places if places[word]), key=lambda word: len(places[word]))
    weights = {word: 1 / (1 + log2(len(places[word]))) for word in known[:_MOST_WORDS]}
    if len(known) < _FEWEST_SHARED:
        return []
    missing = len(places) - len(known)
    stands = sorted((*span, word) for word in weights for span in places[word])
    least = _LEAST_SHARED * (sum(weights.values()) + missing)
    windows = _windows(stands, weights, 2 * len(quote) + _WIDER)
    best: list[Span] = []
    for score, start, end in sorted(windows, key=lambda one: (-one[0], one[2] - one[1])):
        if score < least or len(best) >= most:
            break
        if all(end <= low or start >= high for low, high in best):
            best.append((start, end))
    return best


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words that tell something, each with its place; every ideograph is one."""
    for match in WORD.finditer(text):
        word = match.group()
        if len(word) >= 3 or word >= "\u3040":
            yield word, *match.span()


def _windows(
    stands: Sequence[tuple[int, int, str]], weights: dict[str, float], width: int
) -> Iterator[tuple[float, int, int]]:
    """For each stand of a word, the weight of the words that end with it within `width`."""
    within: Counter[str] = Counter()
    score, first = 0.0, 0
    for start, end, word in stands:
        if not within[word]:
            score += weights[word]
        within[word] += 1
        while stands[first][0] < end - width or within[stands[first][2]] > 1:
            gone = stands[first][2]
            within[gone] -= 1
            if not within[gone]:
                score -= weights[gone]
            first += 1
        yield score, min(stands[first][0], start), end


def _rank(one: Evidence) -> float:
    return one.quote + _SIDES * one.mean_side


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end
