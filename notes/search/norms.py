"""What BM25 takes off for the length of a field, in each document of one segment."""

from collections.abc import Callable

import numpy as np

from .arrays import Array
from .segment_files import LENGTHS, SegmentFile

K1, B = 1.2, 0.75  # as Whoosh has them
_LENGTHS = LENGTHS.astype(float)


class Norms:
    """Looks up norms by places: a document's number and where its field begins, added up.

    So documents of several fields are looked up at once. `average` gives a field's average length.
    """

    def __init__(self, segment: SegmentFile, average: Callable[[str], float]) -> None:
        fields = segment.totals
        self.first = {field: place * segment.count for place, field in enumerate(fields)}
        self._steps = segment.steps
        slopes = np.array([K1 * B / average(field) for field in fields])
        self._table = np.multiply.outer(slopes, _LENGTHS)
        self._table += K1 * (1 - B)

    def at(self, places: Array) -> Array:
        """The norms at these places."""
        norms: Array = self._table.take(self._steps.take(places))
        return norms
