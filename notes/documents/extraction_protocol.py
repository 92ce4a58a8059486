"""How the program and the process that reads documents for it talk: frames over a Unix socket.

A request is one JSON line with the file's descriptor beside it; an answer is any number of frames,
each a kind, a length of four bytes and as many bytes. Progress may come any number of times; the
content or an error is the last.
"""

import json
import socket
import struct
from collections.abc import Callable, Mapping
from typing import Any

PROGRESS, CONTENT, ERROR, MISSING = b"P", b"C", b"E", b"M"
_HEAD = struct.Struct(">cI")
_LONGEST_REQUEST = 4096
_LARGEST_FRAME = 1 << 30
_CHUNK = 1 << 20

MEMORY = 384 * 1024**2  # bytes that reading a document may take beside the file itself
SECONDS = 7.0  # of processor time that a small document may take
_SECONDS_A_BYTE = 1 / 1_000_000
_MOST_SECONDS = 120.0


def seconds_for(size: int, least: float = SECONDS) -> float:
    """The processor time for a document of `size` bytes: a small one may not take long."""
    return min(least + size * _SECONDS_A_BYTE, _MOST_SECONDS)


def send_request(to: socket.socket, request: Mapping[str, Any], descriptor: int) -> None:
    """Ask for a document to be read."""
    socket.send_fds(to, [json.dumps(request).encode() + b"\n"], [descriptor])


def receive_request(from_: socket.socket) -> tuple[dict[str, Any], int] | None:
    """The next request and the file it is about; None when there will be no more."""
    line, descriptors, _, _ = socket.recv_fds(from_, _LONGEST_REQUEST, 1)
    if not descriptors:
        return None
    while not line.endswith(b"\n"):
        more = from_.recv(_LONGEST_REQUEST)
        if not more:
            return None
        line += more
    request: dict[str, Any] = json.loads(line)
    return request, descriptors[0]


def send_frame(to: socket.socket, kind: bytes, payload: bytes) -> None:
    """Send one frame of an answer."""
    to.sendall(_HEAD.pack(kind, len(payload)))
    to.sendall(payload)


def receive_frame(
    from_: socket.socket, before_waiting: Callable[[], None]
) -> tuple[bytes, bytes] | None:
    """The next frame of an answer; None where the other side is gone.

    `before_waiting` is called before each wait, to set a timeout.
    """
    head = _exactly(from_, _HEAD.size, before_waiting)
    if head is None:
        return None
    kind, length = _HEAD.unpack(head)
    if length > _LARGEST_FRAME:
        return None
    payload = _exactly(from_, length, before_waiting)
    return None if payload is None else (kind, bytes(payload))


def _exactly(
    from_: socket.socket, length: int, before_waiting: Callable[[], None]
) -> bytearray | None:
    received = bytearray()
    while len(received) < length:
        before_waiting()
        chunk = from_.recv(min(_CHUNK, length - len(received)))
        if not chunk:
            return None
        received += chunk
    return received
