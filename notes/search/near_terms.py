"""The terms that differ from a word by an edit or two.

One edit leaves the first two letters as they are, or is an edit of these. So only the terms that
begin with the same two letters are compared, and the few hundred others are looked up.
"""

import string
from collections.abc import Iterator

from .clock import Clock
from .postings import FieldPostings

_HEAD = 2
_AT_ONCE = 16_384  # terms between two looks at the clock


def near_terms(postings: FieldPostings, word: str, distance: int, clock: Clock) -> dict[str, int]:
    """The terms of a field within `distance` edits of `word`, each with how many it takes.

    An edit is a letter put in, left out, changed, or swapped with the next one (optimal string
    alignment). Stops when the clock says so.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    head = word[:_HEAD] if distance == 1 else ""
    low, high = postings.starting(head.encode()) if head else (0, len(postings))
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
    """What an edit of the first letters makes of `word`, and the word itself."""
    letters = letters_for(word)
    for place in range(min(_HEAD, len(word))):
        head, char, tail = word[:place], word[place], word[place + 1 :]
        yield head + tail
        yield head + tail[:1] + char + tail[1:]
        for letter in letters:
            yield head + letter + tail
            yield head + letter + char + tail


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
