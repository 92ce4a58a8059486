"""Put one query to one state of the index: what matches, what to light up, what to say about it."""

from dataclasses import dataclass
from typing import Any

from . import suggestion
from .clock import Clock
from .evaluation import evaluate
from .expansion import Expander, Meaning, Vocabulary
from .matching import Pattern
from .model import Scope
from .patterns import patterns
from .query import Leaf, Query, leaves
from .results import Candidate, Lights, gather

_FEW = 2  # results up to which a better query is looked for
_PATIENCE = 0.5  # seconds for the near words of a query that is only to be lit up
_SUGGESTING = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the index alone can say about a query; the texts themselves are not read yet."""

    total: int
    candidates: list[Candidate]
    lights: Lights
    hints: tuple[str, ...]
    suggestion: str | None
    partial: bool


def ask(
    searcher: Any, vocabulary: Vocabulary, read: Query, scope: Scope, limit: int, clock: Clock
) -> Outcome:
    """The outcome of a query that has a root."""
    assert read.root is not None
    expand = Expander(vocabulary, clock)
    wanted = list(leaves(read.root))
    texts = evaluate(searcher, read.root, "texts", expand, clock) if scope != "notes" else {}
    notes = evaluate(searcher, read.root, "notes", expand, clock) if scope != "body" else {}
    total, candidates = gather(searcher, texts, notes, limit, clock)
    hints = [*read.hints, *_cut(wanted, expand)]
    partial = clock.expired()
    better = None
    if total <= _FEW and not partial:
        better = suggestion.suggest(read.text, wanted, vocabulary, expand, Clock(_SUGGESTING))
    if total == 0:
        hints += _reasons(wanted, expand, scope, partial)
    lights = _lights(wanted, expand, scope)
    return Outcome(total, candidates, lights, tuple(hints), better, partial)


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


def _reasons(wanted: list[Leaf], expand: Expander, scope: Scope, partial: bool) -> list[str]:
    """Why there are no results: always at least one reason."""
    if partial:
        return ["The search was stopped before anything was found."]
    where = {"all": "text or note", "body": "text", "notes": "note"}[scope]
    missing = suggestion.missing(wanted, expand)
    if missing:
        return [f"“{raw}” is not in any text or note." for raw in missing[:3]]
    if len(wanted) > 1:
        return [f"Each of the words is somewhere, but no single {where} matches the whole query."]
    return [f"It is in the library, but in no {where} as the query asks for it."]


def body_patterns(read: Query, vocabulary: Vocabulary | None) -> list[Pattern]:
    """What the query lights up in a body; without a vocabulary only words as they are typed."""
    wanted = list(leaves(read.root))
    if vocabulary is None:
        return patterns(wanted, None, lambda leaf: Meaning())
    return patterns(wanted, None, Expander(vocabulary, Clock(_PATIENCE)))
