"""What BM25 takes off for the length of a field, in each document of one segment."""

from collections.abc import Callable

from .arrays import Array
from .segment_files import LENGTHS, SegmentFile

K1, B = 1.2, 0.75  # as Whoosh has them
_LENGTHS = LENGTHS.astype(float)


class Norms:
    """Looks up norms by places: a document's number and where its field begins, added up.

    So documents of several fields are looked up at once, each with the slope of its field.
    `average` gives a field's average length.
    """

    def __init__(self, segment: SegmentFile, average: Callable[[str], float]) -> None:
        fields = segment.totals
        self.first = {field: place * segment.count for place, field in enumerate(fields)}
        self._steps = segment.steps
        self.slopes = {field: K1 * B / average(field) for field in fields}

    def at(self, places: Array, slopes: Array | float) -> Array:
        """The norms at these places."""
        norms: Array = _LENGTHS.take(self._steps.take(places))
        norms *= slopes
        norms += K1 * (1 - B)
        return norms
