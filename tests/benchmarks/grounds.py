"""The libraries that are measured on, each with folders of the program's own."""

import os
import shutil
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus import articles, numbered_rows

from notes.config import Folders
from notes.library import Library

ROOT = Path(__file__).resolve().parents[2]
ROWS_FILE = "000000 rows.txt"  # the first in the list, whether its title is known or not
ROWS = 3_000
_SHORT = 120  # words of a document in a library of many
_IN_A_FOLDER = 500
# A clipboard or a multiplexer would be served at another speed on every machine.
_NOT_PASSED_ON = (
    "PYTHONDONTWRITEBYTECODE",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "SSH_TTY",
    "SSH_CONNECTION",
    "TMUX",
    "NO_COLOR",
)


@dataclass(frozen=True, slots=True)
class Ground:
    """A library, the program's folders, and how long it took to index it (CPU seconds)."""

    path: Path
    folders: Folders
    environment: dict[str, str]
    indexing: float = 0.0

    def library(self) -> Library:
        """The library, as a script opens it; to be closed."""
        return Library(self.path, folders=self.folders)

    def forget_places(self) -> None:
        """Let the next start be like the first: no document is opened again by itself."""
        shutil.rmtree(self.folders.state, ignore_errors=True)


class Grounds:
    """Makes libraries under `base`; what takes long to make is made once."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._made = 0
        self.many = cache(self._many)
        self.known = cache(self._known)

    def samples(self) -> Ground:
        """A copy of the sample library, everything in it known and indexed."""
        path = self._new("samples")
        shutil.copytree(ROOT / "seeds", path)
        return self._indexed(path)

    def unknown(self, documents: int) -> Ground:
        """A library of many short documents that the program has never seen."""
        return self.ground(self.many(documents))

    def _known(self, documents: int) -> Ground:
        """A library of many short documents, everything in it known and indexed."""
        return self._indexed(self.many(documents))

    def _many(self, documents: int) -> Path:
        path = self.folder("many")
        (path / ROWS_FILE).write_text(numbered_rows(ROWS), "utf-8")
        for number, article in enumerate(articles(documents - 1, _SHORT)):
            folder = path / f"{number // _IN_A_FOLDER:03}"
            folder.mkdir(exist_ok=True)
            text = f"{article.title}\n\n{article.body}\n"
            (folder / article.name).write_text(text, "utf-8")
        return path

    def _indexed(self, path: Path) -> Ground:
        ground = self.ground(path)
        library = ground.library()
        start = time.process_time()
        library.update_index()
        took = time.process_time() - start
        library.close()
        return Ground(ground.path, ground.folders, ground.environment, took)

    def ground(self, path: Path) -> Ground:
        """A folder as a library, with folders of the program's own; nothing in it is known."""
        own = self.folder("folders")
        folders = Folders(*(own / kind for kind in ("config", "data", "state", "cache")))
        return Ground(path, folders, {**self.environment(), **folders.as_environment()})

    def environment(self) -> dict[str, str]:
        """What processes are started with: a plain terminal, and compiled code kept as usual."""
        kept = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
        return {**kept, "TERM": "xterm-256color"}

    def folder(self, name: str) -> Path:
        """A new empty folder."""
        path = self._new(name)
        path.mkdir()
        return path

    def _new(self, name: str) -> Path:
        self._made += 1
        return self._base / f"{name}-{self._made}"
