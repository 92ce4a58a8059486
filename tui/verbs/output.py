"""What subcommands print: one JSON document or plain lines, and remarks on stderr.

Nothing of a document, a note or a file's name reaches the terminal as it is: in plain output
control characters are shown as symbols, in JSON they are escaped.
"""

import contextlib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from notes.documents.visible import visible

# One symbol for one control character, so that offsets into the printed text still hold.
_SYMBOLS = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_SYMBOLS |= {0x7F: "\u2421"} | {code: "\ufffd" for code in range(0x80, 0xA0)}


class Output:
    """Where one subcommand writes: its result on stdout, remarks on stderr unless `quiet`."""

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self.as_json = as_json
        self.quiet = quiet

    def rows(self, data: Mapping[str, Any], rows: Iterable[Sequence[object]]) -> None:
        """Print `data` as JSON, or else `rows`, one a line, their fields separated by tabs."""
        if self.as_json:
            self._json(data)
            return
        for row in rows:
            _write(sys.stdout, "\t".join(visible(str(field)) for field in row) + "\n")

    def text(self, data: Mapping[str, Any], text: str) -> None:
        """Print `data` as JSON, or else `text`, code point for code point."""
        if self.as_json:
            self._json(data)
            return
        _write(sys.stdout, text.translate(_SYMBOLS))
        if sys.stdout and sys.stdout.isatty() and not text.endswith("\n"):
            _write(sys.stdout, "\n")

    def remark(self, line: str) -> None:
        """Say something beside the result, unless the user asked for quiet."""
        if not self.quiet:
            complain(line)

    def _json(self, data: Mapping[str, Any]) -> None:
        import json

        _write(sys.stdout, json.dumps(data) + "\n")


def complain(line: str) -> None:
    """Write one line to stderr; there is nobody to tell when that fails."""
    with contextlib.suppress(OSError, ValueError):
        _write(sys.stderr, f"commonplace: {visible(line)}\n")
        if sys.stderr:
            sys.stderr.flush()


def show_progress(step: str, done: int, total: int) -> None:
    """Show on a terminal how far something is; the line is gone when it is done."""
    line = f"\r{step} {done:,} of {total:,}" if done < total else "\r" + " " * 40 + "\r"
    _write(sys.stderr, line)
    sys.stderr.flush()


def finish() -> None:
    """Bring what was printed to its reader; raises OSError when that fails."""
    if sys.stdout:
        sys.stdout.flush()


def abandon() -> None:
    """Let nothing more be written to a stdout that takes nothing, not even at the exit."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _write(stream: TextIO | None, text: str) -> None:
    """Write to `stream`, which is None where the program was started without one."""
    if stream is not None:
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "replace").decode(encoding))
