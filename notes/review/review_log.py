"""The log of reviews, in the state folder: a line of JSON each, and never one of them changed.

A line tells the note by the id of its annotation, so that it goes with the note wherever that is
moved, and what FSRS made of the grade, so that nothing has to be worked out again to know what is
due. Taking a review back is a line, too.
"""

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from threading import Lock
from typing import Any

from notes.annotations.durable import sync_folder
from notes.annotations.locking import locked
from notes.annotations.w3c import read_time, write_time
from notes.errors import UserError
from notes.review.scheduling import GRADES, NEVER, Memory, Review

_VERSION = 1


class ReviewLog:
    """`reviews.jsonl`; several programs, and several threads of one, may use it at once.

    What cannot be read of it is passed over and left there: damage costs the lines that it hit.
    """

    def __init__(self, state: Path) -> None:
        self._path = state / "reviews.jsonl"
        self._locks = state / "locks"
        self._reading = Lock()
        self._begin()

    def histories(self) -> dict[str, tuple[Review, ...]]:
        """The reviews of every note that was not taken back, by its id, the last one last.

        Raises `UserError` where the log cannot be read or is of a newer version.
        """
        with self._reading:
            self._read_on()
            return dict(self._histories)

    def add(self, note: str, made: Callable[[Review | None], Review]) -> Review:
        """Add the review of `note` that is `made` after its last one; on disk when it returns."""
        with self._writing():
            history = self.histories().get(note)
            review = made(history[-1] if history else None)
            self._append(_written(review))
        return review

    def take_back(self, notes: Collection[str], at: datetime) -> Review | None:
        """Take back the last review of any of `notes`; gives it, or None where there is none."""
        with self._writing():
            self.histories()
            latest_first = reversed(self._standing.values())
            last = next((one for one in latest_first if one.note in notes), None)
            if last is not None:
                self._append({"takes_back": last.id, "note": last.note, "at": write_time(at)})
        return last

    def _begin(self) -> None:
        self._standing: dict[str, Review] = {}  # by their own ids, in the order of the log
        self._histories: dict[str, tuple[Review, ...]] = {}
        self._read_to = 0  # bytes
        self._file: tuple[int, int] | None = None  # which one that was

    def _read_on(self) -> None:
        """Read the lines that were added since; one that is not whole yet waits."""
        try:
            with self._path.open("rb") as file:
                status = os.fstat(file.fileno())
                which = (status.st_dev, status.st_ino)
                if which != self._file or status.st_size < self._read_to:
                    self._begin()
                    self._file = which
                file.seek(self._read_to)
                data = file.read()
        except FileNotFoundError:
            self._begin()
            return
        except OSError as error:
            raise UserError(f"{self._path} cannot be read: {error.strerror}") from None
        whole = data[: data.rfind(b"\n") + 1]
        for line in whole.splitlines():
            self._take(_parsed(line))
        self._read_to += len(whole)

    def _take(self, entry: Mapping[str, Any]) -> None:
        version = entry.get("v")
        if isinstance(version, int) and version > _VERSION:
            self._begin()
            raise UserError(
                f"{self._path} is of a newer version of this program; go on with that one"
            )
        if version == _VERSION and "takes_back" in entry:
            self._forget(str(entry["takes_back"]))
        elif version == _VERSION and (review := _review(entry)) is not None:
            self._standing[review.id] = review
            self._histories[review.note] = (*self._histories.get(review.note, ()), review)

    def _forget(self, id: str) -> None:
        review = self._standing.pop(id, None)
        if review is None:
            return
        left = tuple(one for one in self._histories[review.note] if one.id != id)
        if left:
            self._histories[review.note] = left
        else:
            del self._histories[review.note]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock; whatever goes wrong with the files is one line."""
        try:
            with locked(self._path, self._locks):
                yield
        except OSError as error:
            raise UserError(f"{self._path} cannot be written: {error.strerror}") from None

    def _append(self, entry: Mapping[str, Any]) -> None:
        """Add a line durably, or none of it; the lock is held."""
        line = json.dumps({"v": _VERSION, **entry}).encode("ascii") + b"\n"
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        descriptor = os.open(self._path, flags, 0o600)
        try:
            _add_line(descriptor, line)
        finally:
            os.close(descriptor)
        sync_folder(self._path.parent)


def _add_line(descriptor: int, line: bytes) -> None:
    """Put a line at the end of a file, whose last line may have been cut short by a kill."""
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        line = b"\n" + line
    try:
        while line:
            line = line[os.write(descriptor, line) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def _written(review: Review) -> dict[str, Any]:
    memory = review.memory
    return {
        "id": review.id,
        "note": review.note,
        "at": write_time(review.at),
        "day": review.day.isoformat(),
        "grade": review.grade,
        "due": review.due.isoformat() if review.due else None,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
    }


def _parsed(line: bytes) -> Mapping[str, Any]:
    """A line as JSON; one that is none, or no object, holds nothing."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return entry if isinstance(entry, dict) else {}


def _review(entry: Mapping[str, Any]) -> Review | None:
    """What `_written` wrote; None where it makes no sense."""
    try:
        review = Review(
            id=entry["id"],
            note=entry["note"],
            at=read_time(entry["at"]),
            day=date.fromisoformat(entry["day"]),
            grade=entry["grade"],
            due=None if entry["due"] is None else date.fromisoformat(entry["due"]),
            memory=_memory(entry["stability"], entry["difficulty"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
    is_named = isinstance(review.id, str) and isinstance(review.note, str)
    is_graded = review.grade in GRADES and review.due is not None and review.memory is not None
    return review if is_named and (is_graded or review.grade == NEVER) else None


def _memory(stability: object, difficulty: object) -> Memory | None:
    """Raises `ValueError` for numbers that FSRS could not go on with."""
    if stability is None and difficulty is None:
        return None
    if not isinstance(stability, int | float) or not isinstance(difficulty, int | float):
        raise ValueError("no numbers")
    if not (isfinite(stability) and stability > 0 and 1 <= difficulty <= 10):
        raise ValueError("not of this scale")
    return Memory(stability, difficulty)
