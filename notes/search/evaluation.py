"""Find the index documents that a query's tree matches, with scores, before the clock runs out.

A tree is read in one of two universes: texts, or annotations. All of its words must be found in one
text, or in one annotation. What a query asks of documents (`author:`) holds for an annotation when
it holds for its document; what it asks of annotations (`tag:`) never holds for a text.
"""

from collections.abc import Iterable
from typing import Any, Literal

from whoosh import matching, query

from .clock import Clock
from .expansion import NOTE_PLACES, TEXT_PLACES, Expander, about_documents
from .query import And, Leaf, Node, Not, Or, leaves
from .schema import FACTS, PARENT, PATH, key

Universe = Literal["texts", "notes"]
_MANY = 16  # more terms than these are united as plain sets, at one score for all
_STEP = 64  # documents between two looks at the clock


class AnyOf(query.Query):  # type: ignore[misc]
    """Documents with any of many terms, all with the same score."""

    def __init__(self, place: str, terms: Iterable[str], weight: float, clock: Clock) -> None:
        self._place = place
        self._terms = [term.encode() for term in terms]
        self._weight = weight
        self._clock = clock

    def field(self) -> str:
        """The field of all the terms."""
        return self._place

    def estimate_size(self, ixreader: Any) -> int:
        """A guess that puts this after single terms."""
        return min(len(self._terms) * 10, int(ixreader.doc_count_all()))

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """A list of the documents, those deleted left out."""
        reader = searcher.reader()
        found: set[int] = set()
        for term in self._terms:
            if (self._place, term) in reader:
                found.update(reader.postings(self._place, term).all_ids())
            if self._clock.expired():
                break
        return matching.ListMatcher(sorted(found), all_weights=self._weight)


class Without(query.Query):  # type: ignore[misc]
    """Documents that match one query but not another.

    Whoosh's own AndNot lets the first document through when both its sides begin with it.
    """

    def __init__(self, wanted: Any, unwanted: Any) -> None:
        self._wanted = wanted
        self._unwanted = unwanted

    def estimate_size(self, ixreader: Any) -> int:
        """At most as many as are wanted."""
        return int(self._wanted.estimate_size(ixreader))

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """The wanted documents, the others filtered out."""
        unwanted = self._unwanted.matcher(searcher, searcher.boolean_context()).all_ids()
        wanted = self._wanted.matcher(searcher, context)
        return matching.FilterMatcher(wanted, frozenset(unwanted), exclude=True)


def evaluate(
    searcher: Any, root: Node, universe: Universe, expand: Expander, clock: Clock
) -> dict[int, float]:
    """The numbers of the matching index documents, with their scores."""
    if universe == "notes" and all(about_documents(leaf) for leaf in leaves(root)):
        return {}
    built = _Builder(searcher, universe, expand, clock).build(root)
    return _run(searcher, built, clock) if built is not None else {}


def _run(searcher: Any, wanted: Any, clock: Clock) -> dict[int, float]:
    scores: dict[int, float] = {}
    context = searcher.context()
    for leaf, offset in searcher.leaf_searchers():
        matcher = wanted.matcher(leaf, context)
        while matcher.is_active():
            scores[offset + matcher.id()] = matcher.score()
            matcher.next()
            if len(scores) % _STEP == 0 and clock.expired():
                return scores
        if clock.expired():
            break
    return scores


class _Builder:
    """Makes a tree into Whoosh's query for one universe; None stands for nothing at all."""

    def __init__(self, searcher: Any, universe: Universe, expand: Expander, clock: Clock) -> None:
        self._searcher = searcher
        self._universe = universe
        self._places = TEXT_PLACES if universe == "texts" else NOTE_PLACES
        self._expand = expand
        self._clock = clock

    def build(self, node: Node) -> Any:
        if isinstance(node, Or):
            return _any([self.build(child) for child in node.children])
        if isinstance(node, And):
            return self._all(node)
        assert not isinstance(node, Not)  # the parser leaves these in And only
        return self._leaf(node)

    def _all(self, node: And) -> Any:
        wanted = [self.build(child) for child in node.children if not isinstance(child, Not)]
        if None in wanted:
            return None
        unwanted = _any(
            [self.build(child.child) for child in node.children if isinstance(child, Not)]
        )
        together = wanted[0] if len(wanted) == 1 else query.And(wanted)
        return together if unwanted is None else Without(together, unwanted)

    def _leaf(self, leaf: Leaf) -> Any:
        if self._universe == "notes" and about_documents(leaf):
            return self._of_documents(leaf)
        meaning = self._expand(leaf)
        found = []
        for place, weight in self._places.get(leaf.field, {}).items():
            if len(meaning.words) > _MANY:
                found.append(AnyOf(place, meaning.words, weight, self._clock))
            else:
                found += [
                    query.Term(place, term, boost=weight * own)
                    for term, own in meaning.words.items()
                    if (place, term) in self._searcher.reader()
                ]
            found += [query.Phrase(place, list(row), boost=weight) for row in meaning.rows]
        return _any(found)

    def _of_documents(self, leaf: Leaf) -> Any:
        """The annotations in the documents that a leaf holds for."""
        numbers = evaluate(self._searcher, leaf, "texts", self._expand, self._clock)
        names = [key(self._searcher.stored_fields(number)[FACTS].path) for number in numbers]
        return AnyOf(PARENT, names, 0.0, self._clock) if names else None


def _any(queries: list[Any]) -> Any:
    found = [one for one in queries if one is not None]
    if not found:
        return None
    return found[0] if len(found) == 1 else query.Or(found)


def document_number(searcher: Any, path: str) -> int | None:
    """The number of the text with this path, if it is indexed."""
    number: int | None = searcher.document_number(**{PATH: key(path)})
    return number
