"""How much of a text was read: what stayed on the screen for a moment. Pure: told what is shown."""


class ReadShare:
    """Adds up the spans that were in sight at two looks running, so that a jump reads nothing.

    Of earlier sessions only the share is known; it is taken to be the beginning of the text.
    """

    def __init__(self, length: int, before: float = 0.0) -> None:
        self._length = max(1, length)
        self._spans = [(0, round(before * self._length))]
        self._shown = (0, 0)

    @property
    def share(self) -> float:
        """The share of the text that was read, from 0 to 1."""
        return min(1.0, sum(end - start for start, end in self._spans) / self._length)

    def look(self, start: int, end: int) -> None:
        """The code points `[start, end)` are in sight now."""
        before, self._shown = self._shown, (start, end)
        self._add(max(start, before[0]), min(end, before[1]))

    def look_away(self) -> None:
        """Nothing of the text is looked at just now."""
        self._shown = (0, 0)

    def _add(self, start: int, end: int) -> None:
        if start >= end:
            return
        apart = []
        for span in self._spans:
            if span[1] < start or end < span[0]:
                apart.append(span)
            else:
                start, end = min(start, span[0]), max(end, span[1])
        self._spans = sorted([*apart, (start, end)])
