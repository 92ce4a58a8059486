"""The notes of a library, narrowed step by step and sorted."""

from datetime import UTC, date, datetime, timedelta

import pytest

from notes.review.records import NoteList, NoteRecord

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def record(name: str, **changes: object) -> NoteRecord:
    """A note called `name` with `changes`."""
    plain = NoteRecord(
        id=name,
        document="urn:uuid:d",
        path="a.txt",
        title="A title",
        quote="axis of adversaries",
        note="",
        tags=(),
        color="yellow",
        start=10,
        end=29,
        state="exact",
        created=NOON,
        modified=NOON,
    )
    return plain._replace(**changes)  # type: ignore[arg-type]


def ids(found: NoteList) -> list[str]:
    return [each.id for each in found]


NOTES = NoteList(
    (
        record("1", tags=("Trade", "steel"), color="pink", title="Éclair", path="e.txt"),
        record("2", tags=("trade-war",), note="No #limits, said the Crème", start=None),
        record(
            "3", state="found", start=5, quote="Straße und ﬁnance", modified=NOON - timedelta(3)
        ),
        record("4", state="lost", start=None, color="blue", modified=NOON + timedelta(1)),
        record("5", state="document", start=None, title="zebra", path="z.txt", tags=("trade",)),
    )
)


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("trade", ["1", "5"]),
        ("#TRADE", ["1", "5"]),
        ("steel", ["1"]),
        ("trad", []),
        ("", []),
    ],
)
def test_notes_with_a_tag(tag: str, found: list[str]) -> None:
    assert ids(NOTES.tagged(tag)) == found


def test_notes_in_a_colour_and_on_a_document() -> None:
    assert ids(NOTES.colored("yellow")) == ["2", "3", "5"]
    assert ids(NOTES.colored("mauve")) == []
    assert ids(NOTES.on("a.txt")) == ["2", "3", "4"]
    assert ids(NOTES.on("A.txt")) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["1", "2", "3", "4", "5"]),
        ("  ", ["1", "2", "3", "4", "5"]),
        ("creme", ["2"]),
        ("CRÈME limits", ["2"]),
        ("limits creme absent", []),
        ("strasse finance", ["3"]),
        ("eclair axis", ["1"]),
        ("#trade", ["1", "2", "5"]),
        ("steel pink", []),
        ("zebra", ["5"]),
    ],
)
def test_notes_that_hold_every_word_whatever_its_case_and_accents(
    words: str, found: list[str]
) -> None:
    assert ids(NOTES.containing(words)) == found


def test_notes_since_a_day_of_the_users_own_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ids(NOTES.since(date(2026, 11, 1))) == ["1", "2", "3", "4", "5"]
    assert ids(NOTES.since(date(2026, 11, 20))) == ["1", "2", "4", "5"]
    assert ids(NOTES.since(date(2026, 12, 1))) == []
    late = NoteList((record("late", modified=datetime(2026, 11, 21, 23, 30, tzinfo=UTC)),))
    local = late[0].modified.astimezone().date()
    assert ids(late.since(local)) == ["late"]
    assert ids(late.since(local + timedelta(1))) == []


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("exact", ["1", "2"]),
        ("found", ["3"]),
        ("lost", ["4"]),
        ("document", ["5"]),
        ("check", ["3", "4"]),
        ("carried", []),
    ],
)
def test_notes_in_a_state(state: str, found: list[str]) -> None:
    assert ids(NOTES.in_state(state)) == found


def test_steps_are_chained_and_leave_the_first_list_alone() -> None:
    assert ids(NOTES.tagged("trade").containing("axis").colored("pink")) == ["1"]
    assert len(NOTES) == 5


def test_by_place_is_the_reading_order_of_titles_without_case_and_accents() -> None:
    assert ids(NOTES.by_place()) == ["2", "4", "3", "1", "5"]
    two = NoteList((record("b", path="b.txt", start=1), record("a", path="a.txt", start=2)))
    assert ids(two.by_place()) == ["a", "b"]


def test_by_date_is_the_newest_first_and_by_colour_keeps_the_places() -> None:
    assert ids(NOTES.by_date()) == ["4", "1", "2", "5", "3"]
    assert ids(NOTES.by_color()) == ["4", "1", "2", "3", "5"]


def test_tags_are_counted_the_most_used_first() -> None:
    notes = NoteList(
        tuple(record(str(n), tags=tags) for n, tags in enumerate([("b", "a"), ("b",), ("Ç", "a")]))
    )
    assert notes.tag_counts() == [("a", 2), ("b", 2), ("Ç", 1)]
    assert NoteList().tag_counts() == []


def test_a_tag_is_counted_once_whatever_its_case_as_it_is_mostly_spelt() -> None:
    each = [("trade",), ("Trade", "x"), ("trade", "TRADE"), ("Steel",), ("steel",)]
    notes = NoteList(tuple(record(str(n), tags=tags) for n, tags in enumerate(each)))
    assert notes.tag_counts() == [("trade", 3), ("Steel", 2), ("x", 1)]
    assert [len(notes.tagged(tag)) for tag, _ in notes.tag_counts()] == [3, 2, 1]
