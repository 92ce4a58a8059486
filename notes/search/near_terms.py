"""The terms that differ from a word by an edit or two.

One edit leaves the first letter as it is, or is an edit of that letter. So only the terms with the
same first letter are compared, and the few others are looked up.
"""

import string
from collections.abc import Iterator

from .clock import Clock
from .postings import FieldPostings

_AT_ONCE = 16_384  # terms between two looks at the clock


def near_terms(postings: FieldPostings, word: str, distance: int, clock: Clock) -> dict[str, int]:
    """The terms of a field within `distance` edits of `word`, each with how many it takes.

    An edit is a letter put in, left out, changed, or swapped with the next one (optimal string
    alignment). Stops when the clock says so.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    low, high = postings.starting(word[0].encode()) if distance == 1 else (0, len(postings))
    found: dict[str, int] = {}
    for start in range(low, high, _AT_ONCE):
        terms = postings.words(start, min(start + _AT_ONCE, high))
        near = extract(word, terms, scorer=OSA.distance, score_cutoff=distance, limit=None)
        found.update((str(term), int(edits)) for term, edits, _ in near)
        if clock.expired():
            break
    if distance == 1:
        for other in _other_beginnings(word):
            if other not in found and _has(postings, other):
                found[other] = 1
    return found


def _has(postings: FieldPostings, term: str) -> bool:
    return postings.find(term.encode()) >= 0


def _other_beginnings(word: str) -> Iterator[str]:
    """What an edit of the first letter makes of `word`, and the word itself."""
    yield word[1:]
    yield word[1:2] + word[:1] + word[2:]
    for letter in letters_for(word):
        yield letter + word[1:]
        yield letter + word


def letters_for(word: str) -> set[str]:
    """The lower-case letters of the alphabets that the word's letters come from, and digits."""
    found = set(string.ascii_lowercase + string.digits)
    for char in word:
        block = ord(char) & ~0x3F
        found.update(
            chr(code)
            for code in range(block, block + 0x40)
            if chr(code).isalpha() and chr(code) == chr(code).lower()
        )
    return found
