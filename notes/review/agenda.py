"""What is to be gone through today: notes whose day has come, and a few new ones; pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from notes.review.records import NoteRecord
from notes.review.scheduling import NEVER, Review


class DueNote(NamedTuple):
    """A note whose day was or is `due`; `reviewed` is its last look, None for a new one."""

    record: NoteRecord
    due: date
    reviewed: date | None = None


class Agenda(NamedTuple):
    """What is `due` today, in order; how many notes were looked at today, and come tomorrow.

    `notes` counts all that take part. Tomorrow's number holds once today's are gone through.
    """

    due: tuple[DueNote, ...] = ()
    done: int = 0
    tomorrow: int = 0
    notes: int = 0


def agenda(
    records: Iterable[NoteRecord],
    histories: Mapping[str, Sequence[Review]],
    today: date,
    new_a_day: int,
) -> Agenda:
    """What is due `today`: the longest overdue first, then up to `new_a_day` new, the oldest first.

    Those that take part have words of a text or of the reader, and were not told off for good;
    `histories` are the reviews of each, by its id.
    """
    notes: dict[str, NoteRecord] = {}
    for record in records:
        if record.quote.strip() or record.note.strip():
            notes.setdefault(record.id, record)  # a copied note file has the same notes again
    known = {id: histories[id] for id in notes if histories.get(id)}
    fresh = sorted((notes[id] for id in notes if id not in known), key=_age)
    planned = [
        DueNote(notes[id], history[-1].due, history[-1].day)
        for id, history in known.items()
        if history[-1].grade != NEVER and history[-1].due is not None
    ]
    taken_up = sum(history[0].day == today for history in known.values())
    new = [DueNote(record, today) for record in fresh[: max(0, new_a_day - taken_up)]]
    waiting = sorted(
        (one for one in planned if one.due <= today), key=lambda one: (one.due, *_age(one.record))
    )
    tomorrow = today + timedelta(days=1)
    return Agenda(
        due=(*waiting, *new),
        done=sum(history[-1].day == today for history in known.values()),
        tomorrow=sum(one.due == tomorrow for one in planned)
        + min(new_a_day, len(fresh) - len(new)),
        notes=len(planned) + len(fresh),
    )


def _age(record: NoteRecord) -> tuple[datetime, str, int, str]:
    """What sorts by age; of those that were made at once, in reading order."""
    return record.created, record.path, record.start or 0, record.id
