"""The values that annotations are made of; their JSON is in `w3c`, their files in `sidecar`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

COLORS = ("yellow", "green", "blue", "pink", "orange", "violet", "teal", "grey")
CONTEXT = 64  # code points kept before and after a quote

# What can be said of where an annotation stands in the text as it is now.
EXACT, CARRIED, FOUND, LOST, WHOLE = "exact", "carried", "found", "lost", "document"


def now() -> datetime:
    """The present in UTC, to the second, as it is written into note files."""
    return datetime.now(UTC).replace(microsecond=0)


def new_id() -> str:
    """A fresh `urn:uuid:` identifier."""
    import uuid  # it takes 3 ms to load, and most starts make no note

    return uuid.uuid4().urn


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a passage was when it was marked: its words, what stood around them, its offsets.

    Offsets are code points into the text whose SHA-256 is the annotation's `anchored_to`.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Selector":
        """Describe `text[start:end]` with up to 64 code points of context on either side."""
        return cls(
            exact=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
            start=start,
            end=end,
        )


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlight, with or without a note and tags; `selector` is None for the whole document.

    `rev` counts the changes. `raw` is the JSON it was read from: what we do not know in it is
    written back as it came.
    """

    id: str
    selector: Selector | None
    note: str
    tags: tuple[str, ...]
    color: str
    created: datetime
    modified: datetime
    rev: int = 1
    anchored_to: str = ""
    creator: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def changed(self, **changes: Any) -> "Annotation":
        """A copy with `changes`, one revision on and modified now."""
        return replace(self, **changes, rev=self.rev + 1, modified=now())


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What remains of a deleted annotation: all of it, so that it can be restored."""

    annotation: Annotation
    rev: int
    at: datetime
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def id(self) -> str:
        """The identifier of the annotation that was deleted."""
        return self.annotation.id


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation and where it stands in the text as it is now.

    `state` is `exact`, `carried`, `found` (to be checked), `lost` (`start` and `end` are then
    None) or `document` for a note on the whole document.
    """

    annotation: Annotation
    state: str
    start: int | None = None
    end: int | None = None
