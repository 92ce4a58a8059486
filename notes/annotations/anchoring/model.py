"""What anchoring gives: a place in the text as it is now, and how sure it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage stands now (code points), and how sure that is: `exact carried found`."""

    start: int
    end: int
    state: str
