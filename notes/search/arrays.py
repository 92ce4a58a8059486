"""Named arrays of numbers in one file: written at once, read in place by mapping it into memory.

First come the arrays, each at a multiple of 8 bytes. Then comes a directory: the names, a line
each, and in their order the kind, the place and the length of each array, packed; some facts in
JSON; and at the very end where all this is, its checksum and a mark that tells the order of bytes.
Nothing in the file is ever executed or unpickled.

A file is opened for a few of its arrays, so the directory is only read where one is asked for.
"""

import json
import mmap
import os
import struct
import sys
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Generic, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Numbers: TypeAlias = "memoryview[int]"
Span = tuple[mmap.mmap, int, int]
_Read = TypeVar("_Read")

_MARK = b"CPARRAY" + (b"<" if sys.byteorder == "little" else b">")
# Where the directory is, the lengths of names, rows and facts, their checksum, the mark.
_END = struct.Struct("=QIIII8s")
_ROW = struct.Struct("=cQQ")
_STEP = 8
_from_json = json.JSONDecoder().raw_decode  # `json.loads` first looks for what is not there
_SIZES = {kind: struct.calcsize(kind) for kind in "BHILQ"}  # of whole numbers, in bytes


class ArrayFileError(ValueError):
    """The file is not one that was written here, or not the whole of it."""


def tight(values: Array) -> Array:
    """Whole numbers, none of them negative, in the narrowest type that holds them all."""
    most = int(values.max()) if values.size else 0
    return values.astype(next(kind for kind in "BHIQ" if most <= np.iinfo(kind).max), copy=False)


def write_arrays(file: BinaryIO, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> None:
    """Write the arrays, in this order, and some facts that JSON can hold; `file` is left open."""
    rows = []
    place = 0
    for values in arrays.values():
        stored = np.ascontiguousarray(values, values.dtype.newbyteorder("="))
        rows.append(_ROW.pack(stored.dtype.char.encode(), place, stored.size))
        padding = -stored.nbytes % _STEP
        file.write(stored.tobytes())
        file.write(b"\0" * padding)
        place += stored.nbytes + padding
    parts = "\n".join(["", *arrays, ""]).encode(), b"".join(rows), json.dumps(facts).encode()
    directory = b"".join(parts)
    file.write(directory)
    file.write(_END.pack(place, *map(len, parts), zlib.crc32(directory), _MARK))


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
        place, names, rows, facts, checksum, mark = _END.unpack(mapped[-_END.size :])
        if mark != _MARK:
            raise ArrayFileError(f"{path} is not a file of arrays")
        if place + names + rows + facts + _END.size != there or size not in (None, there):
            raise ArrayFileError(f"{path} is not whole")
        directory = mapped[place : -_END.size]
        if zlib.crc32(directory) != checksum:
            raise ArrayFileError(f"{path} is damaged")
        self._mapped = mapped
        self._names = directory[:names]
        self._rows = directory[names : names + rows]
        self.facts: dict[str, Any] = _from_json(directory[names + rows :].decode())[0]

    def __getitem__(self, name: str) -> Array:
        kind, place, count = self._entry(name)
        return np.frombuffer(self._mapped, kind, count, place)

    def numbers(self, name: str) -> Numbers:
        """An array of whole numbers, for those who take one at a time: quicker than numpy's."""
        kind, place, count = self._entry(name)
        whole: Any = memoryview(self._mapped)
        numbers: Numbers = whole[place : place + count * _SIZES[kind]].cast(kind)
        return numbers

    def span(self, name: str) -> Span:
        """The mapped file, and where in it an array of bytes begins and ends.

        Slices of the map are bytes at once: those of a memoryview take half as long again.
        """
        _, place, count = self._entry(name)
        return self._mapped, place, place + count

    def _entry(self, name: str) -> tuple[str, int, int]:
        """The kind of an array, where it begins in the file, in bytes, and its length."""
        start = self._names.find(f"\n{name}\n".encode())
        if start < 0:
            raise KeyError(name)
        number = self._names.count(b"\n", 0, start)
        kind, place, count = _ROW.unpack_from(self._rows, number * _ROW.size)
        return kind.decode(), place, count


class _InFile(Protocol):
    """Has arrays of its name in a file."""

    file: ArrayFile
    name: str


class Part(Generic[_Read]):
    """An attribute that is an array, looked up when it is first asked for.

    A question needs few of them. Of an object `f` the array `some` is called `f.some` in its file.
    """

    def __init__(self, read: Callable[[ArrayFile, str], _Read]) -> None:
        self._read = read

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, holder: _InFile, owner: type) -> _Read:
        found = self._read(holder.file, f"{holder.name}.{self._name}")
        holder.__dict__[self._name] = found  # which Python finds first from now on
        return found
