"""From the leaves of a query to what is lit up: in bodies, titles, quotes, notes and tags."""

from collections.abc import Callable, Sequence

from .expansion import Meaning
from .matching import Pattern
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
