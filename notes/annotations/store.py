"""The one place that writes note files: journaled, under a lock, merged, durably."""

import contextlib
import errno
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from notes.annotations.beside import Beside, look_beside
from notes.annotations.locking import locked
from notes.annotations.pending import Owner, Pending, applied, combined
from notes.annotations.placer import Placer
from notes.annotations.shelf import Shelf
from notes.annotations.sidecar import CorruptSidecar, Sidecar, dump, parse, sidecar_path
from notes.annotations.standing import JOURNAL, OVERLAY, SAVED, Standing
from notes.annotations.versions import Versions
from notes.errors import SidecarError

if TYPE_CHECKING:
    from notes.annotations.merge import Edit

__all__ = ["Owner", "SidecarStore", "Written"]

# What will be so the next time too: the notes go to the overlay, not only to the journal.
_LASTING = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG)


class Written(NamedTuple):
    """What became of a change: the edits as they were made, and where the notes are now."""

    edits: "tuple[Edit, ...]"
    standing: Standing


class _Attempt(NamedTuple):
    """One write: what is there, what it becomes, and what has to be kept should it fail."""

    changes: Pending
    beside: Beside
    kept: Pending | None
    new: Sidecar
    copies: tuple[Path, ...]
    in_journal: bool


class SidecarStore:
    """Reads and writes the note files of a library.

    Every write is put into the journal, takes the lock, reads the file again, merges by id, and
    replaces it durably: neither a crash nor another program's change loses a note. What cannot be
    written beside the source is kept on this machine, read as if it were there, and moved there
    when that can be done. A foreign file, or one of a newer format, is never written.
    `placer` says where its annotations stand now.
    """

    def __init__(self, state: Path, overlay: Path | None = None) -> None:
        self.locks = state / "locks"
        self._trash = state / "trash"
        self._journal = Shelf(state / "journal")
        self._overlay = Shelf(overlay or state / "overlay")
        self._versions = Versions(state / "versions")
        self.placer = Placer(state)
        self._last: tuple[bytes, Sidecar] | None = None

    # Reading

    def load(self, source: Path) -> Sidecar | None:
        """The notes on `source`, with those that are not beside it; None where there are none.

        Raises `SidecarError` for what cannot be read or is somebody else's.
        """
        return self.read(source)[0]

    def read(self, source: Path) -> tuple[Sidecar | None, str]:
        """As `load`, and what is wrong with the note file; empty when nothing is."""
        beside = self.look(source)
        kept = self._kept(sidecar_path(source))
        if kept is not None:
            start = beside.sidecar or Sidecar(kept.owner.document_id, source.name)
            return applied(start, kept, again=True), beside.damage
        if beside.sidecar is None and beside.obstacle is not None:
            raise beside.obstacle
        return beside.sidecar, beside.damage

    def look(self, source: Path) -> Beside:
        """The note file of `source` as it is on the disk. Raises `SidecarError`."""
        return look_beside(source, self._versions, self._parse)

    def _parse(self, data: bytes, name: str) -> Sidecar:
        """`parse`, remembering the last file: each change reads again what the one before wrote."""
        last = self._last
        if last is None or last[0] != data:
            self._last = last = data, parse(data, name)
        return last[1]

    def standing(self, source: Path) -> Standing:
        """Where the notes on `source` are, and what is wrong with their file. Changes nothing."""
        path = sidecar_path(source)
        try:
            beside = self.look(source)
        except SidecarError as error:
            return Standing(reason=str(error))
        reason = str(beside.obstacle or "")
        where = SAVED
        if self._journal.read(path) is not None:
            where, reason = JOURNAL, reason or "it will be tried again"
        elif self._overlay.read(path) is not None:
            where, reason = OVERLAY, reason or "its folder cannot be written"
        return Standing(where, reason, beside.damage, beside.salvaged)

    def unsettled(self, root: Path) -> list[Owner]:
        """The sources in the folder `root`, and below it, whose notes are not all beside them."""
        kept = (*self._journal.all(), *self._overlay.all())
        owners = {changes.owner.path: changes.owner for changes in kept}
        return [owner for path, owner in sorted(owners.items()) if path.is_relative_to(root)]

    def unread(self) -> list[Path]:
        """Files with changes that could not be read, in the journal and the overlay."""
        return [*self._journal.unread(), *self._overlay.unread()]

    def whereabouts(self, root: Path) -> dict[Path, str]:
        """As `unsettled`: for each of these sources, where its notes are instead."""
        overlaid = dict.fromkeys((one.owner.path for one in self._overlay.all()), OVERLAY)
        journaled = dict.fromkeys((one.owner.path for one in self._journal.all()), JOURNAL)
        found = overlaid | journaled
        return {path: where for path, where in found.items() if path.is_relative_to(root)}

    # Writing

    def commit(self, owner: Owner, edits: "Sequence[Edit]") -> Written:
        """Make `edits`; gives them back as they were made, and where they are now.

        Each then tells what was there and what is there now, so that taking it back never takes
        away what another program wrote. Raises `SidecarError` where they could not be kept at all.
        """
        old, new, standing = self._write(Pending(owner, tuple(edits)))
        made = tuple(_as_made(edit, old, new) for edit in edits)
        return Written(made, standing._replace(united=_united(edits, made)))

    def set_metadata(self, owner: Owner, changes: Mapping[str, object]) -> Sidecar:
        """Remember facts that the user set about the document; None takes one away again."""
        return self._write(Pending(owner, metadata=changes))[1]

    def settle(self, owner: Owner, extra: Sequence[Path] = ()) -> Standing:
        """Bring beside `owner` what is kept elsewhere: the journal, the overlay, conflict copies.

        `extra` are note files that are to be taken in like conflict copies: each is merged, and
        put into the trash of the state folder. Where there is nothing to do, nothing is written.
        """
        from notes.annotations.conflicts import copies_beside

        kept = self._kept(sidecar_path(owner.path))
        if kept is None and not extra and not copies_beside(owner.path):
            return self.standing(owner.path)
        standing = self._write(Pending(owner), extra)[2]
        replayed = len(kept.edits) if kept and standing.is_beside else 0
        return standing._replace(replayed=replayed)

    def orphan_owner(self, source: Path) -> Owner | None:
        """Whose the note file of `source` is, by what it says itself; None where it says nothing.

        For a source that is gone. Raises `SidecarError`.
        """
        sidecar = self.look(source).sidecar
        if sidecar is None or not sidecar.fingerprints:
            return None
        return Owner(source, sidecar.document_id, sidecar.fingerprints[-1])

    def change(self, owner: Owner, change: Callable[[Sidecar], Sidecar]) -> Sidecar:
        """Change the note file as a whole. Raises `SidecarError` where it cannot be written."""
        _, new, standing = self._write(Pending(owner), (), change)
        if standing.reason:
            raise SidecarError(f"{owner.path.name}: {standing.reason}")
        return new

    def move(self, old: Path, new: Path) -> None:
        """What is kept on this machine for the source at `old` is from now on kept for `new`."""
        for shelf in (self._journal, self._overlay):
            kept = shelf.read(sidecar_path(old))
            if kept is not None:
                shelf.append(sidecar_path(new), kept._replace(owner=kept.owner._replace(path=new)))
                shelf.forget(sidecar_path(old))
        for data in reversed(list(self._versions.read(sidecar_path(old)))):
            self._versions.keep(sidecar_path(new), data)

    def forget_versions(self, source: Path) -> None:
        """Let go of the old versions of a note file, which hold what was purged from it."""
        self._versions.forget(sidecar_path(source))

    def _kept(self, path: Path) -> Pending | None:
        overlay, journal = self._overlay.read(path), self._journal.read(path)
        return overlay if journal is None else combined(overlay, journal)

    def _write(
        self,
        changes: Pending,
        extra: Sequence[Path] = (),
        change: Callable[[Sidecar], Sidecar] | None = None,
    ) -> tuple[Sidecar, Sidecar, Standing]:
        from notes.annotations.conflicts import copies_beside, taken_in

        owner = changes.owner
        path = sidecar_path(owner.path)
        with _as_sidecar_error(path), locked(path, self.locks):
            beside, kept = self.look(owner.path), self._kept(path)
            start = beside.sidecar or Sidecar(owner.document_id, owner.path.name)
            if not start.document_id:
                start = start._replace(document_id=owner.document_id)
            old = applied(start, kept, again=True) if kept else start
            found = (*copies_beside(owner.path), *extra)
            old, copies = taken_in(old, owner.path, found, self._versions) if found else (old, ())
            if not (changes or kept or copies or change):
                return old, old, self.standing(owner.path)
            new = applied(old, changes)._replace(file_name=owner.path.name)
            new = change(new) if change else new
            made = changes._replace(edits=tuple(_as_made(e, old, new) for e in changes.edits))
            in_journal, trouble = self._journaled(path, made)
            attempt = _Attempt(made, beside, kept, new, copies, in_journal)
            return (old, *self._brought_home(attempt, path, trouble))

    def _journaled(self, path: Path, changes: Pending) -> tuple[bool, OSError | None]:
        try:
            if changes:
                self._journal.append(path, changes)
        except OSError as error:
            return False, error
        return True, None

    def _brought_home(
        self, attempt: _Attempt, path: Path, trouble: OSError | None
    ) -> tuple[Sidecar, Standing]:
        """Write the note file; where that fails, keep the changes where they can be kept."""
        if attempt.beside.obstacle is not None:
            return self._laid_over(attempt, path, attempt.beside.obstacle)
        try:
            return self._replaced(attempt, path)
        except CorruptSidecar as error:  # it cannot be written as JSON
            return self._laid_over(attempt, path, error)
        except OSError as error:
            if error.errno in _LASTING:
                return self._laid_over(attempt, path, error)
            if not attempt.in_journal:
                raise trouble or error from None
            return attempt.new, Standing(JOURNAL, _reason(error))

    def _replaced(self, attempt: _Attempt, path: Path) -> tuple[Sidecar, Standing]:
        from notes.annotations.beside import set_aside
        from notes.annotations.conflicts import put_away
        from notes.annotations.durable import replace_file

        beside, source = attempt.beside, attempt.changes.owner.path
        data = dump(attempt.new)
        written = self._parse(data, path.name)  # what cannot be read back is never written
        aside = set_aside(source, beside.data or b"") if beside.damage else ""
        if data != beside.data:
            replace_file(path, data)
        self._journal.forget(path)
        self._overlay.forget(path)
        if beside.is_sound and beside.data is not None:
            self._versions.keep(path, beside.data)
        self._versions.keep(path, data)
        for copy in attempt.copies:
            put_away(copy, self._trash)
        warning = f"{path.name} is marked read-only; it was written all the same"
        return written, Standing(
            damage=beside.damage,
            salvaged=beside.salvaged,
            set_aside=aside,
            merged=len(attempt.copies),
            warning=warning if beside.is_protected else "",
        )

    def _laid_over(self, attempt: _Attempt, path: Path, why: Exception) -> tuple[Sidecar, Standing]:
        """Keep the changes in the overlay, as nothing can be written beside the source."""
        pending = combined(attempt.kept, attempt.changes)
        standing = Standing(OVERLAY, _reason(why), attempt.beside.damage, attempt.beside.salvaged)
        if not pending:
            return attempt.new, standing._replace(where=SAVED)
        try:
            self._overlay.put(path, pending)
        except OSError as error:
            if not attempt.in_journal:
                raise
            return attempt.new, standing._replace(where=JOURNAL, reason=_reason(error))
        self._journal.forget(path)
        return attempt.new, standing


def _as_made(edit: "Edit", old: Sidecar, new: Sidecar) -> "Edit":
    from notes.annotations.merge import Edit

    before, after = old.annotations.get(edit.id), new.annotations.get(edit.id)
    was_gone_already = before is None and after is None
    return Edit(edit.before if was_gone_already else before, after)


def _united(asked: "Sequence[Edit]", made: "Sequence[Edit]") -> int:
    """How many changes became something else than was asked for: others had changed the same."""
    from notes.annotations.merge import content

    pairs = [(one.after, other.after) for one, other in zip(asked, made, strict=True)]
    return sum(1 for ours, now in pairs if ours and now and content(ours) != content(now))


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


@contextlib.contextmanager
def _as_sidecar_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SidecarError(
            f"{path.name} could not be written: {_reason(error)}; nothing was lost"
        ) from None
