"""Looking for a passage in a text by its words and its context alone.

A place is accepted only with enough evidence and a clear lead over the best other place: a
passage that was deleted must not turn up on another that is like it. Offsets are into folded texts.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from notes.annotations.anchoring.alignment import Alignment, align
from notes.annotations.anchoring.carrying import carry
from notes.annotations.anchoring.evidence import Evidence, Pattern, examine, lead
from notes.annotations.anchoring.folding import Folded
from notes.annotations.anchoring.gaps import align_gap
from notes.annotations.anchoring.seeds import seeds
from notes.annotations.anchoring.shingles import have_shingle_in_common

if TYPE_CHECKING:
    from notes.annotations.anchoring.seed_index import SeedIndex

CONTEXT_LEAD, QUOTE_LEAD = 0.35, 0.45  # the gates: by how much a place must lead its best rival

_MOST_PLACES = 5_000
_MOST_EXAMINED = 60
_MOST_VOTES = 400  # a seed that stands more often tells too little
_NEARLY_SURE = 0.93
_LOOKALIKE, LOOKALIKE_LEAD = 0.85, 0.65
_LONG_QUOTE = 32  # code points that are seldom found twice by chance
_BETTER_CONTEXT = 0.15
_SEEDS = 32  # the rarest words of the pattern that vote
_CANDIDATES = 10
_PATIENCE = 3  # candidates that are nothing like the pattern before the search is given up
_EXAMPLES = 16  # places of a common word that are looked at as rivals
_QUORUM = 0.2  # share of the words with a vote that a place needs
_MOST_PATTERN = 20_000  # a longer quote is looked for word for word only
_RUN = 3  # words that some part of a passage must still have side by side
_SLACK = 40  # code points around a candidate
_WIDE = 120  # code points of a quote into which much may have been inserted
_INSERTED = 600  # how much


class Finder:
    """A folded text in which many passages are looked for.

    `open_text` is the same text with all that is accounted for blotted out: places are looked for
    there, and their surroundings are read in the text itself.
    """

    def __init__(self, folded: Folded, open_text: str | None = None) -> None:
        self.folded = folded
        self._open = folded.text if open_text is None else open_text

    @cached_property
    def _seeds(self) -> "SeedIndex":
        from notes.annotations.anchoring.seed_index import SeedIndex

        return SeedIndex(self._open)

    def find(
        self,
        pattern: Pattern,
        near: int,
        *,
        is_free: Callable[[int, int], bool] = lambda start, end: True,
        rivals: Callable[[], Sequence[Evidence]] = tuple,
        only_exact: bool = False,
    ) -> Evidence | None:
        """The one place that has the evidence; of equals, none.

        `near` is where it may be expected, `rivals` gives other places that the passage was told
        apart from when it was marked; they are asked for only when a place is worth it. With
        `only_exact` the passage is looked for word for word.
        """
        if not pattern.quote:
            return None
        exact = self.occurrences(pattern, near)
        if exact:
            if _is_accepted_exact(
                exact[0], pattern, (*exact[1:2], *rivals())
            ) and not self._stands_better(pattern, exact[0]):
                return exact[0]
            if exact[0].score > _NEARLY_SURE:
                return None  # as good as certain but for a twin: guessing would be worse
        return None if only_exact else self._find_like(pattern, is_free, rivals)

    def occurrences(self, pattern: Pattern, near: int) -> list[Evidence]:
        """The word-for-word places, the best first; of many, those with equal neighbours."""
        text, quote = self.folded.text, pattern.quote
        places = self._seeds.occurrences(quote, _MOST_PLACES)
        if len(places) > _MOST_EXAMINED:
            places.sort(key=lambda place: (-_neighbours(text, place, pattern), abs(place - near)))
            del places[_MOST_EXAMINED:]
        found = [examine(text, pattern, place, place + len(quote)) for place in places]
        return sorted(found, key=lambda one: (-one.score, abs(one.start - near)))

    def alike(self, pattern: Pattern) -> list[Evidence]:
        """The places most like the pattern, the best first; they do not overlap."""
        likely, examples = self._candidates(pattern)
        return _apart([*self._likely(pattern, likely), *self._examples(pattern, examples)])

    def _stands_better(self, pattern: Pattern, place: Evidence) -> bool:
        """Whether a short quote's context stands elsewhere, so that its words went from there."""
        if len(pattern.quote) >= _LONG_QUOTE or place.score > _NEARLY_SURE:
            return False
        best = max((one.mean_side for one in self.alike(pattern)), default=0.0)
        return best > place.mean_side + _BETTER_CONTEXT

    def _find_like(
        self,
        pattern: Pattern,
        is_free: Callable[[int, int], bool],
        rivals: Callable[[], Sequence[Evidence]],
    ) -> Evidence | None:
        likely, examples = self._candidates(pattern)
        found = [one for one in self._likely(pattern, likely) if is_free(one.start, one.end)]
        best = _apart(found)
        if not best or not _is_accepted_like(best[0], pattern, best[1:]):
            return None  # most often; what else is like the pattern need not be known then
        examined = self._examples(pattern, examples)
        found += (one for one in examined if is_free(one.start, one.end))
        best = [*_apart(found), *rivals()]
        return best[0] if _is_accepted_like(best[0], pattern, best[1:]) else None

    def _candidates(self, pattern: Pattern) -> tuple[list[int], list[int]]:
        """Where the pattern may begin: by votes of its rare words, and at places of a common one.

        The latter are no more than examples of what else is like the pattern.
        """
        if len(pattern.whole) > _MOST_PATTERN:
            return [], []
        counted = [(self._seeds.count(seed), at, seed) for at, seed in seeds(pattern.whole)]
        known = sorted((one for one in counted if one[0]), key=itemgetter(0))
        rare = [(at, seed) for count, at, seed in known[:_SEEDS] if count <= _MOST_VOTES]
        common = known[len(rare)] if len(rare) < min(len(known), _SEEDS) else None
        most = min(len(counted), _SEEDS)
        likely = self._seeds.voted(rare, min(_QUORUM * most, most - 1), _CANDIDATES)
        if common is None:
            return likely, []
        count, at, seed = common
        places = self._seeds.places(seed)[:: count // _EXAMPLES]
        return likely, [place - at for place in places.tolist()]

    def _likely(self, pattern: Pattern, places: Iterable[int]) -> list[Evidence]:
        """What stands where the pattern may begin; `places` have what most speaks for first.

        Where the first few are nothing like it, the others are not looked at.
        """
        wide = len(pattern.quote) >= _WIDE
        found: list[Evidence] = []
        for number, at in enumerate(places):
            if number >= _PATIENCE and not found:
                break
            one = _located(self.folded.text, pattern, at, wide=wide)
            if one is not None:
                found.append(one)
        return found

    def _examples(self, pattern: Pattern, places: Iterable[int]) -> list[Evidence]:
        located = (_located(self.folded.text, pattern, at, wide=False) for at in places)
        return [one for one in located if one is not None]


def _apart(found: Iterable[Evidence]) -> list[Evidence]:
    """The best first, without those that overlap a better one."""
    best: list[Evidence] = []
    for one in sorted(found, key=lambda one: -_rank(one)):
        if all(one.end <= other.start or one.start >= other.end for other in best):
            best.append(one)
    return best


def _neighbours(text: str, place: int, pattern: Pattern) -> int:
    """How many of the letters beside a place are those beside the quote."""
    end = place + len(pattern.quote)
    before = zip(reversed(text[max(0, place - 24) : place]), reversed(pattern.prefix), strict=False)
    after = zip(text[end : end + 24], pattern.suffix, strict=False)
    return sum(a == b for a, b in before) + sum(a == b for a, b in after)


def _rank(one: Evidence) -> float:
    return one.quote + 0.45 * one.mean_side


def _located(text: str, pattern: Pattern, at: int, *, wide: bool) -> Evidence | None:
    """Where exactly the quote stands about a pattern that begins near `at`."""
    whole = pattern.whole
    start, end = len(pattern.prefix), len(pattern.prefix) + len(pattern.quote)
    slack = _INSERTED if wide else _SLACK
    low = max(0, at - slack)
    window = text[low : max(0, at) + len(whole) + slack]
    if wide and not have_shingle_in_common(whole, window, _RUN):
        return None  # a longer alignment takes too long to be made in vain
    old, new = Folded.plain(whole), Folded.plain(window)
    found = align(old, new) if wide else Alignment(old, new, align_gap(whole, window, 0, 0))
    carried = carry(found, start, end)
    if carried is None or carried.end <= carried.start:
        return None
    return examine(text, pattern, low + carried.start, low + carried.end)


def _is_accepted_exact(best: Evidence, pattern: Pattern, others: Sequence[Evidence]) -> bool:
    """Whether a word-for-word place is the passage, and not a twin of it."""
    length, side, mean = len(pattern.quote), best.best_side, best.mean_side
    if not others:
        enough = length >= 16 and (mean >= 0.45 or side >= 0.6)
        return length >= _LONG_QUOTE or enough or (side >= 0.7 and mean >= 0.55)
    rival = max(one.score for one in others)
    leads = lead(best.score, rival) >= CONTEXT_LEAD or best.score > 0.985 > rival + 0.008
    return side >= 0.7 and mean >= 0.55 and leads


def _is_accepted_like(best: Evidence, pattern: Pattern, others: Sequence[Evidence]) -> bool:
    """Whether a place that is like the passage is it, changed, and not another."""
    rival_quote = max((one.quote for one in others), default=0.3)
    rival_score = max((one.score for one in others), default=0.3)
    is_long = len(pattern.quote) >= 24
    if rival_score >= _LOOKALIKE and lead(best.score, rival_score) < LOOKALIKE_LEAD:
        return False  # where many are alike, a slight difference is what tells them apart
    if is_long and best.quote >= 0.66 and lead(best.quote, rival_quote) >= QUOTE_LEAD:
        return True
    in_context = best.mean_side >= 0.6 and best.best_side >= 0.72 and best.quote >= 0.58
    return in_context and lead(best.score, rival_score) >= CONTEXT_LEAD
