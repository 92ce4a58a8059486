"""A long text put together from pieces, in steps that are short enough for other threads."""

import re
import sys
from functools import cache
from typing import Any

_AT_ONCE = 1 << 20  # code points that are joined in a moment
_BEYOND_TWO_BYTES = re.compile("[^\0-\uffff]")


def assembled(pieces: list[str]) -> str:
    """What `"".join(pieces)` gives; `pieces` is empty afterwards.

    Where a join of 100 million characters lets no other thread go on for a fifth of a second, for
    it touches all of that memory for the first time, CPython's C API makes a string and fills it
    piece by piece before anybody has seen it (PyUnicode_New, PyUnicode_CopyCharacters:
    docs.python.org/3/c-api/unicode.html). Other Pythons join.
    """
    size = sum(map(len, pieces))
    if size <= _AT_ONCE or sys.implementation.name != "cpython":
        text = "".join(pieces)
    else:
        try:
            text = _filled(pieces, size)
        except SystemError:  # a debugger holds on to the new string, which then may not be filled
            text = "".join(pieces)
    while pieces:  # one by one, as each gives memory back
        pieces.pop()
    return text


def _filled(pieces: list[str], size: int) -> str:
    new, copy = _c_api()
    text: str = new(size, max(map(_widest, pieces)))
    end = 0
    for piece in pieces:
        end += copy(id(text), end, piece, 0, len(piece))
    return text


def _widest(piece: str) -> int:
    """The last character of the range that `piece` is stored by: of 1, 2 or 4 bytes each."""
    if piece.isascii():
        return 0x7F
    try:
        piece.encode("latin-1")
        return 0xFF
    except UnicodeEncodeError:
        return 0x10FFFF if _BEYOND_TWO_BYTES.search(piece) else 0xFFFF


@cache
def _c_api() -> tuple[Any, Any]:
    """PyUnicode_New, and PyUnicode_CopyCharacters with its target by address.

    By address, since a string that anybody else refers to is not written to.
    """
    from ctypes import PYFUNCTYPE, c_ssize_t, c_uint32, c_void_p, py_object, pythonapi

    new = PYFUNCTYPE(py_object, c_ssize_t, c_uint32)
    copy = PYFUNCTYPE(c_ssize_t, c_void_p, c_ssize_t, py_object, c_ssize_t, c_ssize_t)
    return new(("PyUnicode_New", pythonapi)), copy(("PyUnicode_CopyCharacters", pythonapi))
