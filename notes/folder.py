"""A folder of documents, or one document: what there is in it, and opening it."""

import hashlib
import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from notes.annotations.store import SidecarStore
from notes.config import Config, Folders, load_config
from notes.documents.catalogue import Catalogue
from notes.documents.record import DocumentRecord
from notes.errors import DocumentError, UserError
from notes.gathering import Gathered, gather
from notes.holdings import Holdings, Listing
from notes.review.records import NoteList
from notes.session import Position, Session

if TYPE_CHECKING:
    from notes.documents.model import Document
    from notes.documents.scanning import FoundFile
    from notes.documents.source import Progress
    from notes.documents.watching import Change, FolderWatch


class DocumentFolder:
    """The documents under `root`, and the notes beside them; `only` is set for a single document.

    A document is named by its path relative to `root`, or absolute.
    """

    def __init__(
        self, path: Path | str, *, folders: Folders | None = None, config: Config | None = None
    ) -> None:
        given = Path(os.path.expanduser(path))
        if not given.exists():
            raise UserError(f"{path} does not exist; give a folder or a document")
        self.path_given = given.absolute()
        self.root = self.path_given if given.is_dir() else self.path_given.parent
        self.only = None if given.is_dir() else given.name
        self.folders = folders or Folders.from_environment()
        self.config = config or load_config(self.folders.config)
        self.store = SidecarStore(self.folders.state, self.folders.data / "overlay")
        self.session = Session(self.folders.state)

    def close(self) -> None:
        """Let go of files and processes; the library is of no use afterwards."""
        for name in ("_holdings", "_catalogue", "search_index"):
            if name in self.__dict__:  # neither is opened only to be closed
                self.__dict__[name].close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The path as a user writes it, `~` for the home folder."""
        path, home = str(self.path_given), os.path.expanduser("~")
        return "~" + path[len(home) :] if path.startswith(home + os.sep) else path

    @cached_property
    def _cache(self) -> Path:
        """The folder in the cache that belongs to this library."""
        key = hashlib.sha256(os.fsencode(os.path.realpath(self.path_given))).hexdigest()[:24]
        return self.folders.cache / "libraries" / key

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._cache / "catalogue.sqlite")

    @cached_property
    def _holdings(self) -> Holdings:
        return Holdings(
            self.root,
            self.only,
            self._catalogue,
            self.store,
            self.config.ignore,
            self.folders.cache / "texts",
        )

    def listing(self) -> Listing:
        """The documents as far as they are known, and which have to be read; reads none."""
        return self._holdings.listing()

    @cached_property
    def _watch(self) -> "FolderWatch":
        from notes.documents.watching import FolderWatch

        return FolderWatch(self.root, self.config.ignore)

    def look(self) -> "Change":
        """Whether documents came, went or were renamed, or notes were written, since the last."""
        from notes.documents.watching import Change

        return self._watch.look() if self.only is None else Change.NOTHING

    def known(self) -> tuple[DocumentRecord, ...]:
        """The documents as the catalogue knows them, without a look at the folder."""
        return self._holdings.known()

    def at_once(self, files: Iterable["FoundFile"]) -> list["FoundFile"]:
        """Those of `files` that are quickly read: the others need a process of their own."""
        from notes.documents.formats import format_to_open

        quick = []
        for file in files:
            format = format_to_open(Path(file.relative))
            if format is None or not format.is_isolated(file.size):
                quick.append(file)
        return quick

    def read_all(self, files: Iterable["FoundFile"]) -> None:
        """Read new and changed documents into the catalogue."""
        for _ in self._holdings.read(files):
            pass

    def documents(self) -> list[DocumentRecord]:
        """Every document, with all that is known about it; reads what is new or changed."""
        return list(self.complete_listing().records)

    def complete_listing(self) -> Listing:
        """The listing, once everything that is new or changed has been read."""
        listing = self.listing()
        if not listing.unread:
            return listing
        self.read_all(listing.unread)
        return self.listing()

    def positions(self) -> dict[str, Position]:
        """Where the documents that were open are being read, by their relative paths."""
        return self.session.positions_in(self.root)

    def path(self, relative: str) -> Path:
        """The absolute path of a document."""
        return self.root / relative

    def signatures(self, relative: str) -> tuple[str | None, str | None]:
        """What changes when a source and its note file do; None where there is no such file."""
        from notes.annotations.sidecar import SUFFIX
        from notes.documents.scanning import file_signature

        path = os.fspath(self.path(relative))
        return file_signature(path), file_signature(path + SUFFIX)

    def resolve(self, name: str) -> str:
        """The relative path of a document named relative to the library, to here, or absolutely.

        Raises `DocumentError` where there is no such file, or it lies outside the library.
        """
        for base in (self.root, Path.cwd()):
            path = base / os.path.expanduser(name)
            if path.exists():
                absolute = Path(os.path.abspath(path))
                if absolute.is_relative_to(self.root):
                    return absolute.relative_to(self.root).as_posix()
                if absolute.resolve().is_relative_to(self.root.resolve()):
                    return absolute.resolve().relative_to(self.root.resolve()).as_posix()
                raise DocumentError(f"{name} is outside the library {self.name}")
        raise DocumentError(f"{name} is not in the library {self.name}; `list` shows what is")

    def open(self, path: str | Path, on_progress: "Progress | None" = None) -> "Document":
        """Read a document. Raises `DocumentError` with what is wrong and what to do.

        `on_progress` gets how many parts (pages, chapters) of how many have been read.
        """
        given = Path(path)
        relative = given.relative_to(self.root).as_posix() if given.is_absolute() else str(path)
        return self._holdings.open(relative, on_progress=on_progress)

    def notes(self) -> NoteList:
        """Every note of the library."""
        return NoteList(self.gathered().records)

    def gathered(self, listing: Listing | None = None) -> Gathered:
        """Every note of the library, and what is wrong with note files."""
        return gather(self._holdings, self.store, self.root, listing)
