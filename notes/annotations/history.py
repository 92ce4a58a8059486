"""Undo and redo of changes to notes, as two stacks of steps."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from notes.annotations.merge import Edit


class Step(NamedTuple):
    """One thing the user did to the notes on one source, with a few words that name it.

    `also` is what the same action did to the notes on other sources: all is taken back at once.
    """

    source: Path
    edits: tuple[Edit, ...]
    label: str
    also: "tuple[Step, ...]" = ()

    @property
    def parts(self) -> "tuple[Step, ...]":
        """One step a source, none with others in it."""
        return (self._replace(also=()), *self.also)

    @classmethod
    def joined(cls, parts: "Sequence[Step]") -> "Step":
        """One step of `parts`, of which there is at least one."""
        return parts[0]._replace(also=tuple(parts[1:]))

    def reversed(self) -> "Step":
        """The step that takes this one back."""
        back = tuple(Edit(edit.after, edit.before) for edit in self.edits)
        also = tuple(step.reversed() for step in self.also)
        return Step(self.source, back, self.label, also)


class History:
    """What was done and what was undone; doing something new forgets what was undone.

    The caller makes a step on disk first and reports it only when that went well, so that the
    history never tells of a change that was not saved.
    """

    def __init__(self, done: Iterable[Step] = (), undone: Iterable[Step] = ()) -> None:
        self._done = list(done)
        self._undone = list(undone)

    @property
    def done(self) -> tuple[Step, ...]:
        """What was done, the last step last."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Step, ...]:
        """What was undone, the step to be made again first last."""
        return tuple(self._undone)

    def did(self, source: Path, edits: Sequence[Edit], label: str) -> None:
        """Remember a step that is now on disk."""
        self.did_all([Step(source, tuple(edits), label)])

    def did_all(self, parts: Sequence[Step]) -> None:
        """Remember what one action did to several sources; all of it is now on disk."""
        self._done.append(Step.joined(parts))
        self._undone.clear()

    def to_undo(self) -> Step | None:
        """The step that takes back the last one, or None."""
        return self._done[-1].reversed() if self._done else None

    def to_redo(self) -> Step | None:
        """The step that was undone last, or None."""
        return self._undone[-1] if self._undone else None

    def undid(self, made: Step) -> None:
        """Report that the step from `to_undo` is on disk, as it was `made`."""
        self._done.pop()
        self._undone.append(made.reversed())

    def redid(self, made: Step) -> None:
        """Report that the step from `to_redo` is on disk, as it was `made`."""
        self._undone.pop()
        self._done.append(made)
