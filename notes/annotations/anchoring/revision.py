"""A text and what became of it: folded and aligned once, then every passage carried over.

What is equal at both ends of the two texts is not even looked at.
"""

from functools import cached_property

from notes.annotations.anchoring.alignment import Alignment, align
from notes.annotations.anchoring.carrying import carry
from notes.annotations.anchoring.evidence import Evidence, Pattern
from notes.annotations.anchoring.folding import Folded, fold
from notes.annotations.anchoring.growing import common_prefix, common_suffix
from notes.annotations.anchoring.model import Anchor
from notes.annotations.anchoring.searching import Finder
from notes.annotations.model import CARRIED, CONTEXT, EXACT, FOUND

_MARGIN = 3_000  # code points around all changes that are aligned with them
_FOREIGN = 0.3  # share of a place that may come from elsewhere in the old text


class Revision:
    """The way from an old text to a new one."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._finders: dict[Folded, Finder] = {}
        prefix = common_prefix(old, new)
        suffix = common_suffix(old, new, min(len(old), len(new)) - prefix)
        # Cut where a line begins, so that either side folds as it would in the whole.
        self._low = old.rfind("\n", 0, max(0, prefix - _MARGIN)) + 1
        tail = suffix - _MARGIN
        cut = old.find("\n", len(old) - tail) + 1 if tail > 0 else 0
        self._high = cut if cut else len(old)

    def anchor(self, start: int, end: int) -> Anchor | None:
        """Where `[start, end)` of the old text stands in the new one; None where it is lost."""
        if not 0 <= start < end <= len(self._old):
            return None
        shift = len(self._new) - len(self._old)
        if end <= self._low:
            return self._as_anchor(start, end, start, end, CARRIED)
        if start >= self._high:
            return self._as_anchor(start, end, start + shift, end + shift, CARRIED)
        is_inside = self._low <= start and end <= self._high
        low, alignment = (self._low, self._middle) if is_inside else (0, self._whole)
        first, last = alignment.old.span(start - low, end - low)
        if first == last:
            return None
        carried = carry(alignment, first, last)
        if carried is not None:
            state = CARRIED if carried.is_sure else FOUND
            place = carried.start, carried.end
        else:
            found = self._search(alignment, first, last)
            if found is None:
                return None
            state, place = FOUND, (found.start, found.end)
        new_start = alignment.new.origin(place[0]) + low
        new_end = alignment.new.origin_end(place[1]) + low
        return self._as_anchor(start, end, new_start, new_end, state)

    @cached_property
    def _middle(self) -> Alignment:
        tail = len(self._old) - self._high
        old = self._old[self._low : self._high]
        return align(fold(old), fold(self._new[self._low : len(self._new) - tail]))

    @cached_property
    def _whole(self) -> Alignment:
        if self._low == 0 and self._high == len(self._old):
            return self._middle
        return align(fold(self._old), fold(self._new))

    def _as_anchor(self, start: int, end: int, low: int, high: int, state: str) -> Anchor | None:
        """An anchor with the quote's outer blanks; `exact` where nothing near it changed."""
        if high <= low:
            return None
        quote = self._old[start:end]
        lead = len(quote) - len(quote.lstrip())
        tail = len(quote) - len(quote.rstrip())
        if lead and self._new[max(0, low - lead) : low] == quote[:lead]:
            low -= lead
        if tail and self._new[high : high + tail] == quote[-tail:]:
            high += tail
        before, after = max(0, start - CONTEXT), end + CONTEXT
        new_before = max(0, low - (start - before))
        same = self._old[before:after] == self._new[new_before : high + CONTEXT]
        return Anchor(low, high, EXACT if same and state == CARRIED else state)

    def _search(self, alignment: Alignment, first: int, last: int) -> Evidence | None:
        """Look for a passage that the alignment lost, in what is new only."""
        old = alignment.old.text
        pattern = Pattern(
            old[max(0, first - CONTEXT) : first], old[first:last], old[last : last + CONTEXT]
        )

        def is_free(start: int, end: int) -> bool:
            foreign = alignment.foreign(start, end, (first, last))
            return foreign <= _FOREIGN * (end - start)

        def rivals() -> list[Evidence]:
            alike = self._finder(alignment.old).alike(pattern)
            return [one for one in alike if one.end <= first or one.start >= last][:1]

        finder = self._finder(alignment.new, alignment.unclaimed)
        return finder.find(
            pattern, first, is_free=is_free, rivals=rivals, only_exact=alignment.is_unlike
        )

    def _finder(self, folded: Folded, open_text: str | None = None) -> Finder:
        if folded not in self._finders:
            self._finders[folded] = Finder(folded, open_text)
        return self._finders[folded]
