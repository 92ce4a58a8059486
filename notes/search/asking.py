"""Put one query to one state of the index: what matches, what to light up, what to say about it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from . import reasons, suggestion
from .clock import Clock
from .evaluation import Evaluator
from .expansion import Expander, Meaning, Vocabulary
from .found import NOTHING
from .gathering import Candidate, United, choose, facets, foremost, unite
from .heads import Pattern
from .model import Order, Scope
from .patterns import patterns, told
from .query import And, Fuzzy, Leaf, Node, Phrase, Query, Word, leaves, without_exclusions
from .results import DARK, Lights
from .snapshot import Snapshot

_PATIENCE = 0.5  # seconds for the near words of a query that is only to be lit up
_COMMON = 0.5  # of all texts and notes: a word in more is everywhere
_SUGGESTING = 0.05  # seconds


class Question(NamedTuple):
    """What is asked: a query that has a root, where to look, and how much is wanted.

    `parse` reads another query in the same way.
    `within` is the path of the one document to look in; `opened` gives the paths of those that
    were read before; `lit` asks also for what to light up.
    """

    read: Query
    parse: Callable[[str], Query]
    scope: Scope = "all"
    limit: int = 20
    order: Order = "relevance"
    within: str | None = None
    opened: Callable[[], Iterable[str]] = tuple
    lit: bool = True


class Outcome(NamedTuple):
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
    first = _foremost(asked, snapshot, vocabulary)
    if first is not None and not clock.expired():
        united = foremost(united, Evaluator(snapshot, expand, clock).evaluate(first, "texts"))
    total = len(united.documents.ids) + len(united.orphans)
    candidates = choose(snapshot, united, max(asked.limit, 0), asked.order)
    hints = [*asked.read.hints, *_cut(wanted, expand)]
    partial = clock.expired()
    better = None
    if total == 0:
        if partial:
            hints.append("The search was stopped before anything was found.")
        else:
            better = _better(snapshot, vocabulary, asked, expand)
            hints += _reasons(snapshot, vocabulary, asked, expand)
    lights = _lights(wanted, vocabulary, expand, asked.scope) if asked.lit else DARK
    return Outcome(total, candidates, lights, tuple(hints), better, partial)


def _foremost(asked: Question, snapshot: Snapshot, vocabulary: Vocabulary) -> Leaf | None:
    """What the best answers have, whatever scores say: the very word of one that may be misspelt,
    the phrase that nothing but common words may be.
    """
    root = asked.read.root
    if asked.order != "relevance" or asked.scope == "notes":
        return None
    if isinstance(root, Fuzzy):
        return Word(root.word, ((root.word,),), root.field)
    row = _row_of_common_words(root, snapshot, vocabulary)
    return Phrase(asked.read.text.strip(), row) if row else None


def _row_of_common_words(
    root: Node | None, snapshot: Snapshot, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The words of a query where it has no others than common ones, whose scores tell little."""
    row: list[str] = []
    for leaf in root.children if isinstance(root, And) else ():
        if not isinstance(leaf, Word) or leaf.field is not None or len(leaf.forms[0]) > 1:
            return ()
        row += leaf.forms[0]
    most = snapshot.count * _COMMON
    is_common = all(vocabulary.frequency("body", term) > most for term in row)
    return tuple(row) if is_common else ()


def _better(
    snapshot: Snapshot, vocabulary: Vocabulary, asked: Question, expand: Expander
) -> str | None:
    """The first suggestion that finds something, else the query with its words put right."""
    wanted = list(leaves(asked.read.root))
    offered = suggestion.suggestions(
        asked.read.text, wanted, vocabulary, expand, Clock(_SUGGESTING)
    )
    for better in (*offered.words, *offered.others):
        if _finds(snapshot, vocabulary, asked._replace(read=asked.parse(better))):
            return better
    return next(iter(offered.words), None)


def _reasons(
    snapshot: Snapshot, vocabulary: Vocabulary, asked: Question, expand: Expander
) -> list[str]:
    """Why nothing is found: at least one reason, unless the query has a hint that says so."""
    wanted = list(leaves(asked.read.root))
    if missing := reasons.missing_leaves(wanted, expand):
        return reasons.missing(missing, asked.read.hints, snapshot.labels("format"))
    everywhere = asked._replace(scope="all", within=None)
    if everywhere != asked and _finds(snapshot, vocabulary, everywhere):
        return [reasons.elsewhere(asked.scope, asked.within is not None)]
    assert asked.read.root is not None
    kept = without_exclusions(asked.read.root)
    less = asked._replace(read=asked.read._replace(root=kept))
    if kept != asked.read.root and _finds(snapshot, vocabulary, less):
        return [reasons.EXCLUDED]
    return [reasons.apart(wanted, asked.scope)]


def _finds(snapshot: Snapshot, vocabulary: Vocabulary, asked: Question) -> bool:
    """Whether anything is found, as far as there is time to look."""
    if asked.read.root is None:
        return False
    clock = Clock(_SUGGESTING)
    united = _united(snapshot, asked, Expander(vocabulary, clock), clock)
    return bool(len(united.documents.ids) or united.orphans)


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


def _lights(wanted: list[Leaf], vocabulary: Vocabulary, expand: Expander, scope: Scope) -> Lights:
    in_texts = wanted if scope != "notes" else []
    in_notes = wanted if scope != "body" else []
    body = patterns(in_texts, None, expand)
    return Lights(
        body=body,
        told=told(body, vocabulary),
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


def body_patterns(read: Query, vocabulary: Vocabulary | None) -> list[Pattern]:
    """What the query lights up in a body; without a vocabulary only words as they are typed."""
    wanted = list(leaves(read.root))
    if vocabulary is None:
        return patterns(wanted, None, lambda leaf: Meaning())
    return patterns(wanted, None, Expander(vocabulary, Clock(_PATIENCE)))
