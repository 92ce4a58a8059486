"""Handing a file or an address to the program that the system has for it."""

import os
import shutil
import subprocess
import sys
import threading

from notes.errors import UserError

_OPENERS = {"darwin": ("open",), "linux": ("wslview", "xdg-open", "gio")}
_PATIENCE = 3.0  # seconds
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")


def open_outside(target: str) -> str:
    """Start the system's program for `target`, an absolute path or an address; gives its name.

    It is not given our terminal, and waited for only to hear of a failure. Raises `UserError`
    where there is none, or where it failed.
    """
    if sys.platform == "win32":
        os.startfile(target)
        return "Windows"
    if sys.platform != "darwin" and not any(os.environ.get(name) for name in _SCREENS):
        raise UserError("there is no desktop here to open it on; copy it, and open it elsewhere")
    names = _OPENERS.get(sys.platform, ("xdg-open",))
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise UserError(f"there is no program to open it with ({', '.join(names)}); install one")
    verb = ("open",) if found.endswith("/gio") else ()
    try:
        process = subprocess.Popen(
            [found, *verb, target],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UserError(f"{found} could not be started: {error.strerror}") from None
    name = os.path.basename(found)
    try:
        code = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:  # it shows what it was given itself, until it is closed
        threading.Thread(target=process.wait, daemon=True).start()
        return name
    if code:
        raise UserError(f"{name} could not open it (it ended with {code})")
    return name
