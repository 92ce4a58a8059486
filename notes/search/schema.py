"""The fields of the index, and how a text or an annotation becomes one document of it.

Texts and annotations are documents of one index, told apart by their key: `path` or `annotation`.
Bodies are not stored; they are in the sources. A third kind of document holds `stem` terms only:
`language TAB stem TAB word` for every word whose stem differs from it.
"""

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh import fields, formats

from .analysis import Analyzer
from .folding import fold_label
from .model import SourceNote, SourceText

# Raise it whenever terms or stored facts change their meaning: the index is then built anew.
CODE_VERSION = 1

PATH, ANNOTATION, PARENT, STEM, FACTS = "path", "annotation", "parent", "stem", "facts"
_BETWEEN_VALUES = 100  # positions between two authors or tags, so that no phrase spans them


Positions = dict[str, list[int]]


class Words(fields.FieldType):  # type: ignore[misc]
    """Text as terms with positions: takes a string, several, or what the analyzer made of one."""

    def __init__(self) -> None:
        super().__init__(formats.Positions(), None, scorable=True)

    def index(
        self, value: str | tuple[str, ...] | Positions, **options: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of one document: term, frequency, weight, encoded positions."""
        encode = self.format.encode
        terms = value if isinstance(value, dict) else positions(value)
        for term, places in terms.items():
            count = len(places)
            yield term.encode(), count, float(count), encode(places)


class Labels(fields.FieldType):  # type: ignore[misc]
    """Values that are found whole: keys, tags, colours. Takes a string or several."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(
        self, value: str | tuple[str, ...], **options: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """One posting for each different value."""
        for label in {value} if isinstance(value, str) else set(value):
            yield label.encode(), 1, 1.0, b""


_ANALYZER = Analyzer()


def analyzer() -> Analyzer:
    """The analyzer of all text in the index; queries must use the same rules."""
    return _ANALYZER


def positions(value: str | tuple[str, ...]) -> Positions:
    """The terms of a text, or of several that no phrase spans, with their positions."""
    found: Positions = {}
    base = 0
    for part in (value,) if isinstance(value, str) else value:
        terms, after = _ANALYZER.positions(part, base)
        for term, places in terms.items():
            found.setdefault(term, []).extend(places)
        base = after + _BETWEEN_VALUES
    return found


def schema() -> Any:
    """A new Whoosh schema of the index."""
    words = ("body", "title", "authors", "source", "quote", "note", "tags")
    labels = (PATH, ANNOTATION, PARENT, STEM, "format", "tag", "color")
    return fields.Schema(
        **{name: Words() for name in words},
        **{name: Labels() for name in labels},
        facts=fields.STORED(),
    )


def signature() -> str:
    """The name of an index that this code can read: its version and the shape of the schema."""
    kinds = sorted((name, type(kind).__name__) for name, kind in schema().items())
    shape = repr((kinds, [field.name for field in dataclasses.fields(SourceNote)]))
    return f"v{CODE_VERSION}-{hashlib.sha256(shape.encode()).hexdigest()[:8]}"


def key(name: str) -> str:
    """A path or id as a term: names that are no Unicode are escaped, since terms are UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@dataclasses.dataclass(frozen=True, slots=True)
class TextFacts:
    """What is stored of a text; of an annotation all is stored, as it came."""

    path: str
    id: str
    version: str
    title: str


def text_fields(source: SourceText) -> dict[str, Any]:
    """The index document of a text."""
    return {
        PATH: key(source.path),
        "title": source.title,
        "authors": source.authors,
        "body": positions(source.text),
        "source": source.path,
        "format": fold_label(source.format),
        FACTS: TextFacts(source.path, source.id, source.version, source.title),
    }


def note_fields(source: SourceNote) -> dict[str, Any]:
    """The index document of an annotation."""
    return {
        ANNOTATION: key(source.id),
        PARENT: key(source.document_path),
        "quote": source.quote,
        "note": source.note,
        "tags": source.tags,
        "tag": tuple(_with_parents(source.tags)),
        "color": fold_label(source.color),
        FACTS: source,
    }


def _with_parents(tags: Iterable[str]) -> Iterator[str]:
    """Every tag, and for `trade/steel` also `trade`."""
    for tag in tags:
        parts = fold_label(tag.lstrip("#")).split("/")
        for count in range(1, len(parts) + 1):
            if label := "/".join(parts[:count]):
                yield label
