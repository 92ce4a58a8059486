"""The catalogue: one row a document in an SQLite file in the cache, so that starting reads nothing.

It can always be built again: a file that is damaged or of another version is emptied, and said so.
"""

import os
import threading
import time
import weakref
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from notes.documents.catalogue_mirror import Mirror
from notes.documents.catalogue_rows import (
    CREATE,
    DELETE,
    INSERT,
    SELECT,
    key_of,
    numbered_records,
    row_of,
)
from notes.documents.record import DocumentRecord
from notes.errors import UserError

if TYPE_CHECKING:
    import sqlite3

VERSION = 5
_BUSY_SECONDS = 10.0
_BUSY_PAUSE = 0.005

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
        self.mirror = Mirror()
        self._lock = threading.Lock()
        self._hold(self._opened())

    def load(self) -> dict[str, DocumentRecord]:
        """All records by relative path; what was read before and is as it was is not read again."""
        return self._run(lambda connection: self.mirror.refreshed(connection), read=True)

    def get(self, relative: str) -> DocumentRecord | None:
        """One record, or None."""
        query = f"{SELECT} WHERE relative = ?"
        rows = self._run(lambda c: c.execute(query, (key_of(relative),)).fetchall(), read=True)
        return next((record for _, record in numbered_records(rows)), None)

    def put(self, records: Iterable[DocumentRecord]) -> None:
        """Add or replace records, all or none; raises UserError if the cache cannot be written."""
        rows = [row_of(record) for record in records]
        if rows:
            self._run(lambda connection: connection.executemany(INSERT, rows))

    def remove(self, relatives: Iterable[str]) -> None:
        """Forget documents by relative path; unknown ones are no error."""
        keys = [(key_of(relative),) for relative in relatives]
        if keys:
            self._run(lambda connection: connection.executemany(DELETE, keys))

    def close(self) -> None:
        """Let go of the file; the catalogue is of no use afterwards."""
        with self._lock:
            self._let_go()

    def _hold(self, connection: "sqlite3.Connection") -> None:
        self._connection = connection
        # A library that nobody closed lets go of its file all the same, in silence.
        self._let_go = weakref.finalize(self, connection.close)
        self._let_go.atexit = False  # a thread may still be reading while the process ends

    def _run(self, work: "Callable[[sqlite3.Connection], Result]", read: bool = False) -> Result:
        """Do `work` in one transaction; a damaged file is emptied first, and work done again."""
        import sqlite3

        def done() -> Result:
            # To read needs no transaction of ours, and must not wait for another's writing.
            return work(self._connection) if read else _transaction(self._connection, work)

        with self._lock:
            try:
                return done()
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise _complaint(self.path, error) from None
            self._let_go()
            self._hold(self._renewed())
            try:
                return done()
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
        self.mirror = Mirror()
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
    connection.execute(CREATE)
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
    """Tell a broken file from a busy, full or forbidden one.

    An error without a code is not about the file: the catalogue was closed in another thread.
    """
    import sqlite3

    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or (
        code == sqlite3.SQLITE_ERROR and "no such" in str(error)
    )


def _complaint(path: Path, error: Exception) -> UserError:
    return UserError(f"the catalogue {path} could not be used: {error}; it is only a cache")
