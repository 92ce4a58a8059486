"""`python -m notes.index_process LIBRARY`: index in a process of its own.

It writes one JSON line for each step, so that an interface stays quick meanwhile and can show how
far it is. Killed at any moment, it goes on where it was the next time.
"""

import contextlib
import json
import sys
from pathlib import Path

from notes.errors import UserError
from notes.library import Library


def main(arguments: list[str]) -> int:
    """Index the library that is named, one JSON line on stdout for each step."""

    def report(**values: object) -> None:
        sys.stdout.write(json.dumps(values) + "\n")
        sys.stdout.flush()

    def progress(step: str, done: int, total: int) -> None:
        report(step=step, done=done, total=total)

    try:
        library = Library(Path(arguments[0]))
        made = library.update_index(
            lambda step, done, total: report(step=step, done=done, total=total)
        )
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
    with contextlib.suppress(UserError):  # another program is indexing: it will tidy up
        library.tidy_index()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
