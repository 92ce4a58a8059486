"""The part of a library that cites: references, and passages with their references."""

import contextlib
import json
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from notes import __version__
from notes.documents.record import DocumentRecord
from notes.errors import DocumentError
from notes.folder import DocumentFolder
from notes.remembering import Remembered

if TYPE_CHECKING:
    from notes.citations import Reference
    from notes.documents.model import Document
    from notes.holdings import Listing

OPENING = 60  # code points of a text that stand for its title


class Citing(DocumentFolder):
    """What `Library` can do with what is known of its documents."""

    def opening(self, document: "Document") -> str:
        """The first words of a document that has no title."""
        from notes.documents.metadata import opening_words

        return opening_words(document.text, OPENING)

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

        return format_citation(self.reference(self._holdings.open(relative)), style, locator)

    def citations(
        self, relatives: Iterable[str], style: str, listing: "Listing | None" = None
    ) -> dict[str, str]:
        """The references of several documents; one that cannot be read has none.

        What the catalogue knows is not read again, and what was cited before not made again: to
        load the styles takes longer than all else that listing a few notes does.
        """
        listing = listing or self.listing()
        changed = {file.relative for file in listing.unread}
        known = {r.relative: r for r in listing.records if r.text_sha256}
        cited = Remembered(self._cache / "citations.json")
        found = {}
        for relative in relatives:
            record = known.get(relative)
            with contextlib.suppress(DocumentError):
                if record is None or relative in changed:
                    found[relative] = self.cite(relative, style)
                else:
                    key = json.dumps([__version__, style, record.fields, record.opening])
                    found[relative] = cited.get(key, partial(self._cite_known, record, style))
        cited.keep()
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
        from notes.prose import as_prose

        return self._cited(document, as_prose(document.text, start, end), style, locator)

    def cite_quote(self, relative: str, quote: str, style: str, locator: str | None = None) -> str:
        """A quote from a document with its citation."""
        from notes.prose import as_prose

        read = as_prose(quote, 0, len(quote))
        return self._cited(self._holdings.open(relative), read, style, locator)

    def _cited(self, document: "Document", quote: str, style: str, locator: str | None) -> str:
        from notes.citations import passage_citation

        return passage_citation(quote, self.reference(document), style, locator)
