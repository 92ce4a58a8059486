"""Ends that come from outside: the terminal dies (SIGHUP), or somebody says so (SIGTERM)."""

import asyncio
import contextlib
import os
import signal
from typing import TYPE_CHECKING

from tui.screens.base import CommandScreen

if TYPE_CHECKING:
    from tui.app import CommonplaceApp


def watch_for_endings(app: "CommonplaceApp") -> None:
    """Put on disk what is being typed before the program ends that way; where signals exist."""
    loop = asyncio.get_running_loop()
    for name in ("SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        # Only the main thread of a Unix program can be told of signals.
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            if number is not None:
                loop.add_signal_handler(number, _begin_to_end, app, number)


def _begin_to_end(app: "CommonplaceApp", number: int) -> None:
    app.run_worker(_end(app, number), group="ending", exclusive=True, exit_on_error=False)


async def _end(app: "CommonplaceApp", number: int) -> None:
    code = 128 + number
    try:
        for screen in app.screen_stack:
            if isinstance(screen, CommandScreen):
                await screen.before_leaving()
        await app.saved(app.library.close)  # after the note that is just being written
    finally:
        if number == signal.SIGTERM:
            app.exit(return_code=code)
        else:
            os._exit(code)  # there is no terminal to put in order, and writing to it would fail
