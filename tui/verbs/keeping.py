"""`index` and `doctor`: keeping a library in order."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.verbs.outcome import ATTENTION, DONE
from tui.verbs.output import Output, show_progress

if TYPE_CHECKING:
    from notes.doctor import Check
    from notes.library import Library


def index_arguments(parser: ArgumentParser) -> None:
    """How much to do."""
    parser.add_argument("--rebuild", action="store_true", help="throw the old index away first")


def index(library: "Library", arguments: Namespace, out: Output) -> int:
    """Bring the search index up to date."""
    report = library.update_index(_progress(out), rebuild=arguments.rebuild)
    library.tidy_index()
    counts = {
        "documents": report.documents,
        "added": report.added,
        "updated": report.updated,
        "removed": report.removed,
    }
    failed = [{"path": path, "reason": reason} for path, reason in report.failed]
    out.rows(
        {**counts, "failed": failed, "seconds": round(report.seconds, 3)},
        [
            *((number, name) for name, number in counts.items()),
            *(("failed", path, reason) for path, reason in report.failed),
        ],
    )
    return DONE


def _progress(out: Output) -> Callable[[str, int, int], None] | None:
    is_watched = sys.stderr is not None and sys.stderr.isatty()
    return show_progress if is_watched and not out.quiet else None


def doctor_arguments(parser: ArgumentParser) -> None:
    """Whether to mend."""
    parser.add_argument(
        "--fix", action="store_true", help="mend what can be mended without losing anything"
    )


def doctor(library: "Library", arguments: Namespace, out: Output) -> int:
    """Look over the library and the program's own files."""
    from notes.doctor import examine, mend

    if arguments.fix:
        for line in mend(library):
            out.remark(line)
    checks = (*examine(library), _keys(library.folders.config))
    out.rows(
        {"checks": [{"name": c.name, "ok": c.ok, "detail": c.detail} for c in checks]},
        (("ok" if check.ok else "look", check.name, check.detail) for check in checks),
    )
    return DONE if all(check.ok for check in checks) else ATTENTION


def _keys(config: Path) -> "Check":
    """Whether the user's own keys are understood."""
    from notes.doctor import Check
    from tui.keymap import load_keymap

    problems = load_keymap(config)[1]
    return Check("keys", not problems, "; ".join(problems) or "all keys are understood")


VERBS = {"index": (index_arguments, index), "doctor": (doctor_arguments, doctor)}
