"""The real program in a real terminal: what tmux shows, what is on disk, what bytes were sent."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from notes.annotations.drafts import Drafts
from notes.config import Folders
from notes.library import Library

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 12.0  # seconds: how long a slow machine may take for one step
MARKDOWN = "united-against-unilateralism.md"
ENDED = "ended with "
READING = "i notes"  # a hint that is there when a text is open and has the focus
# What the terminal that the tests run in says of itself, and not the one that they start.
FOREIGN = ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR", "COLORTERM", "COLUMNS", "LINES")

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not here")


class Terminal:
    """A terminal of its own tmux server, with the program in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = os.fspath(folder / "tmux")
        self.sent = folder / "sent"

    def tmux(self, *arguments: str) -> str:
        """Ask tmux for something."""
        command = ("tmux", "-S", self._socket, "-f", os.devnull, *arguments)
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(
        self,
        *arguments: Path | str,
        size: tuple[int, int] = (120, 36),
        term: str = "xterm-256color",
        environment: Mapping[str, str] | None = None,
        in_shell: bool = False,
    ) -> "Terminal":
        """Run the program; its exit code stays to be read, or it is the first job of a shell."""
        program = shlex.join([sys.executable, "-m", "tui", *map(str, arguments)])
        variables = {"TERM": term, "PYTHONPATH": str(ROOT), **(environment or {})}
        unset = " ".join(f"-u {name}" for name in FOREIGN)
        setting = shlex.join(f"{name}={value}" for name, value in variables.items())
        script = f"env {unset} {setting} {program}; echo {ENDED}$?; exec cat"
        if in_shell:
            script = f"exec env {unset} {setting} sh -i"
        if self.is_running:
            self.tmux("respawn-window", "-k", "-t", "0", "sh", "-c", script)
            self.tmux("resize-window", "-x", str(size[0]), "-y", str(size[1]))
            return self
        width, height = map(str, size)
        # The pane is begun by a shell that waits, so that not a byte is missed by the pipe.
        waiting = f"read start; {script}"
        self.tmux("new-session", "-d", "-x", width, "-y", height, "sh", "-c", waiting)
        self.tmux("pipe-pane", f"cat > {shlex.quote(os.fspath(self.sent))}")
        self.tmux("send-keys", "Enter")
        if in_shell:
            self.shows("SHELL>")
            self.types(f"{program}\n")
        return self

    @property
    def is_running(self) -> bool:
        """Whether there is a terminal already."""
        command = ("tmux", "-S", self._socket, "list-sessions")
        return subprocess.run(command, capture_output=True).returncode == 0

    def close(self) -> None:
        """End the server and all that runs in it."""
        if self.is_running:
            self.tmux("kill-server")

    def screen(self, *options: str) -> str:
        """What can be seen."""
        return self.tmux("capture-pane", "-p", *options)

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something holds; fail with the screen when it does not come."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, f"waited in vain for {what} in:\n{self.screen()}"
            time.sleep(0.05)  # between two looks

    def shows(self, *texts: str) -> str:
        """Wait until all texts can be seen, and give the screen."""
        for text in texts:
            self.until(partial(self._can_see, text), repr(text))
        return self.screen()

    def _can_see(self, text: str) -> bool:
        return text in self.screen()

    def shows_no_more(self, text: str) -> None:
        """Wait until a text is gone."""
        self.until(lambda: text not in self.screen(), f"the end of {text!r}")

    def keys(self, *keys: str) -> None:
        """Press keys, by the names that tmux has for them."""
        self.tmux("send-keys", *keys)

    def types(self, text: str) -> None:
        """Type a text."""
        self.tmux("send-keys", "-l", text)

    def sends(self, sequence: str) -> None:
        """Send bytes as a terminal would: of a mouse, of a paste."""
        self.tmux("send-keys", "-H", *(f"{byte:02x}" for byte in sequence.encode()))

    def resize(self, width: int, height: int) -> None:
        """Change the size of the terminal."""
        self.tmux("resize-window", "-x", str(width), "-y", str(height))

    def cell(self, words: str, *, right_of: int = 0) -> tuple[int, int]:
        """Column and row, from 1, of the first letter of words on the screen."""
        for row, line in enumerate(self.screen().splitlines(), 1):
            if (column := line.find(words, right_of)) >= 0:
                return column + 1, row
        raise AssertionError(f"{words!r} is not in:\n{self.screen()}")

    def click(self, words: str) -> None:
        """Press and release the left button on words."""
        column, row = self.cell(words)
        self.sends(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")

    def ends(self, code: int = 0) -> str:
        """Wait until the program has ended, and see how."""
        shown = self.shows(ENDED)
        assert f"{ENDED}{code}" in shown, shown
        return shown


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """A terminal that is gone after the test."""
    with a_terminal() as one:
        yield one


@contextmanager
def a_terminal() -> Iterator[Terminal]:
    """Give a terminal, and end it."""
    with tempfile.TemporaryDirectory(
        prefix="cp-"
    ) as folder:  # short: a socket's path may not be long
        one = Terminal(Path(folder))
        try:
            yield one
        finally:
            one.close()


def on_disk(library: Path, name: str = MARKDOWN) -> list[dict[str, Any]]:
    items = json.loads((library / f"{name}.notes.json").read_text("utf-8"))["items"]
    assert isinstance(items, list)
    return items


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
    (item,) = on_disk(sample_library, name)
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
    (item,) = on_disk(sample_library, written.name.removesuffix(".notes.json"))
    words = item["target"]["selector"][0]["exact"]
    assert words == "A lifeline in trade", "no resize has moved an end of the selection"


def test_a_dumb_terminal_gets_one_line(terminal: Terminal, sample_library: Path) -> None:
    shown = terminal.start(sample_library, term="dumb").ends(2)
    said = [line for line in shown.splitlines() if line.strip()][-3:]
    assert "TERM=dumb" in " ".join(said)
    assert "Traceback" not in shown


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
    (item,) = on_disk(sample_library)
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
    (item,) = on_disk(sample_library)
    notes = [body["value"] for body in item["body"]]
    assert notes == ["written outside #tagged\nand more", "tagged"]


def kept_drafts(folders: Folders) -> list[str]:
    return [draft.text for draft in Drafts(folders.state).all()]


def program_in(terminal: Terminal) -> int:
    """The process id of the program: the child of the shell in the pane."""
    shell = terminal.tmux("display-message", "-p", "#{pane_pid}").strip()
    children = Path(f"/proc/{shell}/task/{shell}/children")
    if not children.exists():
        pytest.skip("this system does not list a process's children in /proc")
    (program,) = children.read_text().split()
    return int(program)


def test_the_bytes_of_a_mouse_select_and_highlight(
    terminal: Terminal, sample_library: Path
) -> None:
    terminal.start(sample_library / MARKDOWN).shows(READING)
    column, row = terminal.cell("multilateralism", right_of=30)
    terminal.sends(f"\x1b[<0;{column};{row}M\x1b[<32;{column + 3};{row}M")
    terminal.sends(f"\x1b[<32;{column + 14};{row}M\x1b[<0;{column + 14};{row}m")
    terminal.shows("⏎ highlight")
    terminal.click("⏎ highlight")
    terminal.shows("NOTES  1 here · saved")
    terminal.keys("C-q")
    terminal.ends()
    (item,) = on_disk(sample_library)
    assert item["target"]["selector"][0]["exact"] == "multilateralism"


def test_a_paste_into_the_editor_is_text_and_nothing_else(
    terminal: Terminal, sample_library: Path
) -> None:
    pasted = "first line\nq quits nothing\n\tand `tabs` – “quotes” stay"
    terminal.start(sample_library / MARKDOWN).shows(READING)
    terminal.keys("a")
    terminal.shows("ctrl+s save")
    terminal.tmux("set-buffer", pasted)
    terminal.tmux("paste-buffer", "-p")
    terminal.shows("quotes” stay")
    terminal.keys("C-s")
    terminal.shows("NOTES  1 here · saved")
    terminal.keys("C-q")
    terminal.ends()
    (item,) = on_disk(sample_library)
    assert item["body"][0]["value"] == pasted


def test_without_colour_highlights_can_still_be_told_from_text(
    terminal: Terminal, sample_library: Path
) -> None:
    library = Library(sample_library)
    document = library.open(MARKDOWN)
    start = document.text.index("multilateralism")
    library.annotate(document, start, start + len("multilateralism"), color="green")
    terminal.start(sample_library / MARKDOWN, environment={"NO_COLOR": "1"}).shows("NOTES  1 here")
    styled = terminal.screen("-e")
    underlined = r"\x1b\[(?:[0-9]+;)*4(?:;[0-9]+)*m(?:\x1b\[[0-9;]+m)*"
    assert re.search(f"┃.*{underlined}multilateralism", styled), "a mark, and the words underlined"
    assert not re.search(f"{underlined}Russia", styled), "other words are not"
    assert not re.search(r"\x1b\[[0-9;]*[34]8;", without_greys(styled)), "a colour was sent"


def without_greys(styled: str) -> str:
    """The screen without the shades of grey, which are no colours."""
    grey = r"[34]8;2;(\d+);\1;\1"
    styled = re.sub(grey, "", styled)
    return re.sub(r"[34]8;5;(?:23[2-9]|24\d|25[0-5])(?=[;m])", "", styled)


HOSTILE = (
    "\x1b]0;PWNED\x07\x1b[31mred\x1b[0m \x1b[2J\x1b[?1049l \x1bP+q\x1b\\ \x9b31m\x9d0;PWNED\x9c"
    "\x1b]52;c;UFdORUQ=\x07 bell\x07 back\x08 \x0e\x0f \u202eesrever\u202c end"
)


def test_no_control_character_of_a_document_reaches_the_terminal(
    terminal: Terminal, tmp_path: Path
) -> None:
    text = f"Hostile {HOSTILE}\n\nSecond paragraph with words. {HOSTILE}\n" * 3
    (tmp_path / "plain\x1b]0;PWNED\x07.txt").write_text(text, "utf-8", newline="")
    page = f"<title>Page {HOSTILE}</title><meta name=author content='{HOSTILE}'><p>{HOSTILE}"
    (tmp_path / "page.html").write_text(page, "utf-8", newline="")
    library = Library(tmp_path)
    document = library.open("page.html")
    library.annotate(document, 0, 20, note=HOSTILE, tags=["x"])
    library.update_index()
    library.close()

    terminal.start(tmp_path).shows("2 documents")
    terminal.keys("Enter")
    terminal.shows(READING)
    terminal.keys("a")
    terminal.shows("ctrl+s save")
    terminal.keys("Escape")
    terminal.shows_no_more("ctrl+s save")
    terminal.keys("Escape")
    terminal.shows("/ filter")
    terminal.keys("Down", "Enter")
    terminal.shows(READING)
    terminal.keys("S")
    terminal.types("words OR red")
    terminal.until(lambda: re.search(r"SEARCH  [1-9]", terminal.screen()), "an answer")
    terminal.keys("Enter")
    terminal.shows(READING)
    terminal.keys("A")
    terminal.shows("ALL NOTES")
    terminal.keys("C-q")
    shown = terminal.ends()
    assert "Traceback" not in shown

    sent = terminal.sent.read_bytes()
    assert "␛]0;PWNED".encode() in sent, "its escape codes are shown as symbols"
    for forbidden in (b"\x1b]0;PWNED", b"\x1b]52;c;UFdO", b"\x1b[31mred", b"\x1bP+q", b"\x9b31m"):
        assert forbidden not in sent
    assert "\x9b".encode() not in sent
    assert "\x9d".encode() not in sent
    assert "\u202e".encode() not in sent
    ours = sent[: sent.rindex(b"\x1b[?1049l")]
    ours = re.sub(rb"\x1b\]22;[a-z]+\x07", b"", ours)  # the toolkit sets the mouse pointer
    assert b"\x07" not in ours
    assert b"\x0e" not in ours


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
    (item,) = on_disk(sample_library)
    assert item["cp:color"] == "yellow"
