"""The search index of one library: kept up to date, asked, and built again when it is damaged."""

import contextlib
import logging
import threading
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notes.errors import NotesError

from .clock import Clock
from .model import Answer, Hit, Order, Range, Scope, SourceNote, SourceText

if TYPE_CHECKING:
    from .asking import Outcome, Question
    from .expansion import Vocabulary
    from .rooms import Rooms
    from .snapshot import Snapshot
    from .storage import Generations

_LOG = logging.getLogger(__name__)
NOTHING_INDEXED = "Nothing is indexed yet."


@dataclass(slots=True)
class _State:
    """The index as of one commit."""

    generation: int
    reader: Any
    snapshot: "Snapshot"
    vocabulary: "Vocabulary"
    versions: tuple[dict[str, str], dict[str, str]] | None = field(default=None)


class SearchIndex:
    """One library's index in `folder`; any number may read, one at a time may write.

    `notice` is a line for the user while something is wrong with the index, else None. May be used
    from several threads; searches wait for each other.
    """

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self._inner: Path | None = None
        self._lock = threading.RLock()
        self._loaded: Rooms | None = None
        self._state: _State | None = None
        self._generations: Generations | None = None
        self.notice: str | None = None

    # Writing

    def update(
        self,
        texts: Iterable[SourceText] = (),
        notes: Iterable[SourceNote] = (),
        removed_paths: Iterable[str] = (),
        removed_notes: Iterable[str] = (),
        *,
        on_progress: Callable[[int], None] | None = None,
        commit_every_seconds: float = 1.5,
    ) -> None:
        """Add and replace texts and notes by their keys, and remove others.

        What is committed can be searched at once; `on_progress` then gets the number of texts and
        notes done. What an iterable raises comes through, and what was committed stays. Raises
        SearchError when another process is writing, or the folder cannot be written.
        """
        rooms = self._rooms()
        with rooms.storage.session(self._root, self._folder(), rooms.schema.schema()) as held:
            index, sound = held
            removed = (removed_paths, removed_notes)
            rooms.writing.fill(index, texts, notes, removed, commit_every_seconds, on_progress)
        self.notice = None if sound else self._rooms().storage.DAMAGED

    def tidy(self, most: int = 5) -> bool:
        """Join small segments where there are more than `most`; whether there were.

        Takes seconds where much is to be joined: for when nothing else is to do. Searches go on
        meanwhile. Raises SearchError as `update` does.
        """
        rooms = self._rooms()
        with rooms.storage.session(self._root, self._folder(), rooms.schema.schema()) as held:
            return bool(rooms.writing.merge(held[0], most))

    def warm(self) -> None:
        """Load what searching needs and open the index, so that the first search need not wait."""
        with self._lock:
            state = self._refreshed()
            if state is not None:
                state.vocabulary.languages()

    # What is indexed

    def versions(self) -> dict[str, str]:
        """The version of every indexed text by its path; empty while the index must be rebuilt."""
        return dict(self._versions()[0])

    def note_versions(self) -> dict[str, str]:
        """The version of every indexed annotation by its id."""
        return dict(self._versions()[1])

    def _versions(self) -> tuple[dict[str, str], dict[str, str]]:
        with self._lock:
            state = self._refreshed()
            if state is None:
                return {}, {}
            if state.versions is None:
                try:
                    state.versions = self._rooms().results.versions(state.snapshot)
                except Exception:  # whatever Whoosh stumbles over in a broken file
                    self._give_up()
                    return {}, {}
            return state.versions

    # Asking

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        scope: Scope = "all",
        order: Order = "relevance",
        within: str | None = None,
        opened: Callable[[], Iterable[str]] = tuple,
        load_text: Callable[[str], str | None],
        deadline: float = 0.2,
        passages_per_document: int = 3,
        cancelled: Callable[[], bool] | None = None,
    ) -> Answer:
        """The best documents for `query`, by their texts, their annotations, or both.

        `order` may be by date, the newest first, or by place: the order of the paths. `within` is
        the path of the only document to look in; `opened` gives the paths of those that were read
        before. `load_text` gives a document's text by its path, None (or NotesError, OSError) where
        it cannot be read. After `deadline` seconds, or when `cancelled()`, the answer is what there
        is by then and is marked partial. No query raises; one without results has a hint why.
        """
        started = time.perf_counter()
        rooms = self._rooms()
        read = rooms.parse(query, rooms.analyzer)
        place = rooms.schema.key(within) if within is not None else None
        lit = passages_per_document > 0
        asked = rooms.asking.Question(read, scope, limit, order, place, opened, lit)
        with self._lock:
            state = self._refreshed() if read.root is not None else None
            clock = Clock(deadline, cancelled)
            found = self._ask(state, asked, clock) if state else None
        if found is None:
            hints = read.hints if read.root is None else (*read.hints, self._nothing())
            took = (time.perf_counter() - started) * 1000
            return Answer(query, 0, took, None, (), False, hints, 0)
        hits = rooms.results.hits(
            found.candidates,
            lambda path: _text(load_text, path),
            found.lights,
            passages_per_document,
            rooms.analyzer,
            clock,
        )
        return Answer(
            query=query,
            total=found.total,
            took_ms=(time.perf_counter() - started) * 1000,
            suggestion=found.suggestion,
            hits=hits,
            partial=found.partial or clock.expired(),
            hints=found.hints,
            matches=sum(hit.total_passages for hit in hits),
        )

    def _ask(self, state: _State, asked: "Question", clock: Clock) -> "Outcome | None":
        """What the index says; None, with a notice, when it turns out to be damaged."""
        try:
            found: Outcome = self._rooms().asking.ask(
                state.snapshot, state.vocabulary, asked, clock
            )
            return found
        except Exception:  # whatever one may stumble over in a broken file
            self._give_up()
            return None

    def facets(
        self,
        query: str,
        *,
        scope: Scope = "all",
        within: str | None = None,
        opened: Callable[[], Iterable[str]] = tuple,
        deadline: float = 0.2,
    ) -> dict[str, dict[str, int]]:
        """In how many of the documents that answer there is each author, source, format, year
        (`date`), tag and colour, by the name of the field that narrows the query to it.

        Tags and colours are those of annotations that match themselves. Empty without an answer.
        """
        rooms = self._rooms()
        read = rooms.parse(query, rooms.analyzer)
        place = rooms.schema.key(within) if within is not None else None
        asked = rooms.asking.Question(read, scope, 0, within=place, opened=opened)
        with self._lock:
            state = self._refreshed() if read.root is not None else None
            if state is None:
                return {}
            try:
                counted: dict[str, dict[str, int]] = rooms.asking.count_facets(
                    state.snapshot, state.vocabulary, asked, Clock(deadline)
                )
                return counted
            except Exception:  # whatever one may stumble over in a broken file
                self._give_up()
                return {}

    def related(
        self,
        passage: str,
        *,
        exclude: str | None = None,
        limit: int = 5,
        load_text: Callable[[str], str | None],
        deadline: float = 0.2,
    ) -> tuple[Hit, ...]:
        """The passages elsewhere that say the nearest thing to `passage`, one a document.

        `exclude` is the path of the passage's own document. Empty where nothing is near.
        """
        rooms = self._rooms()
        with self._lock:
            state = self._refreshed()
            if state is None:
                return ()
            try:
                near = rooms.relating.nearest(
                    state.snapshot,
                    state.vocabulary,
                    rooms.relating.Passage(passage, exclude, limit, rooms.analyzer),
                    Clock(deadline),
                )
            except Exception:  # whatever one may stumble over in a broken file
                self._give_up()
                return ()
        hits: tuple[Hit, ...] = rooms.relating.hits(
            near, limit, lambda path: _text(load_text, path), rooms.analyzer
        )
        return hits

    def all_matches(self, query: str, text: str) -> tuple[Range, ...]:
        """Every place in `text` that matches what `query` asks of bodies, to light up and go to.

        Ranges in order that do not overlap. Other forms of a word are those of indexed texts.
        """
        rooms = self._rooms()
        read = rooms.parse(query, rooms.analyzer)
        if read.root is None:
            return ()
        with self._lock:
            state = self._refreshed()
            try:
                wanted = rooms.asking.body_patterns(read, state and state.vocabulary)
            except Exception:  # whatever Whoosh stumbles over in a broken file
                self._give_up()
                wanted = rooms.asking.body_patterns(read, None)
        found = rooms.matching.locate(wanted, text, rooms.analyzer)
        return tuple(rooms.matching.united(match[:2] for match in found))

    def suggest(self, query: str) -> str | None:
        """The query with words that are not in the index put right, if there are such."""
        return self.search(query, limit=0, load_text=lambda path: None).suggestion

    def close(self) -> None:
        """Let go of the index's files; the next use opens them again."""
        with self._lock:
            if self._state is not None:
                with contextlib.suppress(Exception):  # closing what is broken may fail too
                    self._state.reader.close()
                self._state = None

    # The state of the index

    def _rooms(self) -> "Rooms":
        with self._lock:
            if self._loaded is None:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # older Whoosh has escapes Python complains of
                    from . import rooms
                self._loaded = rooms.Rooms()
            return self._loaded

    def _folder(self) -> Path:
        if self._inner is None:
            self._inner = self._root / str(self._rooms().schema.signature())
        return self._inner

    def _refreshed(self) -> _State | None:
        """The index as of its latest commit, None while nothing is in it."""
        storage, folder = self._rooms().storage, self._folder()
        if self._generations is None:
            self._generations = storage.Generations(folder)
        latest = self._generations.latest()
        if self._state is not None and self._state.generation == latest:
            return self._state
        if self._state is not None and latest < 0:
            self.notice = self._rooms().storage.DAMAGED
        self.close()
        try:
            reader = storage.open_reader(folder, self._rooms().schema.schema())
            snapshot = self._rooms().Snapshot(reader) if reader is not None else None
        except Exception:  # whatever Whoosh stumbles over in a broken file
            self._give_up()
            return None
        if snapshot is None or snapshot.count == 0:
            return None
        vocabulary = self._rooms().Vocabulary(snapshot)
        self._state = _State(latest, reader, snapshot, vocabulary)
        return self._state

    def _give_up(self) -> None:
        """Throw the damaged index away, so that it is rebuilt, and say so; called in `except`."""
        _LOG.warning("the search index in %s is thrown away", self._root, exc_info=True)
        self.close()
        self.notice = self._rooms().storage.DAMAGED
        self._rooms().storage.discard(self._root, self._folder())

    def _nothing(self) -> str:
        return f"Nothing can be found yet: {self.notice}." if self.notice else NOTHING_INDEXED


def _text(load_text: Callable[[str], str | None], path: str) -> str | None:
    try:
        return load_text(path)
    except (NotesError, OSError):
        return None
