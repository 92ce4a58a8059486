"""`add`, `notes`, `edit`, `remove`, `restore`: the annotations of the library."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from notes.errors import UserError
from tui.verbs.outcome import DONE, NOTHING
from tui.verbs.output import Output
from tui.verbs.reading import file_argument

if TYPE_CHECKING:
    from notes.annotations.model import Annotation
    from notes.holdings import Listing
    from notes.library import Library
    from notes.review.records import NoteList

STATES = ("exact", "carried", "found", "lost", "document", "check")


def add_arguments(parser: ArgumentParser) -> None:
    """The passage, and what is said about it."""
    file_argument(parser)
    parser.add_argument("--quote", metavar="TEXT", required=True, help="the words of the passage")
    parser.add_argument(
        "--occurrence", metavar="N", type=int, help="which one, if they occur more than once"
    )
    parser.add_argument("--note", metavar="TEXT", default="", help="a note, in Markdown")
    _tag_argument(parser, "a tag; may be given more than once")
    _color_argument(parser)


def add(library: "Library", arguments: Namespace, out: Output) -> int:
    """Highlight a passage, with a note and tags."""
    from notes.annotations.tags import tags_in
    from tui.verbs.quotes import place_of

    relative = library.resolve(arguments.file)
    document = library.open(relative)
    start, end = place_of(document.text, arguments.quote, arguments.occurrence)
    made = library.annotate(
        document,
        start,
        end,
        note=arguments.note,
        tags=(*tags_in(arguments.note), *arguments.tag),
        color=_color(library, arguments),
    )
    return _print_one(library, relative, made, out)


def notes_arguments(parser: ArgumentParser) -> None:
    """The filters, all of which a note has to pass."""
    _tag_argument(parser, "those with this tag; more than one: with all of them")
    parser.add_argument("--color", metavar="C", help="those in this colour, or category")
    parser.add_argument("--document", metavar="PATH", help="those on this document")
    parser.add_argument("--since", metavar="DATE", help="those changed since, like 2025-02-22")
    parser.add_argument("--text", metavar="QUERY", help="those that hold all of these words")
    parser.add_argument("--state", choices=STATES, help="those in this state; check: to look at")


def list_notes(library: "Library", arguments: Namespace, out: Output) -> int:
    """Print the annotations that pass all filters."""
    from notes.review.records import NoteList
    from tui.verbs.rows import note_line, note_row

    gathered = library.gathered(settle(library, out))
    for problem in gathered.problems:
        out.remark(problem)
    found = _filtered(library, NoteList(gathered.records), arguments).by_place()
    paths = {record.path for record in found} if out.as_json else ()
    citations = library.citations(paths, library.style, gathered.listing) if paths else {}
    out.rows(
        {"notes": [note_row(record, citations.get(record.path)) for record in found]},
        map(note_line, found),
    )
    if not len(found):
        out.remark("no note matches" if len(gathered.records) else "there are no notes yet")
    return DONE if len(found) else NOTHING


def settle(library: "Library", out: Output) -> "Listing":
    """Bring beside their documents the notes that are kept elsewhere, and say where that failed.

    Gives the documents as they are then: to look through a large folder takes longest of all.
    """
    listing, standings = library.settled()
    for relative, standing in standings.items():
        for line in standing.lines:
            out.remark(f"{relative}: {line}")
    return listing


def _filtered(library: "Library", notes: "NoteList", arguments: Namespace) -> "NoteList":
    for tag in arguments.tag:
        notes = notes.tagged(tag)
    if arguments.color is not None:
        from notes.notebook import checked_color

        notes = notes.colored(checked_color(library.categories.color(arguments.color)))
    if arguments.document is not None:
        # A document that is gone still has its notes, under the path it had.
        is_known = any(record.path == arguments.document for record in notes)
        notes = notes.on(arguments.document if is_known else library.resolve(arguments.document))
    if arguments.since is not None:
        from datetime import date

        try:
            notes = notes.since(date.fromisoformat(arguments.since))
        except ValueError:
            raise UserError(
                f"--since {arguments.since!r} is no date; write one like 2025-02-22"
            ) from None
    if arguments.text is not None:
        notes = notes.containing(arguments.text)
    return notes if arguments.state is None else notes.in_state(arguments.state)


def edit_arguments(parser: ArgumentParser) -> None:
    """The annotation, and what becomes different."""
    id_argument(parser)
    parser.add_argument("--note", metavar="TEXT", help="the new note; empty for none")
    _tag_argument(parser, "a tag to add; may be given more than once")
    parser.add_argument(
        "--untag", metavar="T", action="append", default=[], help="a tag to take away"
    )
    _color_argument(parser)


def edit(library: "Library", arguments: Namespace, out: Output) -> int:
    """Change the note, the tags or the colour of an annotation."""
    changes: dict[str, object] = {}
    if arguments.note is not None:
        changes["note"] = arguments.note
    if arguments.color is not None:
        changes["color"] = _color(library, arguments)
    if not (changes or arguments.tag or arguments.untag):
        raise UserError("nothing to change; give --note, --tag, --untag or --color")
    settle(library, out)
    id, relative = library.find_note(arguments.id)
    seen = _present(library, relative, id)
    tags = _retagged(seen, arguments)
    if tags != seen.tags:
        changes["tags"] = tags
    changed = library.edit(relative, id, seen=seen, **changes) if changes else seen
    return _print_one(library, relative, changed, out)


def _present(library: "Library", relative: str, id: str) -> "Annotation":
    """The annotation as it is on the disk."""
    sidecar = library.store.load(library.path(relative))
    if sidecar is None or id not in sidecar.annotations:
        raise UserError(f"there is no note {id} any more; `notes` lists them")
    return sidecar.annotations[id]


def _retagged(seen: "Annotation", arguments: Namespace) -> tuple[str, ...]:
    """The tags after the change: those written in the note come and go with it."""
    from notes.annotations.tags import clean_tags, tags_in

    tags = seen.tags
    if arguments.note is not None:
        written = tags_in(seen.note)
        tags = (*tags_in(arguments.note), *(tag for tag in tags if tag not in written))
    away = {tag.casefold() for tag in clean_tags(arguments.untag)}
    return clean_tags((*(tag for tag in tags if tag.casefold() not in away), *arguments.tag))


def id_argument(parser: ArgumentParser) -> None:
    """The annotation that a subcommand is about."""
    parser.add_argument(
        "id", metavar="ID", help="a note's id, as `notes` shows it, or its beginning"
    )


def remove(library: "Library", arguments: Namespace, out: Output) -> int:
    """Delete an annotation; it can be restored."""
    settle(library, out)
    id, relative = library.find_note(arguments.id)
    return _print_one(library, relative, library.remove(relative, id), out)


def restore(library: "Library", arguments: Namespace, out: Output) -> int:
    """Bring a deleted annotation back."""
    settle(library, out)
    id, relative = library.find_note(arguments.id, deleted=True)
    return _print_one(library, relative, library.restore(relative, id), out)


def _print_one(library: "Library", relative: str, annotation: "Annotation", out: Output) -> int:
    from notes.citations import format_citation
    from tui.verbs.rows import note_line, note_row

    for line in library.last_standing.lines:
        out.remark(line)
    document = library.open(relative)
    record = library.note_record(document, annotation)
    citation = format_citation(library.reference(document), library.style) if out.as_json else None
    out.rows(note_row(record, citation), [note_line(record)])
    return DONE


def _tag_argument(parser: ArgumentParser, help: str) -> None:
    parser.add_argument("--tag", metavar="T", action="append", default=[], help=help)


def _color_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--color", metavar="C", help="yellow, green, ..., or what you call it")


def _color(library: "Library", arguments: Namespace) -> str | None:
    """The colour that was given, perhaps by the name of its category."""
    return None if arguments.color is None else library.categories.color(arguments.color)


VERBS = {
    "add": (add_arguments, add),
    "notes": (notes_arguments, list_notes),
    "edit": (edit_arguments, edit),
    "remove": (id_argument, remove),
    "restore": (id_argument, restore),
}
