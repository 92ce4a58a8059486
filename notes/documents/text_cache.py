"""Texts that took long to read, kept in the cache by what the file is: same bytes, same text."""

import contextlib
import os
import time
import zlib
from pathlib import Path

# Changes whenever a reader would make something else of the same bytes.
READERS = 5
_MOST = 2 * 1024**3  # bytes of texts; past that those not read for longest are dropped
_QUICKLY = 1
_TOUCH_EVERY = 24 * 3600.0  # seconds


class TextCache:
    """A folder of compressed texts by key; as a cache it costs only time when it is lost."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / f"{READERS}"

    def get(self, key: str) -> bytes | None:
        """What was put there under `key`; None where there is nothing, or it is damaged."""
        path = self._path(key)
        try:
            data = zlib.decompress(path.read_bytes())
            if time.time() - path.stat().st_mtime > _TOUCH_EVERY:
                os.utime(path)
        except (OSError, zlib.error):
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep `data`, all of it or nothing; a cache that cannot be written is no error."""
        path = self._path(key)
        draft = path.with_name(f".{path.name}.{os.getpid()}-{time.monotonic_ns()}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                draft.write_bytes(zlib.compress(data, _QUICKLY))
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)

    def prune(self, most: int = _MOST) -> None:
        """Drop the texts that were not read for longest, until `most` bytes are left."""
        kept = []
        with contextlib.suppress(OSError):
            for path in self._folder.glob("*/*"):
                with contextlib.suppress(OSError):
                    found = path.stat()
                    kept.append((found.st_mtime, found.st_size, path))
        size = sum(size for _, size, _ in kept)
        for _, freed, path in sorted(kept):
            if size <= most:
                return
            with contextlib.suppress(OSError):
                path.unlink()
            size -= freed

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]
