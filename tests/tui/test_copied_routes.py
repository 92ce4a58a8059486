"""Copying from the real program: what its terminal is sent, what tmux holds, what it claims."""

import base64
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from notes.library import Library
from notes.linking import link_to

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0  # seconds: how long a slow machine may take for one step
VISIT = "united-against-unilateralism.md"
READING = "i notes"
OSC52 = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07")

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not here")


class Seat:
    """Somebody at a terminal: a tmux server of its own, whose raw stream is kept."""

    def __init__(self, folder: Path) -> None:
        self._socket = os.fspath(folder / "tmux")
        self._sent = folder / "sent"

    def tmux(self, *arguments: str) -> str:
        command = ("tmux", "-S", self._socket, "-f", os.devnull, *arguments)
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *arguments: str, unset: tuple[str, ...] = (), **variables: str) -> None:
        program = shlex.join((sys.executable, "-m", "tui", *arguments))
        without = " ".join(f"-u {name}" for name in ("DISPLAY", "WAYLAND_DISPLAY", *unset))
        given = shlex.join(
            f"{name}={value}"
            for name, value in {
                "PYTHONPATH": str(ROOT),
                "TERM": "xterm-256color",
                **variables,
            }.items()
        )
        script = f"read start; env {without} {given} {program}; exec cat"
        self.tmux("new-session", "-d", "-x", "120", "-y", "36", "sh", "-c", script)
        self.tmux("pipe-pane", f"cat > {shlex.quote(os.fspath(self._sent))}")
        self.tmux("send-keys", "Enter")

    def until(self, holds: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            shown = self.tmux("capture-pane", "-p")
            assert time.monotonic() < deadline, f"waited in vain for {what} in:\n{shown}"
            time.sleep(0.05)  # between two looks

    def shows(self, text: str) -> None:
        self.until(lambda: text in self.tmux("capture-pane", "-p"), repr(text))

    def keys(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def sent(self) -> list[str]:
        """What the terminal was asked to put into its clipboard."""
        found = OSC52.findall(self._sent.read_bytes())
        return [base64.b64decode(one).decode() for one in found]

    def close(self) -> None:
        subprocess.run(("tmux", "-S", self._socket, "kill-server"), capture_output=True)


@pytest.fixture
def seat() -> Iterator[Seat]:
    with tempfile.TemporaryDirectory(prefix="cp-") as folder:  # a socket's path may not be long
        one = Seat(Path(folder))
        try:
            yield one
        finally:
            one.close()


def cited(folder: Path) -> str:
    with Library(folder) as library:
        return library.cite(VISIT, "apa")


def test_over_ssh_the_terminal_is_sent_the_text_and_nothing_more_is_claimed(
    seat: Seat, sample_library: Path
) -> None:
    away = {"SSH_TTY": "/dev/pts/9", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}
    seat.start(str(sample_library / VISIT), unset=("TMUX",), **away)
    seat.shows(READING)
    seat.keys("y", "c")
    seat.shows("may or may not have taken it")
    assert seat.sent() == [cited(sample_library)]
    assert "Copied" not in seat.tmux("capture-pane", "-p")


def test_a_dead_display_is_not_claimed_and_the_terminal_is_asked(
    seat: Seat, sample_library: Path
) -> None:
    seat.start(str(sample_library / VISIT), unset=("TMUX",), DISPLAY=":64999")
    seat.shows(READING)
    seat.keys("y", "c")
    seat.shows("may or may not have taken it")
    assert seat.sent() == [cited(sample_library)]


def test_in_tmux_the_buffer_has_the_text(seat: Seat, sample_library: Path) -> None:
    seat.start(str(sample_library / VISIT))
    seat.shows(READING)
    seat.keys("y", "c")
    seat.shows("Copied to the tmux buffer")
    assert seat.tmux("show-buffer") == cited(sample_library)


def test_a_link_given_on_the_command_line_opens_its_passage(
    seat: Seat, sample_library: Path
) -> None:
    with Library(sample_library) as library:
        document = library.open(VISIT)
        start = document.text.index("eightieth")
        link = link_to(library, document, start, start + 9)
    seat.start(link)
    seat.shows("Y cite")  # something is selected
    seat.keys("y")
    seat.shows("Copied to the tmux buffer")
    assert seat.tmux("show-buffer") == "eightieth"
