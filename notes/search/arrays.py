"""Named arrays of numbers in one file: written at once, read in place by mapping it into memory.

First come the arrays, each at a multiple of 8 bytes; then a directory in JSON and, at the very end,
where it is, its checksum and a mark. Nothing in the file is ever executed or unpickled.

A file is opened for a few of its arrays. So the smallest come last, beside the directory: most of
what a question looks at lies together, and the system reads it at once. The directory has a line
of text for each array, `kind place count`, cut when the array is asked for: JSON reads text twice
as fast as lists.
"""

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MARK = b"CPARRAY2"
_END = struct.Struct("<QII8s")  # where the directory is, its length, its checksum, the mark
_STEP = 8


class ArrayFileError(ValueError):
    """The file is not one that was written here, or not the whole of it."""


def tight(values: Array) -> Array:
    """Whole numbers, none of them negative, in the narrowest type that holds them all."""
    most = int(values.max()) if values.size else 0
    return values.astype(next(kind for kind in "BHIQ" if most <= np.iinfo(kind).max), copy=False)


def write_arrays(file: BinaryIO, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> None:
    """Write the arrays and some facts that JSON can hold; `file` is left open."""
    directory: dict[str, str] = {}
    place = 0
    for name, values in sorted(arrays.items(), key=lambda item: -item[1].nbytes):
        stored = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
        directory[name] = f"{stored.dtype.str} {place} {stored.size}"
        padding = -stored.nbytes % _STEP
        file.write(stored.tobytes())
        file.write(b"\0" * padding)
        place += stored.nbytes + padding
    listed = json.dumps({"arrays": directory, "facts": facts}).encode()
    file.write(listed)
    file.write(_END.pack(place, len(listed), zlib.crc32(listed), _MARK))


class ArrayFile:
    """The arrays of one file, views of the mapped file; `facts` as they were written.

    `size` is what the file must have, where that is known, in bytes. Raises ArrayFileError where
    the file is not whole, OSError where it cannot be read.
    """

    def __init__(self, path: str | Path, size: int | None = None) -> None:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            mapped = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise ArrayFileError(f"{path} is empty") from error
        finally:
            os.close(descriptor)
        there = len(mapped)
        if there < _END.size:
            raise ArrayFileError(f"{path} is not whole")
        place, length, checksum, mark = _END.unpack(mapped[-_END.size :])
        if mark != _MARK:
            raise ArrayFileError(f"{path} is not a file of arrays")
        if place + length + _END.size != there or size not in (None, there):
            raise ArrayFileError(f"{path} is not whole")
        listed = mapped[place : place + length]
        if zlib.crc32(listed) != checksum:
            raise ArrayFileError(f"{path} is damaged")
        read = json.loads(listed)
        self._mapped = mapped
        self.facts: dict[str, Any] = read["facts"]
        self._directory: dict[str, str] = read["arrays"]

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def __getitem__(self, name: str) -> Array:
        kind, place, count = self._directory[name].split()
        return np.frombuffer(self._mapped, kind, int(count), int(place))

    def get(self, name: str) -> Array | None:
        """An array, None where there is none of that name."""
        return self[name] if name in self._directory else None
