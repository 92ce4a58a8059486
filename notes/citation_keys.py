"""Citation keys that stay: once a document was given one, it keeps it on this machine.

A key that went into somebody's manuscript must not change because a date was corrected. A key in
the metadata (set by hand, or of a bibliography) stands above these.
"""

import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notes.citations import Reference


class KeyBook:
    """The keys of one library by document id, in a JSON file of the state folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._keys: dict[str, str] | None = None
        self._is_changed = False

    def keyed(self, document_id: str, reference: "Reference") -> "Reference":
        """The reference with its key: its own, the one it was given, or a new one."""
        from notes.citations import citation_key

        if reference.key:
            return reference
        if self._keys is None:
            self._keys = self._on_disk()
        key = self._keys.get(document_id)
        if key is None:
            key = citation_key(reference, frozenset(self._keys.values()))
            self._keys[document_id] = key
            self._is_changed = True
        return reference._replace(key=key)

    def keep(self) -> None:
        """Write new keys down; what another program gave meanwhile stays."""
        if not self._is_changed or self._keys is None:
            return
        self._keys |= self._on_disk()
        draft = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with contextlib.suppress(OSError):  # then the same keys are made again the next time
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(self._keys, indent=1), "utf-8")
            draft.replace(self._path)
            self._is_changed = False

    def _on_disk(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        pairs = found.items() if isinstance(found, dict) else ()
        return {id: key for id, key in pairs if isinstance(key, str)}
