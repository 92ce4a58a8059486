"""One state of the index, segment by segment: what evaluation reads in whole arrays."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from math import log
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader

from .arrays import Array
from .document_files import LENGTHS, DocumentsReader
from .model import SourceNote
from .postings import FieldPostings
from .schema import ANNOTATION, PARENT, PATH, TextFacts, note_facts, text_facts
from .term_files import TermsReader

K1, B = 1.2, 0.75  # of BM25, as Whoosh has them


class Segment:
    """The fields of one segment, and its documents: numbers from `offset` on in the index."""

    def __init__(self, reader: Any, offset: int) -> None:
        terms: TermsReader = reader._terms
        self.reader = reader
        self.fields: Mapping[str, FieldPostings] = terms.fields
        self.documents: DocumentsReader = reader._perdoc
        self.offset = offset
        self.count = self.documents.doc_count_all()

    @cached_property
    def alive(self) -> Array | None:
        """For each document whether it is not deleted; None where none is."""
        if not self.documents.has_deletions():
            return None
        alive = np.ones(self.count, bool)
        alive[list(self.documents.deleted_docs())] = False
        return alive

    def delete(self, field: str, term: str) -> bool:
        """Mark the documents with this term as deleted; whether there were any."""
        postings = self.fields.get(field)
        number = postings.find(term.encode()) if postings is not None else -1
        if postings is None or number < 0:
            return False
        segment = self.reader.segment()
        alive = [one for one in postings.documents(number).tolist() if not segment.is_deleted(one)]
        for one in alive:
            segment.delete_document(one)
        return bool(alive)


class Snapshot:
    """All segments of a reader of Whoosh."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.segments = [
            Segment(leaf, offset)
            for leaf, offset in reader.leaf_readers()
            if isinstance(leaf, SegmentReader)  # not the reader of an empty index
        ]
        self.count = sum(segment.count for segment in self.segments)
        self.has_notes = any(ANNOTATION in segment.fields for segment in self.segments)
        self.frequency = lru_cache(4096)(self._frequency)
        self.rarity = lru_cache(4096)(self._rarity)
        self.text = lru_cache(4096)(self._text)
        self.note = lru_cache(4096)(self._note)

    def _frequency(self, field: str, term: bytes) -> int:
        """In how many documents the term stands, those deleted lately included."""
        total = 0
        for segment in self.segments:
            postings = segment.fields.get(field)
            if postings is not None and (number := postings.find(term)) >= 0:
                total += int(postings.starts[number + 1]) - int(postings.starts[number])
        return total

    def _rarity(self, field: str, term: bytes) -> float:
        """What a match of the term counts for: its inverse document frequency."""
        return log(self.count / (self.frequency(field, term) + 1)) + 1

    def has(self, field: str, term: str) -> bool:
        """Whether the term stands in the field of any document."""
        wanted = term.encode()
        return any(
            postings.find(wanted) >= 0
            for segment in self.segments
            if (postings := segment.fields.get(field)) is not None
        )

    @cached_property
    def _averages(self) -> dict[str, float]:
        return {}

    def average_length(self, field: str) -> float:
        """The average length of a field, as Whoosh counts it: over all documents of the index."""
        known = self._averages.get(field)
        if known is None:
            total = sum(segment.documents.field_length(field) for segment in self.segments)
            known = self._averages[field] = (total / self.count if self.count else 0) or 1
        return known

    @cached_property
    def _norms(self) -> dict[tuple[int, str], Array]:
        return {}

    def norms(self, segment: Segment, field: str) -> Array:
        """What BM25 takes off for the length of a field, for each document of a segment."""
        key = (segment.offset, field)
        known = self._norms.get(key)
        if known is None:
            codes = segment.documents.lengths(field)
            table = K1 * ((1 - B) + B * LENGTHS / self.average_length(field))
            known = table[codes] if codes is not None else np.ones(segment.count)
            self._norms[key] = known
        return known

    def frequencies(self, segment: Segment, field: str, low: int, high: int) -> Array:
        """In how many documents of the index each of a segment's terms stands."""
        own = segment.fields[field]
        others = [one.fields[field] for one in self.segments if field in one.fields]
        if len(others) == 1:
            return own.counts[low:high]
        first, last = own.term(low), own.term(high - 1)
        total: dict[bytes, int] = {}
        for postings in others:
            start, end = postings.first_from(first), postings.first_from(last + b"\0")
            counts = postings.counts[start:end].tolist()
            for term, count in zip(postings.terms(start, end), counts, strict=True):
                total[term] = total.get(term, 0) + count
        return np.array([total[term] for term in own.terms(low, high)])

    @cached_property
    def owners(self) -> Array:
        """For each annotation the number of its text, -1 where that is not indexed; else -2."""
        owners = np.full(self.count, -2, np.int64)
        for segment in self.segments:
            postings = segment.fields.get(PARENT)
            if postings is None:
                continue
            found = [self.document(PATH, path) for path in postings.words()]
            numbers = np.array([-1 if number is None else number for number in found])
            owners[postings.ids.astype(np.int64) + segment.offset] = np.repeat(
                numbers, postings.counts
            )
            if segment.alive is not None:
                owners[segment.offset : segment.offset + segment.count][~segment.alive] = -2
        return owners

    def with_term(self, field: str) -> Array:
        """For each document of the index whether it has any term in a field."""
        found = np.zeros(self.count, bool)
        for segment in self.segments:
            if (postings := segment.fields.get(field)) is not None:
                found[postings.ids.astype(np.int64) + segment.offset] = True
            if segment.alive is not None:
                found[segment.offset : segment.offset + segment.count] &= segment.alive
        return found

    def labels(self, field: str) -> list[str]:
        """Every label of a field, in order."""
        having = [one for one in self.segments if field in one.fields]
        return sorted(set().union(*(one.fields[field].words() for one in having)))

    @cached_property
    def _ranks(self) -> dict[str, Array]:
        return {}

    def ranks(self, field: str) -> Array:
        """For each document the place of its label in the order of all labels, -1 without one."""
        known = self._ranks.get(field)
        if known is None:
            having = [one for one in self.segments if field in one.fields]
            rank = {label: place for place, label in enumerate(self.labels(field))}
            known = self._ranks[field] = np.full(self.count, -1, np.int64)
            for one in having:
                postings = one.fields[field]
                own = np.array([rank[label] for label in postings.words()])
                ids = postings.ids.astype(np.int64) + one.offset
                known[ids] = np.repeat(own, postings.counts)
        return known

    def document(self, field: str, term: str) -> int | None:
        """The number of the document with this key, None where there is none (any more)."""
        for segment in self.segments:
            postings = segment.fields.get(field)
            if postings is None or (number := postings.find(term.encode())) < 0:
                continue
            for one in postings.documents(number).tolist():
                if segment.alive is None or segment.alive[one]:
                    return segment.offset + int(one)
        return None

    def _text(self, number: int) -> TextFacts | None:
        """The facts of the text with this number; None where that is no text."""
        return text_facts(self._stored(number))

    def _note(self, number: int) -> SourceNote | None:
        """The annotation with this number; None where that is no annotation."""
        return note_facts(self._stored(number))

    def _stored(self, number: int) -> dict[str, Any]:
        for segment in reversed(self.segments):
            if number >= segment.offset:
                return segment.documents.stored_fields(number - segment.offset)
        raise IndexError(number)
