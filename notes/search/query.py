"""The tree of what is looked for: plain values, made by `parsing`, read by everybody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

# The fields that speak of documents, not of notes, and those whose values are found whole.
DOCUMENT_FIELDS = frozenset({"title", "author", "source", "format", "date", "annotated", "unread"})
LABEL_FIELDS = frozenset({"tag", "color", "format", "date", "annotated", "unread", "lost"})
STATES = ("annotated", "unread", "lost")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed (`raw`), and the terms or rows of terms that it stands for."""

    raw: str
    forms: tuple[tuple[str, ...], ...]
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Typed(Word):
    """A word that is still being typed: that word, and less so all that begin with `start`.

    One letter may become nearly any word: beside others it leaves nothing out.
    """

    start: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is a letter yet."""
        return len(self.start) < 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms at successive positions; `is_closed` unless its second quotation mark is missing."""

    raw: str
    row: tuple[str, ...]
    field: str | None = None
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class TypedPhrase(Phrase):
    """A phrase that is still being typed, or ends in `*`: the last term may be a beginning.

    It has two terms at least.
    """


@dataclass(frozen=True, slots=True)
class Prefix:
    """All terms that begin with `start`."""

    raw: str
    start: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """All terms within `distance` (1 or 2) edits of `word`."""

    raw: str
    word: str
    distance: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Wildcard:
    """All terms that match `pattern`, where `*` is any letters and `?` is one."""

    raw: str
    pattern: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Terms in any order, no two of them more than `distance` positions apart."""

    raw: str
    row: tuple[str, ...]
    distance: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """Documents with an ISO date from `low` on and before `high`."""

    raw: str
    low: str
    high: str
    field: str = "date"


@dataclass(frozen=True, slots=True)
class State:
    """Documents that have annotations or are unread, or annotations that lost their place."""

    raw: str
    field: str


@dataclass(frozen=True, slots=True)
class And:
    """All of the children; at least one of them is not a `Not`."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the children; none of them is a `Not`."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there; stands only in an `And`."""

    child: "Node"


Leaf: TypeAlias = Word | Phrase | Prefix | Fuzzy | Wildcard | Near | Dates | State
Node: TypeAlias = Leaf | And | Or | Not


class Query(NamedTuple):
    """A query as typed and as understood; without a `root` there is nothing to look for."""

    text: str
    root: Node | None
    hints: tuple[str, ...] = ()


def without_exclusions(node: Node) -> Node:
    """The same, but nothing is taken away."""
    if isinstance(node, And):
        kept = [child for child in node.children if not isinstance(child, Not)]
        return And(tuple(map(without_exclusions, kept)))
    return Or(tuple(map(without_exclusions, node.children))) if isinstance(node, Or) else node


def leaves(node: Node | None) -> Iterator[Leaf]:
    """The words, phrases and patterns that are wanted, in order; what is excluded is left out."""
    if isinstance(node, And | Or):
        for child in node.children:
            yield from leaves(child)
    elif node is not None and not isinstance(node, Not):
        yield node
