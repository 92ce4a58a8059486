"""Many keys at once in a field, as from a held key, a macro or a slow line: each in its turn."""

import json
from pathlib import Path

import pytest
from terminals import READING, Terminal

BACK, LEFT, HOME, END = "\x7f", "\x1b[D", "\x1b[H", "\x1b[F"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A document of two lines."""
    path = tmp_path / "paper.txt"
    path.write_text("alpha one\nbeta two\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (f"warr{BACK * 4}kerna{BACK}el", "kernel"),
        (f"abcd{LEFT * 2}XY{HOME}Z{END}!", "ZabXYcd!"),
        (f"one two{BACK * 4}", "one"),
    ],
)
def test_a_query_is_what_was_typed(terminal: Terminal, paper: Path, typed: str, left: str) -> None:
    terminal.start(paper).shows(READING, "beta")
    terminal.keys("S")
    terminal.shows_no_more(READING)
    for _ in range(3):
        terminal.sends(typed)
        terminal.until(lambda: _query(terminal) == left, f"{left} and not {_query(terminal)}")
        terminal.sends(BACK * len(left))
        terminal.until(lambda: not _query(terminal), "an empty query")


def test_a_note_is_what_was_typed(terminal: Terminal, paper: Path) -> None:
    terminal.start(paper).shows(READING, "beta")
    terminal.keys("a")
    terminal.shows("ctrl+s save")
    terminal.sends(f"hello{BACK * 2}xyz{LEFT}\rAB{BACK}{HOME}-{END}.\x13")
    noted = paper.with_name("paper.txt.notes.json")
    terminal.until(noted.exists, "the note")
    (item,) = json.loads(noted.read_text("utf-8"))["items"]
    assert [body["value"] for body in item["body"]] == ["helxy\n-Az."]


def _query(terminal: Terminal) -> str:
    """What stands in the search field; its placeholder is nothing."""
    line = next((line for line in terminal.screen().split("\n") if " › " in line[:4]), "")
    words = line[:30].partition("›")[2].strip()
    return "" if words == "search" else words
