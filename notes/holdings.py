"""What a library holds: its documents, each with its metadata and a count of its notes.

The catalogue remembers what was read; only what is new or changed is read again.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notes.annotations.model import FOUND, LOST
from notes.annotations.sidecar import SUFFIX, Sidecar
from notes.annotations.store import SidecarStore
from notes.documents.catalogue import Catalogue
from notes.documents.record import DocumentRecord
from notes.documents.scanning import FoundFile, file_signature, scan
from notes.errors import DocumentError, SidecarError, UserError
from notes.values import dataclass

if TYPE_CHECKING:
    from notes.documents.model import Document, Metadata

_BATCH = 200  # records that are put into the catalogue at once


@dataclass(frozen=True, slots=True)
class Listing:
    """The documents as far as they are known, in the order of their paths.

    `unread` are those that are new or changed (`records` then holds what was known before, or
    only the name), `orphans` note files whose source is gone (relative paths), `problems` one
    line for each thing that could not be looked at. `copied` are documents whose note file has
    conflict copies that were not taken in yet.
    """

    records: tuple[DocumentRecord, ...]
    unread: tuple[FoundFile, ...] = ()
    orphans: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()


class Holdings:
    """The documents under `root`; `only` narrows them to one file in it."""

    def __init__(
        self,
        root: Path,
        only: str | None,
        catalogue: Catalogue,
        store: SidecarStore,
        ignore: tuple[str, ...] = (),
    ) -> None:
        self._root = root
        self._only = only
        self._catalogue = catalogue
        self._store = store
        self._ignore = ignore
        self._listed: tuple[DocumentRecord, ...] = ()

    def listing(self) -> Listing:
        """Look through the folder without reading a document; forget those that are gone."""
        known = self._catalogue.load()
        found = scan(self._root / self._only if self._only else self._root, self._ignore)
        records, unread = [], []
        for file in found:
            record = known.pop(file.relative, None)
            if record is None or record.signature != file.signature:
                unread.append(file)
                record = record or _named(file)
            elif record.sidecar != file.sidecar:
                unread.append(file)
            records.append(record)
        if self._only is None:
            self._catalogue.remove(known)
        self._listed = tuple(records)
        return Listing(
            self._listed,
            tuple(unread),
            tuple(found.orphans),
            tuple(found.problems),
            _copied(found.copies),
        )

    def known(self) -> tuple[DocumentRecord, ...]:
        """The documents of the last listing, as the catalogue knows them by now."""
        records = self._catalogue.load()
        return tuple(records.get(listed.relative, listed) for listed in self._listed)

    def read(
        self, files: Iterable[FoundFile]
    ) -> Iterator[tuple[DocumentRecord, "Document | None"]]:
        """Read new or changed files and put them into the catalogue; None is unreadable."""
        batch = []
        known = self._catalogue.load()
        for file in files:
            record, document = self._read_one(file, known.get(file.relative))
            batch.append(record)
            if len(batch) >= _BATCH:
                self._catalogue.put(batch)
                batch = []
            yield record, document
        self._catalogue.put(batch)

    def open(self, relative: str, changes: Mapping[str, Any] | None = None) -> "Document":
        """Read one document, with what the user set about it. Raises `DocumentError`.

        `changes` to that are tried, not kept.
        """
        from notes.documents.reading import document_id_for, read_document

        path = self._root / relative
        sidecar = self._sidecar(path)
        document_id = (sidecar and sidecar.document_id) or document_id_for(path)
        by_hand = {**(sidecar.metadata if sidecar else {}), **(changes or {})}
        encoding = by_hand.get("encoding")
        return read_document(
            path,
            self._root,
            document_id,
            overriding(by_hand),
            encoding if isinstance(encoding, str) else None,
        )

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
    from notes.documents.model import FIELDS, Field, Metadata

    fields = {}
    for name, value in metadata.items():
        if name not in FIELDS:
            continue
        if name == "authors" and isinstance(value, list):
            fields[name] = Field(tuple(str(author) for author in value), "user")
        elif name != "authors" and isinstance(value, str):
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


def _named(file: FoundFile) -> DocumentRecord:
    """A document of which only the name is known yet: ten thousand of them must cost nothing."""
    return DocumentRecord(file.relative, "", "", "", size=file.size)
