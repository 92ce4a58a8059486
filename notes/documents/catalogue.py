"""The catalogue: one row a document in an SQLite file in the cache, so that starting reads nothing.

It can always be built again: a file that is damaged or of another version is emptied, and said so.
"""

import json
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from notes.documents.record import DocumentRecord
from notes.errors import UserError

if TYPE_CHECKING:
    import sqlite3

VERSION = 2
_BUSY_SECONDS = 10.0
_BUSY_PAUSE = 0.005
_COLUMNS = DocumentRecord._fields
_AUTHORS = _COLUMNS.index("authors")
_NUMBERS = frozenset(("size", "chars", "notes", "highlights", "attention", "lost"))
_CREATE = "CREATE TABLE IF NOT EXISTS documents ({})".format(
    ", ".join(
        f"{name} {'INTEGER' if name in _NUMBERS else 'TEXT'}"
        + (" PRIMARY KEY" if name == "relative" else "")
        for name in _COLUMNS
    )
)
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM documents"
_INSERT = f"INSERT OR REPLACE INTO documents VALUES ({', '.join('?' * len(_COLUMNS))})"
_DELETE = "DELETE FROM documents WHERE relative = ?"

Result = TypeVar("Result")


class Catalogue:
    """The records of a library, shared by threads and by processes.

    `rebuilt` says that an older or damaged file had to be emptied. Where the cache cannot be
    written at all the records live in memory, and `notice` says so.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rebuilt = False
        self.notice = ""
        self._lock = threading.Lock()
        self._connection = self._opened()

    def load(self) -> dict[str, DocumentRecord]:
        """All records by relative path."""
        rows = self._run(lambda connection: connection.execute(_SELECT).fetchall(), read=True)
        return _records(rows)

    def get(self, relative: str) -> DocumentRecord | None:
        """One record, or None."""
        query = f"{_SELECT} WHERE relative = ?"
        rows = self._run(lambda c: c.execute(query, (_key(relative),)).fetchall(), read=True)
        return _records(rows).get(relative)

    def put(self, records: Iterable[DocumentRecord]) -> None:
        """Add or replace records, all or none; raises UserError if the cache cannot be written."""
        rows = [_row(record) for record in records]
        if rows:
            self._run(lambda connection: connection.executemany(_INSERT, rows))

    def remove(self, relatives: Iterable[str]) -> None:
        """Forget documents by relative path; unknown ones are no error."""
        keys = [(_key(relative),) for relative in relatives]
        if keys:
            self._run(lambda connection: connection.executemany(_DELETE, keys))

    def close(self) -> None:
        """Let go of the file; the catalogue is of no use afterwards."""
        with self._lock:
            self._connection.close()

    def _run(self, work: "Callable[[sqlite3.Connection], Result]", read: bool = False) -> Result:
        """Do `work` in one transaction; a damaged file is emptied first, and work done again."""
        import sqlite3

        with self._lock:
            try:
                # One SELECT needs no transaction of ours, and must not wait for another's writing.
                return work(self._connection) if read else _transaction(self._connection, work)
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise _complaint(self.path, error) from None
            self._connection.close()
            self._connection = self._renewed()
            try:
                return _transaction(self._connection, work)
            except sqlite3.DatabaseError as error:
                raise _complaint(self.path, error) from None

    def _opened(self) -> "sqlite3.Connection":
        import sqlite3

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection, emptied = _connect(os.fspath(self.path))
            self.rebuilt = emptied
            return connection
        except (sqlite3.DatabaseError, OSError) as error:
            if isinstance(error, sqlite3.Error) and _is_damage(error):
                return self._renewed()
            return self._in_memory(error)

    def _renewed(self) -> "sqlite3.Connection":
        import sqlite3

        self.rebuilt = True
        try:
            for ending in ("", "-wal", "-shm"):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)
            return _connect(os.fspath(self.path))[0]
        except (sqlite3.DatabaseError, OSError) as error:
            return self._in_memory(error)

    def _in_memory(self, error: Exception) -> "sqlite3.Connection":
        self.notice = f"the catalogue is kept in memory only: {self.path} cannot be used ({error})"
        return _connect(":memory:")[0]


def _connect(name: str) -> "tuple[sqlite3.Connection, bool]":
    """Open the file and see to its table; the second value says that old rows were thrown away."""
    import sqlite3

    connection = sqlite3.connect(
        name, timeout=_BUSY_SECONDS, check_same_thread=False, isolation_level=None
    )
    try:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        if _version(connection) == VERSION:  # as nearly always: then opening writes nothing
            return connection, False
        return connection, _transaction(connection, _prepare)
    except BaseException:
        connection.close()
        raise


def _write_ahead(connection: "sqlite3.Connection") -> None:
    """Let readers go on while one writes; asked again while the file is busy.

    Changing the journal's mode is the one statement that does not wait for SQLite's own timeout,
    and two programs that start on a new library both change it.
    """
    import sqlite3

    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
        time.sleep(_BUSY_PAUSE)


def _version(connection: "sqlite3.Connection") -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _prepare(connection: "sqlite3.Connection") -> bool:
    version = _version(connection)
    had_table = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'documents'"
    ).fetchone()
    if version != VERSION:
        connection.execute("DROP TABLE IF EXISTS documents")
    connection.execute(_CREATE)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    return version != VERSION and had_table is not None


def _transaction(
    connection: "sqlite3.Connection", work: "Callable[[sqlite3.Connection], Result]"
) -> Result:
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def _is_damage(error: "sqlite3.Error") -> bool:
    """Tell a broken file from a busy, full or forbidden one."""
    import sqlite3

    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or (
        code == sqlite3.SQLITE_ERROR and "no such" in str(error)
    )


def _complaint(path: Path, error: Exception) -> UserError:
    return UserError(f"the catalogue {path} could not be used: {error}; it is only a cache")


def _row(record: DocumentRecord) -> list[Any]:
    row = [getattr(record, name) for name in _COLUMNS]
    row[_AUTHORS] = json.dumps(record.authors)
    return [_key(record.relative), *map(_storable, row[1:])]


def _key(relative: str) -> str | bytes:
    """A file's name that is no valid Unicode is kept as the bytes it has on the disk."""
    try:
        relative.encode()
    except UnicodeEncodeError:
        return os.fsencode(relative)
    return relative


def _storable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _records(rows: list[tuple[Any, ...]]) -> dict[str, DocumentRecord]:
    # One call for all the authors: ten thousand calls would take longer than reading the rows.
    authors = json.loads(f"[{','.join([row[_AUTHORS] for row in rows])}]")
    records: dict[str, DocumentRecord] = {}
    for row, names in zip(rows, authors, strict=True):
        name = row[0] if type(row[0]) is str else os.fsdecode(row[0])
        records[name] = DocumentRecord._make(
            (name, *row[1:_AUTHORS], tuple(names), *row[_AUTHORS + 1 :])
        )
    return records
