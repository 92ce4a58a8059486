"""The fields of the index, and how a text or an annotation becomes one document of it.

Texts and annotations are documents of one index, told apart by their key: `path` or `annotation`.
Bodies are not stored; they are in the sources. A third kind of document holds `stem` terms only:
`language TAB stem TAB word` for every word whose stem differs from it.
"""

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from whoosh import fields, formats

from .analysis import Analyzer
from .batch import BETWEEN_VALUES, as_values
from .folding import fold_label
from .model import SourceNote, SourceText

# Raise it whenever terms, files or stored facts change their meaning: the index is then built anew.
CODE_VERSION = 5

PATH, ANNOTATION, PARENT, STEM, FACTS = "path", "annotation", "parent", "stem", "facts"
DATE, STATE = "date", "state"
AUTHOR_NAME, SOURCE_NAME = "author_name", "source_name"  # as they are shown, for facets
LOST = "lost"
TEXT_WORDS = ("body", "title", "authors", "source")
NOTE_WORDS = ("quote", "note", "tags")
_TEXT_LABELS = (PATH, "format", DATE, AUTHOR_NAME, SOURCE_NAME)
_NOTE_LABELS = (ANNOTATION, PARENT, "tag", "color", STATE)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Words(fields.FieldType):  # type: ignore[misc]
    """Text as terms with positions: takes a string or several."""

    def __init__(self) -> None:
        super().__init__(formats.Positions(), None, scorable=True)

    def index(
        self, value: str | tuple[str, ...], **options: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of one document: term, frequency, weight, encoded positions.

        Only Whoosh's own writer asks for them; ours inverts whole batches.
        """
        for term, places in _positions(as_values(value)).items():
            count = len(places)
            yield term.encode(), count, float(count), self.format.encode(sorted(places))


class Labels(fields.FieldType):  # type: ignore[misc]
    """Values that are found whole: keys, tags, colours. Takes a string or several."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(
        self, value: str | tuple[str, ...], **options: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """One posting for each different value."""
        for label in set(as_values(value)):
            yield label.encode(), 1, 1.0, b""


_ANALYZER = Analyzer()


def analyzer() -> Analyzer:
    """The analyzer of all text in the index; queries must use the same rules."""
    return _ANALYZER


def _positions(values: tuple[str, ...]) -> dict[str, list[int]]:
    """The terms of one text, or of several that no phrase spans, with their positions."""
    found: dict[str, list[int]] = {}
    base = 0
    for part in values:
        terms, after = _ANALYZER.positions(part, base)
        for term, places in terms.items():
            found.setdefault(term, []).extend(places)
        base = after + BETWEEN_VALUES
    return found


@cache
def schema() -> Any:
    """The Whoosh schema of the index, which never changes."""
    return fields.Schema(
        **{name: Words() for name in (*TEXT_WORDS, *NOTE_WORDS)},
        **{name: Labels() for name in (*_TEXT_LABELS, *_NOTE_LABELS, STEM)},
        facts=fields.STORED(),
    )


def signature() -> str:
    """The name of an index that this code can read: its version and the shape of the schema."""
    kinds = sorted((name, type(kind).__name__) for name, kind in schema().items())
    shape = repr((kinds, [field.name for field in dataclasses.fields(SourceNote)]))
    return f"v{CODE_VERSION}-{hashlib.sha256(shape.encode()).hexdigest()[:8]}"


def key(name: str) -> str:
    """A path or id as a term: names that are no Unicode are escaped, since terms are UTF-8."""
    plain = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return plain.replace("\0", "\\x00")


class TextFacts(NamedTuple):
    """What is stored of a text, each fact after a zero byte; of an annotation all is, in JSON."""

    path: str
    id: str
    version: str
    title: str


def stored_facts(facts: TextFacts | SourceNote | None) -> bytes:
    """What is stored of a document: texts are listed with every answer, and all read at once."""
    if isinstance(facts, TextFacts):
        plain = (one.replace("\0", "") for one in facts)
        return "".join(f"\0{one}" for one in plain).encode("utf-8", "surrogatepass")
    return json.dumps(dataclasses.asdict(facts)).encode() if facts is not None else b""


def is_of_text(stored: bytes) -> bool:
    """Whether this is what is stored of a text."""
    return stored.startswith(b"\0")


def text_facts(stored: Iterable[bytes]) -> Iterator[TextFacts]:
    """The facts of texts from what is stored of each."""
    parts = b"".join(stored).decode("utf-8", "surrogatepass").split("\0")
    # What `TextFacts` does when called, but without a call in Python for each.
    return map(
        partial(tuple.__new__, TextFacts),
        zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True),
    )


def note_facts(stored: bytes) -> SourceNote | None:
    """The annotation from what is stored of a document; None where that is no annotation."""
    if not stored.startswith(b"{"):
        return None
    found = json.loads(stored)
    return SourceNote(**{**found, "tags": tuple(found["tags"])})


def text_fields(source: SourceText) -> dict[str, Any]:
    """The index document of a text."""
    date = _DATE.match(source.date)
    return {
        PATH: key(source.path),
        "title": source.title,
        "authors": source.authors,
        "body": source.text,
        "source": (source.path, source.publisher),
        "format": fold_label(source.format),
        DATE: date[0] if date else "",
        AUTHOR_NAME: tuple(map(key, source.authors)),
        SOURCE_NAME: key(source.publisher),
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
        "color": key(fold_label(source.color)),
        STATE: LOST if source.start is None else "",
        FACTS: source,
    }


def _with_parents(tags: Iterable[str]) -> Iterator[str]:
    """Every tag, and for `trade/steel` also `trade`."""
    for tag in tags:
        parts = key(fold_label(tag.lstrip("#"))).split("/")
        for count in range(1, len(parts) + 1):
            if label := "/".join(parts[:count]):
                yield label
