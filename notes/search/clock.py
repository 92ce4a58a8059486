"""How long a search may go on: until its deadline, or until nobody wants the answer any more."""

import time
from collections.abc import Callable


class Clock:
    """Starts when made; once `expired()` it stays so."""

    def __init__(self, seconds: float, cancelled: Callable[[], bool] | None = None) -> None:
        self._end = time.perf_counter() + seconds
        self.cancelled = cancelled
        self._expired = False

    def at_least(self, seconds: float) -> "Clock":
        """A clock that goes on that long from now, even when this one is over."""
        return Clock(max(self._end - time.perf_counter(), seconds), self.cancelled)

    def part(self, share: float) -> "Clock":
        """A clock for one step, which may take that share of the time that is left."""
        left = max(self._end - time.perf_counter(), 0.0)
        return Clock(left * share, self.expired)

    def expired(self) -> bool:
        """Whether to stop and make do with what has been found."""
        if not self._expired:
            self._expired = time.perf_counter() >= self._end or bool(
                self.cancelled and self.cancelled()
            )
        return self._expired
