"""Renaming a source with its notes, so that a crash in between leaves neither without the other."""

import contextlib
import hashlib
import json
import os
from pathlib import Path

from notes.annotations.durable import replace_file, sync_folder
from notes.annotations.sidecar import sidecar_path
from notes.annotations.store import SidecarStore
from notes.errors import UserError


class Renaming:
    """Renames that were begun are written down in the state folder until they are done."""

    def __init__(self, state: Path, store: SidecarStore) -> None:
        self._folder = state / "renames"
        self._store = store

    def rename(self, old: Path, new: Path) -> None:
        """Rename the source at `old`, its note file, and what is kept elsewhere for it.

        Raises `UserError` where something is at `new` already, or it cannot be done; nothing has
        happened then.
        """
        for path in (new, sidecar_path(new)):
            if os.path.lexists(path):
                raise UserError(f"{path.name} is there already; take another name")
        intent = self._folder / hashlib.sha256(os.fsencode(old)).hexdigest()[:32]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(intent, json.dumps([str(old), str(new)]).encode("ascii"))
            self._carry_out(old, new)
        except OSError as error:
            with contextlib.suppress(OSError):
                if os.path.lexists(new) and not os.path.lexists(old):
                    os.rename(new, old)
            with contextlib.suppress(OSError):
                intent.unlink()
            reason = error.strerror or str(error)
            raise UserError(f"{old.name} could not be renamed: {reason}") from None
        intent.unlink(missing_ok=True)

    def recover(self) -> list[tuple[Path, Path]]:
        """Finish the renames that were begun; gives those whose source is at its new place."""
        finished = []
        for intent in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            with contextlib.suppress(OSError, ValueError):
                old, new = map(Path, json.loads(intent.read_bytes()))
                if os.path.lexists(new) and not os.path.lexists(old):
                    self._carry_out(old, new)
                    finished.append((old, new))
                intent.unlink()
        return finished

    def _carry_out(self, old: Path, new: Path) -> None:
        """Do what is not done yet. Nothing that is there is ever replaced."""
        if not os.path.lexists(new):
            os.rename(old, new)
        before, after = sidecar_path(old), sidecar_path(new)
        if os.path.lexists(before) and not os.path.lexists(after):
            os.rename(before, after)
        self._store.move(old, new)
        for folder in {old.parent, new.parent}:
            sync_folder(folder)
