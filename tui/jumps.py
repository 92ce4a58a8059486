"""Where one has been: a list of places to go back and forward in. Pure: no Textual import."""

from typing import NamedTuple

MOST = 100  # places that are kept
NEAR = 100  # code points: places so close to each other are one


class Place(NamedTuple):
    """A caret in a document (its path in the library), with what was on top of the page."""

    document: str
    caret: int
    top: int


class JumpList:
    """Places that were left by a jump, as in a browser: a new jump forgets what was ahead."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    @property
    def last(self) -> Place | None:
        """Where the last jump began."""
        return self._behind[-1] if self._behind else None

    def left(self, place: Place) -> None:
        """A jump begins at `place`."""
        self._ahead.clear()
        self._push(self._behind, place)

    def back(self, here: Place) -> Place | None:
        """The place before the last jump, when one is `here`; None where there is none."""
        return self._go(here, self._behind, self._ahead)

    def forward(self, here: Place) -> Place | None:
        """The place that one went back from."""
        return self._go(here, self._ahead, self._behind)

    def _go(self, here: Place, there: list[Place], back: list[Place]) -> Place | None:
        while there:
            place = there.pop()
            if not _are_near(place, here):
                self._push(back, here)
                return place
        return None

    @staticmethod
    def _push(places: list[Place], place: Place) -> None:
        if places and _are_near(places[-1], place):
            places.pop()
        places.append(place)
        del places[:-MOST]


def _are_near(one: Place, other: Place) -> bool:
    return one.document == other.document and abs(one.caret - other.caret) < NEAR
