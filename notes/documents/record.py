"""What the catalogue remembers of a document, so that a list needs no file opened."""

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from notes.documents.model import Document, Metadata
    from notes.documents.scanning import FoundFile


class DocumentRecord(NamedTuple):
    """One document of the library as it was when it was last read.

    A NamedTuple, because ten thousand of them are made at every start: a frozen dataclass takes
    eight times as long.

    `signature` is that of the file (`FoundFile.signature`), `sidecar` that of the note file from
    which `notes` (annotations with a note), `highlights` (all annotations), `attention` (those to
    be checked) and `lost` (those of them without a place) were counted. `error` is why the document
    could not be read, else empty. `fields` is its metadata as JSON; `metadata()` reads it.
    """

    relative: str
    signature: str
    document_id: str
    format: str
    sha256: str = ""
    text_sha256: str = ""
    size: int = 0
    chars: int = 0
    encoding: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    opening: str = ""
    error: str = ""
    fields: str = "{}"
    sidecar: str | None = None
    notes: int = 0
    highlights: int = 0
    attention: int = 0
    lost: int = 0

    @classmethod
    def of(cls, document: "Document", found: "FoundFile") -> "DocumentRecord":
        """Describe a document that has just been read; its annotations are not counted yet."""
        from notes.documents.metadata import opening_of

        metadata = document.metadata
        return cls(
            relative=found.relative,
            signature=found.signature,
            document_id=document.id,
            format=document.format,
            sha256=document.sha256,
            text_sha256=document.text_sha256,
            size=document.size,
            chars=len(document.text),
            encoding=document.content.encoding,
            title=metadata.title or "",
            authors=metadata.authors,
            date=metadata.date or "",
            publisher=metadata.text("publisher") or "",
            url=metadata.text("url") or "",
            language=metadata.text("language") or "",
            opening=opening_of(document.content),
            fields=metadata_to_json(metadata),
        )

    @classmethod
    def unreadable(
        cls, found: "FoundFile", document_id: str, format: str, error: str
    ) -> "DocumentRecord":
        """Describe a document that could not be read, and why, in one line."""
        return cls(
            relative=found.relative,
            signature=found.signature,
            document_id=document_id,
            format=format,
            size=found.size,
            error=" ".join(error.split()),
        )

    def counted(
        self, sidecar: str | None, notes: int, highlights: int, attention: int, lost: int = 0
    ) -> "DocumentRecord":
        """The same document with its annotations counted anew."""
        return self._replace(
            sidecar=sidecar,
            notes=notes,
            highlights=highlights,
            attention=attention,
            lost=lost,
        )

    def metadata(self) -> "Metadata":
        """All metadata, each field with its source and line."""
        return metadata_from_json(self.fields)


def metadata_to_json(metadata: "Metadata") -> str:
    """Write metadata as `{"title": ["value", "source", line]}`."""
    return json.dumps({k: [f.value, f.source, f.line] for k, f in metadata.fields.items()})


def metadata_from_json(source: str) -> "Metadata":
    """Read what `metadata_to_json` wrote."""
    from notes.documents.model import Field, Metadata

    return Metadata(
        {
            name: Field(tuple(value) if isinstance(value, list) else value, origin, line)
            for name, (value, origin, line) in json.loads(source).items()
        }
    )
