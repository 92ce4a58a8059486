"""Whoosh's segment writer, filled from batches and from other segments as whole arrays.

Whoosh keeps the commit, the locks and the table of contents; its pool, which sorts every posting
as a tuple, is left out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from . import schema
from .arrays import Array
from .batch import Batch, as_values
from .codec import ArrayCodec
from .document_files import LENGTHS, DocumentsReader
from .inverting import ChunkNumbers
from .merging import Part, merged
from .term_files import TermsReader


class ArrayWriter(SegmentWriter):  # type: ignore[misc]
    """Writes one segment: new documents, or other segments joined, but not both."""

    def __init__(self, index: Any, numbers: ChunkNumbers) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False)
        self.batch = Batch(numbers)
        self._joined: list[Any] = []

    def add(self, values: Mapping[str, Any]) -> list[Array]:
        """Add a document; gives the numbers of the chunks of its words."""
        words, labels, stored = {}, {}, {}
        for name, value in values.items():
            kind = self.schema[name]
            if isinstance(kind, schema.Words):
                words[name] = as_values(value)
            elif isinstance(kind, schema.Labels):
                labels[name] = as_values(value)
            else:
                stored[name] = value
        self.perdocwriter.start_doc(self.docnum)
        for name, value in stored.items():
            self.perdocwriter.add_field(name, self.schema[name], value, 0)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1
        return self.batch.add(words, labels)

    def join(self, segments: Sequence[Any]) -> None:
        """Take over the documents of other segments, in their order, without those deleted."""
        for segment in segments:
            reader = SegmentReader(self.storage, self.schema, segment)
            self._joined.append(reader)
        self._added = True

    def _flush_segment(self) -> None:
        if self._joined:
            self._write_joined()
        else:
            self._write_batch()
        self.perdocwriter.close()
        self.fieldwriter.close()

    def _write_batch(self) -> None:
        for field, postings, lengths in self.batch.inverted():
            self.fieldwriter.put(field, postings)
            if lengths is not None:
                self.perdocwriter.put_lengths(field, lengths)

    def _write_joined(self) -> None:
        documents: list[DocumentsReader] = [reader._perdoc for reader in self._joined]
        terms: list[TermsReader] = [reader._terms for reader in self._joined]
        numbers = [self._renumbered(one) for one in documents]
        for field in sorted(set().union(*(one.fields for one in terms))):
            parts = [
                Part(one.fields[field], numbers[place])
                for place, one in enumerate(terms)
                if field in one.fields
            ]
            self.fieldwriter.put(field, merged(parts))
            if isinstance(self.schema[field], schema.Words):
                lengths = [
                    _lengths(one, field)[numbers[place] >= 0] for place, one in enumerate(documents)
                ]
                self.perdocwriter.put_lengths(field, np.concatenate(lengths))

    def _renumbered(self, reader: DocumentsReader) -> Array:
        """The new number of each document of a segment, -1 where it is deleted."""
        kept = np.ones(reader.doc_count_all(), bool)
        kept[list(reader.deleted_docs())] = False
        numbers = np.where(kept, self.docnum + np.cumsum(kept) - 1, -1)
        for number in np.flatnonzero(kept).tolist():
            self.perdocwriter.add_stored(reader.stored(number))
        self.docnum += int(kept.sum())
        return numbers

    def _close_segment(self) -> None:
        self.perdocwriter.abandon()
        self.fieldwriter.abandon()
        self.pool.cleanup()
        for reader in self._joined:
            reader.close()
        self._joined = []


def _lengths(reader: DocumentsReader, field: str) -> Array:
    codes = reader.lengths(field)
    return LENGTHS[codes] if codes is not None else np.zeros(reader.doc_count_all(), np.int64)
