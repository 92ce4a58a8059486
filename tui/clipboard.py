"""Copying that says what it knows: the routes to a clipboard, tried in order, and a history.

A route counts as copied only where the text was read back and is the same. OSC 52 is never
acknowledged by a terminal, so it is reported as sent. `copy` blocks for up to some seconds: call
it from a worker.
"""

import os
import re
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from notes.errors import UserError
from tui.commands import BY_ID

LIMIT_SECONDS = 2.0  # for one child process: a dead display or a hung tool must not hold us
OSC52_BYTES = 74_994  # what xterm and tmux take: 100,000 characters in base64, less the frame
# Both run in a child, since pyperclip's tools write on our terminal and may hold our pipes. `-P`
# keeps the current folder, which may be a library from anywhere, out of the import path.
_PYTHON = (sys.executable, "-P", "-c")
_COPY = """
import sys, pyperclip
text = sys.stdin.buffer.read().decode("utf-8")
copy, _ = pyperclip.determine_clipboard()
copy(text)
print(getattr(copy, "__name__", "copy_clipboard").partition("_")[2])
"""
_READ_BACK = """
import hashlib, pyperclip
text = pyperclip.paste().replace("\\r\\n", "\\n")
print(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())
"""
_TOOLS = {"wl": "wl-copy", "osx_pbcopy": "pbcopy", "osx_pyobjc": "macOS", "wsl": "WSL"}


class Copied(NamedTuple):
    """Where a copy went; `confirmed` only if it was read back. `message` is one line for the user.

    `route` is the tool's name (`xclip`, `wl-copy`, ...), `tmux`, `osc52`, or `none`.
    """

    route: str
    confirmed: bool
    message: str


def copy(
    text: str,
    *,
    environment: Mapping[str, str] | None = None,
    terminal: Callable[[str], None] | None = None,
) -> Copied:
    """Bring `text` to a clipboard and report honestly how far it came.

    `terminal` writes an escape sequence to the user's terminal; without it OSC 52 is not tried.
    Lone surrogates become U+FFFD, control characters other than tab and newline their symbols.
    """
    environ = os.environ if environment is None else environment
    text = sendable(text)
    if not text:
        return Copied("none", False, "Nothing to copy.")
    if environ.get("SSH_TTY") or environ.get("SSH_CONNECTION"):
        return _copy_remotely(text, environ, terminal)
    tool = _copy_with_tool(text, environ)
    if tool:
        return Copied(tool, True, f"Copied ({tool}).")
    if _copy_to_tmux(text, environ):
        return Copied("tmux", True, "Copied to the tmux buffer.")
    if _send(text, environ, terminal):
        return _sent()
    return _failed(text, terminal)


def _copy_remotely(
    text: str, environ: Mapping[str, str], terminal: Callable[[str], None] | None
) -> Copied:
    """Over SSH the user's clipboard is at the other end: what leads there comes first.

    A display that answers here may be forwarded from there, so it is served as well.
    """
    in_tmux = _copy_to_tmux(text, environ)
    sent = _send(text, environ, terminal)
    tool = "" if in_tmux else _copy_with_tool(text, environ)
    also = "; also sent to the terminal (OSC 52), which may or may not have taken it"
    if in_tmux:
        return Copied("tmux", True, f"Copied to the tmux buffer{also if sent else ''}.")
    if tool:
        display = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY", "")
        message = f"Copied ({tool}, display {sendable(display)[:40]}){also if sent else ''}."
        return Copied(tool, True, message.replace("\n", " "))
    return _sent() if sent else _failed(text, terminal)


def _sent() -> Copied:
    message = "Sent to the terminal (OSC 52); it may or may not have taken it."
    return Copied("osc52", False, message)


def _failed(text: str, terminal: Callable[[str], None] | None) -> Copied:
    where = f"the last copies are kept: see them with {BY_ID['copy.last'].keys[0]}"
    too_long = terminal is not None and len(text.encode()) > OSC52_BYTES
    why = "it is too long for the terminal" if too_long else "no clipboard answered"
    return Copied("none", False, f"Not copied: {why}; {where}.")


