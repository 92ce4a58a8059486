"""Put one query to one state of the index: what matches, what to light up, what to say about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from . import suggestion
from .clock import Clock
from .evaluation import Evaluator
from .expansion import Expander, Meaning, Vocabulary
from .found import NOTHING
from .gathering import Candidate, United, choose, facets, unite
from .matching import Pattern
from .model import Order, Scope
from .patterns import patterns
from .query import Leaf, Query, State, leaves
from .results import DARK, Lights
from .snapshot import Snapshot

_NOWHERE: dict[str | None, str] = {
    "title": "is not in any title",
    "author": "is not in any author's name",
    "source": "is not in any file's name or publisher",
    "note": "is not in any note",
    "quote": "is not in any quote of a note",
    "tag": "is not the tag of any note",
    "color": "is not the colour of any note",
    "format": "is not the format of any document",
    "date": "is not the time of any document",
}
_NONE_IS = {
    "annotated": "No document has notes.",
    "unread": "Every document was opened before.",
    "lost": "No note has lost its place.",
}
_PATIENCE = 0.5  # seconds for the near words of a query that is only to be lit up
_SUGGESTING = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a query that has a root, where to look, and how much is wanted.

    `within` is the path of the one document to look in; `opened` gives the paths of those that
    were read before; `lit` asks also for what to light up.
    """

    read: Query
    scope: Scope = "all"
    limit: int = 20
    order: Order = "relevance"
    within: str | None = None
    opened: Callable[[], Iterable[str]] = tuple
    lit: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the index alone can say about a query; the texts themselves are not read yet."""

    total: int
    candidates: list[Candidate]
    lights: Lights
    hints: tuple[str, ...]
    suggestion: str | None
    partial: bool


def ask(snapshot: Snapshot, vocabulary: Vocabulary, asked: Question, clock: Clock) -> Outcome:
    """The outcome of a question."""
    expand = Expander(vocabulary, clock)
    wanted = list(leaves(asked.read.root))
    united = _united(snapshot, asked, expand, clock)
    total = len(united.documents.ids) + len(united.orphans)
    candidates = choose(snapshot, united, max(asked.limit, 0), asked.order)
    hints = [*asked.read.hints, *_cut(wanted, expand)]
    partial = clock.expired()
    better = None
    if total == 0:
        if not partial:
            better = suggestion.suggest(
                asked.read.text, wanted, vocabulary, expand, Clock(_SUGGESTING)
            )
        hints += _reasons(wanted, expand, asked, partial)
    lights = _lights(wanted, expand, asked.scope) if asked.lit else DARK
    return Outcome(total, candidates, lights, tuple(hints), better, partial)


def count_facets(
    snapshot: Snapshot, vocabulary: Vocabulary, asked: Question, clock: Clock
) -> dict[str, dict[str, int]]:
    """How many of the documents that answer have each label, by facet."""
    united = _united(snapshot, asked, Expander(vocabulary, clock), clock)
    return facets(snapshot, united)


def _united(snapshot: Snapshot, asked: Question, expand: Expander, clock: Clock) -> United:
    assert asked.read.root is not None
    evaluator = Evaluator(snapshot, expand, clock, asked.opened)
    texts, notes = NOTHING, NOTHING
    if asked.scope != "notes":
        texts = evaluator.evaluate(asked.read.root, "texts")
    if asked.scope != "body" and snapshot.has_notes:
        notes = evaluator.evaluate(asked.read.root, "notes")
    return unite(snapshot, texts, notes, asked.within)


def _lights(wanted: list[Leaf], expand: Expander, scope: Scope) -> Lights:
    in_texts = wanted if scope != "notes" else []
    in_notes = wanted if scope != "body" else []
    return Lights(
        body=patterns(in_texts, None, expand),
        title=patterns(in_texts, "title", expand),
        quote=patterns(in_notes, "quote", expand),
        note=patterns(in_notes, "note", expand),
        tags=patterns(in_notes, None, expand),
    )


def _cut(wanted: list[Leaf], expand: Expander) -> list[str]:
    return [
        f"{leaf.raw} stands for very many words; only the commonest were looked for."
        for leaf in wanted
        if not expand(leaf).complete
    ]


def _reasons(wanted: list[Leaf], expand: Expander, asked: Question, partial: bool) -> list[str]:
    """Why there are no results: at least one reason, unless the query has a hint that says so."""
    if partial:
        return ["The search was stopped before anything was found."]
    where = {"all": "text or note", "body": "text", "notes": "note"}[asked.scope]
    missing = [leaf for leaf in wanted if expand.is_missing(leaf)]
    if missing:
        told = asked.read.hints
        untold = (leaf for leaf in missing[:3] if not any(h.startswith(leaf.raw) for h in told))
        return list(dict.fromkeys(map(_missing, untold)))
    if asked.within is not None:
        return ["It is in the library, but not in this document."]
    if len(wanted) == 1 and isinstance(wanted[0], State):
        return [_NONE_IS[wanted[0].field]]
    if len(wanted) > 1:
        return [f"Each of the words is somewhere, but no single {where} matches the whole query."]
    asks = " as the query asks for it" if asked.scope == "all" else ""
    return [f"It is in the library, but in no {where}{asks}."]


def _missing(leaf: Leaf) -> str:
    return f"“{leaf.raw}” {_NOWHERE.get(leaf.field, 'is not in any text or note')}."


def body_patterns(read: Query, vocabulary: Vocabulary | None) -> list[Pattern]:
    """What the query lights up in a body; without a vocabulary only words as they are typed."""
    wanted = list(leaves(read.root))
    if vocabulary is None:
        return patterns(wanted, None, lambda leaf: Meaning())
    return patterns(wanted, None, Expander(vocabulary, Clock(_PATIENCE)))
