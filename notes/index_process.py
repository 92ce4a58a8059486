"""`python -m notes.index_process LIBRARY`: index in a process of its own.

It writes JSON lines, so that an interface stays quick meanwhile and can show how far it is. Killed
at any moment, it goes on where it was the next time.
"""

import json
import os
import sys
import time
from pathlib import Path

from notes.errors import UserError
from notes.library import Library

_REPORT_EVERY = 0.5  # seconds: whoever reads a line a document has no time for anything else
_NICE = 10  # the interface comes first


class Reporter:
    """Writes JSON lines on stdout; of a step's progress only now and then, and the end."""

    def __init__(self) -> None:
        self._told = 0.0

    def progress(self, step: str, done: int, total: int) -> None:
        """Tell how far a step is, unless that was told a moment ago."""
        now = time.monotonic()
        if done == total or now - self._told >= _REPORT_EVERY:
            self._told = now
            self.report(step=step, done=done, total=total)

    def report(self, **values: object) -> None:
        """Write one line at once."""
        sys.stdout.write(json.dumps(values) + "\n")
        sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Index the library that is named, telling on stdout how far it is."""
    reporter = Reporter()
    report = reporter.report
    try:
        library = Library(Path(arguments[0]))
        made = library.update_index(reporter.progress)
    except UserError as error:
        report(error=str(error))
        return 2
    report(
        step="done",
        done=1,
        total=1,
        documents=made.documents,
        notices=[library.index_notice] if library.index_notice else [],
    )
    library.tidy_index()
    return 0


if __name__ == "__main__":
    os.nice(_NICE)
    sys.exit(main(sys.argv[1:]))
