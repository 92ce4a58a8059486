"""What is being typed when the power fails or the terminal dies is offered again."""

import os
import signal
import time
from pathlib import Path

from notes_on_disk import items
from terminals import ENDED, PATIENCE, READING, Terminal, program_in

from notes.annotations.drafts import Drafts
from notes.config import Folders

MARKDOWN = "united-against-unilateralism.md"


def test_what_was_typed_before_the_power_failed_is_offered_again(
    terminal: Terminal, sample_library: Path, folders: Folders
) -> None:
    terminal.start(sample_library / MARKDOWN).shows(READING)
    terminal.keys("a")
    terminal.shows("ctrl+s save")
    terminal.types("half a thought")
    terminal.until(lambda: kept_drafts(folders) == ["half a thought"], "the draft on disk")
    os.kill(program_in(terminal), signal.SIGKILL)
    terminal.shows(f"{ENDED}137")
    assert not list(sample_library.glob("*.notes.json"))

    terminal.start(sample_library / MARKDOWN).shows("1 draft", "half a thought")
    terminal.keys("i", "Enter")
    terminal.shows("This is the draft you left here.")
    terminal.types(", whole")
    terminal.keys("C-s")
    terminal.shows("NOTES  1 here · saved")
    terminal.keys("C-q")
    terminal.ends()
    (item,) = items(sample_library, MARKDOWN)
    assert item["body"][0]["value"] == "half a thought, whole"
    assert kept_drafts(folders) == []


def test_what_is_typed_when_the_terminal_dies_is_offered_at_the_next_start(
    terminal: Terminal, sample_library: Path, folders: Folders
) -> None:
    terminal.start(sample_library / MARKDOWN).shows(READING)
    program = program_in(terminal)
    terminal.keys("a")
    terminal.shows("ctrl+s save")
    terminal.types("a thought as the line went dead")
    terminal.shows("the line went dead")
    terminal.close()
    deadline = time.monotonic() + PATIENCE
    while Path(f"/proc/{program}").exists():
        assert time.monotonic() < deadline, "the program goes on without a terminal"
        time.sleep(0.02)  # between two looks
    assert kept_drafts(folders) == ["a thought as the line went dead"]
    terminal.start(sample_library / MARKDOWN, size=(80, 24)).shows("1 draft")
    terminal.keys("i")
    terminal.shows("a thought as", "went dead")
    os.kill(program_in(terminal), signal.SIGTERM)
    terminal.ends(128 + signal.SIGTERM)


def kept_drafts(folders: Folders) -> list[str]:
    return [draft.text for draft in Drafts(folders.state).all()]
