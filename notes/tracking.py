"""The part of a library that remembers how it is read; nothing of it leaves this machine."""

from functools import cached_property
from typing import TYPE_CHECKING

from notes.folder import DocumentFolder

if TYPE_CHECKING:
    from datetime import date

    from notes.bookmarks import Bookmarks
    from notes.reading_log import ReadingLog
    from notes.statistics import Statistics


class Tracking(DocumentFolder):
    """What `Library` knows of its reader."""

    @cached_property
    def bookmarks(self) -> "Bookmarks":
        """The bookmarks in all documents."""
        from notes.bookmarks import Bookmarks

        return Bookmarks(self.session.file)

    @cached_property
    def reading_log(self) -> "ReadingLog":
        """How long was read, by day and document."""
        from notes.reading_log import ReadingLog

        return ReadingLog(self.session.file)

    def statistics(self, today: "date") -> "Statistics":
        """What was read and marked in this library up to `today`."""
        from notes.statistics import statistics

        read = self.reading_log.days(self.path_given)
        return statistics(read, self.notes(), self.root, today)
