"""The values that annotations are made of; their JSON is in `w3c`, their files in `sidecar`."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from notes.annotations.equality import equal_but_for

COLORS = ("yellow", "green", "blue", "pink", "orange", "violet", "teal", "grey")
CONTEXT = 64  # code points kept before and after a quote
PURGED = "cp:purged"  # the key of a tombstone that holds nothing any more
LONGEST_LINEAGE = 16  # earlier states that an annotation remembers the digests of

# What can be said of where an annotation stands in the text as it is now.
EXACT, CARRIED, FOUND, LOST, WHOLE = "exact", "carried", "found", "lost", "document"


def now() -> datetime:
    """The present in UTC, to the second, as it is written into note files."""
    return datetime.now(UTC).replace(microsecond=0)


def new_id() -> str:
    """A fresh `urn:uuid:` identifier."""
    import uuid  # it takes 3 ms to load, and most starts make no note

    return uuid.uuid4().urn


class Selector(NamedTuple):
    """Where a passage was when it was marked: its words, what stood around them, its offsets.

    Offsets are code points into the text whose SHA-256 is the annotation's `anchored_to`. For a
    file in parts `fragment` is the name of the part, `page=3`, by the standard `fragment_of`.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    fragment: str = ""
    fragment_of: str = ""

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


@equal_but_for("lineage", "raw")
class Annotation(NamedTuple):
    """A highlight, with or without a note and tags; `selector` is None for the whole document.

    `rev` counts the changes. `lineage` has the digests of the states it came from, oldest first: by
    it any machine can tell a stale copy from a change of its own. `raw` is the JSON it was read
    from: what we do not know in it is written back as it came.
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
    lineage: tuple[str, ...] = ()
    raw: Mapping[str, Any] = {}

    @property
    def digest(self) -> str:
        """A short hash of this state: the revision and what somebody may have written in it."""
        selector = self.selector
        place = selector and (
            selector.exact,
            selector.prefix,
            selector.suffix,
            selector.start,
            selector.end,
        )
        said = (self.rev, self.note, sorted(self.tags), self.color, place, self.anchored_to)
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def changed(self, **changes: Any) -> "Annotation":
        """A copy with `changes`, one revision on and modified now."""
        return self._replace(**changes, rev=self.rev + 1, modified=now()).descending([self])

    def descends_from(self, other: "Annotation") -> bool:
        """Whether `other` is a state that this one came from, or this very state."""
        digest = other.digest
        return digest in self.lineage or digest == self.digest

    def descending(self, others: "Iterable[Annotation | None]") -> "Annotation":
        """A copy that knows `others` as states it came from; what it knew stays in order."""
        told = (one for other in others if other for one in (*other.lineage, other.digest))
        known = {*self.lineage, self.digest}
        new = dict.fromkeys(one for one in told if one not in known)
        return self._replace(lineage=(*new, *self.lineage)[-LONGEST_LINEAGE:])


@equal_but_for("raw")
class Tombstone(NamedTuple):
    """What remains of a deleted annotation: all of it, so that it can be restored."""

    annotation: Annotation
    rev: int
    at: datetime
    raw: Mapping[str, Any] = {}

    @property
    def id(self) -> str:
        """The identifier of the annotation that was deleted."""
        return self.annotation.id

    @property
    def is_purged(self) -> bool:
        """Whether what was in the annotation was let go of for good."""
        return self.raw.get(PURGED) is True


class Placed(NamedTuple):
    """An annotation and where it stands in the text as it is now.

    `state` is `exact`, `carried`, `found` (to be checked), `lost` (`start` and `end` are then
    None) or `document` for a note on the whole document.
    """

    annotation: Annotation
    state: str
    start: int | None = None
    end: int | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should say where the annotation belongs."""
        return self.state in (FOUND, LOST) and self.annotation.selector is not None
