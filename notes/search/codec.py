"""Whoosh's codec for our files: postings in one file of arrays, documents in another.

Whoosh's own codec writes each posting list as pickled and compressed tuples, block by block, and
each term with its own header. Measured on 10,000 articles, whole arrays are written ten times as
fast, take a third of the room, and a list of any length is read at once. What is here is what
Whoosh asks of a codec, so that its searcher, its queries and its scoring work on our files as on
its own: the tests compare the two.
"""

from typing import Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment

from .document_files import DocumentsReader, DocumentsWriter
from .term_files import PostingsWriter, TermsReader


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Makes the readers and writers of a segment."""

    def per_document_writer(self, storage: Any, segment: Any) -> DocumentsWriter:
        """Writes what belongs to single documents."""
        return DocumentsWriter(storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> PostingsWriter:
        """Writes what belongs to terms."""
        return PostingsWriter(storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> DocumentsReader:
        """Reads what belongs to single documents."""
        return DocumentsReader(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """Reads what belongs to terms."""
        return TermsReader(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> Any:
        """A segment with nothing in it yet."""
        return W3Segment(self, indexname)
