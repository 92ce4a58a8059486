"""Where the notes of a library are exported to: what is proposed, and what the user named."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from notes.errors import UserError

if TYPE_CHECKING:
    from notes.library import Library

_NAMES = {  # of a format, with the name of the library in it
    "markdown": "{}-notes",
    "org": "{}-notes.org",
    "csv": "{}-notes.csv",
    "json": "{}-notes.json",
    "w3c": "{}-annotations.json",
    "ris": "{}-notes.ris",
    "anki": "{}-cards.txt",
    "matrix": "{}-matrix.md",
}
_LAST = "export"


def is_folder(format: str, path: Path) -> bool:
    """Whether `path` is to hold a file for each document, and not all of them in one."""
    return format == "markdown" and (os.path.isdir(path) or not path.suffix)


def proposed(library: "Library", format: str) -> Path:
    """Where `format` went the last time; before there is one, a place outside the library."""
    kept = library.session.choice(_place(library, format))
    return Path(kept) if isinstance(kept, str) else _folder(library) / _name(library, format)


def last_format(library: "Library") -> str:
    """The format that was exported last from any library; empty before there is one."""
    found = library.session.choice(_LAST)
    return found if isinstance(found, str) else ""


def remember(library: "Library", format: str, path: Path) -> None:
    """Propose `format` and this place the next time."""
    library.session.choose(_LAST, format)
    library.session.choose(_place(library, format), str(path))


def resolved(library: "Library", format: str, typed: str) -> Path:
    """The absolute path that was typed: `~` is the home folder, a folder stands for a file in it.

    Raises `UserError` for what cannot be a path.
    """
    path = typed_path(typed)
    is_named_as_folder = typed.rstrip().endswith(os.sep)
    if format != "markdown" and (is_named_as_folder or os.path.isdir(path)):
        return path / _name(library, format)
    return path


def typed_path(typed: str) -> Path:
    """A path as a user types one, absolute. Raises `UserError` for what cannot be one."""
    if not typed.strip():
        raise UserError("type the name of a file")
    if "\0" in typed:
        raise UserError("there is a character in this name that no file can have")
    path = os.path.expanduser(typed.strip())
    if path.startswith("~"):
        raise UserError(f"{path.partition(os.sep)[0]} is nobody's home folder here")
    return Path(os.path.abspath(path))


def in_the_way(library: "Library", format: str, path: Path) -> str:
    """Why the user has to be asked first, in a line: what would be written over, or be listed.

    Empty for a free place outside the library, and for what is only brought up to date.
    """
    is_there = os.path.exists(path)
    if path.is_relative_to(library.root):
        relative = path.relative_to(library.root).as_posix()
        if any(record.relative == relative for record in library.documents()):
            return f"{shown(path)} is a document of this library"
        if not is_there and _is_listed(format, path):
            return f"{shown(path)} is in the library, and would be among its documents"
    is_kept = format == "markdown"
    return f"{shown(path)} is there already" if is_there and not is_kept else ""


def _is_listed(format: str, path: Path) -> bool:
    from notes.documents.formats import SUFFIXES

    return is_folder(format, path) or path.suffix.lower() in SUFFIXES


def shown(path: Path) -> str:
    """A path as a user writes it, `~` for the home folder."""
    home = os.path.expanduser("~")
    given = str(path)
    is_there = given == home or given.startswith(home + os.sep)
    return "~" + given[len(home) :] if is_there else given


def _place(library: "Library", format: str) -> str:
    return f"export:{format}:{library.root}"


def _name(library: "Library", format: str) -> str:
    name = "".join(c if c.isprintable() else "_" for c in library.root.name)
    return _NAMES[format].format(name or "library")


def _folder(library: "Library") -> Path:
    """The home folder; that beside the library where the home folder is a part of it."""
    home = Path(os.path.expanduser("~"))
    is_inside = not home.is_absolute() or home.is_relative_to(library.root)
    return library.root.parent if is_inside else home
