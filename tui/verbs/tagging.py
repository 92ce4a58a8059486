"""`tags`: the tags of the library, and changing one wherever it is used."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from notes.annotations.tags import clean_tags
from notes.errors import UserError
from tui.verbs.outcome import DONE, NOTHING, NothingFoundError
from tui.verbs.output import Output

if TYPE_CHECKING:
    from notes.bulk import Outcome
    from notes.library import Library

_NUMBERS = {1: "one tag", 2: "two tags"}


def tags_arguments(parser: ArgumentParser) -> None:
    """What to do with which tags."""
    parser.add_argument(
        "change",
        nargs="?",
        choices=("rename", "merge", "delete"),
        help="change a tag on every note",
    )
    parser.add_argument("names", metavar="A B", nargs="*", help="the tag, and what it becomes")


def tags(library: "Library", arguments: Namespace, out: Output) -> int:
    """Print every tag with the number of annotations that carry it."""
    if arguments.change:
        for line in _change(library, arguments.change, arguments.names).problems:
            out.remark(line)
    counts = library.notes().tag_counts()
    out.rows(
        {"tags": [{"tag": tag, "count": count} for tag, count in counts]},
        ((count, tag) for tag, count in counts),
    )
    return DONE if counts else NOTHING


def _change(library: "Library", change: str, names: list[str]) -> "Outcome":
    """Put one tag in the place of another, or delete it; two become one only by `merge`."""
    from notes import bulk

    wanted = 1 if change == "delete" else 2
    cleaned = [clean_tags([name]) for name in names]
    if len(cleaned) != wanted or not all(cleaned):
        like = "delete trade" if wanted == 1 else f"{change} trade commerce"
        raise UserError(f"tags {change} takes {_NUMBERS[wanted]}, like: tags {like}")
    (old,), *rest = cleaned
    notes = library.notes()
    if not len(notes.tagged(old)):
        raise NothingFoundError(f"no note has the tag {old}; `tags` lists them")
    if not rest:
        return bulk.delete_tag(library, old)
    ((new,),) = rest
    is_other = old.casefold() != new.casefold()
    is_used = is_other and len(notes.tagged(new)) > 0
    if change == "rename" and is_used:
        raise UserError(f"there are notes tagged {new} already; join the two with: tags merge")
    if change == "merge" and is_other and not is_used:
        raise UserError(f"no note has the tag {new}; give a tag a new name with: tags rename")
    return bulk.rename_tag(library, old, new)


VERBS = {"tags": (tags_arguments, tags)}
