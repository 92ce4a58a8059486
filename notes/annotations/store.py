"""The one place that writes note files: under a lock, merged with what is on disk, durably."""

import contextlib
import errno
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from notes.annotations.locking import locked
from notes.annotations.model import Annotation, Tombstone, now
from notes.annotations.placer import Placer
from notes.annotations.sidecar import Fingerprint, Sidecar, dump, parse, sidecar_path
from notes.errors import SidecarError

if TYPE_CHECKING:
    from notes.annotations.merge import Edit


@dataclass(frozen=True, slots=True)
class Owner:
    """The source that a note file belongs to, as it is at the moment of writing."""

    path: Path
    document_id: str
    fingerprint: Fingerprint


class SidecarStore:
    """Reads and writes the note files of a library.

    Every write takes the lock, reads the file again, merges by id, and replaces it durably: a
    change made by another program in the meantime is never lost. A file that is damaged, foreign,
    or of a newer format is never written. `placer` says where its annotations stand now.
    """

    def __init__(self, state: Path) -> None:
        self._locks = state / "locks"
        self.placer = Placer(state)

    def load(self, source: Path) -> Sidecar | None:
        """The notes on `source`, or None where there are none. Raises `SidecarError`."""
        path = sidecar_path(source)
        try:
            # A pipe or a device would be read for ever.
            if not stat.S_ISREG(path.stat().st_mode):
                raise SidecarError(f"{path.name} is not a regular file; it is left as it is")
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:  # no such file can be there
                return None
            raise SidecarError(f"{path.name} cannot be read: {error.strerror}") from None
        return parse(data, path.name)

    def commit(self, owner: Owner, edits: "Sequence[Edit]") -> "tuple[Edit, ...]":
        """Make `edits` on disk; gives them back as they were made.

        Each then tells what was on disk and what is there now, so that taking it back never takes
        away what another program wrote.
        """
        old, new = self._write(owner, lambda sidecar: _with_edits(sidecar, edits))
        return tuple(_as_made(edit, old, new) for edit in edits)

    def set_metadata(self, owner: Owner, changes: Mapping[str, object]) -> Sidecar:
        """Remember facts that the user set about the document; None takes one away again."""

        def change(sidecar: Sidecar) -> Sidecar:
            metadata = {**sidecar.metadata, **changes}
            kept = {name: value for name, value in metadata.items() if value is not None}
            return replace(sidecar, metadata=kept)

        return self._write(owner, change)[1]

    def _write(self, owner: Owner, change: Callable[[Sidecar], Sidecar]) -> tuple[Sidecar, Sidecar]:
        from notes.annotations.durable import replace_file

        path = sidecar_path(owner.path)
        with _as_sidecar_error(path), locked(path, self._locks):
            sidecar = self.load(owner.path) or Sidecar(owner.document_id, owner.path.name)
            if sidecar.is_newer:
                raise SidecarError(
                    f"{path.name} was written by a newer Commonplace; update this one to write it"
                )
            named = replace(sidecar, file_name=owner.path.name)
            changed = change(named.seeing(owner.fingerprint))
            data = dump(changed)
            written = parse(data, path.name)  # what cannot be read back is never written
            replace_file(path, data)
        return sidecar, written


def _with_edits(sidecar: Sidecar, edits: "Sequence[Edit]") -> Sidecar:
    from notes.annotations.merge import merge_annotation

    annotations = dict(sidecar.annotations)
    tombstones = dict(sidecar.tombstones)
    for edit in edits:
        present = annotations.get(edit.id)
        merged = merge_annotation(edit, present)
        if merged is None:
            annotations.pop(edit.id, None)
            older = tombstones.get(edit.id)
            gone = present if older else present or edit.before
            if gone is not None:
                rev = max(gone.rev, older.rev if older else 0) + 1
                tombstones[edit.id] = Tombstone(gone, rev=rev, at=now())
        else:
            annotations[edit.id] = _outliving(merged, tombstones.pop(edit.id, None))
    return replace(sidecar, annotations=annotations, tombstones=tombstones)


def _as_made(edit: "Edit", old: Sidecar, new: Sidecar) -> "Edit":
    from notes.annotations.merge import Edit

    before, after = old.annotations.get(edit.id), new.annotations.get(edit.id)
    was_gone_already = before is None and after is None
    return Edit(edit.before if was_gone_already else before, after)


def _outliving(annotation: Annotation, tombstone: Tombstone | None) -> Annotation:
    """An annotation that comes back is newer than its deletion."""
    if tombstone is None or annotation.rev > tombstone.rev:
        return annotation
    return replace(annotation, rev=tombstone.rev + 1)


@contextlib.contextmanager
def _as_sidecar_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise SidecarError(
            f"{path.name} could not be written: {reason}; nothing was lost"
        ) from None
