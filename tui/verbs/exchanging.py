"""`export` and `import`: notes for other programs, and from them."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.verbs.outcome import DONE, NOTHING
from tui.verbs.output import Output

if TYPE_CHECKING:
    from notes.library import Library


def export_arguments(parser: ArgumentParser) -> None:
    """The format, which notes, and where to."""
    parser.add_argument(
        "--format",
        default="markdown",
        help="markdown (the default), org, csv, json, w3c, ris, anki or matrix",
    )
    parser.add_argument("--tag", metavar="T", help="only notes with this tag")
    parser.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="write there; for markdown a folder has a file for each document, brought up to date",
    )


def export(library: "Library", arguments: Namespace, out: Output) -> int:
    """Export the notes, and say how many."""
    from notes.exporting import export as export_notes
    from tui.verbs.noting import settle

    settle(library, out)
    to = Path(arguments.output).expanduser() if arguments.output else None
    done = export_notes(library, arguments.format.strip().lower(), arguments.tag, to)
    counts = {"format": done.format, "documents": done.documents, "notes": done.notes}
    if to is None:
        out.text({**counts, "path": None, "text": done.text}, done.text)
    else:
        out.text({**counts, "path": done.path}, "")
    where = f" to {done.path}" if done.path else ""
    out.remark(f"{_counted(done.notes, 'note')} on {_counted(done.documents, 'document')}{where}")
    return DONE if done.notes else NOTHING


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def import_arguments(parser: ArgumentParser) -> None:
    """The file, and what it is."""
    parser.add_argument("source", metavar="FILE", help="notes that another program wrote")
    parser.add_argument("--format", help="w3c, json or csv (found out if it is not given)")


def bring(library: "Library", arguments: Namespace, out: Output) -> int:
    """Take notes in, and list those that found no place."""
    from notes.importing import import_notes
    from tui.verbs.noting import settle

    settle(library, out)
    done = import_notes(library, Path(arguments.source), arguments.format)
    counts = {"added": done.added, "present": done.present, "missed": len(done.missed)}
    missed = [{"title": m.title, "quote": m.quote, "reason": m.reason} for m in done.missed]
    out.rows(
        {**counts, "unplaced": missed},
        [
            *((number, name) for name, number in counts.items()),
            *(("missed", m.title, f"“{m.quote}”", m.reason) for m in done.missed),
        ],
    )
    return DONE if done.added or done.present else NOTHING


VERBS = {"export": (export_arguments, export), "import": (import_arguments, bring)}
