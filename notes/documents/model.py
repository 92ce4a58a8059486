"""The plain values that every reader of a format produces: a text, its sections, its metadata."""

from collections.abc import Mapping
from pathlib import Path

from notes.values import dataclass, field

# Where a field may come from, the most trusted first: a lower source never overwrites a higher one.
SOURCES = ("user", "sidecar", "front matter", "bibliography", "embedded", "guessed")

# The fields that a document may have; `authors` is a tuple of names, all others are text.
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
)


@dataclass(frozen=True, slots=True)
class Field:
    """One fact about a document: its value, where it came from, and its line (1-based) if known."""

    value: str | tuple[str, ...]
    source: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document, field by field, each with its source."""

    fields: Mapping[str, Field] = field(default_factory=dict)

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
            if theirs is None or SOURCES.index(mine.source) <= SOURCES.index(theirs.source):
                merged[name] = mine
        return Metadata(merged)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (`level` 1-6) or a page (`page` is its label) that begins at code point `start`."""

    title: str
    level: int
    start: int
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """Words that lead to an `address`, as the file has it: of the web, of a file, `#a-name`."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a format's reader makes of the bytes: the same bytes always give the same text.

    `text` has no BOM and only `\\n` newlines; all offsets anywhere are code points into it.
    `hyperlinks` are those that the text does not show; `names` are of places they may lead to.
    `notices` are one-line remarks for the user ("encoding guessed: cp1252").
    `boilerplate` are ranges that are dimmed and ranked lower, never removed.
    """

    text: str
    sections: tuple[Section, ...] = ()
    hyperlinks: tuple[Hyperlink, ...] = ()
    names: Mapping[str, int] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    boilerplate: tuple[Span, ...] = ()
    encoding: str = "utf-8"
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
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
