"""The plain values that go into the search index and come out of it; offsets are code points."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Scope = Literal["all", "body", "notes"]
Order = Literal["relevance", "date", "position"]
PassageKind = Literal["body", "title", "quote", "note", "tag"]
Range = tuple[int, int]


class Reading(NamedTuple):
    """How a query is read besides what it says.

    Where it is still being `typed`, its last word may be the beginning of a longer one. `colors`
    has, for each name of a colour, the colour that is meant.
    """

    typed: bool = False
    colors: Mapping[str, str] = {}


AS_IT_STANDS = Reading()


@dataclass(frozen=True, slots=True)
class SourceText:
    """One document as search sees it: `path` (relative to the library) is its unique key.

    `version` is any text that changes whenever the rest does; `date` is an ISO date or the
    beginning of one, `language` a tag such as `en` or `de-AT`; empty where it is not known.
    """

    path: str
    id: str
    version: str
    title: str
    authors: tuple[str, ...]
    date: str
    format: str
    language: str
    text: str
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class SourceNote:
    """One annotation as search sees it; `start` and `end` are None where it lost its place."""

    id: str
    document_path: str
    version: str
    quote: str
    note: str
    tags: tuple[str, ...]
    color: str
    start: int | None
    end: int | None
    modified: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A place that answers the query, and a line of text to show it by.

    `start` and `end` are the place in the document's text, None where there is no such place (a
    title, an annotation that lost its place). `matches` are ranges in the document's text,
    `snippet_matches` ranges in `snippet`. `annotation` is the id of the note it comes from.
    """

    start: int | None
    end: int | None
    snippet: str
    matches: tuple[Range, ...]
    snippet_matches: tuple[Range, ...]
    kind: PassageKind
    annotation: str | None = None


class Hit(NamedTuple):
    """A document that answers the query; `total_passages` counts also what is not shown."""

    document: str
    path: str
    title: str
    score: float
    passages: tuple[Passage, ...]
    total_passages: int


class Answer(NamedTuple):
    """What a search found: `total` documents, the best as `hits`, with `matches` places in those.

    `partial` says that time ran out; `hints` are lines for the reader about how the query was
    understood and why nothing was found; `suggestion` is a better query, if there is one.
    """

    query: str
    total: int
    took_ms: float
    suggestion: str | None
    hits: tuple[Hit, ...]
    partial: bool
    hints: tuple[str, ...]
    matches: int
