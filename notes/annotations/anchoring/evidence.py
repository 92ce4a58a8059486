"""How much speaks for a place: the likeness of its words and of what stands around them.

Likenesses run from 0 to 1: one minus the Levenshtein distance per letter. Offsets are into folded
texts.
"""

from dataclasses import dataclass

from notes.annotations.anchoring.folding import fold

_FULL_CONTEXT = 64
_LEAST_CONTEXT = 6  # a shorter context tells nothing
_SHORTER = ((32, 0.04), (16, 0.10))  # less of it may be there, for a price
_FAR = 400  # code points that may have been inserted between a passage and its context
_INSERTED = 0.15  # what that costs
_TELLING = 20  # letters of context that are looked for there


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is looked for, folded: the quote and up to 64 code points on either side."""

    prefix: str
    quote: str
    suffix: str

    @classmethod
    def of(cls, prefix: str, quote: str, suffix: str) -> "Pattern":
        """Fold quote and context together, so that what joins them folds as in the text."""
        folded = fold(prefix + quote + suffix)
        start, end = folded.span(len(prefix), len(prefix) + len(quote))
        text = folded.text
        return cls(
            text[max(0, start - _FULL_CONTEXT) : start],
            text[start:end],
            text[end : end + _FULL_CONTEXT],
        )

    @property
    def whole(self) -> str:
        """Context and quote as they stood together."""
        return self.prefix + self.quote + self.suffix


@dataclass(frozen=True, slots=True)
class Evidence:
    """How like a place is to what is looked for; a side is None where there was no context."""

    start: int
    end: int
    quote: float
    left: float | None
    right: float | None
    score: float

    @property
    def best_side(self) -> float:
        """The likeness of the better side."""
        return max(self._sides, default=0.0)

    @property
    def mean_side(self) -> float:
        """The mean likeness of the sides there are."""
        return sum(self._sides) / len(self._sides) if self._sides else 0.0

    @property
    def _sides(self) -> list[float]:
        return [side for side in (self.left, self.right) if side is not None]


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """The likeness of two strings; 0 where it is under `least`."""
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.normalized_similarity(one, other, score_cutoff=least))


def examine(text: str, pattern: Pattern, start: int, end: int) -> Evidence:
    """Weigh one place of the folded text `text`."""
    quote = 1.0 if text[start:end] == pattern.quote else _quote_likeness(text[start:end], pattern)
    left = _side(pattern.prefix[::-1], text[max(0, start - _FAR) : start][::-1])
    right = _side(pattern.suffix, text[end : end + _FAR])
    weighed = [(len(pattern.quote), quote)]
    if left is not None:
        weighed.append((len(pattern.prefix), left))
    if right is not None:
        weighed.append((len(pattern.suffix), right))
    total = sum(weight for weight, _ in weighed)
    score = sum(weight * value for weight, value in weighed) / total
    return Evidence(start, end, quote, left, right, score)


def _quote_likeness(there: str, pattern: Pattern) -> float:
    return likeness(pattern.quote, there)


def _side(context: str, there: str) -> float | None:
    """The likeness of one side, both read away from the passage."""
    if len(context.strip()) < _LEAST_CONTEXT:
        return None
    best = likeness(context, there[: len(context)])
    for length, price in _SHORTER:
        if length < len(context) and best < 1 - price:
            best = max(best, likeness(context[:length], there[:length]) - price)
    if best < 1 - _INSERTED and len(context) >= _TELLING:
        at = there.find(context[:_TELLING])
        if at >= 0:
            moved = likeness(context, there[at : at + len(context)])
            best = max(best, moved - _INSERTED)
    return best


def lead(value: float, rival: float) -> float:
    """How much of the way from the rival to certainty a place has gone; 1 is certain."""
    if rival >= 1:
        return 0.0 if value < 1 else -1.0
    return (value - rival) / (1 - rival)
