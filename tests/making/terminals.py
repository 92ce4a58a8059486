"""The real program in a real terminal of tmux: what is shown, what bytes were sent."""

import base64
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0  # seconds: how long a slow machine may take for one step
ENDED = "ended with "
OSC52 = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07")
READING = "i notes"  # a hint that is there when a text is open and has the focus
# What the terminal that the tests run in says of itself, and not the one that they start.
FOREIGN = ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR", "COLORTERM", "COLUMNS", "LINES")


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
        keeps: Sequence[str] = (),
    ) -> "Terminal":
        """Run the program; its exit code stays to be read, or it is the first job of a shell.

        It `keeps` what it is told to of the variables that it is else not to know.
        """
        program = shlex.join([sys.executable, "-m", "tui", *map(str, arguments)])
        variables = {"TERM": term, "PYTHONPATH": str(ROOT), **(environment or {})}
        unset = " ".join(f"-u {name}" for name in FOREIGN if name not in keeps)
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

    def copied(self) -> list[str]:
        """What the terminal was asked to put into its clipboard."""
        return [base64.b64decode(one).decode() for one in OSC52.findall(self.sent.read_bytes())]

    def ends(self, code: int = 0) -> str:
        """Wait until the program has ended, and see how."""
        shown = self.shows(ENDED)
        assert f"{ENDED}{code}" in shown, shown
        return shown


def program_in(terminal: Terminal) -> int:
    """The process id of the program: the child of the shell in the pane."""
    shell = terminal.tmux("display-message", "-p", "#{pane_pid}").strip()
    children = Path(f"/proc/{shell}/task/{shell}/children")
    if not children.exists():
        pytest.skip("this system does not list a process's children in /proc")
    (program,) = children.read_text().split()
    return int(program)


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
