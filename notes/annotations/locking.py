"""One writer at a time for a note file, across programs on this machine."""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from notes.errors import SidecarError

TIMEOUT = 5.0  # seconds
_PAUSE = 0.005


@contextmanager
def locked(path: Path, folder: Path, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock of `path`, a file in `folder` named after its real path.

    The lock lies in the state folder and not beside the source, because network file systems may
    ignore a lock or hang on it. Raises `SidecarError` after `timeout` seconds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    descriptor = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _acquire(descriptor, path, timeout)
        yield
    finally:
        os.close(descriptor)  # which also lets go of the lock


def _acquire(descriptor: int, path: Path, timeout: float) -> None:
    deadline = time.monotonic() + timeout
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
