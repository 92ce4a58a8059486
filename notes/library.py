"""The library: one façade over a folder of documents, its notes, its search and its citations."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notes.annotations.model import COLORS, Annotation, Placed
from notes.annotations.store import Owner, SidecarStore
from notes.config import Config, Folders, load_config
from notes.documents.catalogue import Catalogue
from notes.documents.record import DocumentRecord
from notes.errors import DocumentError, SidecarError, UserError
from notes.gathering import Gathered, gather, note_record
from notes.holdings import Holdings, Listing
from notes.review.records import NoteList, NoteRecord
from notes.session import Session

if TYPE_CHECKING:
    from notes.annotations.drafts import Drafts
    from notes.annotations.history import Step
    from notes.citations import Reference
    from notes.documents.model import Document
    from notes.documents.scanning import FoundFile
    from notes.indexing import Indexer, IndexReport
    from notes.notebook import Notebook
    from notes.search.index import SearchIndex
    from notes.search.model import Answer, Scope

OPENING = 60  # code points of a text that stand for its title


class Library:
    """A folder of documents, or one document, with everything that can be done with it.

    Methods may be called from any thread; those that write notes have to be called one after the
    other. A document is named by its path relative to the library, or absolute.
    """

    def __init__(
        self, path: Path | str, *, folders: Folders | None = None, config: Config | None = None
    ) -> None:
        given = Path(os.path.expanduser(path))
        if not given.exists():
            raise UserError(f"{path} does not exist; give a folder or a document")
        self.path_given = given.absolute()
        self.root = self.path_given if given.is_dir() else self.path_given.parent
        self.only = None if given.is_dir() else given.name
        self.folders = folders or Folders.from_environment()
        self.config = config or load_config(self.folders.config)
        self.store = SidecarStore(self.folders.state)
        self.session = Session(self.folders.state)

    def close(self) -> None:
        """Let go of the files of the cache; the library is of no use afterwards."""
        for name in ("_catalogue", "search_index"):
            if name in self.__dict__:  # neither is opened only to be closed
                self.__dict__[name].close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What there is

    @property
    def name(self) -> str:
        """The path as a user writes it, `~` for the home folder."""
        path, home = str(self.path_given), os.path.expanduser("~")
        return "~" + path[len(home) :] if path.startswith(home + os.sep) else path

    @cached_property
    def drafts(self) -> "Drafts":
        """The notes that were typed and not yet saved."""
        from notes.annotations.drafts import Drafts

        return Drafts(self.folders.state)

    @cached_property
    def _cache(self) -> Path:
        """The folder in the cache that belongs to this library."""
        key = hashlib.sha256(os.fsencode(os.path.realpath(self.path_given))).hexdigest()[:24]
        return self.folders.cache / "libraries" / key

    @cached_property
    def _notebook(self) -> "Notebook":
        from notes.notebook import Notebook

        return Notebook(self.store, self.config.creator)

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._cache / "catalogue.sqlite")

    @cached_property
    def _holdings(self) -> Holdings:
        return Holdings(self.root, self.only, self._catalogue, self.store, self.config.ignore)

    def listing(self) -> Listing:
        """The documents as far as they are known, and which have to be read; reads none."""
        return self._holdings.listing()

    def known(self) -> tuple[DocumentRecord, ...]:
        """The documents as the catalogue knows them, without a look at the folder."""
        return self._holdings.known()

    def read_all(self, files: Iterable["FoundFile"]) -> None:
        """Read new and changed documents into the catalogue."""
        for _ in self._holdings.read(files):
            pass

    def documents(self) -> list[DocumentRecord]:
        """Every document, with all that is known about it; reads what is new or changed."""
        listing = self.listing()
        if listing.unread:
            self.read_all(listing.unread)
            listing = self.listing()
        return list(listing.records)

    def path(self, relative: str) -> Path:
        """The absolute path of a document."""
        return self.root / relative

    def resolve(self, name: str) -> str:
        """The relative path of a document named relative to the library, to here, or absolutely.

        Raises `DocumentError` where there is no such file, or it lies outside the library.
        """
        for base in (self.root, Path.cwd()):
            path = base / os.path.expanduser(name)
            if path.exists():
                absolute = Path(os.path.abspath(path))
                if absolute.is_relative_to(self.root):
                    return absolute.relative_to(self.root).as_posix()
                if absolute.resolve().is_relative_to(self.root.resolve()):
                    return absolute.resolve().relative_to(self.root.resolve()).as_posix()
                raise DocumentError(f"{name} is outside the library {self.name}")
        raise DocumentError(f"{name} is not in the library {self.name}; `list` shows what is")

    def open(self, path: str | Path) -> "Document":
        """Read a document. Raises `DocumentError` with what is wrong and what to do."""
        given = Path(path)
        relative = given.relative_to(self.root).as_posix() if given.is_absolute() else str(path)
        return self._holdings.open(relative)

    def opening(self, document: "Document") -> str:
        """The first words of a document that has no title."""
        from notes.documents.metadata import opening_words

        return opening_words(document.text, OPENING)

    def notices(self, document: "Document") -> tuple[str, ...]:
        """What the user should know about a document that was opened."""
        notices = list(document.content.notices)
        try:
            sidecar = self.store.load(document.path)
        except SidecarError as error:
            return (*notices, str(error))
        if sidecar is not None and sidecar.is_newer:
            notices.append(
                "These notes were written by a newer Commonplace; they can be read only."
            )
        if self.drafts.of(str(document.path)):
            notices.append("A draft that you left here is among the notes, unsaved.")
        return tuple(notices)

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
        """Take back the last change of this session."""
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

    def notes(self) -> NoteList:
        """Every note of the library."""
        return NoteList(self.gathered().records)

    def gathered(self) -> Gathered:
        """Every note of the library, and what is wrong with note files."""
        return gather(self._holdings, self.store, self.root, self.listing())

    def note_record(self, document: "Document", annotation: Annotation) -> NoteRecord:
        """An annotation on an open document as the lists of notes have it."""
        from notes.annotations.anchoring import place

        placed = place(annotation, document.text, document.text_sha256)
        title = document.metadata.title or self.opening(document) or document.path.name
        return note_record(placed, document.id, document.relative, title)

    def source_of(self, annotation_id: str, *, deleted: bool = False) -> str:
        """The document that an annotation is on. Raises `UserError` where there is none."""
        for record in self.documents():
            if record.sidecar is None:
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

    # Search

    @cached_property
    def search_index(self) -> "SearchIndex":
        """The search index of this library."""
        from notes.search.index import SearchIndex

        return SearchIndex(self._cache / "search")

    def _indexer(self) -> "Indexer":
        from notes.indexing import Indexer

        return Indexer(
            self._holdings, self.search_index, lambda: list(self.notes()), self._cache / "indexed"
        )

    def update_index(
        self, on_progress: Callable[[int, int], None] | None = None, *, rebuild: bool = False
    ) -> "IndexReport":
        """Bring the index up to date; `on_progress` gets how many documents of how many."""
        if rebuild:
            import shutil

            self.search_index.close()
            shutil.rmtree(self._cache / "search", ignore_errors=True)
        return self._indexer().update(on_progress)

    def index_is_stale(self) -> bool:
        """Whether something is not in the index as it is now."""
        return self._indexer().is_stale()

    @property
    def catalogue_notice(self) -> str | None:
        """What is wrong with the catalogue of documents; damage it has mended itself is not."""
        return self._catalogue.notice or None

    @property
    def index_notice(self) -> str | None:
        """What is wrong with the index, as long as it is."""
        return self.search_index.notice

    def search(
        self, query: str, limit: int = 20, scope: "Scope" = "all", seconds: float = 0.2
    ) -> "Answer":
        """The documents that answer `query`, the best first, with the passages.

        What is not found after `seconds` is left out, and the answer says so.
        """
        return self.search_index.search(
            query, limit=limit, scope=scope, load_text=self._text_of, deadline=seconds
        )

    def all_matches(self, query: str, text: str) -> tuple[tuple[int, int], ...]:
        """Every match of `query` in one text, in order (code points)."""
        return self.search_index.all_matches(query, text)

    def annotation_colors(self, answer: "Answer") -> dict[str, str]:
        """The colours of the annotations in an answer, by their id."""
        found: dict[str, str] = {}
        for hit in answer.hits:
            if any(passage.annotation for passage in hit.passages):
                sidecar = self.store.load(self.root / hit.path)
                annotations = sidecar.annotations if sidecar else {}
                found |= {id: annotation.color for id, annotation in annotations.items()}
        return found

    def _text_of(self, relative: str) -> str | None:
        try:
            return self._holdings.open(relative).text
        except DocumentError:
            return None

    # Citations

    @property
    def style(self) -> str:
        """The citation style in use: the one chosen last, else that of the configuration."""
        return str(self.session.choice("style", self.config.style))

    def choose_style(self, style: str) -> None:
        """Use `style` from now on."""
        self.session.choose("style", style)

    def reference(self, document: "Document") -> "Reference":
        """What is known of a document, as something that can be cited."""
        from notes.referencing import reference_for

        opening = "" if document.metadata.title else self.opening(document)
        return reference_for(document.id, document.metadata, opening)

    def cite(self, relative: str, style: str, locator: str | None = None) -> str:
        """The reference of a document in `style`."""
        from notes.citations import format_citation

        return format_citation(self.reference(self.open(relative)), style, locator)

    def citations(self, relatives: Iterable[str], style: str) -> dict[str, str]:
        """The references of several documents; one that cannot be read has none.

        What the catalogue knows is not read again.
        """
        listing = self.listing()
        changed = {file.relative for file in listing.unread}
        known = {r.relative: r for r in listing.records if r.text_sha256}
        found = {}
        for relative in relatives:
            record = known.get(relative)
            with contextlib.suppress(DocumentError):
                if record is None or relative in changed:
                    found[relative] = self.cite(relative, style)
                else:
                    found[relative] = self._cite_known(record, style)
        return found

    def _cite_known(self, record: DocumentRecord, style: str) -> str:
        from notes.citations import format_citation
        from notes.referencing import reference_for

        opening = "" if record.title else record.opening
        return format_citation(reference_for(record.document_id, record.metadata(), opening), style)

    def cite_passage(
        self, document: "Document", start: int, end: int, style: str, locator: str | None = None
    ) -> str:
        """A passage (code points) with its citation."""
        return self._cited(document, document.text[start:end], style, locator)

    def cite_quote(self, relative: str, quote: str, style: str, locator: str | None = None) -> str:
        """A quote from a document with its citation."""
        return self._cited(self.open(relative), quote, style, locator)

    def _cited(self, document: "Document", quote: str, style: str, locator: str | None) -> str:
        from notes.citations import passage_citation

        return passage_citation(quote, self.reference(document), style, locator)

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
