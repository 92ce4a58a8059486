"""The documents as the list shows them, made anew only where something has changed. No Textual."""

import gc
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from notes.documents.record import DocumentRecord
from notes.session import Position
from tui.document_rows import DocumentRow
from tui.presenting import document_row

_SPARED_AFTER = 1_000  # rows made


class _Shown(NamedTuple):
    """A row, and what it was made of."""

    record: DocumentRecord
    position: Position | None
    state: str
    row: DocumentRow


class ShownDocuments:
    """Rows for records; `made` counts how many were made so far.

    A library of ten thousand documents is looked at every few seconds while it is indexed, and to
    make all rows takes long enough to be felt at the keys.
    """

    def __init__(self) -> None:
        self.made = 0
        self._spared = 0
        self._shown: dict[str, _Shown] = {}
        self._rows: tuple[DocumentRow, ...] = ()

    def rows(
        self,
        records: Iterable[DocumentRecord],
        positions: Mapping[str, Position],
        states: Mapping[str, str],
    ) -> tuple[DocumentRow, ...]:
        """The rows in the order of the records; the same tuple while nothing has changed.

        All three are known by the document's path; a state says where notes are, if not beside it.
        """
        known, shown = self._shown, {}
        before = self.made
        for record in records:
            name = record.relative
            one = known.get(name)
            position = positions.get(name)
            state = states.get(name, "")
            if one is None or (one.record, one.position, one.state) != (record, position, state):
                one = _Shown(record, position, state, document_row(record, position, state))
                self.made += 1
            shown[name] = one
        if self.made != before or len(shown) != len(known):
            self._shown = shown
            self._rows = tuple([one.row for one in shown.values()])
            self._spare()
        return self._rows

    def _spare(self) -> None:
        """Let Python not look through all of the rows for garbage every few seconds: they stay."""
        if self.made - self._spared >= _SPARED_AFTER:
            self._spared = self.made
            gc.freeze()
