"""Where the notes on a source are kept just now, as a value that an interface can show."""

from typing import NamedTuple

SAVED, JOURNAL, OVERLAY = "saved", "journal", "overlay"


class Standing(NamedTuple):
    """Where the notes on one source are, and what was done to bring them there.

    `where` is `saved` (in the note file beside the source), `journal` (only in the state folder of
    this machine; the next write or start tries again) or `overlay` (in the data folder of this
    machine: not beside the file); `reason` says why they are not beside it. `damage` says what is
    wrong with the note file, of which `salvaged` notes could be read; `set_aside` names the copy
    of its bytes. `merged` conflict copies were taken in and `replayed` changes brought back;
    `united` changes met those of another program to the same note.
    """

    where: str = SAVED
    reason: str = ""
    damage: str = ""
    salvaged: int = 0
    set_aside: str = ""
    merged: int = 0
    replayed: int = 0
    united: int = 0
    warning: str = ""

    @property
    def is_beside(self) -> bool:
        """Whether every note is in the note file beside its source."""
        return self.where == SAVED

    @property
    def lines(self) -> tuple[str, ...]:
        """What the user should know, a line each; none when all is as usual."""
        found = []
        if self.where == JOURNAL:
            found.append(f"Not saved beside the file yet, only on this machine: {self.reason}")
        elif self.where == OVERLAY:
            found.append(f"Kept on this machine, not beside the file: {self.reason}")
        elif self.reason:
            found.append(self.reason)
        if self.damage:
            aside = f"; the damaged file is kept as {self.set_aside}" if self.set_aside else ""
            found.append(f"{self.damage}; {_count(self.salvaged, 'note')} could be read{aside}")
        if self.merged:
            found.append(f"{_count(self.merged, 'conflict copy', 'conflict copies')} taken in")
        if self.replayed:
            found.append(f"{_count(self.replayed, 'change')} brought back that was not saved")
        if self.united:
            found.append(
                f"{_count(self.united, 'note')} changed elsewhere meanwhile: both are kept"
            )
        if self.warning:
            found.append(self.warning)
        return tuple(found)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
