"""What a library holds: its documents, each with its metadata and a count of its notes.

The catalogue remembers what was read; only what is new or changed is read again.
"""

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from notes.annotations.model import FOUND, LOST
from notes.annotations.sidecar import SUFFIX, Sidecar
from notes.annotations.store import SidecarStore
from notes.bibliographies.finding import Finder
from notes.documents.catalogue import Catalogue
from notes.documents.record import DocumentRecord
from notes.documents.scanning import FoundFile, file_signature, scan
from notes.errors import DocumentError, MissingReader, SidecarError, UserError

if TYPE_CHECKING:
    from notes.bibliographies.shelf import Shelf
    from notes.documents.extractor import Extractor
    from notes.documents.model import Document, Metadata
    from notes.documents.source import Progress

_BATCH = 200  # records that are put into the catalogue at once
_BATCH_SECONDS = 2.0  # and the time after which even fewer are, so that a list shows them


class Listing(NamedTuple):
    """The documents as far as they are known, in the order of their paths.

    `unread` are those that are new or changed (`records` then holds what was known before, or
    only the name), `orphans` note files whose source is gone (relative paths), `problems` one
    line for each thing that could not be looked at. `copied` are documents whose note file has
    conflict copies that were not taken in yet; `passed_over` says how many files of each kind are
    no documents.
    """

    records: tuple[DocumentRecord, ...]
    unread: tuple[FoundFile, ...] = ()
    orphans: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    passed_over: tuple[tuple[str, int], ...] = ()


