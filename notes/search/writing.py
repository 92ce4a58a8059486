"""Fill the index: replace what changed, commit as it goes, and keep the segments few."""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from . import expansion, schema
from .arrays import Array
from .batch import terms_of
from .inverting import ChunkNumbers
from .model import SourceNote, SourceText
from .segment_writer import ArrayWriter
from .stems import language_code, stem
from .storage import refusals

Progress = Callable[[int], None]
_LARGEST_BATCH = 5_000  # documents of a segment
_MOST_CHUNKS = 2_500_000  # words of a segment: sorting them takes about 60 bytes for each
_MOST_KNOWN = 500_000  # chunks, after which the numbering starts afresh
_SLOWER = 2  # each commit may wait so much longer than the one before it
_SMALL = 5_000  # documents up to which an index is kept in one segment
_GROWN = 0.02  # of the largest segment: what the others of a small index may hold beside it
_LARGE = 3  # segments that are left as they are when others are joined
_WHOLE = 50_000  # documents up to which an index may be joined into one segment
_MOST_SEGMENTS = 10
_QUICK = 500  # documents that are joined in passing, without a pause to be felt


class Filler:
    """Writes changes to an index in batches; every commit makes what it has visible to readers.

    The first commit comes soon, so that something can be searched at once; the next ones come
    ever later, so that a large library does not end in many small segments.
    """

    def __init__(self, index: Any, every: float, on_progress: Progress | None) -> None:
        self._index = index
        self._every = every
        self._on_progress = on_progress
        self._numbers = ChunkNumbers(schema.analyzer())
        self._known: set[tuple[str, str]] = set()
        self._done = 0
        self._open_batch()
        self._languages = set(expansion.Vocabulary(self._snapshot).languages())

    def _open_batch(self) -> None:
        if len(self._numbers) > _MOST_KNOWN:
            self._numbers = ChunkNumbers(schema.analyzer())
        self._writer = ArrayWriter(self._index, self._numbers)
        self._snapshot = self._writer.snapshot()
        self._keys: set[tuple[str, str]] = set()
        self._seen: dict[str | None, list[Array]] = {}
        self._changed = False
        self._since = time.monotonic()

    def remove(self, field: str, name: str) -> None:
        """Take out the document whose key `name` is, if it is there."""
        term = schema.key(name)
        if (field, term) in self._keys:
            self._next_batch()
        for segment, kept in zip(self._snapshot.segments, self._writer.segments, strict=True):
            for number in segment.with_label(field, term):
                if not kept.is_deleted(number):
                    kept.delete_document(number)
                    self._changed = True

    def put_text(self, source: SourceText) -> None:
        """Add a text or replace its older version."""
        self.remove(schema.PATH, source.path)
        language = language_code(source.language)
        self._languages.add(language)
        self._add(schema.PATH, schema.text_fields(source), language)

    def put_note(self, source: SourceNote) -> None:
        """Add an annotation or replace its older version."""
        self.remove(schema.ANNOTATION, source.id)
        self._add(schema.ANNOTATION, schema.note_fields(source), None)

    def _add(self, field: str, values: dict[str, Any], language: str | None) -> None:
        self._seen.setdefault(language, []).extend(self._writer.add(values))
        self._keys.add((field, values[field]))
        self._changed = True
        self._done += 1
        batch = self._writer.batch
        if (
            time.monotonic() - self._since >= self._every
            or batch.documents >= _LARGEST_BATCH
            or batch.chunks >= _MOST_CHUNKS
        ):
            self._every *= _SLOWER
            self._next_batch()

    def _stems(self) -> Iterator[str]:
        """The stems of words that the index does not know yet, in the languages of the texts.

        Annotations may be in any of the library's languages.
        """
        for spoken, seen in self._seen.items():
            for word in terms_of(self._numbers, seen):
                for language in self._languages if spoken is None else (spoken,):
                    if (language, word) not in self._known:
                        self._known.add((language, word))
                        base = stem(word, language)
                        pair = f"{language}\t{base}\t{word}"
                        if base != word and not self._snapshot.has(schema.STEM, pair):
                            yield pair

    def _next_batch(self) -> None:
        self.commit()
        self._open_batch()

    def commit(self) -> None:
        """Write what there is."""
        stems = tuple(self._stems()) if self._changed else ()
        if not self._changed:
            self._writer.cancel()
            return
        if stems:
            self._writer.add({schema.STEM: stems})
        self._writer.commit(merge=False)
        if self._on_progress is not None:
            self._on_progress(self._done)

    def abandon(self) -> None:
        """Drop what is not committed."""
        if not self._writer.is_closed:
            self._writer.cancel()


def fill(
    index: Any,
    texts: Iterable[SourceText],
    notes: Iterable[SourceNote],
    removed: tuple[Iterable[str], Iterable[str]],
    every: float,
    on_progress: Progress | None,
) -> None:
    """Do all of an update; `removed` are paths and annotations' ids.

    When one of the iterables raises, what was committed before stays.
    """
    with refusals():
        filler = Filler(index, every, on_progress)
    try:
        for path in removed[0]:
            with refusals():
                filler.remove(schema.PATH, path)
        for name in removed[1]:
            with refusals():
                filler.remove(schema.ANNOTATION, name)
        for text in texts:
            with refusals():
                filler.put_text(text)
        for note in notes:
            with refusals():
                filler.put_note(note)
        with refusals():
            filler.commit()
            if len(index._segments()) > _MOST_SEGMENTS:
                merge(index, _MOST_SEGMENTS, _QUICK)
    except BaseException:
        with contextlib.suppress(Exception):  # the first error is the one to tell
            filler.abandon()
        raise


def merge(index: Any, most: int, documents: int | None = None) -> bool:
    """Join small segments where there are many, or much in them; whether there were any.

    Nothing is done where it would take more than so many `documents`.
    """
    with refusals():
        small = _to_join(index._segments(), most)
        if not small or (documents and sum(one.doc_count() for one in small) > documents):
            return False
        names = {segment.segment_id() for segment in small}
        writer = ArrayWriter(index, ChunkNumbers(schema.analyzer()))
        writer.join([segment for segment in writer.segments if segment.segment_id() in names])
        writer.commit(
            mergetype=lambda _, all: [one for one in all if one.segment_id() not in names]
        )
        return True


def _to_join(segments: Sequence[Any], most: int) -> Sequence[Any]:
    """All, where the others hold half as much as the largest: so the whole is written anew only a
    few times while it grows. A small index is written in no time, and asking two segments takes
    twice as long: there a fiftieth is enough. Else all but the largest few, where there are too
    many.
    """
    by_size = sorted(segments, key=lambda segment: -segment.doc_count())
    sizes = [segment.doc_count() for segment in by_size]
    beside = sizes[0] * (_GROWN if sum(sizes) <= _SMALL else 0.5) if sizes else 0
    if len(sizes) > 1 and sum(sizes) <= _WHOLE and sum(sizes[1:]) >= beside:
        return by_size
    return by_size[min(_LARGE, most - 1) :] if len(by_size) > most else ()
