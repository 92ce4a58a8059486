"""When a note comes again: whole days, always the same answer for the same grades."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from notes.review.scheduling import GRADES, NEVER, Review, outlook, reviewed

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 22, tzinfo=UTC)


def graded(before: Review | None, grade: str, day: date) -> Review:
    return reviewed(before, "urn:uuid:1", grade, AT, day)


def due_of(review: Review) -> date:
    assert review.due is not None
    return review.due


def test_the_better_it_was_remembered_the_later_a_note_comes_again() -> None:
    days = outlook(None, DAY)
    assert tuple(days) == GRADES
    assert days == {grade: graded(None, grade, DAY).due for grade in GRADES}
    assert DAY < days["again"] <= days["hard"] <= days["good"] < days["easy"]


def test_what_is_remembered_again_and_again_comes_ever_more_rarely() -> None:
    review = graded(None, "good", DAY)
    pauses = []
    for _ in range(6):
        day = due_of(review)
        review = graded(review, "good", day)
        pauses.append((due_of(review) - day).days)
    assert pauses == sorted(pauses) and pauses[-1] > 100
    forgotten = graded(review, "again", due_of(review))
    assert (due_of(forgotten) - due_of(review)).days < pauses[-1] / 4


def test_only_the_days_count_and_not_the_hours() -> None:
    first = graded(None, "good", DAY)
    late, early = AT.replace(hour=23), AT.replace(hour=1)
    following = DAY + timedelta(days=1)
    one = reviewed(first._replace(at=late), "urn:uuid:1", "good", early, following)
    other = reviewed(first._replace(at=early), "urn:uuid:1", "good", late, following)
    assert one.due == other.due


def test_a_note_that_is_not_to_come_again_does_not_until_it_is_graded() -> None:
    known = graded(None, "easy", DAY)
    gone = graded(known, NEVER, DAY + timedelta(days=3))
    assert gone.due is None and gone.memory == known.memory
    assert graded(None, NEVER, DAY).memory is None
    back = graded(gone, "good", DAY + timedelta(days=30))
    assert due_of(back) > DAY + timedelta(days=30)
    assert due_of(graded(graded(None, NEVER, DAY), "good", DAY)) > DAY


@given(st.lists(st.tuples(st.sampled_from((*GRADES, NEVER)), st.integers(-3, 4000)), max_size=30))
def test_every_history_ends_on_a_day_to_come(steps: list[tuple[str, int]]) -> None:
    review, day = None, DAY
    for grade, pause in steps:
        day += timedelta(days=pause)
        before, review = review, graded(review, grade, day)
        assert review._replace(id="") == graded(before, grade, day)._replace(id="")
        if grade == NEVER:
            assert review.due is None
        else:
            assert due_of(review) > day
            days = [*outlook(before, day).values()]
            assert days == sorted(days)
