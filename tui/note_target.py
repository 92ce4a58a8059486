"""Where a screen over the whole library sends its reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteTarget:
    """The passage that the user wants to go to, perhaps to check it."""

    path: str
    annotation: str
    to_check: bool = False
