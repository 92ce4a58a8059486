"""When a note comes again, by the scheduler FSRS (free spaced repetition), in whole days.

What counts is the reader's calendar: two looks on one evening and the next morning are a day apart,
however few the hours, so FSRS is given days and no times. Its own small random shifts are off: the
same grades lead to the same day.
"""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

GRADES = ("again", "hard", "good", "easy")
NEVER = "never"  # in the place of a grade: the note is not to come again


class Memory(NamedTuple):
    """What FSRS knows of one note: `stability` in days, `difficulty` from 1 to 10."""

    stability: float
    difficulty: float


class Review(NamedTuple):
    """One look at a note: how it was graded, and when it comes again because of that.

    `id` is the review's own, `day` the reader's local one, `due` None where it does not come again;
    `memory` is None where the note was never graded.
    """

    id: str
    note: str
    at: datetime
    day: date
    grade: str
    due: date | None
    memory: Memory | None


def reviewed(before: Review | None, note: str, grade: str, at: datetime, day: date) -> Review:
    """The review of `note` on `day`, on which it got `grade` or `NEVER`; `before` is its last."""
    due: date | None = None
    memory = before.memory if before else None
    if grade != NEVER:
        card = _next_card(before, grade, day)
        due = card.due.date()
        memory = Memory(float(card.stability or 0), float(card.difficulty or 0))
    return Review(os.urandom(8).hex(), note, at, day, grade, due, memory)


def outlook(before: Review | None, day: date) -> Mapping[str, date]:
    """The day on which a note would come again, for each grade it may get on `day`."""
    return {grade: _next_card(before, grade, day).due.date() for grade in GRADES}


def _next_card(before: Review | None, grade: str, day: date) -> "Card":
    from fsrs import Card, Rating, State

    if before is None or before.memory is None:
        card = Card(card_id=0)  # without an id it would wait until it has one of its own
    else:
        stability, difficulty = before.memory
        card = Card(
            card_id=0,
            state=State.Review,
            stability=stability,
            difficulty=difficulty,
            last_review=_midnight(before.day),
        )
    rating = Rating(GRADES.index(grade) + 1)
    return _scheduler().review_card(card, rating, _midnight(day))[0]


@cache
def _scheduler() -> "Scheduler":
    """FSRS without its steps of minutes: nobody waits ten minutes for a note of one's own."""
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
