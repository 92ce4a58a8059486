"""Making and changing annotations: each change goes to disk first, then into the history."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from notes.annotations.history import History, Step
from notes.annotations.history_file import HistoryFile
from notes.annotations.merge import Edit
from notes.annotations.model import (
    COLORS,
    Annotation,
    Placed,
    Selector,
    new_id,
    now,
)
from notes.annotations.placer import confirmed
from notes.annotations.sidecar import Fingerprint
from notes.annotations.standing import Standing
from notes.annotations.store import Owner, SidecarStore
from notes.annotations.tags import clean_tags
from notes.annotations.w3c import write_time
from notes.documents.model import Document
from notes.errors import NotesError, UserError
from notes.naming_parts import with_part


class Notebook:
    """The annotations of a library, changed one user action at a time, with undo and redo.

    With a `history` file, what was done in earlier sessions can be taken back too.
    """

    def __init__(
        self, store: SidecarStore, creator: str = "", history: HistoryFile | None = None
    ) -> None:
        self._store = store
        self._creator = creator
        self._file = history
        self._owners: dict[Path, Owner] = {}
        self._history = History()
        if history is not None:
            self._history, self._owners = history.load()
        self._standing = Standing()

    @property
    def standing(self) -> Standing:
        """Where the notes are that were changed last, and why, if they are not beside the file."""
        return self._standing

    def placed(self, document: Document) -> tuple[Placed, ...]:
        """The annotations on `document` in reading order, each with where it stands now."""
        sidecar = self._store.load(document.path)
        if sidecar is None:
            return ()
        annotations = sidecar.annotations.values()
        found = self._store.placer.place_all(annotations, document.text, document.text_sha256)
        return tuple(sorted(found, key=_reading_order))

    def annotate(
        self,
        document: Document,
        start: int,
        end: int,
        *,
        note: str = "",
        tags: Sequence[str] = (),
        color: str | None = None,
    ) -> Annotation:
        """Highlight `[start, end)` of `document`; durable when this returns.

        Raises `UserError` for an empty passage, a place outside the text or an unknown colour,
        `SidecarError` when nothing could be written.
        """
        if not 0 <= start < end <= len(document.text):
            raise UserError(f"there is no passage {start}-{end} in {document.relative}")
        made = now()
        annotation = Annotation(
            id=new_id(),
            selector=Selector.of(document.text, start, end),
            note=clean_text(note),
            tags=clean_tags(tags),
            color=checked_color(color),
            created=made,
            modified=made,
            anchored_to=document.text_sha256,
            creator=self._creator,
        )
        label = named("note" if note else "highlight", annotation)
        edit = Edit(None, with_part(document, annotation))
        made_now = self._do(owner_of(document), [edit], label)[0]
        self._store.placer.snapshots.keep(document.text_sha256, document.text)
        return made_now

    def edit(
        self,
        owner: Owner,
        annotation_id: str,
        *,
        seen: Annotation | None = None,
        **changes: Any,
    ) -> Annotation:
        """Change the `note`, `tags` or `color` of an annotation; durable when this returns.

        `seen` is the annotation as the user saw it when the change was begun: what another program
        wrote since is then merged, and a deletion undone, instead of being written over.
        """
        annotation = seen or self._present(owner, annotation_id)
        if "note" in changes:
            changes["note"] = clean_text(changes["note"])
        if "tags" in changes:
            changes["tags"] = clean_tags(changes["tags"])
        if "color" in changes:
            changes["color"] = checked_color(changes["color"])
        edit = Edit(annotation, annotation.changed(**changes))
        return self._do(owner, [edit], named("change", annotation))[0]

    def confirm(self, document: Document, seen: Annotation, start: int, end: int) -> Annotation:
        """Say that the annotation `seen` belongs to `[start, end)`; durable when this returns.

        Only this gives it new words. Raises `UserError` for a place that is not in the text.
        """
        text, sha256 = document.text, document.text_sha256
        placed = confirmed(seen, text, sha256, start, end)
        edit = Edit(seen, with_part(document, placed))
        made = self._do(owner_of(document), [edit], named("place", seen))[0]
        self._store.placer.snapshots.keep(sha256, text)
        return made

    def remove(self, owner: Owner, annotation_id: str) -> Annotation:
        """Delete an annotation; it stays in the file as a tombstone and can be restored."""
        annotation = self._present(owner, annotation_id)
        self._do(owner, [Edit(annotation, None)], named("deletion", annotation))
        return annotation

    def restore(self, owner: Owner, annotation_id: str) -> Annotation:
        """Bring a deleted annotation back."""
        sidecar = self._store.load(owner.path)
        tombstone = sidecar.tombstones.get(annotation_id) if sidecar else None
        is_there = sidecar is not None and annotation_id in sidecar.annotations
        if tombstone is None or tombstone.is_purged or is_there:
            raise UserError(f"{annotation_id} is not among the deleted notes")
        back = tombstone.annotation._replace(rev=tombstone.rev + 1, modified=now())
        back = back.descending([tombstone.annotation])
        return self._do(owner, [Edit(None, back)], named("restoring", back))[0]

    def change(self, changes: Mapping[Owner, Sequence[Edit]], label: str) -> dict[Path, NotesError]:
        """Make many edits, on any number of sources, as one step; durable when this returns.

        Gives why the edits on some sources could not be made. Raises that where none could.
        """
        made: list[Step] = []
        problems: dict[Path, NotesError] = {}
        standings = []
        for owner, edits in changes.items():
            try:
                made.append(Step(owner.path, self._commit(owner, edits), label))
                standings.append(self._standing)
            except NotesError as error:
                problems[owner.path] = error
        if not made and problems:
            raise next(iter(problems.values()))
        if made:
            self._standing = next((one for one in standings if one.lines), standings[-1])
            self._history.did_all(made)
            self._remember()
        return problems

    def moved(self, old: Path, owner: Owner) -> None:
        """The source at `old` lies where `owner` says: what was done to its notes goes with it."""

        def renamed(steps: Sequence[Step]) -> list[Step]:
            return [Step.joined([_moved(part, old, owner.path) for part in s.parts]) for s in steps]

        self._history = History(renamed(self._history.done), renamed(self._history.undone))
        self._owners.pop(old, None)
        self._owners[owner.path] = owner
        self._remember()

    def forget(self, annotation_ids: set[str]) -> None:
        """Forget every step in which one of these annotations was changed, on the disk too."""

        def without(steps: Sequence[Step]) -> list[Step]:
            return [s for s in steps if annotation_ids.isdisjoint(edit.id for edit in s.edits)]

        self._history = History(without(self._history.done), without(self._history.undone))
        self._remember()

    def undo(self) -> Step | None:
        """Take back the last change; None when there is nothing to take back."""
        step = self._history.to_undo()
        if step is not None:
            self._history.undid(self._make(step))
            self._remember()
        return step

    def redo(self) -> Step | None:
        """Make the change that was taken back last; None when there is none."""
        step = self._history.to_redo()
        if step is not None:
            self._history.redid(self._make(step))
            self._remember()
        return step

    def _do(self, owner: Owner, edits: list[Edit], label: str) -> list[Annotation]:
        made = self._commit(owner, edits)
        self._history.did(owner.path, made, label)
        self._remember()
        return [edit.after for edit in made if edit.after is not None]

    def _remember(self) -> None:
        if self._file is not None:
            self._file.save(self._history, self._owners)

    def _make(self, step: Step) -> Step:
        """Put a step of the history on disk; its edits count as changes made now.

        Where a part of it fails it can be made again as a whole: what is there is left as it is.
        """
        return Step.joined([self._make_part(part) for part in step.parts])

    def _make_part(self, part: Step) -> Step:
        owner = self._owners[part.source]
        return part._replace(edits=self._commit(owner, [_renewed(edit) for edit in part.edits]))

    def _commit(self, owner: Owner, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        written = self._store.commit(owner, edits)
        self._owners[owner.path] = owner
        self._standing = written.standing
        return written.edits

    def _present(self, owner: Owner, annotation_id: str) -> Annotation:
        sidecar = self._store.load(owner.path)
        found = sidecar.annotations.get(annotation_id) if sidecar else None
        if found is None:
            raise UserError(f"there is no note {annotation_id} on {owner.path.name}")
        return found


def owner_of(document: Document) -> Owner:
    """Who a note file belongs to, with the fingerprint of the source as it was read."""
    fingerprint = Fingerprint(
        sha256=document.sha256,
        text_sha256=document.text_sha256,
        size=document.size,
        seen=write_time(now()),
    )
    return Owner(document.path, document.id, fingerprint)


def named(change: str, annotation: Annotation) -> str:
    """A change in a few words, with the beginning of the quote: `highlight of “no limits”`."""
    quote = " ".join(annotation.selector.exact.split()) if annotation.selector else ""
    short = quote if len(quote) <= 30 else f"{quote[:30].rstrip()}…"
    return f"{change} of “{short}”" if short else change


def checked_color(color: str | None) -> str:
    """A colour that exists; None is the first. Raises `UserError` for another name."""
    if color is None:
        return COLORS[0]
    if color not in COLORS:
        raise UserError(f"{color!r} is not a colour; take one of {', '.join(COLORS)}")
    return color


def clean_text(text: str) -> str:
    """Text with `\\n` newlines, without what UTF-8 cannot hold and outer blanks at the end."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return unified.encode("utf-8", "replace").decode("utf-8").replace("\0", "").rstrip()


def _moved(step: Step, old: Path, new: Path) -> Step:
    return step._replace(source=new) if step.source == old else step


def _renewed(edit: Edit) -> Edit:
    if edit.after is None:
        return edit
    rev = max(edit.after.rev, edit.before.rev if edit.before else 0) + 1
    return Edit(edit.before, edit.after._replace(rev=rev, modified=now()))


def _reading_order(placed: Placed) -> tuple[int, int, str]:
    """Notes on the whole document first, passages by place, lost ones where they last stood."""
    selector = placed.annotation.selector
    start = placed.start if placed.start is not None else selector.start if selector else -1
    return (start, placed.end or start, placed.annotation.id)
