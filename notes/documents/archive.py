"""ZIP archives from anywhere, read in memory and within limits; nothing is ever unpacked to disk.

What an entry says of its size is checked before a byte of it is read, and again while it is read:
42 kilobytes can unpack to petabytes. Names are only looked up, never made into paths of files.
"""

import posixpath
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from typing import BinaryIO
from urllib.parse import unquote

from notes.documents.source import EMPTY
from notes.errors import DocumentError

_LARGEST_ENTRY = 48 * 1024**2  # bytes
_LARGEST_TOTAL = 96 * 1024**2
_HIGHEST_RATIO = 200  # of what deflates to less than this is text written by nobody
_RATIO_FROM = 4 * 1024**2
_MOST_ENTRIES = 20_000


class Archive:
    """The entries of a ZIP archive by name; raises DocumentError for one that is unsound."""

    def __init__(self, file: BinaryIO) -> None:
        if not file.seek(0, 2):
            raise DocumentError(EMPTY)
        try:
            self._zip = zipfile.ZipFile(file)
        # zipfile has NotImplementedError for archives in several files and newer versions.
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError):
            said = "it is damaged: no archive can be read of it; fetch it again"
            raise DocumentError(said) from None
        if len(self._zip.filelist) > _MOST_ENTRIES:
            raise DocumentError(f"it has more than {_MOST_ENTRIES:,} parts, as no document has")
        self._names = set(self._zip.namelist())
        self._careless = {_plainly(name): name for name in reversed(self._zip.namelist())}
        self._read = 0

    def __contains__(self, name: str) -> bool:
        return self._found(name) is not None

    def check(self, names: Iterable[str]) -> None:
        """Refuse a document whose parts together are too large before any of them is read."""
        found = {self._found(name) for name in names}
        if sum(self._zip.getinfo(name).file_size for name in found if name) > _LARGEST_TOTAL:
            raise _too_large()

    def read(self, name: str) -> bytes:
        """The bytes of an entry; raises DocumentError where it is missing, damaged or too large."""
        found = self._found(name)
        if found is None:
            raise DocumentError(f"it is not whole: {name!r} is missing in it")
        entry = self._zip.getinfo(found)
        self._check(entry)
        try:
            with self._zip.open(entry) as part:
                data = part.read(_LARGEST_ENTRY + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
            raise DocumentError(f"it is damaged: {name!r} in it cannot be read") from None
        except NotImplementedError:
            raise DocumentError(f"{name!r} in it is packed in a way that is not known") from None
        except RuntimeError:
            raise DocumentError("it is locked with a password; save a copy without one") from None
        self._read += len(data)
        if len(data) > _LARGEST_ENTRY or self._read > _LARGEST_TOTAL:
            raise _too_large()
        return data

    def _found(self, name: str) -> str | None:
        return name if name in self._names else self._careless.get(_plainly(name))

    def _check(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & 0x1:
            raise DocumentError("it is locked with a password; save a copy without one")
        size, packed = entry.file_size, max(entry.compress_size, 1)
        if size > _LARGEST_ENTRY or self._read + size > _LARGEST_TOTAL:
            raise _too_large()
        if size > _RATIO_FROM and size > packed * _HIGHEST_RATIO:
            raise DocumentError("it unpacks to hundreds of times its size, as no document does")


def resolved(reference: str, base: str) -> tuple[str, str]:
    """The entry that a reference in the entry `base` leads to, and its fragment.

    What leads to the network or elsewhere has the entry "". Nothing leads out of the archive
    (EPUB 3.3, section 4.2.5): superfluous `..` are dropped.

    >>> resolved("../text/a%20b.xhtml#n1", "OEBPS/nav/toc.xhtml"), resolved("../../x", "a/b")
    (('OEBPS/text/a b.xhtml', 'n1'), ('x', ''))
    """
    path, _, fragment = reference.strip().partition("#")
    path = path.partition("?")[0]
    if not path:
        return base, unquote(fragment)
    if "://" in path or path.partition("/")[0].endswith(":") or path.lower().startswith("data:"):
        return "", ""
    joined = posixpath.join("/", posixpath.dirname(base), unquote(path))
    return posixpath.normpath(joined).lstrip("/"), unquote(fragment)


def _plainly(name: str) -> str:
    """A name as those match that mean the same: makers of archives differ in how they write it.

    >>> _plainly("OPS\\\\A%20B.xhtml") == _plainly("./ops/a b.xhtml")
    True
    """
    path = unquote(name).replace("\\", "/").removeprefix("./")
    return unicodedata.normalize("NFC", path).casefold()


def _too_large() -> DocumentError:
    most = _LARGEST_TOTAL // 1024**2
    return DocumentError(f"it unpacks to more than is read ({most} MB); split it")
