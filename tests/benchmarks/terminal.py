"""A program in a terminal of its own, watched from outside: what it paints, and what it costs."""

import contextlib
import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

COMMONPLACE = str(Path(sys.executable).with_name("commonplace"))
BARE_APP = (sys.executable, str(Path(__file__).with_name("bare_app.py")))
FIRST_FRAME = "Commonplace"  # what both applications show as soon as they show anything
SIZE = (36, 120)  # rows, columns
ON_LINUX = sys.platform == "linux"
NOT_LINUX = "only Linux tells what another process costs"
_PATIENCE = 120.0  # seconds
_QUIET = 0.25  # seconds of hardly any work, twice: then a program is idle
_HARDLY_ANY = 0.02  # seconds of CPU in that time
_QUIT = "\x11"  # ctrl+q


class Terminal:
    """A running program; `until` gives seconds since it was started or a key was pressed."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, SIZE)
        self._seen = b""
        self._since = time.perf_counter()
        self._child = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True
        )
        os.close(slave)

    def press(self, keys: str) -> None:
        """Press keys; what was painted before is forgotten."""
        self.watch(0)
        self._seen = b""
        self._since = time.perf_counter()
        os.write(self._master, keys.encode())

    def until(self, marker: str) -> float:
        """Wait until `marker` is painted."""
        deadline = time.perf_counter() + _PATIENCE
        wanted = marker.encode()
        while wanted not in self._seen:
            if not self._read(deadline - time.perf_counter()):
                tail = self._seen[-300:].decode("utf-8", "replace")
                raise RuntimeError(f"{marker!r} never came; the last was {tail!r}")
        return time.perf_counter() - self._since

    def press_until(self, keys: str, marker: str) -> None:
        """Press keys again and again until `marker` is painted: early ones find no focus."""
        deadline = time.perf_counter() + _PATIENCE
        while marker.encode() not in self._seen:
            if time.perf_counter() > deadline:
                raise RuntimeError(f"{marker!r} never came, whatever was pressed")
            self.press(keys)
            self.watch(0.5)

    def watch(self, seconds: float) -> None:
        """Take in what is painted in the next `seconds`."""
        deadline = time.perf_counter() + seconds
        while self._read(deadline - time.perf_counter()):
            pass

    def until_idle(self) -> None:
        """Wait until the program has nothing more to do."""
        deadline = time.perf_counter() + _PATIENCE
        quiet = 0
        while quiet < 2:
            before = self.cpu()
            self.watch(_QUIET)
            quiet = quiet + 1 if self.cpu() - before < _HARDLY_ANY else 0
            if time.perf_counter() > deadline:
                raise RuntimeError("the program never comes to rest")

    def cpu(self) -> float:
        """Seconds of CPU that the process has taken so far, in user and system mode."""
        # The clock of a process, as clock_getcpuclockid(3) makes it from the process id.
        return time.clock_gettime((~self._child.pid << 3) | 2)

    def memory(self) -> float:
        """The resident memory of the process, in MB."""
        pages = int(Path(f"/proc/{self._child.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def close(self) -> None:
        """Quit, as a user does, and wait for the end."""
        with contextlib.suppress(OSError):
            os.write(self._master, _QUIT.encode())
        deadline = time.perf_counter() + 20
        while self._child.poll() is None and time.perf_counter() < deadline:
            self._read(0.02)
        self._child.kill()
        self._child.wait()
        os.close(self._master)

    def _read(self, patience: float) -> bool:
        """Take in what is there, or comes within `patience`; False where nothing does."""
        if not select.select([self._master], [], [], max(0.0, patience))[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # the program has ended
            return False
        self._seen += data
        return bool(data)


@contextlib.contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Terminal]:
    """Run `command` in a terminal, and quit it at the end."""
    terminal = Terminal(command, environment)
    try:
        yield terminal
    finally:
        terminal.close()
