"""The registry of formats: which suffix is read by which module, loaded when first needed."""

from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from notes.documents.words import words
from notes.values import dataclass

if TYPE_CHECKING:
    from notes.documents.model import Content


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: `reader` makes a Content of bytes and an encoding the user may have set.

    `extra` names the optional dependency (`commonplace[pdf]`) without which it cannot be read.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: "Callable[[bytes, str | None], Content]"
    extra: str | None = None


def _read_text(data: bytes, encoding: str | None = None) -> "Content":
    from notes.documents import text

    return text.read(data, encoding)


def _read_markdown(data: bytes, encoding: str | None = None) -> "Content":
    from notes.documents import markdown

    return markdown.read(data, encoding)


def _read_html(data: bytes, encoding: str | None = None) -> "Content":
    from notes.documents import html

    return html.read(data, encoding)


TEXT = Format("text", (".txt", ".text", ".log"), _read_text)

# A new format is one module with `read(data, encoding)` and one line here.
FORMATS: tuple[Format, ...] = (
    TEXT,
    Format("markdown", (".md", ".markdown"), _read_markdown),
    Format("html", (".html", ".htm", ".xhtml"), _read_html),
)
BY_SUFFIX = {suffix: format for format in FORMATS for suffix in format.suffixes}
SUFFIXES = tuple(BY_SUFFIX)

# Files without a suffix are programs as often as texts; these names are always texts.
_BARE_NAMES = words(
    "readme license licence copying authors contributors changelog changes news notes todo",
    "history install thanks abstract",
)


def format_of(name: str) -> Format | None:
    """The format of a file that was found in a folder, by its name alone."""
    suffix = _suffix(name)
    if suffix:
        return BY_SUFFIX.get(suffix)
    return TEXT if name.lower() in _BARE_NAMES else None


def format_to_open(path: PurePath) -> Format | None:
    """The format of a file that the user named: without a suffix it is tried as text."""
    suffix = _suffix(path.name)
    return BY_SUFFIX.get(suffix) if suffix else TEXT


def _suffix(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    is_suffix = bool(stem and dot) and len(ending) <= 12 and ending.isalnum()
    return f".{ending.lower()}" if is_suffix else ""
