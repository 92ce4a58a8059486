"""What is being typed survives anything that may happen to the terminal."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from notes.annotations.drafts import Draft, Drafts
from notes.config import Folders
from notes.errors import UserError

PASSAGE = Draft("/library/a.txt", None, 10, 20, "ten letters", "half a thou", "yellow")
CHANGE = PASSAGE._replace(annotation="urn:uuid:1", start=3, end=5, text="a second one 🙂 \ud800")
ELSEWHERE = PASSAGE._replace(source="/library/b.txt")


@pytest.fixture
def drafts(folders: Folders) -> Drafts:
    return Drafts(folders.state)


def files(folders: Folders) -> list[Path]:
    return sorted(each for each in folders.state.rglob("*") if each.is_file())


def test_drafts_are_kept_by_source_in_reading_order(drafts: Drafts, folders: Folders) -> None:
    for draft in (PASSAGE, CHANGE, ELSEWHERE):
        drafts.keep(draft)
    later = Drafts(folders.state)
    assert later.of(PASSAGE.source) == [CHANGE, PASSAGE]
    assert later.of(ELSEWHERE.source) == [ELSEWHERE]
    assert later.of("/library/none.txt") == []
    assert set(later.all()) == {PASSAGE, CHANGE, ELSEWHERE}


def test_a_newer_draft_of_a_passage_takes_the_place_of_the_older(drafts: Drafts) -> None:
    drafts.keep(PASSAGE)
    drafts.keep(PASSAGE._replace(text="half a thought"))
    assert [draft.text for draft in drafts.of(PASSAGE.source)] == ["half a thought"]


def test_a_draft_is_dropped_alone(drafts: Drafts, folders: Folders) -> None:
    drafts.keep(PASSAGE)
    drafts.keep(CHANGE)
    drafts.drop(PASSAGE.source, PASSAGE.key)
    assert drafts.all() == [CHANGE]
    drafts.drop(PASSAGE.source, PASSAGE.key)
    drafts.drop(CHANGE.source, CHANGE.key)
    assert drafts.all() == []
    assert files(folders) == []


def test_a_program_that_is_killed_while_keeping_leaves_its_last_draft(
    child: Callable[[str], "subprocess.Popen[str]"], drafts: Drafts
) -> None:
    process = child(
        """
from notes.annotations.drafts import Draft, Drafts
typed = ""
while True:
    typed += "x"
    Drafts(folders.state).keep(Draft("s", None, 0, 1, "q", typed, "pink"))
    print(len(typed), flush=True)
"""
    )
    assert process.stdout is not None
    kept = [process.stdout.readline() for _ in range(20)]
    process.kill()
    kept += process.stdout.read().splitlines(keepends=True)
    (draft,) = drafts.of("s")
    assert set(draft.text) == {"x"}
    assert len(draft.text) >= max(int(line) for line in kept if line.endswith("\n"))


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps({"source": PASSAGE.source}).encode(),
        json.dumps({"source": 1, "annotation": None, "start": "x", "end": [], "quote": 0,
                    "text": None, "color": {}}).encode(),
        json.dumps({"source": PASSAGE.source, "annotation": None, "start": "1", "end": 2,
                    "quote": "q", "text": "t", "color": "c"}).encode(),
        json.dumps({"source": PASSAGE.source, "annotation": None, "start": 1, "end": 2,
                    "quote": "q", "text": 5, "color": "c"}).encode(),
    ],
    ids=range(11),
)  # fmt: skip
def test_a_damaged_draft_hides_no_other_and_is_left_alone(
    drafts: Drafts, folders: Folders, damage: bytes
) -> None:
    drafts.keep(CHANGE)
    (good,) = files(folders)
    drafts.keep(PASSAGE)
    (bad,) = (each for each in files(folders) if each != good)
    bad.write_bytes(damage)
    assert drafts.of(PASSAGE.source) == [CHANGE]
    assert drafts.all() == [CHANGE]
    assert bad.read_bytes() == damage


def test_a_draft_that_cannot_be_kept_says_so_in_a_line(drafts: Drafts) -> None:
    Path(os.environ["COMMONPLACE_STATE_DIR"]).write_text("a file where the folder should be")
    with pytest.raises(UserError, match=r"^the draft could not be kept: .+$"):
        drafts.keep(PASSAGE)
    assert drafts.all() == []


def test_a_text_that_another_program_has_is_the_drafts_whatever_happens(drafts: Drafts) -> None:
    path = drafts.hand_out(CHANGE)
    assert path.read_text("utf-8") == CHANGE.text.replace("\ud800", "?") + "\n"
    path.write_text("written elsewhere, and then the power went\n", "utf-8")
    (left,) = drafts.of(CHANGE.source)
    assert left.text == "written elsewhere, and then the power went"
    path.write_text("and more\r\n", "utf-8")
    assert drafts.take_back(CHANGE) == "and more"
    assert not path.exists()
    assert drafts.of(CHANGE.source) == [CHANGE._replace(text="and more")]
    drafts.drop(CHANGE.source, CHANGE.key)
    assert drafts.of(CHANGE.source) == []


@pytest.mark.parametrize("left", ["as it was", "gone", "a folder"])
def test_a_text_that_comes_back_as_it_was_is_the_draft_as_it_was(drafts: Drafts, left: str) -> None:
    path = drafts.hand_out(PASSAGE)
    if left != "as it was":
        path.unlink()
    if left == "a folder":
        path.mkdir()
    assert drafts.take_back(PASSAGE) == PASSAGE.text
    assert drafts.of(PASSAGE.source) == [PASSAGE]
    drafts.drop(PASSAGE.source, PASSAGE.key)
    assert drafts.of(PASSAGE.source) == []
