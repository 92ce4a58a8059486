"""`review`: the notes to go through today, and grading one of them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from notes.errors import UserError
from tui.verbs.noting import settle
from tui.verbs.outcome import DONE, NOTHING
from tui.verbs.output import Output

if TYPE_CHECKING:
    from notes.gathering import Gathered
    from notes.library import Library
    from notes.review.agenda import DueNote
    from notes.review.scheduling import Review


def review_arguments(parser: ArgumentParser) -> None:
    """Whether to look, or to grade."""
    parser.add_argument("--due", action="store_true", help="list what is due today (the default)")
    parser.add_argument(
        "--grade",
        nargs=2,
        metavar=("ID", "GRADE"),
        help="how well a note was remembered: again, hard, good or easy",
    )


def review(library: "Library", arguments: Namespace, out: Output) -> int:
    """List what is due today; or grade a note, and show what comes next."""
    gathered = library.gathered(settle(library, out))
    for problem in gathered.problems:
        out.remark(problem)
    today = library.today()
    graded = None
    if arguments.grade is not None:
        given, grade = arguments.grade
        graded = _graded(library, given, grade, today)
        out.remark(_told(graded, today))
    agenda = library.agenda(gathered.records, today)
    shown = agenda.due if graded is None else agenda.due[:1]
    data: dict[str, Any] = {"due": _rows(library, gathered, agenda.due) if out.as_json else []}
    if graded is not None:
        data["graded"] = {"id": graded.note, "grade": graded.grade, "due": str(graded.due)}
    out.rows(data, map(_line, shown))
    if not agenda.due:
        nothing = f"nothing is due today; tomorrow {agenda.tomorrow:,}"
        out.remark(nothing if gathered.records else "there are no notes yet")
    return DONE if agenda.due or graded is not None else NOTHING


def _graded(library: "Library", given: str, grade: str, today: date) -> "Review":
    from notes.review.scheduling import GRADES

    if grade not in GRADES:
        raise UserError(f"{grade!r} is no grade; give again, hard, good or easy")
    id, _ = library.find_note(given)
    return library.review(id, grade, today)


def _told(graded: "Review", today: date) -> str:
    days = (graded.due - today).days if graded.due else 0
    when = "tomorrow" if days == 1 else f"in {days:,} days, on {graded.due}"
    return f"{graded.grade}: it comes again {when}"


def _rows(
    library: "Library", gathered: "Gathered", due: "Iterable[DueNote]"
) -> list[dict[str, Any]]:
    from tui.verbs.rows import note_row

    due = tuple(due)
    paths = {one.record.path for one in due}
    citations = library.citations(paths, library.style, gathered.listing) if paths else {}
    return [
        {
            **note_row(one.record, citations.get(one.record.path)),
            "due": one.due.isoformat(),
            "reviewed": one.reviewed.isoformat() if one.reviewed else None,
        }
        for one in due
    ]


def _line(one: "DueNote") -> Sequence[object]:
    """A note as fields: id, since when it is due, then as `notes` shows it."""
    from tui.verbs.rows import note_line

    id, *rest = note_line(one.record)
    return (id, one.due.isoformat() if one.reviewed else "new", *rest)


VERBS = {"review": (review_arguments, review)}
