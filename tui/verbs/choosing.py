"""Which library and which document a subcommand is about."""

from pathlib import Path
from typing import TYPE_CHECKING

from notes.config import Folders
from notes.errors import UserError
from notes.library import Library
from tui.verbs.output import Output

if TYPE_CHECKING:
    from argparse import Namespace

REMEMBERED = "library"  # the choice in the session that holds the last library's path


def current_path(folders: Folders) -> tuple[Path, bool]:
    """The last library that was open; else the samples, and True. Raises `UserError`."""
    from notes.session import Session

    remembered = Session(folders.state).choice(REMEMBERED)
    if isinstance(remembered, str):
        path = Path(remembered)
        if not path.exists():
            raise UserError(f"the last library, {path}, is not there any more; name another one")
        return path, False
    from notes.samples import sample_library

    return sample_library(folders), True


def library_for(arguments: "Namespace", out: Output) -> Library:
    """The library that `--library` names, else the one that was open last, else the samples.

    Where the subcommand is about a document that lies elsewhere, it is the folder of that, if no
    library was named. What is wrong with the configuration is remarked.
    """
    file = getattr(arguments, "file", None)
    try:
        library = _named_library(arguments)
        if file is not None:
            library.resolve(file)
    except UserError:
        if file is None or arguments.library is not None or not Path(file).is_file():
            raise
        library = Library(Path(file).absolute().parent)
    for problem in library.config.problems:
        out.remark(problem)
    return library


def _named_library(arguments: "Namespace") -> Library:
    folders = Folders.from_environment()
    if arguments.library is not None:
        return Library(arguments.library, folders=folders)
    return Library(current_path(folders)[0], folders=folders)
