"""The documents as the list shows them, made anew only where something has changed. No Textual."""

import gc
from collections.abc import Iterable, Mapping
from typing import Any

from notes.documents.record import DocumentRecord
from notes.session import Position
from tui.document_rows import DocumentRow, sort_rows
from tui.presenting import document_row

_SPARED_AFTER = 1_000  # rows made


class ShownDocuments:
    """Rows for records, in the order of their titles; `made` counts how many were made so far.

    A library of ten thousand documents is looked at every few seconds while it is indexed, and to
    make all rows takes long enough to be felt at the keys.
    """

    def __init__(self) -> None:
        self.made = 0
        self._spared = 0
        self._records: dict[str, DocumentRecord] = {}
        self._positions: Mapping[str, Position] = {}
        self._states: Mapping[str, str] = {}
        self._rows: tuple[DocumentRow, ...] = ()

    def rows(
        self,
        records: Iterable[DocumentRecord],
        positions: Mapping[str, Position],
        states: Mapping[str, str],
    ) -> tuple[DocumentRow, ...]:
        """The rows of the records; the same tuple while nothing has changed.

        All three are known by the document's path; a state says where notes are, if not beside it.
        """
        before, now = self._records, {record.relative: record for record in records}
        gone = before.keys() - now.keys()
        changed = {
            name
            for name, record in now.items()
            if (old := before.get(name)) is not record and old != record
        }
        changed |= _different(self._positions, positions) | _different(self._states, states)
        changed &= now.keys()
        self._records, self._positions, self._states = now, dict(positions), dict(states)
        if gone or changed:
            self._show(gone, changed)
        return self._rows

    def _show(self, gone: set[str], changed: set[str]) -> None:
        """Make the rows that changed; what is nearly in order is sorted in one pass."""
        kept = [row for row in self._rows if row.id not in changed and row.id not in gone]
        made = [
            document_row(self._records[name], self._positions.get(name), self._states.get(name, ""))
            for name in changed
        ]
        self._rows = tuple(sort_rows([*kept, *sort_rows(made)]))
        self.made += len(made)
        self._spare()

    def _spare(self) -> None:
        """Let Python not look through all of the rows for garbage every few seconds: they stay."""
        if self.made - self._spared >= _SPARED_AFTER:
            self._spared = self.made
            gc.freeze()


def _different(before: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    """The names whose value is another one, or that one of the two has not."""
    if before == now:
        return set()
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
