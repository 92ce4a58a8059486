"""What a reader of a format is given: the bytes of one document, and a way to say how far it is."""

import os
from collections.abc import Callable
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from notes.documents.blocks import Blocks

Progress = Callable[[int, int], None]

EMPTY = "the file is empty"  # what is said of it, whatever its format


def quietly(done: int, total: int) -> None:
    """Report nothing."""


class Source:
    """A file opened for reading; `encoding` is the user's word, None where it is to be found out.

    `progress` takes how many parts (pages, chapters) of how many have been read.
    """

    def __init__(
        self, file: BinaryIO, encoding: str | None = None, progress: Progress = quietly
    ) -> None:
        self.file = file
        self.encoding = encoding
        self.progress = progress

    @classmethod
    def of(cls, data: bytes, encoding: str | None = None) -> "Source":
        """Bytes that are in memory already."""
        return cls(BytesIO(data), encoding)

    @cached_property
    def blocks(self) -> "Blocks":
        """The bytes of the file, of which there are as many as there were at first."""
        from notes.documents.blocks import Blocks

        return Blocks(self.file, self.file.seek(0, os.SEEK_END))

    def data(self) -> bytes:
        """All bytes of the file."""
        return self.blocks.whole()
