"""Many rows in an order that is kept while a few of them change. Pure: no Textual import."""

from collections.abc import Sequence

from tui.document_rows import DocumentRow, filter_rows, sort_rows


class Arrangement:
    """Holds the rows in the order of their titles; from that any other order is quickly made.

    What is nearly in order is sorted in one pass, so rows that change are put beside those that
    did not, and not all of them mixed again.
    """

    def __init__(self) -> None:
        self._rows: Sequence[DocumentRow] = ()
        self._by_title: list[DocumentRow] = []

    def take(self, rows: Sequence[DocumentRow]) -> None:
        """These are the rows from now on."""
        before, self._rows = self._rows, rows
        if rows is before:
            return
        are_the_same = len(rows) == len(before)
        changed = [(old, new) for old, new in zip(before, rows, strict=False) if old is not new]
        if not are_the_same or any(old.id != new.id for old, new in changed):
            self._by_title = sort_rows(rows)
        elif changed:
            names = {new.id for _, new in changed}
            kept = [row for row in self._by_title if row.id not in names]
            self._by_title = sort_rows([*kept, *(new for _, new in changed)])

    def shown(
        self, words: str, show: str, sort_by: str, descending: bool
    ) -> tuple[DocumentRow, ...]:
        """The rows that hold `words` and are of `show`, in the order of `sort_by`."""
        kept = filter_rows(self._by_title, words, show)
        if sort_by == "title" and not descending:
            return tuple(kept)
        return tuple(sort_rows(kept, sort_by, descending))
