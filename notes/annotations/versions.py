"""The last versions of each note file, compressed, named by their content, in the state folder."""

import contextlib
import hashlib
import os
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from notes.annotations.shelf import key_of

KEPT = 10  # distinct versions of one note file
_ENDING = ".json.z"
_TICK = 1_000_000  # nanoseconds, which nearly every file system keeps apart


class Versions:
    """What a damaged note file is put together from, and where common ancestors are found."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, path: Path, data: bytes) -> None:
        """Remember a version of the note file at `path`; forget those beyond the last ten.

        A copy of what is safe elsewhere: that it cannot be written is no error, and that a loss of
        power may cut it short shows when it is read.
        """
        folder = self._folder / key_of(path)
        file = folder / (hashlib.sha256(data).hexdigest() + _ENDING)
        with contextlib.suppress(OSError):
            newest = next((moment for moment, _, _ in _dated(folder)), 0)
            if not file.exists():
                folder.mkdir(parents=True, exist_ok=True)
                temporary = folder / os.urandom(8).hex()
                temporary.write_bytes(zlib.compress(data))
                os.replace(temporary, file)
            # Their order is that of their times, also when the clock was set back.
            moment = max(time.time_ns(), newest + _TICK)
            os.utime(file, ns=(moment, moment))
            for old in _newest_first(folder)[KEPT:]:
                old.unlink()

    def read(self, path: Path) -> Iterator[bytes]:
        """The versions of the note file at `path`, the newest first; none that is not whole."""
        for file in _newest_first(self._folder / key_of(path)):
            with contextlib.suppress(OSError, zlib.error):
                data = zlib.decompress(file.read_bytes())
                if hashlib.sha256(data).hexdigest() + _ENDING == file.name:
                    yield data

    def forget(self, path: Path) -> None:
        """Let go of all but the newest version of the note file at `path`."""
        for old in _newest_first(self._folder / key_of(path))[1:]:
            with contextlib.suppress(OSError):
                old.unlink()


def _newest_first(folder: Path) -> list[Path]:
    return [path for _, _, path in _dated(folder)]


def _dated(folder: Path) -> list[tuple[int, str, Path]]:
    """The versions in a folder, the newest first, each after its time (ns) and its name."""
    found: list[tuple[int, str, Path]] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_ENDING):
                found.append((entry.stat().st_mtime_ns, entry.name, Path(entry.path)))
    return sorted(found, reverse=True)
