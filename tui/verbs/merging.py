"""`merge-driver`: how git joins two versions of a note file."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from notes.errors import UserError
from tui.verbs.outcome import DONE
from tui.verbs.output import Output


def merge_driver_arguments(parser: ArgumentParser) -> None:
    """The three files that git gives."""
    parser.add_argument("base", metavar="%O", help="the version both came from")
    parser.add_argument("ours", metavar="%A", help="our version, which becomes the merged one")
    parser.add_argument("theirs", metavar="%B", help="their version")


def merge_driver(_: None, arguments: Namespace, out: Output) -> int:
    """Join two versions of a note file, as git asks for it; what is damaged is an error."""
    from notes.annotations.durable import replace_file
    from notes.annotations.merge_files import merge_sidecars
    from notes.annotations.sidecar import dump, parse

    base, ours, theirs = (
        _bytes(name) for name in (arguments.base, arguments.ours, arguments.theirs)
    )
    known = parse(base, "the common version") if base.strip() else None
    mine, others = parse(ours, "our version"), parse(theirs, "their version")
    if mine.is_newer or others.is_newer:
        raise UserError("a version was written by a newer Commonplace; update this one to merge it")
    replace_file(Path(arguments.ours), dump(merge_sidecars(known, mine, others)))
    return DONE


def _bytes(name: str) -> bytes:
    return Path(name).read_bytes()


WITHOUT_LIBRARY = True
VERBS = {"merge-driver": (merge_driver_arguments, merge_driver)}
