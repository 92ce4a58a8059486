"""Named arrays of numbers in one file: written at once, read in place by mapping it into memory.

First come the arrays, each at a multiple of 8 bytes; then a directory, some facts in JSON and, at
the very end, where these are, their checksum and a mark that tells the order of bytes. Nothing in
the file is ever executed or unpickled.

A file is opened for a few of its arrays. The directory is text, a line `name kind place count` for
each array, which is read when the array is asked for.
"""

import json
import mmap
import os
import struct
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MARK = b"CPARRAY" + (b"<" if sys.byteorder == "little" else b">")
# Where the directory is, its length and that of the facts, the checksum of both, the mark.
_END = struct.Struct("=QIII8s")
_STEP = 8
_SIZES = {kind: struct.calcsize(kind) for kind in "BHILQ"}  # of whole numbers, in bytes


class ArrayFileError(ValueError):
    """The file is not one that was written here, or not the whole of it."""


def tight(values: Array) -> Array:
    """Whole numbers, none of them negative, in the narrowest type that holds them all."""
    most = int(values.max()) if values.size else 0
    return values.astype(next(kind for kind in "BHIQ" if most <= np.iinfo(kind).max), copy=False)


def write_arrays(file: BinaryIO, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> None:
    """Write the arrays, in this order, and some facts that JSON can hold; `file` is left open."""
    lines = []
    place = 0
    for name, values in arrays.items():
        stored = np.ascontiguousarray(values, values.dtype.newbyteorder("="))
        lines.append(f"\n{name} {_kind(stored)} {place} {stored.size}")
        padding = -stored.nbytes % _STEP
        file.write(stored.tobytes())
        file.write(b"\0" * padding)
        place += stored.nbytes + padding
    directory, known = ("".join(lines) + "\n").encode(), json.dumps(facts).encode()
    checksum = zlib.crc32(directory + known)
    file.write(directory + known)
    file.write(_END.pack(place, len(directory), len(known), checksum, _MARK))


def _kind(values: Array) -> str:
    """What `numpy` calls the type; of strings also their length."""
    return values.dtype.str[1:] if values.dtype.char == "S" else values.dtype.char


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
        place, length, more, checksum, mark = _END.unpack(mapped[-_END.size :])
        if mark != _MARK:
            raise ArrayFileError(f"{path} is not a file of arrays")
        if place + length + more + _END.size != there or size not in (None, there):
            raise ArrayFileError(f"{path} is not whole")
        listed = mapped[place : place + length + more]
        if zlib.crc32(listed) != checksum:
            raise ArrayFileError(f"{path} is damaged")
        self._mapped = mapped
        self._directory = listed[:length].decode()
        self.facts: dict[str, Any] = json.loads(listed[length:])

    def __contains__(self, name: str) -> bool:
        return f"\n{name} " in self._directory

    def __getitem__(self, name: str) -> Array:
        kind, place, count = self._entry(name)
        return np.frombuffer(self._mapped, kind, count, place)

    def numbers(self, name: str) -> "memoryview[int]":
        """An array of whole numbers, for those who take one at a time: quicker than numpy's."""
        kind, place, count = self._entry(name)
        whole: Any = memoryview(self._mapped)
        numbers: memoryview[int] = whole[place : place + count * _SIZES[kind]].cast(kind)
        return numbers

    def _entry(self, name: str) -> tuple[str, int, int]:
        start = self._directory.find(f"\n{name} ")
        if start < 0:
            raise KeyError(name)
        end = self._directory.index("\n", start + 1)
        _, kind, place, count = self._directory[start:end].split()
        return kind, int(place), int(count)
