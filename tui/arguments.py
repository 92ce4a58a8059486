"""What the command line takes: the subcommands, their common options, and how help looks."""

import os
from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from typing import NoReturn

from notes import __version__
from notes.errors import UserError
from tui.verbs import VERBS

PROGRAM = "commonplace"


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


def verb_parser(verb: str, add_arguments: Callable[[ArgumentParser], None]) -> Parser:
    """The parser of one subcommand, with the options that all of them take."""
    parser = Parser(f"{PROGRAM} {verb}", description=f"{VERBS[verb][1].capitalize()}.")
    add_arguments(parser)
    _add_common(parser)
    return parser


def app_parser() -> Parser:
    """The parser of a call without a subcommand: a path, and the questions about the program."""
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


def _add_common(parser: ArgumentParser) -> None:
    common = parser.add_argument_group("for every command")
    common.add_argument("--library", metavar="DIR", help="the library (the one open last)")
    common.add_argument("--json", action="store_true", help="print one JSON document")
    common.add_argument("-q", "--quiet", action="store_true", help="print no remarks")


def with_values_joined(argv: Sequence[str], parser: ArgumentParser) -> list[str]:
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