def sendable(text: str) -> str:
    """The text with nothing in it that could command a terminal it is pasted into.

    Newlines become `\\n`, lone surrogates U+FFFD, other control characters their symbols.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", _symbol, text)


def _symbol(control: re.Match[str]) -> str:
    code = ord(control[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"


def osc52(text: str, *, through_tmux: bool = False) -> str:
    """The escape sequence that asks a terminal to put `text` in its clipboard.

    `through_tmux` wraps it for tmux to pass on, which tmux does if `allow-passthrough` is on.
    """
    from base64 import b64encode

    sequence = f"\x1b]52;c;{b64encode(sendable(text).encode()).decode('ascii')}\x07"
    if not through_tmux:
        return sequence
    return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def _send(text: str, environ: Mapping[str, str], terminal: Callable[[str], None] | None) -> bool:
    """Send OSC 52; False if there is no terminal for it or the text is too long."""
    if terminal is None or environ.get("TERM") == "dumb" or len(text.encode()) > OSC52_BYTES:
        return False
    sequence = osc52(text)
    if environ.get("TMUX"):  # tmux takes the first form or the second, as it is configured
        sequence += osc52(text, through_tmux=True)
    try:
        terminal(sequence)
    except (OSError, ValueError):
        return False
    return True


def _copy_with_tool(text: str, environ: Mapping[str, str]) -> str:
    """Copy with pyperclip and read back; the tool's name if the text is the same, else nothing."""
    if not _may_have_clipboard(environ):
        return ""
    data = text.encode()
    named = _run((*_PYTHON, _COPY), environ, data)
    if named is None:
        return ""
    read = _run((*_PYTHON, _READ_BACK), environ)
    if read is None or read.decode("ascii", "replace").strip() != sha256(data).hexdigest():
        return ""
    tool = named.decode("ascii", "replace").strip()
    return _TOOLS.get(tool, tool) or "clipboard"


def _may_have_clipboard(environ: Mapping[str, str]) -> bool:
    """On Linux without a display there is none (but under WSL): no need to start Python for it."""
    if sys.platform != "linux" or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return True
    return "microsoft" in os.uname().release.lower()


def _copy_to_tmux(text: str, environ: Mapping[str, str]) -> bool:
    """Load tmux's buffer, which `-w` hands on to the terminal, and read it back."""
    if not environ.get("TMUX"):
        return False
    from shutil import which

    tmux = which("tmux", path=environ.get("PATH", os.defpath))
    if not tmux:
        return False
    data = text.encode()
    for flags in (("-w",), ()):  # tmux knows `-w` from 3.2 on
        if _run((tmux, "load-buffer", *flags, "-"), environ, data) is not None:
            return _run((tmux, "show-buffer"), environ) == data
    return False


def _run(command: Sequence[str], environ: Mapping[str, str], data: bytes = b"") -> bytes | None:
    """Run a child in a session of its own and return its output, or None if it failed.

    Its output goes to a file: a tool that stays behind to serve the selection would keep a pipe
    open for ever. What hangs is killed with all that it started.
    """
    import signal
    import subprocess
    import tempfile

    try:
        with tempfile.TemporaryFile() as output:
            child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.DEVNULL,
                env=dict(environ),
                cwd=os.sep,
                start_new_session=True,
            )
            try:
                child.communicate(data, timeout=LIMIT_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.communicate()
                return None
            output.seek(0)
            return output.read() if child.returncode == 0 else None
    except (OSError, ValueError):
        return None


class CopyHistory:
    """The last copies, newest first, so that none is lost where no clipboard took it."""

    def __init__(self, limit: int = 20) -> None:
        self._texts: deque[str] = deque(maxlen=limit)

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def texts(self) -> tuple[str, ...]:
        """The copied texts, newest first."""
        return tuple(self._texts)

    def add(self, text: str) -> None:
        """Keep `text` as the newest; one that is here already moves to the front."""
        if not text:
            return
        if text in self._texts:
            self._texts.remove(text)
        self._texts.appendleft(text)

    def write_to_file(self, path: Path, index: int = 0) -> Path:
        """Write the copy at `index` (0 is the newest) to a new file, in UTF-8.

        Raises UserError if there is no such copy, the file exists, or it cannot be written.
        """
        text = next(islice(self._texts, max(index, 0), None), None)
        if text is None:
            raise UserError("There is no such copy to write.")
        try:
            with path.expanduser().open("x", encoding="utf-8", newline="\n") as file:
                file.write(sendable(text))
        except FileExistsError:
            raise UserError(f"{path} exists already: choose another name.") from None
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UserError(f"{path} could not be written: {reason}.") from None
        return path
