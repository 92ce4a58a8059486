"""The terms that differ from a word by an edit or two."""

from .postings import FieldPostings


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
