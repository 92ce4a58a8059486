"""The log of reviews: a line each, whoever writes, whatever becomes of the file."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.errors import UserError
from notes.review.review_log import ReviewLog
from notes.review.scheduling import GRADES, Review, reviewed

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> ReviewLog:
    return ReviewLog(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "reviews.jsonl"


def grade(log: ReviewLog, note: str, given: str = "good", day: date = DAY) -> Review:
    return log.add(note, lambda before: reviewed(before, note, given, AT, day))


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def test_nothing_is_written_before_something_is_reviewed(log: ReviewLog, file: Path) -> None:
    assert log.histories() == {}
    assert log.take_back({"a"}, AT) is None
    assert not file.exists()


def test_a_review_is_one_line_that_tells_when_which_note_and_how(
    log: ReviewLog, file: Path, tmp_path: Path
) -> None:
    first, second = grade(log, "a"), grade(log, "b", "easy")
    found = lines(file)
    assert [(one["note"], one["grade"], one["day"]) for one in found] == [
        ("a", "good", "2026-11-22"),
        ("b", "easy", "2026-11-22"),
    ]
    assert found[0]["at"] == "2026-11-22T09:30:00Z"
    assert log.histories() == ReviewLog(tmp_path).histories() == {"a": (first,), "b": (second,)}


def test_the_last_review_is_taken_back_and_then_the_one_before(
    log: ReviewLog, tmp_path: Path
) -> None:
    first, other, second = grade(log, "a"), grade(log, "other"), grade(log, "a", "again")
    again = ReviewLog(tmp_path)
    assert again.take_back({"a"}, AT) == second
    assert log.histories() == {"a": (first,), "other": (other,)}
    assert log.take_back({"a"}, AT) == first
    assert log.take_back({"a"}, AT) is None
    assert again.histories() == {"other": (other,)}


def test_a_line_that_was_cut_short_costs_only_itself(log: ReviewLog, file: Path) -> None:
    kept = grade(log, "a")
    whole = file.read_bytes()
    file.write_bytes(whole + whole[: len(whole) // 2])
    assert ReviewLog(file.parent).histories() == {"a": (kept,)}
    later = grade(log, "b")
    assert ReviewLog(file.parent).histories() == {"a": (kept,), "b": (later,)}
    assert file.read_bytes().startswith(whole), "nothing that stands there is written anew"


@pytest.mark.parametrize(
    "damage",
    [
        b"\0" * 500,
        b"\xff\xfe{}",
        b"[" * 100_000,
        b"{}",
        b"[1]",
        b"null",
        b'{"v": "1", "note": "a"}',
        b'{"v": 1, "takes_back": []}',
        b'{"v": 1, "id": "x", "note": "a", "at": "2026-11-22T09:30:00Z", "day": "2026-11-22",'
        b' "grade": "good", "due": "2026-11-24", "stability": 0, "difficulty": 5}',
        b'{"v": 1, "id": "x", "note": "a", "at": "2026-11-22T09:30:00Z", "day": "2026-11-22",'
        b' "grade": "good", "due": "2026-11-24", "stability": NaN, "difficulty": 5}',
        b'{"v": 1, "id": "x", "note": "a", "at": "2026-11-22T09:30:00Z", "day": "2026-11-22",'
        b' "grade": "good", "due": null, "stability": 2, "difficulty": 5}',
        b'{"v": 1, "id": "x", "note": [], "at": "2026-11-22T09:30:00Z", "day": "2026-11-22",'
        b' "grade": "good", "due": "2026-11-24", "stability": 2, "difficulty": 5}',
    ],
)
def test_damage_costs_the_damaged_lines(log: ReviewLog, file: Path, damage: bytes) -> None:
    kept = grade(log, "kept")
    file.write_bytes(damage + b"\n" + file.read_bytes() + damage + b"\n")
    fresh = ReviewLog(file.parent)
    assert fresh.histories() == {"kept": (kept,)}
    grade(fresh, "a")
    assert set(ReviewLog(file.parent).histories()) == {"kept", "a"}


def test_a_log_of_a_newer_version_is_left_alone(log: ReviewLog, file: Path) -> None:
    grade(log, "a")
    with file.open("ab") as newer:
        newer.write(b'{"v": 2, "note": "b", "mood": "fine"}\n')
    before = file.read_bytes()
    with pytest.raises(UserError, match="newer version"):
        log.histories()
    with pytest.raises(UserError, match="newer version"):
        grade(ReviewLog(file.parent), "a")
    assert file.read_bytes() == before


def test_a_log_that_was_put_back_from_a_copy_is_read_anew(log: ReviewLog, file: Path) -> None:
    first = grade(log, "a")
    copy = file.read_bytes()
    grade(log, "b")
    file.write_bytes(copy)
    assert log.histories() == {"a": (first,)}
    file.unlink()
    assert log.histories() == {}


def test_where_it_cannot_be_written_that_is_said_and_nothing_counts(
    small_disk: Path,
) -> None:
    log = ReviewLog(small_disk)
    grade(log, "a")
    known = set(log.histories())
    with pytest.raises(UserError, match="cannot be written"):
        for number in range(10_000):
            grade(log, f"n{number}")
            known.add(f"n{number}")
    assert set(log.histories()) == set(ReviewLog(small_disk).histories()) == known


def test_what_cannot_be_read_is_told_in_one_line(log: ReviewLog, file: Path) -> None:
    file.mkdir()
    with pytest.raises(UserError, match=r"reviews\.jsonl cannot be"):
        log.histories()
    with pytest.raises(UserError):
        grade(log, "a")


def test_programs_that_review_at_once_lose_no_review(tmp_path: Path) -> None:
    code = f"""
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from notes.review.review_log import ReviewLog
from notes.review.scheduling import reviewed
log, at, day = ReviewLog(Path({str(tmp_path)!r})), datetime.now(UTC), date(2026, 11, 22)
for number in range(40):
    for note in (f"{{sys.argv[1]}}-{{number}}", "shared"):
        log.add(note, lambda before: reviewed(before, note, "good", at, day))
"""
    programs = [
        subprocess.Popen([sys.executable, "-c", code, name], cwd=ROOT, env=dict(os.environ))
        for name in ("one", "two")
    ]
    assert [program.wait() for program in programs] == [0, 0]
    found = ReviewLog(tmp_path).histories()
    assert len(found) == 81 and len(found["shared"]) == 80


@settings(deadline=None)  # a disk may take its time
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from((*GRADES, "undo")), st.booleans()),
        max_size=25,
    )
)
def test_what_stands_is_what_was_not_taken_back(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("state")
    logs = ReviewLog(folder), ReviewLog(folder)
    expected: list[Review] = []
    for note, step, which in steps:
        log = logs[which]
        if step == "undo":
            taken = log.take_back({"a", "b", "c"}, AT)
            assert taken == (expected.pop() if expected else None)
        else:
            expected.append(grade(log, note, step))
    by_note: dict[str, tuple[Review, ...]] = {}
    for review in expected:
        by_note[review.note] = (*by_note.get(review.note, ()), review)
    assert logs[0].histories() == logs[1].histories() == by_note
