"""Counting the time that was really spent reading. Pure: told the time, never asking for it."""

LONGEST_PAUSE = (
    300.0  # seconds without a key or a turn of the wheel; a long page takes three minutes
)


class ReadingClock:
    """Adds up the seconds between signs of life; a longer pause counts for nothing.

    So a text left open over lunch is not read. What is counted is near to what was read, no more.
    """

    def __init__(self) -> None:
        self._last: float | None = None
        self._seconds = 0.0

    def touch(self, now: float) -> None:
        """Somebody moved in the text at `now` (seconds, monotonic)."""
        if self._last is not None and 0 <= now - self._last <= LONGEST_PAUSE:
            self._seconds += now - self._last
        self._last = now

    def stop(self) -> None:
        """The text is left; what comes next is no pause in reading it."""
        self._last = None

    def take(self) -> float:
        """The seconds since the last time they were taken."""
        seconds, self._seconds = self._seconds, 0.0
        return seconds
