"""The history of changes on disk, so that undo and redo survive the end of a session."""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from notes.annotations.durable import replace_file
from notes.annotations.history import History, Step
from notes.annotations.pending import Owner, Pending, from_line, to_line

MOST = 50  # steps that are remembered on either side
_LARGEST = 2_000_000  # bytes; of a longer history only the last steps are kept


class HistoryFile:
    """What was done in one library, in the state folder.

    A convenience, never the only place of a note: where it cannot be read or written, undo begins
    anew.
    """

    def __init__(self, state: Path, root: Path) -> None:
        key = hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:24]
        self._path = state / "history" / f"{key}.steps"

    def load(self) -> tuple[History, dict[Path, Owner]]:
        """The history as it was, and the owner of each source in it."""
        done: list[Step] = []
        undone: list[Step] = []
        owners: dict[Path, Owner] = {}
        with contextlib.suppress(OSError):
            for line in self._path.read_bytes().split(b"\n"):
                head, _, rest = line.partition(b"\t")
                changes = from_line(rest)
                if changes is None:
                    continue
                is_done, label, goes_on = _read_head(head)
                owners[changes.owner.path] = changes.owner
                step = Step(changes.owner.path, changes.edits, label)
                steps = done if is_done else undone
                if goes_on and steps:
                    step = Step.joined((*steps.pop().parts, step))
                steps.append(step)
        return History(done, undone), owners

    def save(self, history: History, owners: dict[Path, Owner]) -> None:
        """Remember the last steps of `history`."""
        steps = [
            *_written(history.done[-MOST:], owners, "done"),
            *_written(history.undone[-MOST:], owners, "undone"),
        ]
        while len(steps) > 1 and sum(map(len, steps)) > _LARGEST:
            del steps[0]
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, b"".join(steps))


def _written(steps: Iterable[Step], owners: dict[Path, Owner], kind: str) -> Iterable[bytes]:
    """Each step as lines, one a source; a step is never cut, or it would be undone by halves."""
    for step in steps:
        lines = []
        for number, part in enumerate(step.parts):
            head = json.dumps([kind, step.label, number > 0]).encode("ascii")
            lines.append(head + b"\t" + to_line(Pending(owners[part.source], part.edits)))
        yield b"".join(lines)


def _read_head(head: bytes) -> tuple[bool, str, bool]:
    """Whether it was done, its name, and whether it goes on with the step before."""
    try:
        kind, label, *rest = json.loads(head)
        return kind == "done", str(label), bool(rest and rest[0])
    except (ValueError, TypeError):
        return True, "change", False
