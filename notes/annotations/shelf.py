"""Where this machine keeps what belongs to a note file but does not lie beside it."""

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from notes.annotations.durable import replace_file, sync_folder
from notes.annotations.pending import Pending, from_line, from_lines, to_line

_ENDING = ".changes"
_UNREAD = ".unread-"


def key_of(path: Path) -> str:
    """The name under which the note file at `path` is known here, whatever links lead to it."""
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]


class Shelf:
    """A folder with the pending changes of each note file in a file of its own.

    The journal is one (in the state folder: what a killed or failed write left), the overlay
    another (in the data folder: what cannot lie beside its source).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: Path) -> Pending | None:
        """The changes kept for the note file at `path`."""
        if not self._names():  # nearly always; finding the real path takes longer
            return None
        return _read(self._file(path))

    def append(self, path: Path, changes: Pending) -> None:
        """Add to what is kept, durably. Raises `OSError` with nothing added."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._file(path)
        is_new = not file.exists()
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            end = os.lseek(descriptor, 0, os.SEEK_END)
            # A line that was cut off is ended first, so that it spoils nothing but itself.
            line = (b"\n" if end else b"") + to_line(changes)
            try:
                view = memoryview(line)
                while view:
                    view = view[os.write(descriptor, view) :]
                os.fsync(descriptor)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.ftruncate(descriptor, end)
                raise
        finally:
            os.close(descriptor)
        if is_new:
            sync_folder(self._folder)

    def put(self, path: Path, changes: Pending) -> None:
        """Keep these changes and no others, durably. Raises `OSError` with the old ones kept."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._keep_unread(self._file(path))
        replace_file(self._file(path), to_line(changes))

    def forget(self, path: Path) -> None:
        """The changes are in the note file now; what could not be read of them is set aside."""
        file = self._file(path)
        with contextlib.suppress(OSError):
            self._keep_unread(file)
            file.unlink()

    def _keep_unread(self, file: Path) -> None:
        try:
            lines = file.read_bytes().split(b"\n")
        except FileNotFoundError:
            return
        unread = [line for line in lines if line and from_line(line) is None]
        if unread:
            aside = file.with_suffix(f"{_UNREAD}{time.time_ns()}")
            replace_file(aside, b"\n".join(unread))

    def all(self) -> Iterator[Pending]:
        """Everything that is kept, for whatever source."""
        for name in self._names():
            found = _read(self._folder / name)
            if found is not None:
                yield found

    def unread(self) -> list[Path]:
        """What could not be read of changes that are in a note file by now."""
        return sorted(self._folder.glob(f"*{_UNREAD}*"))

    def _names(self) -> list[str]:
        try:
            return sorted(name for name in os.listdir(self._folder) if name.endswith(_ENDING))
        except OSError:
            return []

    def _file(self, path: Path) -> Path:
        return self._folder / (key_of(path) + _ENDING)


def _read(file: Path) -> Pending | None:
    try:
        return from_lines(file.read_bytes())
    except OSError:
        return None
