"""Fill the index: replace what changed, commit as it goes, and keep the segments few."""

import contextlib
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from . import expansion, schema
from .model import SourceNote, SourceText
from .stems import language_code, stem
from .storage import refusals

Progress = Callable[[int], None]
_MOST_SEGMENTS = 10
_QUICK_MERGE = 500  # documents that may be merged in passing, without a pause to be felt


class Filler:
    """Writes changes to an index in batches; every commit makes what it has visible to readers."""

    def __init__(self, index: Any, every: float, on_progress: Progress | None) -> None:
        self._index = index
        self._every = every
        self._on_progress = on_progress
        self._known: set[str] = set()
        self._languages: set[str] = set()
        self._done = 0
        self._open_batch()
        self._languages.update(expansion.Vocabulary(self._reader).languages())

    def _open_batch(self) -> None:
        self._writer = SegmentWriter(self._index, compound=False)
        self._reader = self._writer.reader()
        self._keys: set[tuple[str, str]] = set()
        self._stems: set[str] = set()
        self._changed = False
        self._since = time.monotonic()

    def remove(self, field: str, name: str) -> None:
        """Take out the document whose key `name` is, if it is there."""
        term = schema.key(name)
        if (field, term) in self._keys:
            self._next_batch()
        if (field, term) in self._reader:
            self._changed |= self._writer.delete_by_term(field, term) > 0

    def put_text(self, source: SourceText) -> None:
        """Add a text or replace its older version."""
        self.remove(schema.PATH, source.path)
        values = schema.text_fields(source)
        language = language_code(source.language)
        self._learn(values["body"], language)
        self._learn(schema.positions(source.title), language)
        self._languages.add(language)
        self._add(schema.PATH, values)

    def put_note(self, source: SourceNote) -> None:
        """Add an annotation or replace its older version."""
        self.remove(schema.ANNOTATION, source.id)
        for words in schema.positions(source.note), schema.positions(source.quote):
            for language in self._languages:
                self._learn(words, language)
        self._add(schema.ANNOTATION, schema.note_fields(source))

    def _add(self, field: str, values: dict[str, Any]) -> None:
        self._writer.add_document(**values)
        self._keys.add((field, values[field]))
        self._changed = True
        self._done += 1
        if time.monotonic() - self._since >= self._every:
            self._next_batch()

    def _learn(self, words: Iterable[str], language: str) -> None:
        """Note the stems of words that the index does not know yet, in the text's language."""
        for word in words:
            base = stem(word, language)
            pair = f"{language}\t{base}\t{word}"
            if base != word and pair not in self._known:
                self._known.add(pair)
                if (schema.STEM, pair) not in self._reader:
                    self._stems.add(pair)

    def _next_batch(self) -> None:
        self._commit(None)
        self._open_batch()

    def finish(self) -> None:
        """Commit the rest, merging small segments where there have come to be many."""
        self._commit(_merge_small)

    def _commit(self, merge: Callable[[Any, list[Any]], list[Any]] | None) -> None:
        self._reader.close()
        if not self._changed:
            self._writer.cancel()
            return
        if self._stems:
            self._writer.add_document(stem=tuple(sorted(self._stems)))
        if merge is None:
            self._writer.commit(merge=False)
        else:
            self._writer.commit(mergetype=merge)
        if self._on_progress is not None:
            self._on_progress(self._done)

    def abandon(self) -> None:
        """Drop what is not committed."""
        if not self._writer.is_closed:
            self._reader.close()
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
            filler.finish()
    except BaseException:
        with contextlib.suppress(Exception):  # the first error is the one to tell
            filler.abandon()
        raise


def merge(index: Any, most: int) -> None:
    """Join the smallest segments until there are at most `most`."""
    with refusals():
        writer = SegmentWriter(index, compound=False)
        writer.commit(mergetype=lambda writer, segments: _join(writer, segments, most))


def _merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    if len(segments) < _MOST_SEGMENTS:
        return segments
    small, size = 0, 0
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        size += segment.doc_count()
        small += size <= _QUICK_MERGE
    return _join(writer, segments, max(len(segments) - small, 1)) if small > 1 else segments


def _join(writer: Any, segments: Sequence[Any], most: int) -> list[Any]:
    """Move the smallest segments into the one being written; return those that stay."""
    by_size = sorted(segments, key=lambda segment: -segment.doc_count())
    if len(by_size) <= most:
        return list(segments)
    staying = by_size[: max(most - 1, 0)]
    for segment in by_size[len(staying) :]:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment in staying]
