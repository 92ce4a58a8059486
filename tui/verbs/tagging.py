"""`tags`: the tags of the library, and changing one wherever it is used."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from notes.annotations.tags import clean_tags, with_tag_renamed
from notes.errors import UserError
from tui.verbs.outcome import DONE, NOTHING, NothingFoundError
from tui.verbs.output import Output

if TYPE_CHECKING:
    from notes.library import Library


def tags_arguments(parser: ArgumentParser) -> None:
    """What to do with which tags."""
    parser.add_argument(
        "change", nargs="?", choices=("rename", "merge"), help="change a tag on every note"
    )
    parser.add_argument("names", metavar="A B", nargs="*", help="the tag, and what it becomes")


def tags(library: "Library", arguments: Namespace, out: Output) -> int:
    """Print every tag with the number of annotations that carry it."""
    if arguments.change:
        _change(library, arguments.change, arguments.names)
    counts = library.notes().tag_counts()
    out.rows(
        {"tags": [{"tag": tag, "count": count} for tag, count in counts]},
        ((count, tag) for tag, count in counts),
    )
    return DONE if counts else NOTHING


def _change(library: "Library", change: str, names: list[str]) -> None:
    """Put one tag in the place of another; two tags become one only by `merge`."""
    cleaned = [clean_tags([name]) for name in names]
    if len(cleaned) != 2 or not all(cleaned):
        raise UserError(f"tags {change} takes two tags, like: tags {change} trade commerce")
    (old,), (new,) = cleaned
    notes = library.notes()
    if not len(notes.tagged(old)):
        raise NothingFoundError(f"no note has the tag {old}; `tags` lists them")
    is_other = old.casefold() != new.casefold()
    is_used = is_other and len(notes.tagged(new)) > 0
    if change == "rename" and is_used:
        raise UserError(f"there are notes tagged {new} already; join the two with: tags merge")
    if change == "merge" and is_other and not is_used:
        raise UserError(f"no note has the tag {new}; give a tag a new name with: tags rename")
    for record in notes.tagged(old):
        tags = [new if tag.casefold() == old.casefold() else tag for tag in record.tags]
        note = with_tag_renamed(record.note, old, new)
        library.edit(record.path, record.id, tags=tags, note=note)


VERBS = {"tags": (tags_arguments, tags)}
