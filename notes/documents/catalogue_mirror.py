"""The records of a catalogue in memory, so that a look at ten thousand reads only what is new."""

from typing import TYPE_CHECKING

from notes.documents.catalogue_rows import SELECT, numbered_records
from notes.documents.record import DocumentRecord

if TYPE_CHECKING:
    import sqlite3


class Mirror:
    """What one connection has read so far; `fetched` counts the rows.

    Records that have not changed stay the same objects, so that others can tell what has.
    """

    def __init__(self) -> None:
        self.fetched = 0
        self._seen: tuple[int, ...] = ()
        self._last = 0
        self._numbers: dict[str, int] = {}
        self._records: dict[str, DocumentRecord] = {}

    def refreshed(self, connection: "sqlite3.Connection") -> dict[str, DocumentRecord]:
        """All records by relative path, as they are now."""
        seen = _state(connection)
        if seen != self._seen:
            if seen[:1] != self._seen[:1]:  # the table is another one
                self._last, self._numbers, self._records = 0, {}, {}
            with connection:
                connection.execute("BEGIN")  # so that all questions are about the same moment
                self._read_new(connection)
                self._forget_gone(connection)
            self._seen = seen
        return dict(self._records)

    def _read_new(self, connection: "sqlite3.Connection") -> None:
        fresh = dict(
            numbered_records(connection.execute(f"{SELECT} WHERE number > ?", (self._last,)))
        )
        self._numbers |= {record.relative: number for number, record in fresh.items()}
        self._records |= {record.relative: record for record in fresh.values()}
        self._last = max(fresh, default=self._last)
        self.fetched += len(fresh)

    def _forget_gone(self, connection: "sqlite3.Connection") -> None:
        (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
        if count == len(self._records):
            return
        present = {number for (number,) in connection.execute("SELECT number FROM documents")}
        for name in [name for name, number in self._numbers.items() if number not in present]:
            del self._numbers[name], self._records[name]


def _state(connection: "sqlite3.Connection") -> tuple[int, ...]:
    """What changes when the file does, by whomever."""
    (schema,) = connection.execute("PRAGMA schema_version").fetchone()
    (others,) = connection.execute("PRAGMA data_version").fetchone()
    return schema, others, connection.total_changes
