"""The registry of formats: which suffix is read by which module, loaded when first needed."""

from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from notes.documents.words import words

if TYPE_CHECKING:
    from notes.documents.model import Content
    from notes.documents.source import Source

_ALWAYS = 0
_NEVER = 2**62
_LONG_PAGE = 64_000  # bytes from which a web page takes a hundred times as long as its text


class Format(NamedTuple):
    """A kind of file, and its `reader`, which makes a Content of a Source.

    Files of `isolated_from` bytes or more are read in a process of their own with limits on time
    and memory: those of which a small one can take hours, and whatever is slow. Where the text
    `is_source`, it is the file itself, decoded.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: "Callable[[Source], Content]"
    isolated_from: int = _NEVER
    is_source: bool = False

    def is_isolated(self, size: int) -> bool:
        """Whether a file of `size` bytes is read in a process of its own."""
        return size >= self.isolated_from


def _read_text(source: "Source") -> "Content":
    from notes.documents import text

    return text.read(source.blocks, source.encoding)


def _read_markdown(source: "Source") -> "Content":
    from notes.documents import markdown

    return markdown.read(source.blocks, source.encoding)


def _read_html(source: "Source") -> "Content":
    from notes.documents import html

    return html.read(source.data(), source.encoding)


def _read_pdf(source: "Source") -> "Content":
    from notes.documents.pdf import reader

    return reader.read(source)


def _read_epub(source: "Source") -> "Content":
    from notes.documents.epub import reader

    return reader.read(source)


def _read_docx(source: "Source") -> "Content":
    from notes.documents.docx import reader

    return reader.read(source)


# Also what is written for programs that set it: it is read, and cited, as it is written.
_WRITTEN = (".txt", ".text", ".log", ".rst", ".org", ".adoc", ".asciidoc", ".tex", ".textile")
TEXT = Format("text", _WRITTEN, _read_text, is_source=True)

# A new format is one module that reads a Source, and one line here.
FORMATS: tuple[Format, ...] = (
    TEXT,
    Format("markdown", (".md", ".markdown"), _read_markdown, is_source=True),
    Format("html", (".html", ".htm", ".xhtml"), _read_html, _LONG_PAGE),
    Format("pdf", (".pdf",), _read_pdf, _ALWAYS),
    Format("epub", (".epub",), _read_epub, _ALWAYS),
    Format("docx", (".docx",), _read_docx, _ALWAYS),
)
BY_NAME = {format.name: format for format in FORMATS}
BY_SUFFIX = {suffix: format for format in FORMATS for suffix in format.suffixes}
SUFFIXES = tuple(BY_SUFFIX)

# Files without a suffix are programs as often as texts; these names are always texts.
_BARE_NAMES = words(
    "readme license licence copying authors contributors changelog changes news notes todo",
    "history install thanks abstract copyright faq bugs notice maintainers acknowledgements",
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


def kind_of(name: str) -> str:
    """What a file that is no document is called among its like: its ending, else its name."""
    return _suffix(name) or "without an ending"
