"""The index as of its latest commit: opened again after each commit, thrown away when damaged."""

import logging
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from .expansion import Vocabulary
    from .rooms import Rooms
    from .snapshot import Snapshot
    from .storage import Watch

_LOG = logging.getLogger(__name__)
_Found = TypeVar("_Found")
Versions = tuple[dict[str, str], dict[str, str]]


@dataclass(slots=True)
class State:
    """The index as of one commit."""

    generation: int
    snapshot: "Snapshot"
    vocabulary: "Vocabulary"
    versions: Versions | None = None


class Current:
    """Opens the index under `root`; `notice` is a line for the user while something is wrong.

    Whoosh and numpy are loaded at the first use. May be used from several threads: they wait for
    each other.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.notice: str | None = None
        self._lock = threading.RLock()
        self._rooms: Rooms | None = None
        self._folder: Path | None = None
        self._state: State | None = None
        self._watch: Watch | None = None

    @property
    def rooms(self) -> "Rooms":
        """All that stands on Whoosh."""
        if self._rooms is not None:
            return self._rooms
        with self._lock:
            if self._rooms is None:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # older Whoosh has escapes Python complains of
                    from . import rooms
                self._rooms = rooms.Rooms()
            return self._rooms

    @property
    def folder(self) -> Path:
        """Where an index of this version is kept."""
        if self._folder is None:
            self._folder = self.root / str(self.rooms.schema.signature())
        return self._folder

    def ask(self, work: Callable[[State], _Found]) -> _Found | None:
        """What `work` makes of the state; None while nothing is indexed, or where it is damaged."""
        with self._lock:
            try:
                state = self._refreshed()
                return work(state) if state is not None else None
            except Exception:  # whatever one may stumble over in a broken file
                self._give_up()
                return None

    def close(self) -> None:
        """Let go of the files; the next use opens them again."""
        with self._lock:
            self._state = None  # the mapped files go with the last array of each

    def _refreshed(self) -> State | None:
        storage = self.rooms.storage
        if self._watch is None:
            self._watch = storage.Watch(self.folder)
        listed = self._watch.listing()
        if self._state is not None and self._state.generation == listed.generation:
            return self._state
        if self._state is not None and listed.generation < 0:
            self.notice = storage.DAMAGED
        self.close()
        snapshot = storage.use_latest(self.folder, self.rooms.Snapshot.of, listed)
        if snapshot is None or snapshot.count == 0:
            return None
        self._state = State(listed.generation, snapshot, self.rooms.Vocabulary(snapshot))
        return self._state

    def _give_up(self) -> None:
        """Throw the damaged index away, so that it is rebuilt, and say so; called in `except`."""
        _LOG.warning("the search index in %s is thrown away", self.root, exc_info=True)
        self.close()
        self.notice = self.rooms.storage.DAMAGED
        self.rooms.storage.discard(self.root, self.folder)
