"""The small database in the state folder: what this machine remembers of reading."""

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notes.errors import UserError

if TYPE_CHECKING:
    import sqlite3

_VERSION = 2
_KEEPS_PLACES = (1, 2)  # versions whose positions are still read
_TABLES = (
    "create table if not exists positions (source text primary key, sha256 text, offset integer,"
    " progress real, opened real, caret integer)",
    "create table if not exists choices (name text primary key, value text)",
    "create table if not exists bookmarks (source text, name text, offset integer, words text,"
    " primary key (source, name))",
    "create table if not exists reading (day text, source text, seconds real,"
    " primary key (day, source))",
    f"pragma user_version = {_VERSION}",
)


class StateFile:
    """`session.sqlite`; two programs may use it at once.

    One that is damaged is set aside and begun again: what is lost then is a place in a book,
    never a note.
    """

    def __init__(self, state: Path) -> None:
        self._path = state / "session.sqlite"

    def run(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of `statement`; damage, which may show itself only here, is set aside.

        Raises `UserError` where the file cannot be used.
        """
        import sqlite3

        try:
            try:
                return self._execute(statement, values)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self._set_aside()
                return self._execute(statement, values)
        except (OSError, sqlite3.Error) as error:
            raise UserError(f"{self._path} cannot be used: {error}") from None

    def _execute(self, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with contextlib.closing(self._connected()) as database, database:
            return database.execute(statement, values).fetchall()

    def _set_aside(self) -> None:
        # Another program may have done it a moment ago.
        with contextlib.suppress(FileNotFoundError):
            self._path.replace(self._path.with_suffix(f".damaged-{time.time_ns()}"))

    def _connected(self) -> "sqlite3.Connection":
        import sqlite3

        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, timeout=5)
        try:
            database.execute("pragma synchronous = normal")
            if _version(database) != _VERSION:
                _begin(database)
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database


def source_key(path: Path) -> str:
    """A path as text that SQLite takes, whatever bytes its name is made of."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _version(database: "sqlite3.Connection") -> int:
    return int(database.execute("pragma user_version").fetchone()[0])


def _begin(database: "sqlite3.Connection") -> None:
    """Make the tables, unless another program has just done so; places that fit are kept."""
    with database:
        database.execute("begin immediate")
        found = _version(database)
        if found == _VERSION:
            return
        if found not in _KEEPS_PLACES:
            database.execute("drop table if exists positions")
        for statement in _TABLES:
            database.execute(statement)
