"""The command line: which subcommand is meant, what it is given, and how it ends."""

import gc
import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from typing import NoReturn

from notes import __version__
from notes.errors import NotesError, UserError
from tui.verbs.outcome import BAD, DONE, INTERRUPTED, NOTHING, NothingFoundError
from tui.verbs.output import Output, abandon, complain, finish

PROGRAM = "commonplace"

# Each subcommand, the module in `tui.verbs` that has it, and what it does. The modules are
# imported when they are wanted: a start must not wait for what it does not use.
VERBS = {
    "list": ("reading", "list the documents"),
    "search": ("reading", "search the documents and the notes"),
    "text": ("reading", "print the text of a document"),
    "add": ("noting", "highlight a passage, with a note and tags"),
    "notes": ("noting", "list the notes, all or some"),
    "edit": ("noting", "change a note, its tags or its colour"),
    "remove": ("noting", "delete a note"),
    "restore": ("noting", "bring a deleted note back"),
    "trash": ("trash", "list the deleted notes, or let go of them"),
    "cite": ("citing", "cite a document or a passage"),
    "meta": ("citing", "show or set what is known about a document"),
    "export": ("exchanging", "write the notes for other programs"),
    "import": ("exchanging", "take in notes that other programs wrote"),
    "index": ("keeping", "bring the search index up to date"),
    "tags": ("tagging", "list the tags, rename or merge them"),
    "doctor": ("keeping", "look over a library, and mend it"),
    "merge-driver": ("merging", "join two versions of a note file, for git"),
}

# Objects made until Python looks for garbage: most subcommands have ended before there is any.
_COLLECT_AFTER = 50_000


class Formatter(RawDescriptionHelpFormatter):
    """Help as wide as the terminal, found out without the modules that argparse needs for it."""

    def __init__(self, prog: str) -> None:
        try:
            columns = os.get_terminal_size().columns
        except (OSError, ValueError):
            columns = 80
        super().__init__(prog, width=max(columns - 2, 40))


class Parser(ArgumentParser):
    """A parser whose complaints are one line like all others."""

    def __init__(
        self, prog: str, *, description: str, usage: str | None = None, epilog: str | None = None
    ) -> None:
        super().__init__(
            prog,
            usage,
            description,
            epilog,
            formatter_class=Formatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and where to read what is right."""
        raise UserError(f"{message}; see: {self.prog} --help")


def main(argv: list[str] | None = None) -> int:
    """Run the program with `argv`, by default what it was called with; gives the exit code."""
    if argv is None and _verb_at(sys.argv[1:]) is not None:
        gc.set_threshold(_COLLECT_AFTER)
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        finish()
        if argv is None:  # the process ends: its objects need not be looked through once more
            gc.freeze()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> int:
    """Tell the user in one line what went wrong: the one place where errors end."""
    try:
        finish()
    except OSError:
        abandon()
    if isinstance(error, BrokenPipeError):  # the reader has seen enough
        return DONE
    if isinstance(error, NotesError):
        complain(str(error))
        return NOTHING if isinstance(error, NothingFoundError) else BAD
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{error.strerror or error}")
        return BAD
    complain(f"something went wrong ({type(error).__name__}); {_logged(error)}")
    return BAD


def _logged(error: Exception) -> str:
    from notes.config import Folders
    from notes.errorlog import log_error

    try:
        return f"the details are in {log_error(Folders.from_environment().state, error)}"
    except (OSError, RuntimeError):
        return f"the details could not be written down: {error}"


def _run(argv: Sequence[str]) -> int:
    at = _verb_at(argv)
    try:
        if at is not None:
            return _run_verb(argv[at], [*argv[:at], *argv[at + 1 :]])
        return _open(_app_parser().parse_args(argv))
    except SystemExit as ending:  # argparse, when it has shown its help
        return ending.code if isinstance(ending.code, int) else DONE


def _verb_at(argv: Sequence[str]) -> int | None:
    """Where the subcommand is: the first argument but for the options that all take."""
    at = 0
    while at < len(argv):
        if argv[at] == "--library":
            at += 2
        elif argv[at] in ("--json", "-q", "--quiet") or argv[at].startswith("--library="):
            at += 1
        else:
            return at if argv[at] in VERBS else None
    return None


def _run_verb(verb: str, argv: list[str]) -> int:
    from importlib import import_module

    name, summary = VERBS[verb]
    module = import_module(f"tui.verbs.{name}")
    add_arguments, run = module.VERBS[verb]
    parser = Parser(f"{PROGRAM} {verb}", description=f"{summary.capitalize()}.")
    add_arguments(parser)
    _add_common(parser)
    arguments = parser.parse_args(_with_values_joined(argv, parser))
    out = Output(as_json=arguments.json, quiet=arguments.quiet)
    if getattr(module, "WITHOUT_LIBRARY", False):
        return int(run(None, arguments, out))
    from tui.verbs.choosing import library_for

    with library_for(arguments, out) as library:
        code: int = run(library, arguments, out)
    return code


def _add_common(parser: ArgumentParser) -> None:
    common = parser.add_argument_group("for every command")
    common.add_argument("--library", metavar="DIR", help="the library (the one open last)")
    common.add_argument("--json", action="store_true", help="print one JSON document")
    common.add_argument("-q", "--quiet", action="store_true", help="print no remarks")


def _with_values_joined(argv: Sequence[str], parser: ArgumentParser) -> list[str]:
    """`--note -x` as `--note=-x`: a text may begin with a dash, if it is no option of ours."""
    options = {o: action for action in parser._actions for o in action.option_strings}
    joined: list[str] = []
    rest = iter(enumerate(argv, 1))
    for after, argument in rest:
        if argument == "--":
            return [*joined, *argv[after - 1 :]]
        following = argv[after] if after < len(argv) else ""
        action = options.get(argument)
        takes_it = action is not None and action.nargs is None and following not in options
        if takes_it and argument.startswith("--") and following.startswith("-"):
            joined.append(f"{argument}={following}")
            next(rest)
        else:
            joined.append(argument)
    return joined


def _app_parser() -> Parser:
    commands = "\n".join(f"  {verb:<14}{summary}" for verb, (_, summary) in VERBS.items())
    parser = Parser(
        PROGRAM,
        usage=f"{PROGRAM} [PATH]\n       {PROGRAM} COMMAND [--library DIR] [--json] [-q] ...",
        description="Read, search, highlight, note and cite a folder of documents.",
        epilog=f"commands:\n{commands}\n\n{PROGRAM} COMMAND --help says more. A folder that is "
        "called like a command is opened as ./NAME.",
    )
    parser.add_argument(
        "path", metavar="PATH", nargs="?", help="open this folder or document (the last one)"
    )
    parser.add_argument("--library", metavar="DIR", help=SUPPRESS)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    return parser


def _open(arguments: Namespace) -> int:
    """Open the library in the terminal."""
    from tui.opening import open_app

    return open_app(arguments.library if arguments.path is None else arguments.path)
