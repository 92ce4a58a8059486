"""Daily review on the command line."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from command_line import COLUMN, NAMELESS, NOTE_KEYS, Ask, Run, is_one_line, program

from notes.config import Folders


@pytest.fixture
def two(ask: Ask) -> list[str]:
    """The ids of two notes, the older one first."""
    made = [
        ask("add", NAMELESS, "--quote", "When pressure", "--note", "why\tthen?"),
        ask("add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1"),
    ]
    return [one["id"] for one in made]


def test_what_is_due_is_listed_as_notes_are(ask: Ask, run: Run, two: list[str]) -> None:
    found = ask("review")["due"]
    assert {one["id"] for one in found} == set(two)
    assert [*found[0]] == [*NOTE_KEYS, "due", "reviewed"]
    assert (found[0]["due"], found[0]["reviewed"]) == (date.today().isoformat(), None)
    assert found[0]["citation"]
    assert ask("review", "--due") == {"due": found}
    code, out, err = run("review")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 2 and out.startswith(f"{found[0]['id']}\tnew\t")
    assert {one["id"]: one for one in ask("notes")["notes"]}.keys() == set(two)


def test_a_grade_tells_when_the_note_comes_again_and_what_comes_next(
    ask: Ask, run: Run, two: list[str]
) -> None:
    first, second = (one["id"] for one in ask("review")["due"])
    code, out, err = run("review", "--grade", first.removeprefix("urn:uuid:")[:8], "good")
    assert code == 0 and out.startswith(second) and out.count("\n") == 1
    assert err.startswith("commonplace: good: it comes again in ") and is_one_line(err)
    answer = ask("review", "--grade", second, "easy")
    assert answer["due"] == []
    graded = answer["graded"]
    assert (graded["id"], graded["grade"]) == (second, "easy")
    assert date.fromisoformat(graded["due"]) > date.today() + timedelta(days=1)
    code, out, err = run("review")
    assert (code, out) == (1, "")
    assert err == "commonplace: nothing is due today; tomorrow 0\n"
    assert ask("review", code=1) == {"due": []}


def test_without_notes_that_is_said(run: Run) -> None:
    code, out, err = run("review")
    assert (code, out) == (1, "") and err == "commonplace: there are no notes yet\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--grade", "urn:uuid:none", "good"),
        ("--grade", "ID", "fine"),
        ("--grade", "ID", "never"),
        ("--grade", "ID", "\x1b[31m"),
        ("--grade", "ID"),
        ("--grade",),
        ("--due", "again"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_grades_nothing(
    ask: Ask, run: Run, two: list[str], folders: Folders, arguments: tuple[str, ...]
) -> None:
    given = [two[0] if one == "ID" else one for one in arguments]
    code, out, err = run("review", *given)
    assert (code, out) == (2, "") and is_one_line(err) and "\x1b" not in err
    assert not (folders.state / "reviews.jsonl").exists()


def test_nothing_is_written_into_the_library(
    ask: Ask, two: list[str], sample_library: Path
) -> None:
    before = {path: path.read_bytes() for path in sample_library.rglob("*") if path.is_file()}
    ask("review", "--grade", two[0], "hard")
    after = {path: path.read_bytes() for path in sample_library.rglob("*") if path.is_file()}
    assert after == before


def test_a_log_of_a_newer_version_is_one_line(run: Run, two: list[str], folders: Folders) -> None:
    (folders.state / "reviews.jsonl").write_text('{"v": 9}\n', "utf-8")
    for arguments in ((), ("--grade", two[0], "good")):
        code, out, err = run("review", *arguments)
        assert (code, out) == (2, "") and is_one_line(err) and "newer version" in err
    assert (folders.state / "reviews.jsonl").read_text("utf-8") == '{"v": 9}\n'


def test_the_next_process_knows_what_was_graded(
    ask: Ask, two: list[str], sample_library: Path
) -> None:
    ask("review", "--grade", two[0], "good")
    ended = program("review", "--json", "--library", str(sample_library))
    assert [one["id"] for one in json.loads(ended.stdout)["due"]] == [two[1]]
