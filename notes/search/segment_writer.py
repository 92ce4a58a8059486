"""Whoosh's segment writer, filled from batches and from other segments as whole arrays.

Whoosh keeps the commit, the locks and the table of contents; its pool, which sorts every posting
as a tuple, is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from whoosh.writing import SegmentWriter

from . import schema
from .arrays import Array
from .batch import Batch, as_values
from .codec import ArrayCodec, path_in
from .inverting import ChunkNumbers
from .merging import Part, merged
from .postings import Inverted
from .segment_files import SegmentFile, write_segment
from .snapshot import Segment, Snapshot


class ArrayWriter(SegmentWriter):  # type: ignore[misc]
    """Writes one segment: new documents, or other segments joined, but not both."""

    def __init__(self, index: Any, numbers: ChunkNumbers) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False)
        self.batch = Batch(numbers)
        self._joined: list[Segment] = []
        self._stored: list[bytes] = []
        self._postings: dict[str, Inverted] = {}
        self._lengths: dict[str, Array] = {}

    def add(self, values: Mapping[str, Any]) -> list[Array]:
        """Add a document; gives the numbers of the chunks of its words."""
        words, labels = {}, {}
        for name, value in values.items():
            kind = self.schema[name]
            if isinstance(kind, schema.Words):
                words[name] = as_values(value)
            elif isinstance(kind, schema.Labels):
                labels[name] = as_values(value)
        self._stored.append(schema.stored_facts(values.get(schema.FACTS)))
        self._added = True
        self.docnum += 1
        return self.batch.add(words, labels)

    def snapshot(self) -> Snapshot:
        """The segments that there are already."""
        return Snapshot(self._opened(self.segments))

    def join(self, segments: Sequence[Any]) -> None:
        """Take over the documents of other segments, in their order, without those deleted."""
        self._joined = self._opened(segments)
        self._added = True

    def _opened(self, segments: Iterable[Any]) -> list[Segment]:
        return [
            Segment(SegmentFile(path_in(self.storage, one)), list(one.deleted_docs()))
            for one in segments
        ]

    def _flush_segment(self) -> None:
        if self._joined:
            self._take_joined()
        else:
            self._take_batch()
        path = path_in(self.storage, self.newsegment)
        write_segment(path, self._postings, self._lengths, self._stored)

    def _take_batch(self) -> None:
        for field, postings, lengths in self.batch.inverted():
            self._postings[field] = postings
            if lengths is not None:
                self._lengths[field] = lengths

    def _take_joined(self) -> None:
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
            self._postings[field] = postings
            if isinstance(self.schema[field], schema.Words):
                lengths = [
                    one.file.lengths(field)[numbers[place] >= 0] for place, one in enumerate(joined)
                ]
                self._lengths[field] = np.concatenate(lengths)

    def _renumbered(self, segment: Segment) -> Array:
        """The new number of each document of a segment, -1 where it is deleted."""
        kept = np.ones(segment.count, bool) if segment.alive is None else segment.alive
        numbers = np.where(kept, self.docnum + np.cumsum(kept) - 1, -1)
        self._stored += segment.stored()
        self.docnum += int(kept.sum())
        return numbers

    def _close_segment(self) -> None:
        self.pool.cleanup()
        self._joined = []

    def _commit_toc(self, segments: Sequence[Any]) -> None:
        self.storage.segments = segments
        super()._commit_toc(segments)
