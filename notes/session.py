"""What this machine remembers between sessions: where one was reading, and small choices."""

import contextlib
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notes.errors import UserError
from notes.values import dataclass

if TYPE_CHECKING:
    import sqlite3

_VERSION = 1  # of the positions; those of another version are forgotten
_BEGIN = (
    "drop table if exists positions",
    "create table positions (source text primary key, sha256 text, offset integer,"
    " progress real, opened real, caret integer)",
    "create table if not exists choices (name text primary key, value text)",
    f"pragma user_version = {_VERSION}",
)


@dataclass(frozen=True, slots=True)
class Position:
    """Where reading stopped.

    `offset` is the code point at the top of the page, `caret` that of the caret, `progress` the
    largest share that was read (0 to 1), `opened` the time in seconds since the epoch.
    """

    offset: int = 0
    progress: float = 0.0
    opened: float = 0.0
    caret: int = 0


class Session:
    """A small database in the state folder; two programs may use it at once.

    One that is damaged is set aside and begun again: what is lost then is a place in a book,
    never a note.
    """

    def __init__(self, state: Path) -> None:
        self._path = state / "session.sqlite"

    def position(self, source: Path, sha256: str = "") -> Position | None:
        """Where `source` was being read; a file that was moved is known by its hash."""
        rows = self._run(
            "select offset, progress, opened, caret from positions"
            " where source = ?1 or (sha256 = ?2 and ?2 <> '')"
            " order by source = ?1 desc, opened desc limit 1",
            (_key(source), sha256),
        )
        return Position(*rows[0]) if rows else None

    def positions(self, root: Path) -> dict[str, Position]:
        """Every remembered place under `root`, by the source's absolute path."""
        folder = _key(root).rstrip("/") + "/"
        rows = self._run(
            "select source, offset, progress, opened, caret from positions"
            " where substr(source, 1, ?) = ? or source = ?",
            (len(folder), folder, _key(root)),
        )
        return {source: Position(*rest) for source, *rest in rows}

    def positions_in(self, root: Path) -> dict[str, Position]:
        """Every remembered place under `root`, by the source's path relative to it."""
        start = len(_key(root).rstrip("/")) + 1
        return {source[start:]: place for source, place in self.positions(root).items()}

    def stopped_at(
        self, source: Path, sha256: str, offset: int, progress: float, caret: int | None = None
    ) -> None:
        """Remember where `source` is being read."""
        self._run(
            "insert or replace into positions values (?1, ?2, ?3, max(?4, coalesce("
            "(select progress from positions where source = ?1 and sha256 = ?2), 0)), ?5, ?6)",
            (
                _key(source),
                sha256,
                offset,
                progress,
                time.time(),
                offset if caret is None else caret,
            ),
        )

    def choice(self, name: str, default: Any = None) -> Any:
        """A small thing the user chose before, such as the citation style."""
        rows = self._run("select value from choices where name = ?", (name,))
        return json.loads(rows[0][0]) if rows else default

    def choose(self, name: str, value: Any) -> None:
        """Remember a small choice; `value` is anything that JSON can hold."""
        self._run(
            "insert into choices values (?1, ?2)"
            " on conflict (name) do update set value = ?2 where value is not ?2",
            (name, json.dumps(value)),
        )

    def _run(self, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """The rows of `statement`; damage, which may show itself only here, is set aside."""
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


def _version(database: "sqlite3.Connection") -> int:
    return int(database.execute("pragma user_version").fetchone()[0])


def _begin(database: "sqlite3.Connection") -> None:
    """Make the tables, unless another program has just done so."""
    with database:
        database.execute("begin immediate")
        if _version(database) != _VERSION:
            for statement in _BEGIN:
                database.execute(statement)


def _key(path: Path) -> str:
    """A path as text that SQLite takes, whatever bytes its name is made of."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
