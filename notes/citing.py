"""The part of a library that cites: references, and passages with their references."""

import contextlib
import json
from collections.abc import Iterable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from notes import __version__
from notes.documents.record import DocumentRecord
from notes.errors import DocumentError
from notes.folder import DocumentFolder
from notes.remembering import Remembered

if TYPE_CHECKING:
    from notes.citation_keys import KeyBook
    from notes.citations import Reference
    from notes.documents.model import Document
    from notes.holdings import Listing

_REVISION = 4  # of the styles: what older ones wrote is not remembered
OPENING = 60  # code points of a text that stand for its title


class Citing(DocumentFolder):
    """What `Library` can do with what is known of its documents."""

    def opening(self, document: "Document") -> str:
        """The first words of a document that has no title."""
        from notes.documents.metadata import opening_of

        return opening_of(document.content, OPENING)

    @property
    def style(self) -> str:
        """The citation style in use: the one chosen last, else that of the configuration."""
        return str(self.session.choice("style", self.config.style))

    def choose_style(self, style: str) -> None:
        """Use `style` from now on."""
        self.session.choose("style", style)

    @property
    def marks_italics(self) -> bool:
        """Whether what is copied has Markdown's asterisks around italics, or none are shown."""
        return bool(self.session.choice("italics", True))

    def mark_italics(self, marked: bool) -> None:
        """Copy with or without them from now on."""
        self.session.choose("italics", marked)

    def load_style(self, style: str) -> None:
        """Cite something, so that who cites next need not wait until the style is loaded."""
        from notes.citations import is_csl
        from notes.documents.model import Field, Metadata
        from notes.referencing import reference_for

        title = Field("The title of a book: on nothing", "guessed")
        if not is_csl(style):  # those are written by another program
            self._in_style(reference_for("", Metadata({"title": title})), style)

    @cached_property
    def _keys(self) -> "KeyBook":
        from notes.citation_keys import KeyBook

        return KeyBook(self.folders.state / "keys" / f"{self._cache.name}.json")

    def reference(self, document: "Document") -> "Reference":
        """What is known of a document, as something that can be cited."""
        from notes.referencing import reference_for

        opening = "" if document.metadata.title else self.opening(document)
        return reference_for(document.id, document.metadata, opening)

    def cite(
        self, relative: str, style: str, locator: str | None = None, *, markdown: bool = True
    ) -> str:
        """The reference of a document in `style`, which may be the path of a CSL file.

        Without `markdown` its italics are not marked.
        """
        document_id, reference = self._reference_to(relative)
        keyed = self._with_key(document_id, reference, style)
        return _written(self._in_style(keyed, style, locator), style, markdown)

    def _reference_to(self, relative: str) -> tuple[str, "Reference"]:
        """A document's id and what is known of it; read only if it has changed since it was."""
        record = self._holdings.record(relative)
        present = self.signatures(relative)
        if record and record.text_sha256 and present == (record.signature, record.sidecar):
            return record.document_id, _known_reference(record)
        document = self._holdings.open(relative)
        return document.id, self.reference(document)

    def _in_style(self, reference: "Reference", style: str, locator: str | None = None) -> str:
        from notes.citations import format_citation, is_csl

        if is_csl(style):
            from notes.citations.citeproc import format_with_csl  # it runs another program

            return format_with_csl([reference], style)
        return format_citation(reference, style, locator)

    def _keyed(self, document: "Document", style: str) -> "Reference":
        """The reference, with the key it keeps if `style` writes one."""
        return self._with_key(document.id, self.reference(document), style)

    def _with_key(self, document_id: str, reference: "Reference", style: str) -> "Reference":
        if _is_keyed(style):
            reference = self._keys.keyed(document_id, reference)
            self._keys.keep()
        return reference

    def bibliography(
        self, style: str, relatives: Iterable[str] | None = None, *, markdown: bool = True
    ) -> tuple[str, int]:
        """The references of several documents, by default of all, and how many they are.

        What the catalogue knows is not read again; what cannot be read is left out.
        """
        from notes.citations import is_csl
        from notes.citations.citeproc import format_with_csl
        from notes.citations.listing import bibliography

        wanted = None if relatives is None else dict.fromkeys(relatives)
        references = []
        for record in self.documents():
            if record.error or (wanted is not None and record.relative not in wanted):
                continue
            reference = _known_reference(record)
            if _is_keyed(style):
                reference = self._keys.keyed(record.document_id, reference)
            references.append(reference)
        self._keys.keep()
        if is_csl(style):
            from notes.citations.citeproc import format_with_csl

            listed = format_with_csl(references, style)
        else:
            listed = bibliography(references, style)
        return _written(listed, style, markdown), len(references)

    def keys_of(self, records: Iterable[DocumentRecord]) -> dict[str, str]:
        """The citation keys of documents by their paths; a new one is kept from now on."""
        found = {}
        for record in records:
            reference = _known_reference(record)
            found[record.relative] = self._keys.keyed(record.document_id, reference).key
        self._keys.keep()
        return found

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
                    key = json.dumps([__version__, _REVISION, style, record.fields, record.opening])
                    found[relative] = cited.get(key, partial(self._cite_known, record, style))
        cited.keep()
        return found

    def _cite_known(self, record: DocumentRecord, style: str) -> str:
        return self._in_style(_known_reference(record), style)

    def cite_passage(
        self,
        document: "Document",
        start: int,
        end: int,
        style: str,
        locator: str | None = None,
        *,
        markdown: bool = True,
    ) -> str:
        """A passage (code points) with its citation, and the pages it is on where there are any."""
        from notes.prose import as_prose

        place = locator or document.locator(start, end)
        quote = as_prose(document.text, start, end)
        return self._cited(document, quote, style, place, markdown)

    def cite_in_text(
        self,
        document: "Document",
        style: str,
        locator: str | None = None,
        *,
        markdown: bool = True,
    ) -> str:
        """The citation of a document in a running text: `(Kaspruk, 2025, p. 3)`."""
        from notes.citations import in_text

        in_ours = "apa" if style.endswith(".csl") else style  # CSL files write references only
        cited = in_text(self._keyed(document, in_ours), in_ours, locator)
        return _written(cited, in_ours, markdown)

    def cite_quote(
        self,
        relative: str,
        quote: str,
        style: str,
        locator: str | None = None,
        *,
        markdown: bool = True,
    ) -> str:
        """A quote from a document with its citation."""
        from notes.prose import as_prose

        read = as_prose(quote, 0, len(quote))
        return self._cited(self._holdings.open(relative), read, style, locator, markdown)

    def _cited(
        self, document: "Document", quote: str, style: str, locator: str | None, markdown: bool
    ) -> str:
        from notes.citations import is_csl, passage_citation

        if is_csl(style):  # a CSL file writes references; the words go before
            listed = self._in_style(self.reference(document), style)
            return f"{quote.strip()}\n\n{_written(listed, style, markdown)}"
        reference = self._keyed(document, style)
        return passage_citation(quote, reference, style, locator, markdown=markdown)


def _known_reference(record: DocumentRecord) -> "Reference":
    from notes.referencing import reference_for

    opening = "" if record.title else record.opening
    return reference_for(record.document_id, record.metadata(), opening)


def _written(text: str, style: str, markdown: bool) -> str:
    """`text` as it is, or without the marks of italics if it is prose."""
    from notes.citations import is_csl, plain
    from notes.citations.styles import find_style

    if markdown or not (is_csl(style) or find_style(style).prose):
        return text
    return plain(text)


def _is_keyed(style: str) -> bool:
    """Whether a style writes citation keys; the styles are loaded only to be asked this."""
    from notes.citations import STYLES

    found = STYLES.get(style.strip().lower())
    return found is not None and found.keyed
