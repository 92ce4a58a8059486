"""What was read and marked, this week and before."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from notes.config import Folders
from notes.library import Library
from notes.reading_log import ReadingDay, ReadingLog
from notes.review.records import NoteRecord
from notes.session import Session
from notes.state_file import StateFile
from notes.statistics import statistics

ROOT = Path("/library")
TODAY = date(2026, 11, 19)  # a Thursday


def note(day: date, words: str = "") -> NoteRecord:
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return NoteRecord(
        id=f"{day}{words}",
        document="",
        path="a.txt",
        title="",
        quote="q",
        note=words,
        tags=(),
        color="yellow",
        start=0,
        end=1,
        state="exact",
        created=moment,
        modified=moment,
    )


def read(day: date, name: str, minutes: float) -> ReadingDay:
    return ReadingDay(day, f"/library/{name}", minutes * 60)


def test_a_week_begins_on_monday_and_what_is_older_is_before() -> None:
    monday = date(2026, 11, 16)
    found = statistics(
        [
            read(date(2026, 9, 1), "old.txt", 5),
            read(monday - timedelta(days=1), "a.txt", 10),
            read(monday, "a.txt", 20),
            read(TODAY, "a.txt", 1),
            read(TODAY, "sub/b.txt", 30),
        ],
        [
            note(monday),
            note(TODAY, "why?"),
            note(monday - timedelta(days=7)),
            note(date(2020, 1, 1)),
        ],
        ROOT,
        TODAY,
    )
    this, last, before = found.periods
    assert (this.seconds, this.documents, this.highlights, this.notes) == (51 * 60, 2, 2, 1)
    assert (last.seconds, last.documents, last.highlights, last.notes) == (600, 1, 1, 0)
    assert (before.seconds, before.documents, before.highlights) == (300, 1, 1)
    assert (this.first, last.last, before.first) == (monday, date(2026, 11, 15), None)
    assert found.most_read == (("sub/b.txt", 1800.0), ("a.txt", 1260.0))
    assert [seconds for _, seconds in found.days] == [0] * 9 + [600, 1200, 0, 0, 1860]
    assert found.since == date(2026, 9, 1)


def test_nothing_read_is_said_to_be_nothing() -> None:
    found = statistics([], [], ROOT, TODAY)
    assert found.since is None
    assert found.most_read == ()
    assert [period.highlights for period in found.periods] == [0, 0, 0]


def test_the_log_adds_up_by_day_and_document_and_keeps_to_the_library(folders: Folders) -> None:
    log = ReadingLog(StateFile(folders.state))
    log.add(ROOT / "a.txt", TODAY, 30)
    log.add(ROOT / "a.txt", TODAY, 12.5)
    log.add(ROOT / "a.txt", TODAY - timedelta(days=1), 1)
    log.add(Path("/library2/b.txt"), TODAY, 99)
    assert log.days(ROOT) == (
        ReadingDay(TODAY - timedelta(days=1), "/library/a.txt", 1),
        ReadingDay(TODAY, "/library/a.txt", 42.5),
    )
    assert len(log.days(ROOT / "a.txt")) == 2


def test_places_of_the_version_before_are_kept(folders: Folders) -> None:
    import sqlite3

    folders.state.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(folders.state / "session.sqlite") as old:
        old.execute(
            "create table positions (source text primary key, sha256 text, offset integer,"
            " progress real, opened real, caret integer)"
        )
        old.execute("insert into positions values ('/library/a.txt', '', 7, 0.5, 1.0, 9)")
        old.execute("create table choices (name text primary key, value text)")
        old.execute("insert into choices values ('style', '\"mla\"')")
        old.execute("pragma user_version = 1")
    old.close()
    session = Session(folders.state)
    position = session.position(ROOT / "a.txt")
    assert position is not None and (position.offset, position.caret) == (7, 9)
    assert session.choice("style") == "mla"
    assert ReadingLog(session.file).days(ROOT) == ()


def test_a_library_counts_its_own_notes_and_reading(sample_library: Path) -> None:
    with Library(sample_library) as library:
        document = library.open("united-against-unilateralism.md")
        library.annotate(document, 10, 20, note="why?")
        today = library.today()
        library.reading_log.add(document.path, today, 90)
        this = library.statistics(today).periods[0]
        assert (this.seconds, this.highlights, this.notes) == (90, 1, 1)
        assert library.statistics(today).most_read == ((document.relative, 90.0),)
