"""The user's own editor, run in the same terminal on a file."""

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from notes.errors import UserError


def editor_command(environment: Mapping[str, str] | None = None) -> list[str]:
    """The command in `$VISUAL`, else in `$EDITOR`. Raises `UserError` where there is none."""
    environ = os.environ if environment is None else environment
    for name in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(environ.get(name, ""))
        except ValueError as error:
            raise UserError(f"${name} cannot be understood: {error}") from None
        if command:
            return command
    raise UserError("no editor is set; set VISUAL or EDITOR, e.g. EDITOR=nano, and start again")


def run_editor(command: Sequence[str], path: Path) -> None:
    """Let the user edit `path` and wait for the end; the terminal has to be free for it.

    An interrupt is the editor's business. Raises `UserError` where the editor could not be started
    or says that it failed, as vim does after `:cq`.
    """
    name = Path(command[0]).name
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code = subprocess.Popen([*command, os.fspath(path)]).wait()
    except OSError as error:
        raise UserError(f"{name} could not be started: {error.strerror or error}") from None
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        how = f"code {code}" if code > 0 else f"signal {-code}"
        raise UserError(f"{name} ended with {how}, so nothing was saved")
