"""The plain values that every reader of a format produces: a text, its sections, its metadata."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

# Where a field may come from, the most trusted first: a lower source never overwrites a higher one.
SOURCES = ("user", "sidecar", "front matter", "bibliography", "embedded", "guessed")

# The standards by which parts of files are named, as the vocabulary of Web Annotations has them.
PDF_PAGES = "http://tools.ietf.org/rfc/rfc3778"
CFI = "http://www.idpf.org/epub/linking/cfi/epub-cfi.html"

# The fields that a document may have; those of `NAME_FIELDS` are tuples of names, others text.
NAME_FIELDS = ("authors", "editors", "translators")
DATE_FIELDS = ("date", "accessed", "original-date")
FIELDS = (
    "title",
    "authors",
    "date",
    "publisher",
    "container",
    "url",
    "language",
    "type",
    "doi",
    "isbn",
    "volume",
    "issue",
    "pages",
    "edition",
    "place",
    "accessed",
    "key",
    "editors",
    "translators",
    "genre",
    "number",
    "series",
    "version",
    "issn",
    "original-date",
)


def rank(source: str) -> int:
    """How far down the order of trust a source is: 0 is the user.

    What is none of `SOURCES` is the name of a bibliography: `refs.bib`, `papers/info.yaml`.
    """
    return SOURCES.index(source if source in SOURCES else "bibliography")


class Field(NamedTuple):
    """One fact about a document: its value, where it came from, and its line (1-based) if known."""

    value: str | tuple[str, ...]
    source: str
    line: int | None = None


class Metadata(NamedTuple):
    """What is known about a document, field by field, each with its source."""

    fields: Mapping[str, Field] = {}

    def text(self, name: str) -> str | None:
        """The value of a single-valued field, or None."""
        found = self.fields.get(name)
        return found.value if found and isinstance(found.value, str) else None

    @property
    def title(self) -> str | None:
        """The title, or None where the document has none."""
        return self.text("title")

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors' names as written, in order."""
        found = self.fields.get("authors")
        return found.value if found and isinstance(found.value, tuple) else ()

    @property
    def date(self) -> str | None:
        """An ISO 8601 date of any precision: `2025`, `2025-02` or `2025-02-22`."""
        return self.text("date")

    def over(self, lower: "Metadata") -> "Metadata":
        """Lay these fields over `lower`: for each field the more trusted source wins."""
        merged = dict(lower.fields)
        for name, mine in self.fields.items():
            theirs = merged.get(name)
            if theirs is None or rank(mine.source) <= rank(theirs.source):
                merged[name] = mine
        return Metadata(merged)


class Section(NamedTuple):
    """A heading (`level` 1-6) or a page (`level` 0) that begins at code point `start`.

    `page` is the label of a page, or of the page that a heading is on; None without pages.
    """

    title: str
    level: int
    start: int
    page: str | None = None


class Hyperlink(NamedTuple):
    """Words that lead to an `address`, as the file has it: of the web, of a file, `#a-name`."""

    start: int
    end: int
    address: str


class Span(NamedTuple):
    """A half-open range of code points in a document's text."""

    start: int
    end: int


class Fragment(NamedTuple):
    """The name of the part of a file that begins at code point `start`, as others may find it.

    That of a PDF is `page=3` (RFC 3778), that of an EPUB the path of a canonical fragment
    identifier. If that is of a stretch of characters, they are `size` code points, and the first
    is the UTF-16 unit `at` of them in the file. (A NamedTuple: a book has tens of thousands.)
    """

    start: int
    value: str
    size: int = 0
    at: int = 0


class Link(NamedTuple):
    """Words that lead to another place of the text: a reference to a note, an entry of a list."""

    start: int
    end: int
    target: int


class Content(NamedTuple):
    """What a format's reader makes of the bytes: the same bytes always give the same text.

    `text` has no BOM and only `\\n` newlines; all offsets anywhere are code points into it.
    `hyperlinks` are those that the text does not show; `names` are of places they may lead to.
    `notices` are one-line remarks for the user ("encoding guessed: cp1252").
    `boilerplate` are ranges that are dimmed and ranked lower, never removed. `fragments` are in
    order of their start; `fragments_of` names the standard they follow. `links` stay within the
    text.
    """

    text: str
    sections: tuple[Section, ...] = ()
    hyperlinks: tuple[Hyperlink, ...] = ()
    names: Mapping[str, int] = {}
    metadata: Metadata = Metadata()
    boilerplate: tuple[Span, ...] = ()
    encoding: str = "utf-8"
    notices: tuple[str, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    fragments_of: str = ""
    links: tuple[Link, ...] = ()


class Document(NamedTuple):
    """A source that has been read: who it is, where it lies, and its content."""

    id: str
    path: Path
    relative: str
    format: str
    sha256: str
    text_sha256: str
    size: int
    content: Content

    @property
    def text(self) -> str:
        """The whole text, in code points."""
        return self.content.text

    @property
    def sections(self) -> tuple[Section, ...]:
        """Headings and pages in reading order."""
        return self.content.sections

    @property
    def metadata(self) -> Metadata:
        """Everything known about the source."""
        return self.content.metadata

    def locator(self, start: int, end: int) -> str | None:
        """The pages that `[start, end)` is on, `p. 3` or `pp. 3–4`; None where there are none."""
        pages = [section for section in self.sections if section.level == 0]
        first = _last_from(pages, start)
        last = _last_from(pages, max(start, end - 1))
        if first is None or last is None or first.page is None:
            return None
        if last.page is None or last.page == first.page:
            return f"p. {first.page}"
        return f"pp. {first.page}–{last.page}"

    def heading(self, offset: int) -> str:
        """The heading that code point `offset` stands under, empty before the first."""
        found = _last_from([part for part in self.sections if part.level], offset)
        return found.title if found else ""

    def link(self, offset: int) -> Link | None:
        """The link that code point `offset` is in, else the next one of the paragraph."""
        end = self.text.find("\n", offset)
        end = end if end >= 0 else len(self.text)
        found = (one for one in self.content.links if offset < one.end and one.start < end)
        return min(found, key=lambda one: one.start, default=None)


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_AnyPlaced = TypeVar("_AnyPlaced", bound=_Placed)


def _last_from(parts: Sequence[_AnyPlaced], offset: int) -> _AnyPlaced | None:
    """The part that `offset` is in, each beginning where it starts and ending at the next."""
    number = bisect_right(parts, offset, key=lambda part: part.start)
    return parts[number - 1] if number else None
