"""From the leaves of a query to what is lit up: in bodies, titles, quotes, notes and tags."""

from collections.abc import Callable, Sequence
from math import log
from typing import NamedTuple

from .expansion import Meaning, Vocabulary
from .heads import Pattern
from .query import LABEL_FIELDS, Fuzzy, Leaf, Near, Phrase, Prefix, Typed, TypedPhrase, Word


def patterns(
    wanted: Sequence[Leaf], field: str | None, expand: Callable[[Leaf], Meaning]
) -> list[Pattern]:
    """What the leaves look for in a text that is searched by default or by `field`."""
    return [
        _pattern(leaf, expand)
        for leaf in dict.fromkeys(wanted)
        if leaf.field not in LABEL_FIELDS and (leaf.field is None or leaf.field == field)
    ]


_MANY = 100  # documents: in fewer nobody knows which words are common
_LITTLE = log(1 + 1 / 0.5)  # what a word tells that is in half of all documents


class Told(NamedTuple):
    """How much a match of each pattern tells, a rare word more than a common one; and which of them
    are so common that only their places beside others matter.
    """

    weights: Sequence[float]
    common: frozenset[int]


NOTHING_TOLD = Told((), frozenset())


def told(wanted: Sequence[Pattern], vocabulary: Vocabulary) -> Told:
    """What matches of the patterns tell in the texts of this index."""
    weights = [_weight(pattern, vocabulary) for pattern in wanted]
    common = frozenset(number for number, weight in enumerate(weights) if weight < _LITTLE)
    is_beside_others = vocabulary.count >= _MANY and len(common) < len(wanted)
    return Told(weights, common if is_beside_others else frozenset())


def _weight(pattern: Pattern, vocabulary: Vocabulary) -> float:
    """A row is as rare as its rarest word, at most; of words that stand for one the commonest."""
    rows = (*pattern.rows, *pattern.begun, *pattern.near)
    found = [min(vocabulary.frequency("body", term) for term in row) for row in rows]
    found += [vocabulary.frequency("body", word) for word in pattern.words]
    return log(1 + vocabulary.count / (1 + max(found, default=0)))


def _pattern(leaf: Leaf, expand: Callable[[Leaf], Meaning]) -> Pattern:
    """The terms as typed, which a text may have that is not indexed yet, and their forms."""
    words = set(expand(leaf).words)
    if isinstance(leaf, Prefix):
        return Pattern(prefixes=(leaf.start,))
    if isinstance(leaf, TypedPhrase):
        return Pattern(begun=(leaf.row,))
    if isinstance(leaf, Phrase):
        if len(leaf.row) > 1:
            return Pattern(rows=(leaf.row,))
        return Pattern(frozenset(leaf.row))
    if isinstance(leaf, Word):
        words.update(form[0] for form in leaf.forms if len(form) == 1)
        rows = tuple(row for row in leaf.forms if len(row) > 1)
        begun = (leaf.start,) if isinstance(leaf, Typed) and not leaf.is_open else ()
        return Pattern(frozenset(words), begun, rows)
    if isinstance(leaf, Near):
        return Pattern(near=(frozenset(leaf.row),), distance=leaf.distance)
    return Pattern(frozenset(words | ({leaf.word} if isinstance(leaf, Fuzzy) else set())))
