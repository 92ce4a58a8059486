"""The texts of the documents that were searched last: the next key asks for most of them again."""

import threading
from collections.abc import Callable
from pathlib import Path

from notes.annotations.sidecar import SUFFIX
from notes.documents.scanning import file_signature

_MOST = 16_000_000  # code points of all texts together


class RecentTexts:
    """Remembers texts by path until their file, or the note file beside it, changes.

    A note file may say how its document is encoded.
    """

    def __init__(self, root: Path, read: Callable[[str], str | None]) -> None:
        self._root = root
        self._read = read
        self._lock = threading.Lock()
        self._known: dict[str, tuple[tuple[str | None, ...], str]] = {}
        self._size = 0

    def get(self, relative: str) -> str | None:
        """The text of a document, None where it cannot be read."""
        path = f"{self._root}/{relative}"
        signatures = (file_signature(path), file_signature(path + SUFFIX))
        with self._lock:
            known = self._known.pop(relative, None)
            if known is not None:
                self._known[relative] = known  # now the last
                if known[0] == signatures:
                    return known[1]
        text = self._read(relative)
        if text is not None:
            self._keep(relative, signatures, text)
        return text

    def _keep(self, relative: str, signatures: tuple[str | None, ...], text: str) -> None:
        with self._lock:
            self._drop(relative)
            self._known[relative] = signatures, text
            self._size += len(text)
            while self._size > _MOST and len(self._known) > 1:
                self._drop(next(iter(self._known)))

    def _drop(self, relative: str) -> None:
        known = self._known.pop(relative, None)
        if known is not None:
            self._size -= len(known[1])
