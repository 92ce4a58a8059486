"""Reading documents in a process of their own, so that none can take the program down with it.

A PDF of two kilobytes can keep its reader busy for hours, and a ZIP archive of some hundred can
unpack to gigabytes; both cost one line here, and the next document is read as if nothing had been.
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Mapping
from io import BufferedReader
from typing import Self

from notes.documents.content_json import content_from_json
from notes.documents.extraction_protocol import (
    CONTENT,
    MEMORY,
    MISSING,
    PROGRESS,
    SECONDS,
    receive_frame,
    seconds_for,
    send_request,
)
from notes.documents.formats import Format
from notes.documents.model import Content
from notes.documents.source import Progress, quietly
from notes.documents.text_cache import TextCache
from notes.errors import DocumentError, MissingReader

_MOST_DOCUMENTS = 500  # that one process reads, lest what it leaks adds up
_WAITING = 1.25  # a busy machine gives a process less than all of its time
# For the C library: one heap, so that the limit of memory is one of memory in use; and what a page
# took is kept for the next one: to ask the system for it each time takes a fifth of the whole.
_HEAP = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(8 * 1024**2),
    "MALLOC_TRIM_THRESHOLD_": str(32 * 1024**2),
}


class Extractor:
    """Reads files of isolated formats; methods may be called from several threads.

    Each call has a process to itself while it lasts; they are used again, and end by themselves
    when nobody needs them. With a `cache` no file is read twice. `seconds` of processor time is
    what a small document may take; a large one may take more.
    """

    def __init__(self, cache: TextCache | None = None, seconds: float = SECONDS) -> None:
        self._cache = cache
        self._seconds = seconds
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()
        self._has_read = False

    def close(self) -> None:
        """End the processes, and keep the cache from growing without end."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()
        if self._cache and self._has_read:
            self._cache.prune()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(
        self,
        file: BufferedReader,
        format: Format,
        encoding: str | None = None,
        on_progress: Progress = quietly,
    ) -> tuple[str, Content]:
        """The SHA-256 of an open file, and what its reader makes of it; raises DocumentError."""
        before = os.fstat(file.fileno())
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        key = f"{sha256}.{format.name}{f'.{encoding}' if encoding else ''}"
        known = self._cache.get(key) if self._cache else None
        if known is not None:
            try:
                return sha256, content_from_json(known)
            except (ValueError, TypeError, KeyError):
                pass  # damaged, so it is read again
        payload = self._read(file, format, encoding, on_progress)
        after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise DocumentError("it was changed while it was read; try again")
        content = content_from_json(payload)
        if self._cache:
            self._cache.put(key, payload)
            self._has_read = True
        return sha256, content

    def _read(
        self, file: BufferedReader, format: Format, encoding: str | None, on_progress: Progress
    ) -> bytes:
        worker = self._take()
        try:
            size = os.fstat(file.fileno()).st_size
            allowed = seconds_for(size, self._seconds)
            request = {"format": format.name, "encoding": encoding, "seconds": allowed}
            payload = worker.read(file.fileno(), request, allowed, on_progress)
        except BaseException:
            worker.end()
            raise
        if payload is None:  # it had ended by itself, having been idle
            worker.end()
            return self._read(file, format, encoding, on_progress)
        self._give_back(worker)
        kind, answer = payload
        if kind == CONTENT:
            return answer
        raise _complaint(kind, answer.decode("utf-8", "replace"), format)

    def _take(self) -> "_Worker":
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive:
                    return worker
                worker.end()
        return _Worker()

    def _give_back(self, worker: "_Worker") -> None:
        if worker.documents < _MOST_DOCUMENTS:
            with self._lock:
                self._idle.append(worker)
        else:
            worker.end()


class _Worker:
    """One process that reads documents, one after the other."""

    def __init__(self) -> None:
        self.documents = 0
        self._socket, theirs = socket.socketpair()
        # -P: the current folder may be a library from anywhere, and nothing is imported from it.
        program = (sys.executable, "-P", "-m", "notes.documents.extraction_worker")
        with theirs:
            self._process = subprocess.Popen(
                program,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_HEAP},
            )
        self._end = weakref.finalize(self, _ended, self._socket, self._process)

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked; it may still end before it is."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._end()

    def read(
        self,
        descriptor: int,
        request: Mapping[str, object],
        allowed: float,
        on_progress: Progress,
    ) -> tuple[bytes, bytes] | None:
        """The kind and payload of the last frame of the answer; None where the process had ended.

        Raises DocumentError when it takes too long, or the process breaks down.
        """
        until = time.monotonic() + allowed * _WAITING

        def limit_waiting() -> None:
            self._socket.settimeout(max(until - time.monotonic(), 0.001))

        self.documents += 1
        try:
            limit_waiting()
            send_request(self._socket, request, descriptor)
            while (frame := receive_frame(self._socket, limit_waiting)) is not None:
                if frame[0] != PROGRESS:
                    return frame
                done, total = frame[1].split()
                on_progress(int(done), int(total))
        except TimeoutError:
            raise _too_slow(allowed) from None
        except OSError:
            pass  # it broke down: its exit code tells how
        code = self._process.wait()
        if code == 0:
            return None
        if code == -signal.SIGXCPU:
            raise _too_slow(allowed)
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        raise DocumentError(
            f"its reader broke down on it ({how}): the file is damaged,"
            f" or needs more than {MEMORY // 1024**2} MB of memory"
        )


def _ended(connection: socket.socket, process: "subprocess.Popen[bytes]") -> None:
    connection.close()
    process.kill()
    process.wait()


def _too_slow(seconds: float) -> DocumentError:
    return DocumentError(
        f"it takes more than {seconds:.0f} seconds to read: the file is damaged, or made to do so"
    )


def _complaint(kind: bytes, message: str, format: Format) -> DocumentError:
    if kind == MISSING:
        return MissingReader(
            f"reading {format.name.upper()} documents needs one more package:"
            f" pip install 'commonplace[{format.name}]'"
        )
    if not message:
        return DocumentError(f"it needs more than {MEMORY // 1024**2} MB of memory to be read")
    return DocumentError(message)
