"""Replacing a file so that a crash at any moment leaves the old one or the new one, whole."""

import contextlib
import errno
import os
import stat
from pathlib import Path

TEMPORARY_PREFIX = ".commonplace-"
TEMPORARY_SUFFIX = ".tmp"
_NOT_SUPPORTED = (errno.EINVAL, errno.ENOTSUP)


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` durably: temporary file, fsync, rename, fsync of the folder.

    A symbolic link is kept and its target replaced; mode and owner of an old file are kept.
    Raises `OSError` with the old file untouched and the temporary file gone.
    """
    real = Path(os.path.realpath(path))
    old = _status(real)
    temporary = real.with_name(
        f"{TEMPORARY_PREFIX}{os.getpid()}-{os.urandom(4).hex()}{TEMPORARY_SUFFIX}"
    )
    mode = 0o666 if old is None else 0o600  # until it is like the old file, nobody else reads it
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        try:
            _fill(descriptor, data)
            if old is not None:
                _like(descriptor, old)
            os.fsync(descriptor)
            if os.fstat(descriptor).st_size != len(data):
                raise OSError(f"{temporary}: the file is shorter than what was written")
        finally:
            os.close(descriptor)
        os.replace(temporary, real)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    sync_folder(real.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a loss of power, where the file system can do that."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            raise
    finally:
        os.close(descriptor)


def _status(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _fill(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _like(descriptor: int, old: os.stat_result) -> None:
    """Give the new file the old one's group, owner and mode, as far as we may."""
    for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
        with contextlib.suppress(OSError):
            os.fchown(descriptor, owner, group)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
