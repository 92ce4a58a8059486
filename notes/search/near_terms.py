"""The terms that differ from a word by an edit or two, and how likely each of them was meant."""

from collections.abc import Mapping

from .bm25 import rarity
from .postings import FieldPostings

_EDIT_WEIGHT = 0.7  # for each edit


def warm() -> None:
    """Load what compares words: the first query that needs it has little time."""
    import rapidfuzz.distance
    import rapidfuzz.process  # noqa: F401


def near_terms(postings: FieldPostings, word: str, distance: int) -> dict[str, int]:
    """The terms of a field within `distance` edits of `word`, each with how many it takes.

    An edit is a letter put in, left out, changed, or swapped with the next one (optimal string
    alignment). Only terms with nearly the same letters are compared: one in fifty or so.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    terms = postings.near(word, distance)
    near = extract(word, terms, scorer=OSA.distance, score_cutoff=distance, limit=None)
    return {str(term): int(edits) for term, edits, _ in near}


def likelihoods(
    edits: Mapping[str, int], spreads: Mapping[str, int], count: int
) -> dict[str, float]:
    """What a match of each of the terms counts for, besides its inverse document frequency.

    `spreads` says in how many of the `count` documents each stands. The commoner a word is, the
    likelier it was meant, although a match of it tells less: all count as the commonest does, times
    how common they are beside it. The very word counts for itself.
    """
    most = max(spreads.values(), default=0)

    def likelihood(term: str) -> float:
        spread = spreads[term]
        return (spread + 1) / (most + 1) * rarity(most, count) / rarity(spread, count)

    return {
        term: _EDIT_WEIGHT**far * likelihood(term) if far else 1.0
        for term, far in sorted(edits.items())
    }