class Holdings:
    """The documents under `root`; `only` narrows them to one file in it."""

    def __init__(
        self,
        root: Path,
        only: str | None,
        catalogue: Catalogue,
        store: SidecarStore,
        ignore: tuple[str, ...] = (),
        texts: Path | None = None,
    ) -> None:
        self._root = root
        self._only = only
        self._catalogue = catalogue
        self._store = store
        self._ignore = ignore
        self._texts = texts
        self._listed: tuple[DocumentRecord, ...] = ()
        self._unread: dict[str, DocumentRecord] = {}
        self._finder = Finder(os.fspath(root))

    def close(self) -> None:
        """End the processes that read documents for this library."""
        if "_extractor" in self.__dict__:
            self._extractor.close()

    @cached_property
    def _extractor(self) -> "Extractor":
        from notes.documents.extractor import Extractor
        from notes.documents.text_cache import TextCache

        return Extractor(TextCache(self._texts) if self._texts else None)

    @cached_property
    def _shelf(self) -> "Shelf":
        from notes.bibliographies.shelf import Shelf

        return Shelf(self._root, self._finder)

    def listing(self) -> Listing:
        """Look through the folder without reading a document; forget those that are gone."""
        known = self._catalogue.load()
        found = scan(self._root / self._only if self._only else self._root, self._ignore)
        records, unread, named = [], [], {}
        marks = self._finder.marks()
        for file in found:
            record = known.pop(file.relative, None)
            if record is None or record.signature != file.signature + marks.of(file.relative):
                unread.append(file)
                if record is None:
                    record = named[file.relative] = self._named(file)
            elif record.sidecar != file.sidecar:
                unread.append(file)
            records.append(record)
        if self._only is None:
            self._catalogue.remove(known)
        self._listed, self._unread = tuple(records), named
        return Listing(
            self._listed,
            tuple(unread),
            tuple(found.orphans),
            tuple(found.problems),
            _copied(found.copies),
            tuple(found.passed_over.items()),
        )

    def known(self) -> tuple[DocumentRecord, ...]:
        """The documents of the last listing, as the catalogue knows them by now."""
        records = self._catalogue.load()
        self._listed = tuple([records.get(one.relative, one) for one in self._listed])
        return self._listed

    def read(
        self, files: Iterable[FoundFile]
    ) -> Iterator[tuple[DocumentRecord, "Document | None"]]:
        """Read new or changed files and put them into the catalogue; None is unreadable."""
        batch: list[DocumentRecord] = []
        put = time.monotonic()
        known = self._catalogue.load()
        marks = self._finder.marks()
        try:
            for file in files:
                record, document = self._read_one(file, known.get(file.relative))
                record = record._replace(signature=record.signature + marks.of(file.relative))
                batch.append(record)
                if len(batch) >= _BATCH or time.monotonic() - put > _BATCH_SECONDS:
                    self._catalogue.put(batch)
                    batch, put = [], time.monotonic()
                yield record, document
        finally:  # who stops in the middle need not read these again
            self._catalogue.put(batch)

    def open(
        self,
        relative: str,
        changes: Mapping[str, Any] | None = None,
        on_progress: "Progress | None" = None,
    ) -> "Document":
        """Read one document, with what the user set about it. Raises `DocumentError`.

        `changes` to that are tried, not kept. `on_progress` gets parts read, of how many.
        """
        from notes.documents.reading import document_id_for, read_document
        from notes.documents.source import quietly

        path = self._root / relative
        sidecar = self._sidecar(path)
        document_id = (sidecar and sidecar.document_id) or document_id_for(path)
        by_hand = {**(sidecar.metadata if sidecar else {}), **(changes or {})}
        encoding = by_hand.get("encoding")
        document = read_document(
            path,
            self._root,
            document_id,
            overriding(by_hand),
            encoding if isinstance(encoding, str) else None,
            extractor=lambda: self._extractor,
            on_progress=on_progress or quietly,
        )
        return self._with_bibliography(document)

    def text(self, relative: str) -> str:
        """The text of one document, without all else there is to know. Raises `DocumentError`."""
        from notes.documents.reading import read_text

        path = self._root / relative
        sidecar = self._sidecar(path)
        encoding = sidecar.metadata.get("encoding") if sidecar else None
        known = encoding if isinstance(encoding, str) else None
        return read_text(path, self._root, known, lambda: self._extractor)

    def _with_bibliography(self, document: "Document") -> "Document":
        """With what a bibliography says of it; then nothing about it has to be guessed."""
        if not any(self._finder.paths(os.path.dirname(os.path.abspath(document.path)))):
            return document

        from notes.documents.model import Metadata

        own = document.metadata
        found = self._shelf.metadata_for(document.path, own)
        if found is None:
            return document
        kept = {name: f for name, f in own.fields.items() if f.source != "guessed"}
        content = document.content._replace(metadata=found.over(Metadata(kept)))
        return document._replace(content=content)

    def recount(self, document: "Document") -> None:
        """Bring the catalogue's count of the notes on an open document up to date.

        A catalogue that cannot be written is no error: by now the notes themselves are on disk.
        """
        with contextlib.suppress(UserError):
            record = self._catalogue.get(document.relative)
            if record is not None:
                signature = file_signature(f"{document.path}{SUFFIX}")
                self._catalogue.put([record.counted(signature, *self._counts(document))])

    def record(self, relative: str) -> DocumentRecord | None:
        """What the catalogue knows of one document."""
        return self._catalogue.get(relative)

    def _named(self, file: FoundFile) -> DocumentRecord:
        """A document of which only the name is known yet; the same record as long as it is so."""
        before = self._unread.get(file.relative)
        if before is not None and before.size == file.size:
            return before
        return DocumentRecord(file.relative, "", "", "", size=file.size)

    def _read_one(
        self, file: FoundFile, known: DocumentRecord | None
    ) -> tuple[DocumentRecord, "Document | None"]:
        from notes.documents.formats import format_to_open
        from notes.documents.reading import document_id_for

        try:
            document = self.open(file.relative)
        except DocumentError as error:
            path = self._root / file.relative
            format = format_to_open(path)
            reason = str(error).removeprefix(f"{file.relative}: ")
            name = format.name if format else ""
            unreadable = DocumentRecord.unreadable(file, document_id_for(path), name, reason)
            if isinstance(error, MissingReader):  # it may be there the next time
                unreadable = unreadable._replace(signature="")
            return unreadable.counted(file.sidecar, 0, 0, 0), None
        record = DocumentRecord.of(document, file)
        return record.counted(file.sidecar, *self._counts(document)), document

    def _counts(self, document: "Document") -> tuple[int, int, int, int]:
        """How many notes, highlights, notes to be looked at, and lost ones there are."""
        sidecar = self._sidecar(document.path)
        if sidecar is None:
            return 0, 0, 0, 0
        annotations = sidecar.annotations.values()
        placer = self._store.placer
        placed = placer.place_all(annotations, document.text, document.text_sha256)
        return (
            sum(1 for one in annotations if one.note),
            len(annotations),
            sum(1 for one in placed if one.state in (FOUND, LOST)),
            sum(1 for one in placed if one.state == LOST),
        )

    def _sidecar(self, path: Path) -> Sidecar | None:
        """The notes on a document; a note file that cannot be used does not hide its source."""
        try:
            return self._store.load(path)
        except SidecarError:
            return None


def overriding(metadata: Mapping[str, Any]) -> "Metadata":
    """The fields that the user set by hand, as they are kept in a note file."""
    from notes.documents.model import FIELDS, NAME_FIELDS, Field, Metadata

    fields = {}
    for name, value in metadata.items():
        if name not in FIELDS:
            continue
        if name in NAME_FIELDS and isinstance(value, list):
            fields[name] = Field(tuple(str(author) for author in value), "user")
        elif name not in NAME_FIELDS and isinstance(value, str):
            fields[name] = Field(value, "user")
    return Metadata(fields)


def _copied(copies: Sequence[str]) -> tuple[str, ...]:
    """The documents that these conflict copies of note files are about."""
    if not copies:  # nearly always; what tells them takes longer to load than a small library
        return ()
    from notes.annotations.conflicts import source_of_copy

    found = {}
    for copy in copies:
        folder, slash, name = copy.rpartition("/")
        source = source_of_copy(name)
        if source is not None:
            found[f"{folder}{slash}{source}"] = True
    return tuple(found)
