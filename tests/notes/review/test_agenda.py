"""Which notes come today, in which order, and how many tomorrow."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from notes.review.agenda import Agenda, agenda
from notes.review.records import NoteRecord
from notes.review.scheduling import GRADES, NEVER, Review, reviewed

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
Histories = dict[str, tuple[Review, ...]]


def note(id: str, age: int = 0, quote: str = "q", words: str = "") -> NoteRecord:
    """A note that is `age` days old."""
    made = NOON - timedelta(days=age)
    return NoteRecord(
        id=id,
        document="d",
        path="a.txt",
        title="T",
        quote=quote,
        note=words,
        tags=(),
        color="yellow",
        start=0,
        end=1,
        state="exact",
        created=made,
        modified=made,
    )


def history(id: str, *steps: tuple[str, int]) -> tuple[Review, ...]:
    """The reviews of a note: each grade so many days ago."""
    reviews: list[Review] = []
    for grade, ago in steps:
        before = reviews[-1] if reviews else None
        reviews.append(reviewed(before, id, grade, NOON, TODAY - timedelta(days=ago)))
    return tuple(reviews)


def ids(found: Agenda) -> list[str]:
    return [one.record.id for one in found.due]


def test_new_notes_come_a_few_a_day_the_oldest_first() -> None:
    notes = [note(str(age), age) for age in range(25)]
    found = agenda(notes, {}, TODAY, 10)
    assert ids(found) == [str(age) for age in range(24, 14, -1)]
    assert all(one.due == TODAY and one.reviewed is None for one in found.due)
    assert (found.notes, found.done, found.tomorrow) == (25, 0, 10)
    assert ids(agenda(notes, {}, TODAY, 0)) == []


def test_notes_that_were_made_at_once_come_in_reading_order() -> None:
    notes = [note("a")._replace(start=9), note("b")._replace(start=2), note("c")._replace(path="0")]
    assert ids(agenda(notes, {}, TODAY, 10)) == ["c", "b", "a"]


def test_those_taken_up_today_count_among_the_new_ones_of_today() -> None:
    notes = [note(str(age), age) for age in range(25)]
    histories: Histories = {"24": history("24", ("good", 0)), "23": history("23", (NEVER, 0))}
    found = agenda(notes, histories, TODAY, 10)
    assert ids(found) == [str(age) for age in range(22, 14, -1)]
    assert found.done == 2
    histories = {id: history(id, ("easy", 0)) for id in map(str, range(15, 25))}
    found = agenda(notes, histories, TODAY, 10)
    assert (ids(found), found.done, found.tomorrow) == ([], 10, 10)


def test_what_has_waited_longest_comes_first_and_before_what_is_new() -> None:
    histories = {
        "late": history("late", ("good", 30)),
        "later": history("later", ("good", 60)),
        "today": history("today", ("again", 1)),
        "tomorrow": history("tomorrow", ("again", 0)),
    }
    found = agenda([note(id) for id in ("new", *histories)], histories, TODAY, 10)
    assert ids(found) == ["later", "late", "today", "new"]
    assert found.due[2].due == TODAY and found.due[2].reviewed == TODAY - timedelta(days=1)
    assert (found.notes, found.done, found.tomorrow) == (5, 1, 1)


def test_empty_marks_and_what_was_told_not_again_take_no_part() -> None:
    notes = [note("empty", quote=" ", words="\n"), note("gone"), note("whole", quote="", words="w")]
    found = agenda(notes, {"gone": history("gone", ("good", 9), (NEVER, 5))}, TODAY, 10)
    assert ids(found) == ["whole"]
    assert found.notes == 1


def test_a_note_that_lies_in_two_files_comes_once() -> None:
    twice = [note("a"), note("a")._replace(path="copy.txt")]
    found = agenda(twice, {}, TODAY, 10)
    assert [one.record.path for one in found.due] == ["a.txt"]
    assert found.notes == 1


@given(
    st.dictionaries(
        st.integers(0, 30).map(str),
        st.lists(st.tuples(st.sampled_from((*GRADES, NEVER)), st.integers(0, 50)), max_size=4),
    ),
    st.integers(0, 12),
)
def test_a_day_ends_and_what_was_foretold_for_tomorrow_comes(
    steps: dict[str, list[tuple[str, int]]], new_a_day: int
) -> None:
    notes = [note(id, int(id)) for id in steps]
    histories = {
        id: history(id, *sorted(some, key=lambda step: -step[1]))
        for id, some in steps.items()
        if some
    }
    found = agenda(notes, histories, TODAY, new_a_day)
    for _ in range(len(notes) + 1):
        if not found.due:
            break
        id = found.due[0].record.id
        before = histories.get(id, ())
        last = before[-1] if before else None
        histories[id] = (*before, reviewed(last, id, "easy", NOON, TODAY))
        following = agenda(notes, histories, TODAY, new_a_day)
        assert ids(following) == ids(found)[1:]
        found = following
    assert found.due == ()
    following = agenda(notes, histories, TODAY + timedelta(days=1), new_a_day)
    assert len(following.due) == found.tomorrow
