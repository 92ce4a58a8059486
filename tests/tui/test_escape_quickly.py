"""Escape and the next key typed so quickly that a terminal hands them over as one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from terminals import READING, Terminal
from textual.events import Key
from textual.widgets import TextArea

from tui.quick_escape import apart
from tui.screens.note_editor import NoteEditor

LINES = ("alpha one", "beta two", "gamma three", "delta four", "omega five")


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """A document of five lines."""
    path = tmp_path / "lines.txt"
    path.write_text("\n".join(LINES) + "\n", "utf-8")
    return path


class Marking:
    """Marks the word at the caret, which tells where the caret is."""

    def __init__(self, terminal: Terminal, document: Path) -> None:
        self.terminal, self.document = terminal, document
        self.marked: list[str] = []

    def marks(self, word: str) -> None:
        """Mark the word at the caret, and see in the note file which one that was."""
        self.terminal.keys("v", "e", "2")
        self.marked.append(word)
        self.terminal.until(lambda: self._on_disk() == sorted(self.marked), f"a mark on {word}")

    def _on_disk(self) -> list[str]:
        path = self.document.with_name(f"{self.document.name}.notes.json")
        if not path.exists():
            return []
        items = json.loads(path.read_text("utf-8"))["items"]
        return sorted(item["target"]["selector"][0]["exact"] for item in items)


def test_escape_and_a_key_at_once_are_both_typed(terminal: Terminal, lines: Path) -> None:
    terminal.start(lines).shows(READING, "omega")
    at = Marking(terminal, lines)
    terminal.keys("v")
    terminal.shows("drop")
    terminal.sends("\x1bj")
    at.marks("beta")
    terminal.keys("v")
    terminal.sends("\x1bG0")
    at.marks("omega")
    terminal.keys("v")
    terminal.sends("\x1b2k0")
    at.marks("gamma")
    terminal.keys("v")
    terminal.sends("\x1bj0")
    at.marks("delta")
    terminal.keys("v")
    terminal.sends("\x1b\x1bs")  # the list of documents, which `s` sorts
    terminal.shows("by author")
    terminal.sends("\r")
    terminal.shows(READING)
    terminal.keys("v")
    terminal.shows("drop")
    terminal.sends("\x1b/")
    terminal.shows("⏎ matches")
    terminal.types("one")
    terminal.shows("1 of 1")
    terminal.keys("Enter")
    terminal.shows(READING)
    at.marks("one")


def test_escape_and_a_key_at_once_leave_a_field_first(terminal: Terminal, lines: Path) -> None:
    terminal.start(lines).shows(READING, "omega")
    at = Marking(terminal, lines)
    terminal.keys("a")
    terminal.shows("ctrl+s save")
    terminal.sends("a thought\x1bG0")
    terminal.shows_no_more("ctrl+s save")
    terminal.shows("a thought", "1 draft")
    at.marks("omega")
    terminal.keys("/")
    terminal.shows("⏎ matches")
    terminal.sends("two\x1bk0")
    at.marks("delta")
    terminal.keys("S")
    terminal.shows_no_more(READING)
    terminal.sends("beta\x1bs")
    terminal.shows("This week")


async def test_what_a_field_knows_with_alt_is_left_to_it(
    lines: Path, start: Callable[..., Any]
) -> None:
    async with start(lines) as journey:
        await journey.open(lines.name)
        await journey.keys("a")
        editor = await journey.in_front(NoteEditor)
        await journey.type("a thought")
        await journey.keys("alt+b")
        await journey.type("second ")
        await journey.until(lambda: editor.query_one(TextArea).text == "a second thought")
        await journey.keys("alt+backspace")
        await journey.until(lambda: editor.query_one(TextArea).text == "a thought")
        await journey.keys("alt+G")
        await journey.until(lambda: journey.reader.caret >= journey.reader.text.index("omega"))


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        (Key("alt+j", None), Key("j", "j")),
        (Key("alt+/", None), Key("/", "/")),
        (Key("alt+space", None), Key("space", " ")),
        (Key("alt+enter", None), Key("enter", "\r")),
        (Key("alt+ctrl+d", None), Key("ctrl+d", "\x04")),
        (Key("alt+shift+o", "O"), Key("O", "O")),
        (Key("alt+ж", "ж"), Key("ж", "ж")),
        (Key("alt+up", None), None),
        (Key("ctrl+j", None), None),
        (Key("j", "j"), None),
    ],
)
def test_what_was_typed_after_escape(typed: Key, after: Key | None) -> None:
    found = apart(typed)
    if after is None:
        assert found is None
        return
    assert found is not None
    assert [(key.key, key.character) for key in found] == [
        ("escape", "\x1b"),
        (after.key, after.character),
    ]
