"""Changes that are not in a note file yet: as values, as bytes, and on top of what is there."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from notes.annotations import w3c
from notes.annotations.merge import Edit, merge_annotation
from notes.annotations.model import Annotation, Tombstone, now
from notes.annotations.sidecar import Fingerprint, Sidecar

_VERSION = 1


class Owner(NamedTuple):
    """The source that a note file belongs to, as it is at the moment of writing."""

    path: Path
    document_id: str
    fingerprint: Fingerprint


class Pending(NamedTuple):
    """Changes to the notes on one source; in `metadata` None takes a fact away."""

    owner: Owner
    edits: tuple[Edit, ...] = ()
    metadata: Mapping[str, Any] = {}

    def __bool__(self) -> bool:
        return bool(self.edits or self.metadata)


def applied(sidecar: Sidecar, changes: Pending, *, again: bool = False) -> Sidecar:
    """The note file with `changes` made in it.

    With `again` they may be in it already, because a program was killed after writing it and
    before forgetting them: what is there already is not made a second time.
    """
    metadata = {**sidecar.metadata, **changes.metadata}
    kept = {name: value for name, value in metadata.items() if value is not None}
    changed = sidecar.seeing(changes.owner.fingerprint)._replace(metadata=kept)
    for edit in changes.edits:
        if again and _is_in(changed, edit):
            continue
        changed = with_edits(changed, [_onto(changed, edit) if again else edit])
    return changed


def combined(first: Pending | None, second: Pending) -> Pending:
    """Two changes as one; of a note that was changed in both, deletions stay steps of their own."""
    if first is None:
        return second
    edits = list(first.edits)
    last = {edit.id: at for at, edit in enumerate(edits)}
    for edit in second.edits:
        at = last.get(edit.id)
        if at is not None and edits[at].after is not None and edit.after is not None:
            edits[at] = Edit(edits[at].before, edit.after)
        else:
            last[edit.id] = len(edits)
            edits.append(edit)
    return Pending(second.owner, tuple(edits), {**first.metadata, **second.metadata})


def with_edits(sidecar: Sidecar, edits: Iterable[Edit]) -> Sidecar:
    """The note file with `edits` merged into what it says; what is deleted becomes a tombstone."""
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
    return sidecar._replace(annotations=annotations, tombstones=tombstones)


def _outliving(annotation: Annotation, tombstone: Tombstone | None) -> Annotation:
    """An annotation that comes back is newer than its deletion."""
    if tombstone is None or annotation.rev > tombstone.rev:
        return annotation
    return annotation._replace(rev=tombstone.rev + 1).descending([tombstone.annotation])


def _onto(sidecar: Sidecar, edit: Edit) -> Edit:
    """The edit, from what is there, if that is a step on the way to it."""
    present = sidecar.annotations.get(edit.id)
    if present is None or edit.after is None or not edit.after.descends_from(present):
        return edit
    return Edit(present, edit.after)


def _is_in(sidecar: Sidecar, edit: Edit) -> bool:
    present, buried = sidecar.annotations.get(edit.id), sidecar.tombstones.get(edit.id)
    wanted = edit.after or edit.before
    if wanted is None:
        return True
    if edit.after is None:
        return buried is not None and buried.annotation.descends_from(wanted)
    known = present or (buried.annotation if buried else None)
    return known is not None and known.descends_from(wanted)


def to_line(changes: Pending) -> bytes:
    """One line of ASCII that holds the changes and a checksum of itself."""
    owner, seen = changes.owner, changes.owner.fingerprint
    entry = {
        "version": _VERSION,
        "source": str(owner.path),
        "document": owner.document_id,
        "fingerprint": [seen.sha256, seen.text_sha256, seen.size, seen.seen],
        "edits": [
            [_written(edit.before, owner), _written(edit.after, owner)] for edit in changes.edits
        ],
        "metadata": dict(changes.metadata),
    }
    data = json.dumps(entry).encode("ascii")
    return hashlib.sha256(data).hexdigest()[:16].encode() + b" " + data + b"\n"


def from_line(line: bytes) -> Pending | None:
    """Read what `to_line` wrote; None for a line that is not whole."""
    checksum, _, data = line.strip().partition(b" ")
    if hashlib.sha256(data).hexdigest()[:16].encode() != checksum:
        return None
    try:
        entry = json.loads(data)
        if entry["version"] != _VERSION:
            return None
        owner = Owner(Path(entry["source"]), entry["document"], Fingerprint(*entry["fingerprint"]))
        edits = tuple(Edit(_read(before), _read(after)) for before, after in entry["edits"])
        return Pending(owner, edits, entry["metadata"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def from_lines(data: bytes) -> Pending | None:
    """All whole lines of a journal or an overlay as one change; None where there is nothing."""
    found: Pending | None = None
    for line in data.split(b"\n"):
        changes = from_line(line) if line else None
        if changes is not None:
            found = combined(found, changes)
    return found


def _written(annotation: Annotation | None, owner: Owner) -> Any:
    return annotation and w3c.annotation_to_json(annotation, owner.document_id)


def _read(raw: Any) -> Annotation | None:
    return None if raw is None else w3c.annotation_from_json(raw)
