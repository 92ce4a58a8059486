"""The command line: which subcommand is meant, what it is given, and how it ends."""

import gc
import os
import sys
from collections.abc import Sequence

from notes.documents.visible import visible
from notes.errors import NotesError, UserError
from tui.verbs import VERBS
from tui.verbs.outcome import BAD, DONE, INTERRUPTED, NOTHING, NothingFoundError
from tui.verbs.output import Output, abandon, complain, finish

# Objects made until Python looks for garbage: most subcommands have ended before there is any.
_COLLECT_AFTER = 50_000


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
        _check_spelling(argv)
        return _open(_path_in(argv))
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


def _check_spelling(argv: Sequence[str]) -> None:
    """Raise UserError where the first argument is no path, but nearly a subcommand."""
    word = next((one for one in argv if not one.startswith("-")), "")
    if argv[:1] != [word] or os.path.lexists(word):
        return
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), VERBS, n=1, cutoff=0.7)
    if near:
        raise UserError(f"there is no command {visible(word)}; did you mean {near[0]}?")


def _run_verb(verb: str, argv: list[str]) -> int:
    from importlib import import_module

    from tui.arguments import verb_parser, with_values_joined

    module = import_module(f"tui.verbs.{VERBS[verb][0]}")
    add_arguments, run = module.VERBS[verb]
    parser = verb_parser(verb, add_arguments)
    arguments = parser.parse_args(with_values_joined(argv, parser))
    out = Output(as_json=arguments.json, quiet=arguments.quiet)
    if getattr(module, "WITHOUT_LIBRARY", False):
        return int(run(None, arguments, out))
    from tui.verbs.choosing import library_for

    with library_for(arguments, out) as library:
        code: int = run(library, arguments, out)
    return code


def _path_in(argv: Sequence[str]) -> str | None:
    """What is to be opened. None or one plain path is the usual call, and needs no parser."""
    if len(argv) <= 1 and not any(argument.startswith("-") for argument in argv):
        return argv[0] if argv else None
    from tui.arguments import app_parser

    arguments = app_parser().parse_args(argv)
    path: str | None = arguments.library if arguments.path is None else arguments.path
    return path


def _open(path: str | None) -> int:
    """Open the library in the terminal."""
    from tui.opening import open_app

    return open_app(path)
