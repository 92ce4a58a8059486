"""The library: one façade over a folder of documents, its notes, its search and its citations."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notes.annotations.model import COLORS, Annotation, Placed
from notes.annotations.store import Owner
from notes.citing import Citing
from notes.errors import NotesError, SidecarError, UserError
from notes.gathering import note_record
from notes.review.records import NoteRecord
from notes.searching import Searching
from notes.tracking import Tracking

if TYPE_CHECKING:
    from notes.annotations.drafts import Draft, Drafts
    from notes.annotations.history import Step
    from notes.annotations.standing import Standing
    from notes.documents.model import Document
    from notes.holdings import Listing
    from notes.notebook import Notebook


class Library(Searching, Citing, Tracking):
    """A folder of documents, or one document, with everything that can be done with it.

    Methods may be called from any thread; those that write notes have to be called one after the
    other. A document is named by its path relative to the library, or absolute.
    """

    @cached_property
    def drafts(self) -> "Drafts":
        """The notes that were typed and not yet saved."""
        from notes.annotations.drafts import Drafts

        return Drafts(self.folders.state)

    @cached_property
    def _notebook(self) -> "Notebook":
        from notes.annotations.history_file import HistoryFile
        from notes.notebook import Notebook

        history = HistoryFile(self.folders.state, self.path_given)
        return Notebook(self.store, self.config.creator, history)

    def notices(self, document: "Document") -> tuple[str, ...]:
        """What the user should know about a document that was opened."""
        notices = [*document.content.notices, *self.store.standing(document.path).lines]
        if self.drafts.of(str(document.path)):
            notices.append("A draft that you left here is among the notes, unsaved.")
        return tuple(notices)

    def drafts_here(self) -> tuple["Draft", ...]:
        """The drafts on documents of this library that are still there."""
        root = f"{self.root}/"
        drafts = (d for d in self.drafts.all() if d.source.startswith(root))
        return tuple(draft for draft in drafts if Path(draft.source).exists())

    def last_document(self) -> str | None:
        """The document of this library that was read last (relative path)."""
        found = self.session.choice(f"document:{self.root}")
        return found if isinstance(found, str) else None

    def remember_document(self, relative: str) -> None:
        """Open this document the next time."""
        self.session.choose(f"document:{self.root}", relative)

    # Notes

    def placed(self, document: "Document") -> tuple[Placed, ...]:
        """The annotations on an open document in reading order, with where each stands now."""
        try:
            return self._notebook.placed(document)
        except SidecarError:
            return ()

    def annotate(
        self,
        document: "Document",
        start: int,
        end: int,
        *,
        note: str = "",
        tags: Sequence[str] = (),
        color: str | None = None,
    ) -> Annotation:
        """Highlight `[start, end)` (code points), with a note and tags; durable when it returns."""
        made = self._notebook.annotate(document, start, end, note=note, tags=tags, color=color)
        self._holdings.recount(document)
        return made

    def annotation(self, source: str, annotation_id: str) -> Annotation:
        """One annotation on `source` as it is on disk. Raises `UserError` where it is gone."""
        sidecar = self.store.load(self.root / source)
        found = sidecar.annotations.get(annotation_id) if sidecar else None
        if found is None:
            raise UserError("this note is not there any more; F5 reads the notes again")
        return found

    def edit(self, source: str, annotation_id: str, **changes: Any) -> Annotation:
        """Change the `note`, `tags` or `color` of an annotation on `source`."""
        return self._changing(source, lambda n, o: n.edit(o, annotation_id, **changes))

    def remove(self, source: str, annotation_id: str) -> Annotation:
        """Delete an annotation on `source`; it can be restored."""
        return self._changing(source, lambda n, o: n.remove(o, annotation_id))

    def restore(self, source: str, annotation_id: str) -> Annotation:
        """Bring a deleted annotation back."""
        return self._changing(source, lambda n, o: n.restore(o, annotation_id))

    def undo(self) -> "Step | None":
        """Take back the last change, also one of an earlier session."""
        return self._stepping(self._notebook.undo())

    def redo(self) -> "Step | None":
        """Make the change again that was taken back."""
        return self._stepping(self._notebook.redo())

    def _changing(
        self, source: str, change: "Callable[[Notebook, Owner], Annotation]"
    ) -> Annotation:
        from notes.notebook import owner_of

        document = self.open(self.root / source)
        changed = change(self._notebook, owner_of(document))
        self._holdings.recount(document)
        return changed

    def _stepping(self, step: "Step | None") -> "Step | None":
        if step is not None:
            self._holdings.recount(self.open(step.source))
        return step

    def note_record(self, document: "Document", annotation: Annotation) -> NoteRecord:
        """An annotation on an open document as the lists of notes have it."""
        placed = self.store.placer.place(annotation, document.text, document.text_sha256)
        title = document.metadata.title or self.opening(document) or document.path.name
        return note_record(placed, document.id, document.relative, title)

    # Where the notes are

    @property
    def last_standing(self) -> "Standing":
        """Where the notes that were changed last are: beside their source, or why not."""
        return self._notebook.standing

    def standing(self, document: "Document") -> "Standing":
        """Where the notes on a document are, and what is wrong with their file."""
        return self.store.standing(document.path)

    def settle(self, document: "Document") -> "Standing":
        """Bring beside a document what a killed, refused or conflicting write left elsewhere."""
        from notes.notebook import owner_of

        standing = self.store.settle(owner_of(document))
        if standing.merged or standing.replayed:
            self._holdings.recount(document)
        return standing

    def settle_all(self) -> dict[str, "Standing"]:
        """`settle` for every document that has need of it; where each stands, by its path."""
        return self.settled()[1]

    def settled(self) -> tuple["Listing", dict[str, "Standing"]]:
        """What there is once `settle_all` is done, and what that found: one look if nothing."""
        from notes.annotations.renaming import Renaming
        from notes.gathering import kept_elsewhere

        Renaming(self.folders.state, self.store).recover()
        listing = self.listing()
        wanted = {*kept_elsewhere(self.store, self.root), *listing.copied}
        found = {}
        for relative in sorted(wanted):
            # One that cannot be opened keeps what it has, where it is.
            with contextlib.suppress(NotesError):
                found[relative] = self.settle(self.open(relative))
        return self.listing() if found else listing, found

    def recover(self) -> tuple[str, ...]:
        """Bring back what a kill, a refusal or a move left elsewhere; what was done, in lines."""
        from notes.moving import adopt_certain

        lines = [
            f"{relative}: {line}"
            for relative, standing in self.settle_all().items()
            for line in standing.lines
        ]
        adopted = adopt_certain(self)
        return (*lines, *(f"The notes on {c.source} are now with {c.document}" for c in adopted))

    def recount(self, document: "Document") -> None:
        """Bring the list's count of the notes on an open document up to date."""
        self._holdings.recount(document)

    def rename(self, relative: str, name: str) -> str:
        """Give a document another name in its folder, its notes with it; gives its new path.

        Raises `UserError`; nothing has happened then.
        """
        from notes.annotations.renaming import Renaming
        from notes.notebook import owner_of

        old = self.path(relative)
        if not name or name != Path(name).name or name.startswith("."):
            raise UserError(f"{name!r} is not the name of a file; give one without a folder")
        if old.suffix != Path(name).suffix:
            raise UserError(f"{name!r} has to end in {old.suffix or 'nothing'}, as it is now")
        new = old.with_name(name)
        Renaming(self.folders.state, self.store).rename(old, new)
        renamed = new.relative_to(self.root).as_posix()
        self._notebook.moved(old, owner_of(self.open(renamed)))
        return renamed

    def source_of(self, annotation_id: str, *, deleted: bool = False) -> str:
        """The document that an annotation is on. Raises `UserError` where there is none."""
        from notes.gathering import kept_elsewhere

        elsewhere = kept_elsewhere(self.store, self.root)
        for record in self.documents():
            if record.sidecar is None and record.relative not in elsewhere:
                continue
            try:
                sidecar = self.store.load(self.root / record.relative)
            except SidecarError:
                continue
            if sidecar and annotation_id in (
                sidecar.tombstones if deleted else sidecar.annotations
            ):
                return record.relative
        where = "among the deleted notes" if deleted else "in this library"
        raise UserError(f"there is no note {annotation_id} {where}; `notes` lists them")

    def tag_names(self) -> tuple[str, ...]:
        """Every tag in use, the most used first."""
        return tuple(tag for tag, _ in self.notes().tag_counts())

    def set_metadata(self, relative: str, changes: Mapping[str, object]) -> "Document":
        """Remember facts about a document that the user knows better; None forgets one.

        Raises `DocumentError` for an encoding in which it cannot be read; nothing is then kept.
        """
        from notes.notebook import owner_of

        values = {k: list(v) if isinstance(v, tuple) else v for k, v in changes.items()}
        document = self._holdings.open(relative, values)
        self.store.set_metadata(owner_of(document), values)
        return self.open(relative)

    # Small things

    @property
    def last_color(self) -> str:
        """The colour that was used last."""
        color = self.session.choice("color", COLORS[0])
        return color if color in COLORS else COLORS[0]

    @last_color.setter
    def last_color(self, color: str) -> None:
        self.session.choose("color", color)

    def today(self) -> date:
        """The day it is here."""
        return datetime.now().astimezone().date()

    def log_error(self, error: BaseException) -> Path:
        """Write an unexpected error down in the state folder, for a report; gives the file."""
        from notes.errorlog import log_error

        return log_error(self.folders.state, error)
