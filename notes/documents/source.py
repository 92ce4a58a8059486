"""What a reader of a format is given: the bytes of one document, and a way to say how far it is."""

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO, NamedTuple

Progress = Callable[[int, int], None]


def quietly(done: int, total: int) -> None:
    """Report nothing."""


class Source(NamedTuple):
    """A file opened for reading; `encoding` is the user's word, None where it is to be found out.

    `progress` takes how many parts (pages, chapters) of how many have been read.
    """

    file: BinaryIO
    encoding: str | None = None
    progress: Progress = quietly

    @classmethod
    def of(cls, data: bytes, encoding: str | None = None) -> "Source":
        """Bytes that are in memory already."""
        return cls(BytesIO(data), encoding)

    def data(self) -> bytes:
        """All bytes of the file."""
        self.file.seek(0)
        return self.file.read()
