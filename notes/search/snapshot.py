"""One state of the index, segment by segment: what evaluation reads in whole arrays."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from .arrays import Array
from .bm25 import rarity
from .commits import Commit
from .model import SourceNote
from .norms import Norms
from .remembered import Remembered
from .schema import ANNOTATION, PARENT, PATH, TextFacts, note_facts, text_facts
from .segment_files import EXTENSION, SegmentFile

_MOST_TEXTS = 4096  # that are remembered


class Segment:
    """The fields of one segment, and its documents: numbers from `offset` on in a snapshot.

    `alive` says for each document whether it is not deleted; it is None where none is.
    """

    def __init__(self, file: SegmentFile, deleted: Sequence[int]) -> None:
        self.file = file
        self.fields = file.fields
        self.offset = 0
        self.count = file.count
        self.alive = _all_but(deleted, file.count) if deleted else None

    def stored(self) -> list[bytes]:
        """What is stored of every document that is not deleted."""
        numbers = range(self.count) if self.alive is None else np.flatnonzero(self.alive).tolist()
        return self.file.stored(numbers)

    def with_label(self, field: str, label: str) -> list[int]:
        """The documents with this label, those deleted included."""
        postings = self.fields.get(field)
        if postings is None or (number := postings.find(label.encode())) < 0:
            return []
        documents: list[int] = postings.documents(number).tolist()
        return documents


class Snapshot:
    """All segments of one commit; `count` is the number of their documents."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.count = 0
        self._offsets: list[int] = []
        for segment in segments:
            segment.offset = self.count
            self._offsets.append(self.count)
            self.count += segment.count
        self.has_notes = any(ANNOTATION in segment.fields for segment in self.segments)
        self._texts: dict[int, TextFacts] = {}
        self._notes: Remembered[int, SourceNote | None] = Remembered()
        self._norms: dict[Segment, Norms] = {}
        self._ranks: dict[str, Array] = {}

    @classmethod
    def of(cls, commit: Commit) -> "Snapshot":
        """The segments of a commit. Raises ArrayFileError or OSError where they are not whole."""
        return cls(
            [
                Segment(SegmentFile(*commit.file(name + EXTENSION)), deleted)
                for name, deleted in commit.segments
            ]
        )

    def frequency(self, field: str, term: bytes) -> int:
        """In how many documents the term stands, those deleted lately included."""
        total = 0
        for segment in self.segments:
            postings = segment.fields.get(field)
            if postings is not None and (number := postings.find(term)) >= 0:
                total += postings.spread(number)
        return total

    def rarity(self, segment: Segment, field: str, number: int) -> float:
        """What a match of a segment's term counts for: its inverse document frequency."""
        postings = segment.fields[field]
        if len(self.segments) == 1:
            spread = postings.spread(number)
        else:
            spread = self.frequency(field, postings.term(number))
        return rarity(spread, self.count)

    def has(self, field: str, term: str) -> bool:
        """Whether the term stands in the field of any document."""
        wanted = term.encode()
        return any(
            postings.find(wanted) >= 0
            for segment in self.segments
            if (postings := segment.fields.get(field)) is not None
        )

    def norms(self, segment: Segment) -> Norms:
        """What is taken off for the lengths of fields in one of the segments."""
        known = self._norms.get(segment)
        if known is None:
            known = self._norms[segment] = Norms(segment.file, self.average_length)
        return known

    def average_length(self, field: str) -> float:
        """The average length of a field, as Whoosh counts it: over all documents of the index."""
        total = sum([segment.file.totals.get(field, 0) for segment in self.segments])
        return (total / self.count if self.count else 0) or 1

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

    def texts(self, numbers: Sequence[int]) -> list[TextFacts]:
        """The facts of the texts with these numbers."""
        known = self._texts
        if len(known) > _MOST_TEXTS:
            known.clear()
        if new := [number for number in numbers if number not in known]:
            known.update(zip(new, text_facts(self._stored(new)), strict=True))
        return [known[number] for number in numbers]

    def note(self, number: int) -> SourceNote | None:
        """The annotation with this number; None where that is no annotation."""
        if number not in self._notes:
            self._notes.keep(number, note_facts(self._stored([number])[0]))
        return self._notes[number]

    def _stored(self, numbers: Sequence[int]) -> list[bytes]:
        """What is stored of each of these documents."""
        if len(self.segments) == 1:
            return self.segments[0].file.stored(numbers)
        places = [bisect_right(self._offsets, number) - 1 for number in numbers]
        return [
            self.segments[place].file.stored([number - self._offsets[place]])[0]
            for place, number in zip(places, numbers, strict=True)
        ]


def _all_but(deleted: Sequence[int], count: int) -> Array:
    alive = np.ones(count, bool)
    alive[deleted] = False
    return alive
