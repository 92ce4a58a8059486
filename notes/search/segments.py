"""Whoosh's segment writer, filled from batches and from other segments as whole arrays.

Whoosh keeps the commit, the locks and the table of contents; its pool, which sorts every posting
as a tuple, is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from whoosh.writing import SegmentWriter

from . import document_files, schema, term_files
from .arrays import Array
from .batch import Batch, as_values
from .codec import ArrayCodec, path_in
from .document_files import DocumentFile
from .inverting import ChunkNumbers
from .merging import Part, merged
from .snapshot import Segment, Snapshot
from .term_files import TermFile


class ArrayWriter(SegmentWriter):  # type: ignore[misc]
    """Writes one segment: new documents, or other segments joined, but not both."""

    def __init__(self, index: Any, numbers: ChunkNumbers) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False)
        self.batch = Batch(numbers)
        self._joined: list[Segment] = []

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

    def snapshot(self) -> Snapshot:
        """The segments that there are already."""
        return Snapshot(self.opened(self.segments))

    def opened(self, segments: Iterable[Any]) -> list[Segment]:
        """Some of Whoosh's segments, to be read."""
        return [
            Segment(
                TermFile(path_in(self.storage, one, term_files.EXTENSION)),
                DocumentFile(path_in(self.storage, one, document_files.EXTENSION)),
                list(one.deleted_docs()),
            )
            for one in segments
        ]

    def join(self, segments: Sequence[Any]) -> None:
        """Take over the documents of other segments, in their order, without those deleted."""
        self._joined = self.opened(segments)
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
        joined = self._joined
        numbers = [self._renumbered(one) for one in joined]
        for field in sorted(set().union(*(one.fields for one in joined))):
            parts = [
                Part(one.fields[field], numbers[place])
                for place, one in enumerate(joined)
                if field in one.fields
            ]
            postings = merged(parts)
            if not postings.terms:  # all that had any were deleted
                continue
            self.fieldwriter.put(field, postings)
            if isinstance(self.schema[field], schema.Words):
                lengths = [
                    one.documents.lengths(field)[numbers[place] >= 0]
                    for place, one in enumerate(joined)
                ]
                self.perdocwriter.put_lengths(field, np.concatenate(lengths))

    def _renumbered(self, segment: Segment) -> Array:
        """The new number of each document of a segment, -1 where it is deleted."""
        kept = np.ones(segment.count, bool) if segment.alive is None else segment.alive
        numbers = np.where(kept, self.docnum + np.cumsum(kept) - 1, -1)
        for number in np.flatnonzero(kept).tolist():
            self.perdocwriter.add_stored(segment.documents.stored(number))
        self.docnum += int(kept.sum())
        return numbers

    def _close_segment(self) -> None:
        self.perdocwriter.abandon()
        self.fieldwriter.abandon()
        self.pool.cleanup()
        self._joined = []

    def _commit_toc(self, segments: Sequence[Any]) -> None:
        self.storage.segments = segments
        super()._commit_toc(segments)
