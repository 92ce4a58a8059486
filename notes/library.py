"""The library: one façade over a folder of documents, its notes, its search and its citations."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from notes.annotations.model import Annotation, Placed
from notes.annotations.store import Owner
from notes.choosing import Choosing
from notes.citing import Citing
from notes.errors import DocumentError, NotesError, SidecarError, UserError
from notes.gathering import note_record
from notes.keeping import Keeping
from notes.review.records import NoteRecord
from notes.reviewing import Reviewing
from notes.searching import Searching
from notes.tracking import Tracking

if TYPE_CHECKING:
    from notes.annotations.drafts import Draft
    from notes.annotations.history import Step
    from notes.annotations.merge import Edit
    from notes.checking import Doubt
    from notes.documents.model import Document
    from notes.documents.source import Progress
    from notes.moving import Claim
    from notes.notebook import Notebook


class Recovered(NamedTuple):
    """What was brought back, in lines, and the claims on notes that somebody has to decide."""

    lines: tuple[str, ...]
    claims: tuple["Claim", ...]


class Library(Searching, Citing, Keeping, Choosing, Tracking, Reviewing):
    """A folder of documents, or one document, with everything that can be done with it.

    Methods may be called from any thread; those that write notes have to be called one after the
    other. A document is named by its path relative to the library, or absolute.
    """

    def notices(self, document: "Document") -> tuple[str, ...]:
        """What the user should know about a document that was opened."""
        notices = [*document.content.notices, *self.store.standing(document.path).lines]
        if self.drafts.of(str(document.path)):
            notices.append("A draft that you left here is among the notes.")
        return tuple(notices)

    def drafts_here(self) -> tuple["Draft", ...]:
        """The drafts on documents of this library, also on those that are gone."""
        root = f"{self.root}/"
        return tuple(draft for draft in self.drafts.all() if draft.source.startswith(root))

    def last_document(self) -> str | None:
        """The document of this library that was read last (relative path)."""
        found = self.session.choice(f"document:{self.root}")
        return found if isinstance(found, str) else None

    def document_beside(self) -> str | None:
        """The document that was open to the right of that one (relative path)."""
        found = self.session.choice(f"beside:{self.root}")
        return found if isinstance(found, str) else None

    def remember_document(self, relative: str, beside: str | None = None) -> None:
        """Open this document the next time, and another one beside it."""
        self.session.choose(f"document:{self.root}", relative)
        self.session.choose(f"beside:{self.root}", beside)

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

    def doubt(self, document: "Document", placed: Placed) -> "Doubt | None":
        """What there is to see of an annotation that needs checking; None where it does not."""
        from notes.checking import doubt

        return doubt(document, placed, self.store.placer.snapshots)

    def confirm(self, document: "Document", seen: Annotation, start: int, end: int) -> Annotation:
        """Say that an annotation belongs to `[start, end)` of the document as the user sees it.

        Raises `UserError` where the document was changed since: the place would be another one.
        """
        fresh = self.open(document.relative)
        if fresh.text_sha256 != document.text_sha256:
            raise UserError("the source was changed meanwhile; look at it again")
        made = self._notebook.confirm(fresh, seen, start, end)
        self._holdings.recount(fresh)
        return made

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

    def forget_steps(self, annotation_ids: set[str]) -> None:
        """Let nothing that was done to these annotations be undone any more."""
        self._notebook.forget(annotation_ids)

    def _changing(
        self, source: str, change: "Callable[[Notebook, Owner], Annotation]"
    ) -> Annotation:
        from notes.notebook import owner_of

        document = self.open(self.root / source)
        changed = change(self._notebook, owner_of(document))
        self._holdings.recount(document)
        return changed

    def _stepping(self, step: "Step | None") -> "Step | None":
        for part in step.parts if step else ():
            with contextlib.suppress(DocumentError):  # its notes are there, its source is not
                self._holdings.recount(self.open(part.source))
        return step

    def change(self, changes: "Mapping[str, Sequence[Edit]]", label: str) -> dict[str, str]:
        """Make edits to the notes on several sources as one step, which undo takes back at once.

        Gives, for each source whose notes could not be changed, why. Raises `UserError` where none
        could be.
        """
        from notes.notebook import owner_of

        documents: dict[str, Document] = {}
        problems: dict[str, str] = {}
        for source in changes:
            try:
                documents[source] = self.open(self.root / source)
            except DocumentError as error:
                problems[source] = str(error)
        if not documents and problems:
            raise UserError(next(iter(problems.values())))
        owners = {owner_of(document): changes[source] for source, document in documents.items()}
        failed = self._notebook.change(owners, label)
        for source, document in documents.items():
            if document.path in failed:
                problems[source] = str(failed[document.path])
                continue
            afters = [edit.after for edit in changes[source] if edit.after is not None]
            if any(after.anchored_to == document.text_sha256 for after in afters):
                self.store.placer.snapshots.keep(document.text_sha256, document.text)
            self._holdings.recount(document)
        return problems

    def note_record(self, document: "Document", annotation: Annotation) -> NoteRecord:
        """An annotation on an open document as the lists of notes have it."""
        placed = self.store.placer.place(annotation, document.text, document.text_sha256)
        title = document.metadata.title or self.opening(document) or document.path.name
        return note_record(placed, document.id, document.relative, title)

    # Where the notes are

    def recover(self, *, reading: bool = True) -> "Recovered":
        """Bring back what a kill, a refusal or a move left elsewhere.

        Documents that were never read may be where a source was moved to: they are read first,
        which may take long, or left out.
        """
        from notes.moving import Answers, adopted, claims

        lines = [
            f"{relative}: {line}"
            for relative, standing in self.settle_all().items()
            for line in standing.lines
        ]
        claimed = claims(self, reading=reading)
        lines += [claim.told for claim in adopted(self, claimed)]
        lines += self.bring_drafts()
        return Recovered(tuple(lines), Answers(self).open(claimed))

    def open_settled(
        self, relative: str, on_progress: "Progress | None" = None
    ) -> tuple["Document", tuple[str, ...]]:
        """Open a document with its note file in order; what was done to that, in lines.

        Notes whose source had this document's very words are adopted, conflict copies and what is
        kept elsewhere taken in. Raises `DocumentError`.
        """
        from notes.moving import adopt_beside

        document = self.open(relative, on_progress)
        lines: tuple[str, ...] = ()
        # A document is opened whatever may be wrong with its notes.
        with contextlib.suppress(NotesError):
            adopted = adopt_beside(self, document)
            lines = self.settle(document).lines
            if adopted is not None:
                return self.open(relative), (adopted.told, *lines)
        return document, lines

    def find_note(self, given: str, *, deleted: bool = False) -> tuple[str, str]:
        """The id of an annotation, and its document; `given` may leave out `urn:uuid:` and the end.

        Raises `UserError` where there is none, or where several begin so.
        """
        from notes.naming import named_by

        found = named_by(given, self._ids(deleted=deleted))
        if found is not None:
            return found
        if deleted:
            told = f"there is no note {given} among the deleted ones; `trash` lists them"
        else:
            told = f"there is no note {given} in this library; `notes` lists them"
        raise UserError(told)

    def _ids(self, *, deleted: bool) -> "Iterator[tuple[str, str]]":
        """The id of every annotation, or of every deleted one, with its document."""
        from notes.gathering import kept_elsewhere

        elsewhere = kept_elsewhere(self.store, self.root)
        for record in self.documents():
            if record.sidecar is None and record.relative not in elsewhere:
                continue
            try:
                sidecar = self.store.load(self.root / record.relative)
            except SidecarError:
                continue
            if sidecar:
                ids = sidecar.tombstones if deleted else sidecar.annotations
                yield from ((id, record.relative) for id in ids)

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

    def today(self) -> date:
        """The day it is here."""
        return datetime.now().astimezone().date()

    def log_error(self, error: BaseException) -> Path:
        """Write an unexpected error down in the state folder, for a report; gives the file."""
        from notes.errorlog import log_error

        return log_error(self.folders.state, error)
