"""The search index of one library: kept up to date, asked, and built again when it is damaged."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notes.errors import NotesError

from .clock import Clock
from .current import Current, State, Versions
from .model import (
    AS_IT_STANDS,
    Answer,
    Hit,
    Order,
    Range,
    Reading,
    Scope,
    SourceNote,
    SourceText,
)

if TYPE_CHECKING:
    from .asking import Outcome, Question
    from .query import Query

LoadText = Callable[[str], str | None]
NOTHING_INDEXED = "Nothing is indexed yet."


class SearchIndex:
    """One library's index in `folder`; any number may read, one at a time may write.

    May be used from several threads; searches wait for each other.
    """

    def __init__(self, folder: Path) -> None:
        self._current = Current(folder)

    @property
    def notice(self) -> str | None:
        """A line for the user while something is wrong with the index."""
        return self._current.notice

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
        with self._writing() as (index, sound):
            removed = (removed_paths, removed_notes)
            self._current.rooms.writing.fill(
                index, texts, notes, removed, commit_every_seconds, on_progress
            )
        self._current.notice = None if sound else self._current.rooms.storage.DAMAGED

    def tidy(self, most: int = 5) -> bool:
        """Join small segments where there are more than `most`, or much in them; whether any were.

        Takes seconds where much is to be joined: for when nothing else is to do. Searches go on
        meanwhile. Raises SearchError as `update` does.
        """
        with self._writing() as (index, _):
            return bool(self._current.rooms.writing.merge(index, most))

    @contextmanager
    def _writing(self) -> Iterator[tuple[Any, bool]]:
        """Whoosh's index, held for writing, and whether it was sound."""
        rooms = self._current.rooms
        with rooms.storage.session(
            self._current.root, self._current.folder, rooms.schema.schema()
        ) as held:
            yield held

    # What is indexed

    def versions(self) -> dict[str, str]:
        """The version of every indexed text by its path; empty while the index must be rebuilt."""
        return dict(self._versions()[0])

    def note_versions(self) -> dict[str, str]:
        """The version of every indexed annotation by its id."""
        return dict(self._versions()[1])

    def _versions(self) -> Versions:
        def known(state: State) -> Versions:
            if state.versions is None:
                state.versions = self._current.rooms.results.versions(state.snapshot)
            return state.versions

        return self._current.ask(known) or ({}, {})

    def warm(self) -> None:
        """Load what searching needs and open the index, so that the first search need not wait."""
        self._current.ask(lambda state: state.vocabulary.languages())
        self._current.rooms.near_terms.warm()

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
        load_text: LoadText,
        deadline: float = 0.2,
        passages_per_document: int = 3,
        cancelled: Callable[[], bool] | None = None,
        reading: Reading = AS_IT_STANDS,
    ) -> Answer:
        """The best documents for `query`, by their texts, their annotations, or both.

        `order` may be by date, the newest first, or by place: the order of the paths. `within` is
        the path of the only document to look in; `opened` gives the paths of those that were read
        before. `load_text` gives a document's text by its path, None (or NotesError, OSError) where
        it cannot be read. After `deadline` seconds, or when `cancelled()`, the answer is what there
        is by then and is marked partial. No query raises; one without results has a hint why.
        """
        started = time.perf_counter()
        asked = self._question(
            query, reading, scope, within, opened, limit, order, passages_per_document
        )
        answered = self._outcome(asked, deadline, cancelled)
        if answered is None:
            return self._unanswered(query, asked.read, started)
        found, clock = answered
        rooms = self._current.rooms
        hits = rooms.results.hits(
            found.candidates,
            _careful(load_text),
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
            matches=sum([hit.total_passages for hit in hits]),
        )

    def _unanswered(self, query: str, read: "Query", started: float) -> Answer:
        """The answer where nothing was asked for, or nothing is indexed."""
        hints = read.hints if read.root is None else (*read.hints, self._nothing())
        return Answer(query, 0, (time.perf_counter() - started) * 1000, None, (), False, hints, 0)

    def _read(self, query: str, reading: Reading) -> "Query":
        rooms = self._current.rooms
        return rooms.parse(query, rooms.analyzer, reading)

    def _question(
        self,
        query: str,
        reading: Reading,
        scope: Scope,
        within: str | None,
        opened: Callable[[], Iterable[str]],
        limit: int = 0,
        order: Order = "relevance",
        passages: int = 0,
    ) -> "Question":
        rooms = self._current.rooms
        place = rooms.schema.key(within) if within is not None else None
        asked: Question = rooms.asking.Question(
            self._read(query, reading),
            lambda text: self._read(text, reading),
            scope,
            limit,
            order,
            place,
            opened,
            passages > 0,
        )
        return asked

    def _outcome(
        self, asked: "Question", seconds: float, cancelled: Callable[[], bool] | None
    ) -> "tuple[Outcome, Clock] | None":
        """What the index says, and the clock, which does not run while other searches do.

        None where there is no index, or nothing is asked for.
        """
        if asked.read.root is None:
            return None
        ask = self._current.rooms.asking.ask

        def outcome(state: State) -> "tuple[Outcome, Clock]":
            clock = Clock(seconds, cancelled)
            return ask(state.snapshot, state.vocabulary, asked, clock), clock

        return self._current.ask(outcome)

    def facets(
        self,
        query: str,
        *,
        scope: Scope = "all",
        within: str | None = None,
        opened: Callable[[], Iterable[str]] = tuple,
        deadline: float = 0.2,
        reading: Reading = AS_IT_STANDS,
    ) -> dict[str, dict[str, int]]:
        """In how many of the documents that answer there is each author, source, format, year
        (`date`), tag and colour, by the name of the field that narrows the query to it.

        Tags and colours are those of annotations that match themselves. Empty without an answer.
        """
        asked = self._question(query, reading, scope, within, opened)
        if asked.read.root is None:
            return {}
        count = self._current.rooms.asking.count_facets
        counted = self._current.ask(
            lambda state: count(state.snapshot, state.vocabulary, asked, Clock(deadline))
        )
        return counted or {}

    def related(
        self,
        passage: str,
        *,
        exclude: str | None = None,
        limit: int = 5,
        load_text: LoadText,
        deadline: float = 0.2,
    ) -> tuple[Hit, ...]:
        """The passages elsewhere that say the nearest thing to `passage`, one a document.

        `exclude` is the path of the passage's own document. Documents that there is no time to read
        within `deadline` seconds are left out. Empty where nothing is near.
        """
        rooms = self._current.rooms
        relating = rooms.relating
        asked = relating.Passage(passage, exclude, limit, rooms.analyzer)
        clock = Clock(deadline)
        near = self._current.ask(
            lambda state: relating.nearest(state.snapshot, state.vocabulary, asked, clock)
        )
        if near is None:
            return ()
        found: tuple[Hit, ...] = relating.hits(
            near, limit, _careful(load_text), rooms.analyzer, clock
        )
        return found

    def all_matches(
        self, query: str, text: str, reading: Reading = AS_IT_STANDS
    ) -> tuple[Range, ...]:
        """Every place in `text` that matches what `query` asks of bodies, to light up and go to.

        Ranges in order that do not overlap. Other forms of a word are those of indexed texts.
        """
        rooms = self._current.rooms
        read = self._read(query, reading)
        if read.root is None:
            return ()
        wanted = self._current.ask(lambda state: rooms.asking.body_patterns(read, state.vocabulary))
        if wanted is None:
            wanted = rooms.asking.body_patterns(read, None)
        found = rooms.matching.locate(wanted, text, rooms.analyzer)
        return tuple(rooms.matching.united(match[:2] for match in found))

    def suggest(self, query: str) -> str | None:
        """The query with words that are not in the index put right, if there are such."""
        return self.search(query, limit=0, load_text=lambda path: None).suggestion

    def close(self) -> None:
        """Let go of the index's files; the next use opens them again."""
        self._current.close()

    def _nothing(self) -> str:
        return f"Nothing can be found yet: {self.notice}." if self.notice else NOTHING_INDEXED


def _careful(load_text: LoadText) -> LoadText:
    """The same, but None also where it raises because a document cannot be read."""

    def load(path: str) -> str | None:
        try:
            return load_text(path)
        except (NotesError, OSError):
            return None

    return load
