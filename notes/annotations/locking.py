"""One writer at a time for a note file, across programs on this machine."""

import contextlib
import fcntl
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from notes.errors import SidecarError

TIMEOUT = 5.0  # seconds
_PAUSE = 0.005
_UNUSED = 30 * 24 * 3600.0  # seconds after which a lock file that nobody holds may go


@contextmanager
def locked(path: Path, folder: Path, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock of `path`, a file in `folder` named after its real path.

    The lock lies in the state folder and not beside the source, because network file systems may
    ignore a lock or hang on it. Raises `SidecarError` after `timeout` seconds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = _lock_file(path, folder)
    deadline = time.monotonic() + timeout
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            _acquire(descriptor, path, deadline)
            if _is_still(file, descriptor):
                with contextlib.suppress(OSError):
                    os.utime(descriptor)  # when it was used last
                yield
                return
        finally:
            os.close(descriptor)  # which also lets go of the lock


def held(paths: Iterable[Path], folder: Path, timeout: float = TIMEOUT) -> list[Path]:
    """Those of `paths` whose lock is held, and is not let go of within `timeout` seconds."""
    deadline = time.monotonic() + timeout
    waiting = [path for path in paths if _is_held(_lock_file(path, folder))]
    while waiting and time.monotonic() < deadline:
        time.sleep(_PAUSE)
        waiting = [path for path in waiting if _is_held(_lock_file(path, folder))]
    return waiting


def remove_unused(folder: Path) -> int:
    """Remove the lock files that nobody holds nor has used for a month; gives how many."""
    removed = 0
    for file in folder.glob("*.lock"):
        with contextlib.suppress(OSError):
            if time.time() - file.stat().st_mtime < _UNUSED:
                continue
            descriptor = os.open(file, os.O_RDWR | os.O_CLOEXEC)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                file.unlink()  # while it is held: who waits for it sees that it is gone
                removed += 1
            finally:
                os.close(descriptor)
    return removed


def _lock_file(path: Path, folder: Path) -> Path:
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    return folder / f"{name}.lock"


def _acquire(descriptor: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise SidecarError(
                    f"{path.name}: another program is writing it; try again in a moment"
                ) from None
            time.sleep(_PAUSE)


def _is_still(file: Path, descriptor: int) -> bool:
    """Whether the lock file that was opened is the one that others open now."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(file))
    except FileNotFoundError:
        return False


def _is_held(file: Path) -> bool:
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False
