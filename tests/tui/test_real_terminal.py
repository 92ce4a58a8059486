"""The real program in a real terminal: what tmux shows and what is on disk."""

import os
import re
import shlex
from pathlib import Path

import pytest
from notes_on_disk import items
from terminals import READING, Terminal, a_terminal

from notes.library import Library

MARKDOWN = "united-against-unilateralism.md"


def test_a_day_of_reading_and_the_next_one(terminal: Terminal, sample_library: Path) -> None:
    terminal.start(sample_library).shows("7 documents", "United against")
    terminal.until(lambda: not Library(sample_library).index_is_stale(), "the index")
    terminal.keys("S")
    terminal.types("unilateralism")
    terminal.shows("SEARCH  ")
    terminal.until(lambda: re.search(r"SEARCH  [1-9]", terminal.screen()), "an answer")
    terminal.keys("Down", "Enter")
    terminal.shows(READING)
    terminal.keys("v")
    terminal.shows("highlight", "drop")
    terminal.keys("w", "a")
    terminal.shows("ctrl+s save")
    terminal.types("Against whom? #rhetoric")
    terminal.keys("C-s")
    terminal.shows("Saved beside the source.", "NOTES  1 here · saved")
    terminal.keys("q")
    terminal.ends()

    (written,) = sample_library.glob("*.notes.json")
    name = written.name.removesuffix(".notes.json")
    (item,) = items(sample_library, name)
    assert item["body"][0]["value"] == "Against whom? #rhetoric"

    terminal.start(sample_library, size=(80, 24)).shows("7 documents")
    terminal.keys("A")
    terminal.shows("ALL NOTES", "Against whom? #rhetoric", "#rhetoric")
    terminal.keys("Enter")
    terminal.shows(READING)
    terminal.shows_no_more("ALL NOTES")
    terminal.keys("C-q")
    terminal.ends()


@pytest.mark.parametrize("term", ["screen", "xterm-256color", "vt100"])
def test_every_terminal_can_be_resized_also_while_one_selects(
    terminal: Terminal, sample_library: Path, term: str
) -> None:
    terminal.start(sample_library, term=term).shows("7 documents")
    terminal.keys("Enter")
    terminal.shows("NOTES  0 here", READING)
    terminal.resize(80, 24)
    terminal.shows_no_more("NOTES  0 here")
    terminal.shows("DOCUMENTS", READING)
    terminal.resize(60, 20)
    terminal.shows_no_more("DOCUMENTS")
    terminal.keys("v", "e", "e")
    terminal.resize(20, 5)
    terminal.until(lambda: len(terminal.screen().splitlines()) <= 5, "the small screen")
    terminal.keys("e")
    terminal.resize(120, 36)
    terminal.shows("DOCUMENTS", "NOTES  0 here", "drop")
    terminal.keys("2")
    terminal.shows("NOTES  1 here · saved")
    terminal.keys("q")
    terminal.ends()
    (written,) = sample_library.glob("*.notes.json")
    (item,) = items(sample_library, written.name.removesuffix(".notes.json"))
    words = item["target"]["selector"][0]["exact"]
    assert words == "A lifeline in trade", "no resize has moved an end of the selection"


def test_a_dumb_terminal_gets_one_line(terminal: Terminal, sample_library: Path) -> None:
    shown = terminal.start(sample_library, term="dumb").ends(2)
    said = [line for line in shown.splitlines() if line.strip()][-3:]
    assert "TERM=dumb" in " ".join(said)
    assert "Traceback" not in shown


def test_the_program_stands_aside_for_the_shell_and_for_an_editor(
    terminal: Terminal, sample_library: Path
) -> None:
    editor = sample_library.parent / "an editor"
    editor.write_text('#!/bin/sh\necho EDITOR of "$1"\nread words\necho "$words" >> "$2"\n')
    editor.chmod(0o755)
    asks = {"EDITOR": f"{shlex.quote(os.fspath(editor))} this", "VISUAL": "", "PS1": "SHELL> "}
    terminal.start(sample_library / MARKDOWN, environment=asks, in_shell=True).shows(READING)
    terminal.keys("v", "e", "C-z")
    terminal.shows("SHELL>")
    assert READING not in terminal.screen()
    terminal.types("echo so$((1 + 1)); fg\n")
    terminal.shows("drop")
    terminal.keys("2")
    terminal.shows("NOTES  1 here · saved")

    terminal.keys("E")
    terminal.shows("EDITOR of this")
    terminal.types("written outside #tagged\n")
    terminal.shows("Saved beside the source.", "written outside #tagged")
    terminal.keys("a")
    terminal.shows("ctrl+s save")
    terminal.keys("C-o")
    terminal.shows("EDITOR of this")
    terminal.types("and more\n")
    terminal.shows("ctrl+s save", "and more")
    terminal.keys("C-s")
    terminal.shows_no_more("ctrl+s save")
    terminal.shows("Saved beside the source.")

    editor.write_text('#!/bin/sh\necho "half of it" > "$2"\nexit 3\n')
    terminal.keys("E")
    terminal.shows("ended with code 3", "what was written is kept as a draft", "1 draft")
    editor.unlink()
    terminal.keys("E")
    terminal.shows("could not be started: No such file")
    terminal.keys("C-q")
    terminal.shows("SHELL>")
    assert "Traceback" not in terminal.screen("-S", "-")
    (item,) = items(sample_library, MARKDOWN)
    notes = [body["value"] for body in item["body"]]
    assert notes == ["written outside #tagged\nand more", "tagged"]


def test_a_state_folder_that_cannot_be_used_is_one_line_and_all_else_works(
    terminal: Terminal, sample_library: Path
) -> None:
    nowhere = {
        f"COMMONPLACE_{kind}_DIR": f"/dev/null/{kind}" for kind in ("STATE", "CACHE", "CONFIG")
    }
    terminal.start(sample_library, environment={"TMPDIR": str(sample_library.parent), **nowhere})
    terminal.shows("7 documents", "session.sqlite")
    terminal.keys("Enter")
    terminal.shows(READING)
    terminal.keys("v", "Enter")
    terminal.shows("NOTES  1 here · saved")
    terminal.keys("C-q")
    assert "Traceback" not in terminal.ends()
    assert list(sample_library.glob("*.notes.json"))


def test_without_a_home_and_without_a_path_it_is_one_line(
    terminal: Terminal, sample_library: Path
) -> None:
    del sample_library
    nowhere = {f"COMMONPLACE_{kind}_DIR": "" for kind in ("STATE", "CACHE", "CONFIG", "DATA")}
    shown = terminal.start(environment={"HOME": "/dev/null", "XDG_STATE_HOME": "", **nowhere}).ends(
        2
    )
    assert "Traceback" not in shown
    assert "/dev/null" in shown


def test_two_programs_on_one_library_lose_nothing(terminal: Terminal, sample_library: Path) -> None:
    with a_terminal() as other:
        for one in (terminal, other):
            one.start(sample_library / MARKDOWN)
        for one in (terminal, other):
            one.shows(READING)
        terminal.keys("v", "1")
        other.keys("j", "v", "w", "2")
        for one in (terminal, other):
            one.shows(" · saved")
        for one in (terminal, other):
            one.keys("F5")
            one.shows("NOTES  2 here")
        other.keys("u")
        other.shows("NOTES  1 here")
        terminal.keys("F5")
        terminal.shows("NOTES  1 here")
        for one in (terminal, other):
            one.keys("C-q")
            one.ends()
    (item,) = items(sample_library, MARKDOWN)
    assert item["cp:color"] == "yellow"
