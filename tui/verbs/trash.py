"""`trash`: the notes that were deleted, and letting go of them for good."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from notes.errors import UserError
from tui.verbs.outcome import ATTENTION, DONE, NOTHING
from tui.verbs.output import Output

if TYPE_CHECKING:
    from notes.library import Library
    from notes.trash import Deleted

CONFIRMED = "delete them for good"


def trash_arguments(parser: ArgumentParser) -> None:
    """Which notes, and whether they are to be purged."""
    parser.add_argument("id", metavar="ID", nargs="*", help="these notes only")
    parser.add_argument("--purge", action="store_true", help="let go of them for good")
    parser.add_argument("--confirm", metavar="WORDS", help=f"with --purge, the words “{CONFIRMED}”")


def trash(library: "Library", arguments: Namespace, out: Output) -> int:
    """List the deleted notes (`restore` brings one back), or purge them."""
    from notes.trash import deleted_notes, purge

    found = _named(deleted_notes(library), arguments.id)
    if not arguments.purge:
        _show(found, "deleted", out)
        return DONE if found else NOTHING
    number = f"{len(found)} note{'' if len(found) == 1 else 's'}"
    if (arguments.confirm or _typed(number)) != CONFIRMED:
        raise UserError(f'{number} would be gone for good; add --confirm "{CONFIRMED}"')
    gone, problems = purge(library, found)
    for problem in problems:
        out.remark(problem)
    _show(gone, "purged", out)
    return ATTENTION if problems else DONE if gone else NOTHING


def _typed(number: str) -> str:
    """What is typed on the terminal when asked for the words; nothing where nobody can type."""
    if sys.stdin is None or not sys.stdin.isatty() or sys.stderr is None:
        return ""
    sys.stderr.write(f"{number} would be gone for good. To go on, type “{CONFIRMED}”: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _named(deleted: "tuple[Deleted, ...]", ids: list[str]) -> "list[Deleted]":
    if not ids:
        return list(deleted)
    known = {one.annotation.id: one for one in deleted}
    full = [id if id in known else f"urn:uuid:{id}" for id in ids]
    missing = [id for id, name in zip(ids, full, strict=True) if name not in known]
    if missing:
        raise UserError(f"{missing[0]} is not among the deleted notes; `trash` lists them")
    return [known[name] for name in full]


def _show(notes: "list[Deleted]", name: str, out: Output) -> None:
    from notes.annotations.w3c import write_time

    rows = [
        {
            "id": one.annotation.id,
            "path": one.path,
            "quote": one.annotation.selector.exact if one.annotation.selector else "",
            "note": one.annotation.note,
            "tags": list(one.annotation.tags),
            "color": one.annotation.color,
            "at": write_time(one.at),
        }
        for one in notes
    ]
    columns = ("id", "path", "at", "quote", "note")
    out.rows({name: rows}, ([row[column] for column in columns] for row in rows))


VERBS = {"trash": (trash_arguments, trash)}
