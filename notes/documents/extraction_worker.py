"""`python -m notes.documents.extraction_worker`: read documents for another process, within limits.

Whatever a file makes a reader do, the damage ends here: this process has an upper limit of memory
and, for each file, of processor time; it can write nothing, and is killed and replaced when it
hangs. It ends by itself when nobody needs it.
"""

import gc
import os
import resource
import select
import signal
import socket
import sys
import threading
import time
from pathlib import Path

from notes.documents.extraction_protocol import (
    CONTENT,
    ERROR,
    MEMORY,
    MISSING,
    PROGRESS,
    receive_request,
    send_frame,
)

IDLE_SECONDS = 30.0
_REPORT_EVERY = 0.2


def main() -> None:
    """Answer requests on the socket that is the standard input, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked for this process ends it
    connection = socket.socket(fileno=0)
    threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used_by_python = _address_space()
    gc.set_threshold(100_000)  # a document is many small values, and none of them is a circle
    while select.select([connection], [], [], IDLE_SECONDS)[0]:
        received = receive_request(connection)
        if received is None:
            return
        request, descriptor = received
        # A PDF is mapped, which takes room for addresses, and no memory.
        mapped = os.fstat(descriptor).st_size if request["format"] == "pdf" else 0
        _limit(used_by_python and used_by_python + mapped, request["seconds"])
        kind, payload = _answer(connection, request["format"], request["encoding"], descriptor)
        send_frame(connection, kind, payload)


def _answer(
    connection: socket.socket, format: str, encoding: str | None, descriptor: int
) -> tuple[bytes, bytes]:
    from notes.errors import DocumentError

    reported = time.monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal reported
        if time.monotonic() - reported > _REPORT_EVERY:
            reported = time.monotonic()
            send_frame(connection, PROGRESS, f"{done} {total}".encode())

    try:
        return CONTENT, _content(format, encoding, descriptor, progress)
    except ImportError as error:
        return MISSING, str(error).encode("utf-8", "replace")
    except DocumentError as error:
        return ERROR, str(error).encode("utf-8", "replace")
    except MemoryError:
        return ERROR, b""
    except Exception as error:  # a reader that fails on a file must not take down the next one
        return ERROR, f"it is damaged ({type(error).__name__}: {error})".encode("utf-8", "replace")


def _content(format: str, encoding: str | None, descriptor: int, progress: object) -> bytes:
    from notes.documents.content_json import content_to_json
    from notes.documents.formats import BY_NAME
    from notes.documents.source import Source

    with open(descriptor, "rb") as file:
        file.seek(0)  # where the other side has read to the end
        source = Source(file, encoding, progress)  # type: ignore[arg-type]
        return content_to_json(BY_NAME[format].reader(source))


def _limit(used: int, allowed: float) -> None:
    """Limit what reading a file may take beside the address space used; let nothing be written."""
    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    if used:
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, hardest))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime + allowed) + 1
    _, hardest = resource.getrlimit(resource.RLIMIT_CPU)
    if hardest == resource.RLIM_INFINITY or seconds < hardest:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hardest))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _address_space() -> int:
    """The bytes of address space in use, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _end_with(connection: socket.socket) -> None:
    """End when the other side does, even in the middle of a file that takes its time."""
    waiting = select.poll()
    waiting.register(connection, 0)  # only a hang-up wakes it
    waiting.poll()
    os._exit(0)


if __name__ == "__main__":
    main()
    sys.exit(0)
