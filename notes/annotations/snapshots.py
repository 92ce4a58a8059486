"""The texts that notes were made on, kept so that their passages can be carried to a later text."""

import contextlib
import hashlib
import re
import zlib
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{64}")
_LEVEL = 6  # a megabyte takes some 40 ms and becomes a third
_MOST_TEXT = 256 * 1024 * 1024  # bytes; more is no text that was kept here


class Snapshots:
    """Texts under their SHA-256 in the state folder, compressed.

    A text that cannot be kept, or cannot be read back whole, is simply not known: notes are then
    found by their words alone.
    """

    def __init__(self, state: Path) -> None:
        self._folder = state / "texts"

    def keep(self, text_sha256: str, text: str) -> None:
        """Keep `text` unless it is kept already."""
        path = self._path(text_sha256)
        if path is None or path.exists():
            return
        from notes.annotations.durable import replace_file

        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL))

    def knows(self, text_sha256: str) -> bool:
        """Whether a text with that SHA-256 was kept."""
        path = self._path(text_sha256)
        return path is not None and path.exists()

    def text(self, text_sha256: str) -> str | None:
        """The text with that SHA-256, or None where it is not known."""
        path = self._path(text_sha256)
        if path is None:
            return None
        try:
            data = zlib.decompressobj().decompress(path.read_bytes(), _MOST_TEXT)
            if hashlib.sha256(data).hexdigest() != text_sha256:
                return None
            return data.decode("utf-8", "surrogatepass")
        except (OSError, zlib.error, UnicodeDecodeError):
            return None

    def _path(self, text_sha256: str) -> Path | None:
        """Where a text lies; None for a name from a note file that is no SHA-256."""
        if not _NAME.fullmatch(text_sha256):
            return None
        return self._folder / text_sha256[:2] / f"{text_sha256}.z"
