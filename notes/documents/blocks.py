"""The bytes of a source, block by block: a long one is never in memory as a whole."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from notes.errors import DocumentError

BLOCK = 1 << 18  # bytes: what is done with one holds no other thread up for a millisecond
_HEAD = 4096  # bytes


class Blocks:
    """At most `size` bytes of an open file, as often as they are asked for.

    That a log grows meanwhile is no matter, for that lies beyond `size`. To go through all of them
    raises DocumentError where they are not what they were the time before.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._most = size
        self._sha256 = ""
        self.size = size  # bytes; once they were gone through, as many as there were
        file.seek(0)
        self.head = file.read(min(_HEAD, size))

    @classmethod
    def of(cls, data: bytes) -> "Blocks":
        """Bytes that are in memory already."""
        return cls(BytesIO(data), len(data))

    def __iter__(self) -> Iterator[bytes]:
        digest, left = hashlib.sha256(), self._most
        self._file.seek(0)
        while left and (block := self._file.read(min(BLOCK, left))):
            digest.update(block)
            left -= len(block)
            yield block
        found = digest.hexdigest()
        if self._sha256 not in ("", found):
            raise DocumentError("it was changed while it was read; try again")
        self._sha256, self.size = found, self._most - left

    @property
    def sha256(self) -> str:
        """The hash of all bytes, in hexadecimal."""
        if not self._sha256:
            for _ in self:
                pass
        return self._sha256

    def whole(self) -> bytes:
        """All bytes as one: for what is short, or cannot be read otherwise."""
        return b"".join(self)
