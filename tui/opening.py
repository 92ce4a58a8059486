"""Opening the application on a library, if there is a terminal for it."""

import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from notes.config import Folders
from notes.errors import UserError
from tui.verbs.choosing import REMEMBERED, current_path

if TYPE_CHECKING:
    from notes.linking import Link

SWITCH_AFTER = 0.002  # seconds
COMMANDS_HELP = "the commands work without one: commonplace --help"


def open_app(given: str | None) -> int:
    """Show the library at `given`, else the last one, else the samples; gives the exit code.

    Raises `UserError` where the path cannot be opened or there is no terminal to show it on.
    """
    folders = Folders.from_environment()
    link = _link(given)
    if link is not None:
        path, is_first = _library_of(link, folders), False
    else:
        path, is_first = (_checked(given), False) if given is not None else current_path(folders)
    _check_terminal()
    prefer_interface()
    from tui.app import CommonplaceApp

    app = CommonplaceApp(path, folders=folders, first_run=is_first, link=link)
    if app.library.only is None:  # a single file is looked at, and does not become the library
        with contextlib.suppress(UserError):  # not to be remembered is no reason not to be opened
            app.library.session.choose(REMEMBERED, str(app.library.path_given))
    app.run()
    return app.return_code or 0


def prefer_interface() -> None:
    """Let this process start quickly, and its interface go on whatever its threads do."""
    gc.disable()  # a start makes no garbage, and looking for it took a tenth of the time
    # What a thread does goes on for so long before the interface gets its turn, each time that one
    # is due: with the 5 ms that are usual, a page took 40 ms to paint beside a busy thread.
    sys.setswitchinterval(SWITCH_AFTER)


def _link(given: str | None) -> "Link | None":
    """The link that was given in place of a path, if it is one."""
    if given is None or not given.startswith("commonplace:"):
        return None
    from notes.linking import read_link

    return read_link(given)


def _library_of(link: "Link", folders: Folders) -> Path:
    """The library that the link was made in; on another machine, the one open last."""
    path = Path(link.library)
    if link.library and path.is_absolute() and path.is_dir():
        return path
    return current_path(folders)[0]


def _checked(given: str) -> Path:
    """The path, if it is a folder or can be a document."""
    from notes.documents.formats import format_to_open

    path = Path(os.path.expanduser(given))
    if path.is_dir():
        return path
    if not path.exists():
        raise UserError(
            f"{given} does not exist; give a folder or a document, or see: commonplace --help"
        )
    if not path.is_file() or format_to_open(path) is None:
        raise UserError(f"{given} is not a document that can be read; give a folder or a document")
    return path


def _check_terminal() -> None:
    if os.environ.get("TERM", "") in ("dumb", "unknown"):
        raise UserError(f"this terminal (TERM=dumb) cannot show a screen; {COMMANDS_HELP}")
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise UserError(f"there is no terminal to show a screen on; {COMMANDS_HELP}")
