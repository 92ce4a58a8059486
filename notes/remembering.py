"""Texts that take long to make, kept in the cache until what they were made of changes."""

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path

_MOST = 20_000  # texts; past that the file is begun again


class Remembered:
    """A JSON file of texts by key; as a cache it costs only time when it is lost or damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._texts = self._loaded()
        self._changed = False

    def get(self, key: str, make: Callable[[], str]) -> str:
        """The text for `key`, made now if it is not known yet."""
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = make()
            self._changed = True
        return text

    def keep(self) -> None:
        """Write the file if there is something new in it."""
        if not self._changed:
            return
        draft = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with contextlib.suppress(OSError):  # then the texts are made again the next time
            draft.write_text(json.dumps(self._texts), "utf-8")
            draft.replace(self._path)

    def _loaded(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        is_sound = isinstance(found, dict) and len(found) <= _MOST
        return found if is_sound and all(isinstance(v, str) for v in found.values()) else {}
