"""What BM25 takes off for the length of a field, in each document of one segment."""

from collections.abc import Callable, Sequence

import numpy as np

from .arrays import Array
from .bm25 import K1, B
from .segment_files import LENGTHS, SegmentFile

_LEAST = K1 * (1 - B)
_LENGTHS = LENGTHS.astype(float)


class Norms:
    """Looks up the norms of documents; `average` gives a field's average length."""

    def __init__(self, segment: SegmentFile, average: Callable[[str], float]) -> None:
        fields = segment.totals
        self._steps = segment.steps
        self._first = {field: place * segment.count for place, field in enumerate(fields)}
        self._slopes = {field: K1 * B / average(field) for field in fields}

    def of(self, field: str, ids: Array) -> Array:
        """The norms of one field in these documents."""
        norms = _LENGTHS * self._slopes[field]
        norms += _LEAST
        found: Array = norms.take(self._steps.take(ids + self._first[field]))
        return found

    def of_several(self, fields: Sequence[str], sizes: Sequence[int], ids: Array) -> Array:
        """The same of several fields at once: so many of the documents are for each field."""
        first = np.array([self._first[field] for field in fields]).repeat(sizes)
        norms: Array = _LENGTHS.take(self._steps.take(ids + first))
        norms *= np.array([self._slopes[field] for field in fields]).repeat(sizes)
        norms += _LEAST
        return norms
