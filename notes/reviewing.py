"""The part of a library that brings its notes back, a few a day; this machine remembers which."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from notes.errors import DocumentError
from notes.folder import DocumentFolder

if TYPE_CHECKING:
    from datetime import date

    from notes.review.agenda import Agenda
    from notes.review.records import NoteRecord
    from notes.review.review_log import ReviewLog
    from notes.review.scheduling import Review
    from notes.surroundings import Passage


class Reviewing(DocumentFolder):
    """What `Library` has of daily review; days are the reader's own, as `Library.today` gives."""

    @cached_property
    def reviews(self) -> "ReviewLog":
        """Every review on this machine, of whatever library."""
        from notes.review.review_log import ReviewLog

        return ReviewLog(self.folders.state)

    def agenda(self, records: "Iterable[NoteRecord]", today: "date") -> "Agenda":
        """Which of the library's notes are due `today`, in order."""
        from notes.review.agenda import agenda

        return agenda(records, self.reviews.histories(), today, self.config.review_new)

    def review_outlook(self, annotation_id: str, today: "date") -> "Mapping[str, date]":
        """When a note would come again, for each grade it may get `today`."""
        from notes.review.scheduling import outlook

        history = self.reviews.histories().get(annotation_id)
        return outlook(history[-1] if history else None, today)

    def surroundings(self, record: "NoteRecord") -> "Passage | None":
        """The passage of a note with what stands around it in the text; may take a while.

        None where it has no place in the text, or that cannot be read.
        """
        from notes.surroundings import Passage

        if record.start is None or record.end is None:
            return None
        try:
            text = self.open(record.path).text
        except DocumentError:
            return None
        return Passage.of(text, record.start, record.end)

    def review(self, annotation_id: str, grade: str, today: "date") -> "Review":
        """Grade a note, or say `NEVER`; on disk when it returns. Raises `UserError`."""
        from notes.annotations.model import now
        from notes.review.scheduling import reviewed

        return self.reviews.add(
            annotation_id, lambda before: reviewed(before, annotation_id, grade, now(), today)
        )

    def take_back_review(self, annotation_ids: Collection[str]) -> "Review | None":
        """Take back the last review of any of these notes; None where there is none."""
        from notes.annotations.model import now

        return self.reviews.take_back(annotation_ids, now())
