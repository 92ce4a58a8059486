"""The terms that differ from a word by an edit or two.

One edit leaves the first two letters as they are, or is an edit of these. So only the terms that
begin with the same two letters are compared, and the other edits are looked up.
"""

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
        for other in _other_beginnings(postings, word):
            if other not in found and _has(postings, other):
                found[other] = 1
    return found


def _has(postings: FieldPostings, term: str) -> bool:
    return postings.find(term.encode()) >= 0


def _other_beginnings(postings: FieldPostings, word: str) -> Iterator[str]:
    """What an edit of the first letters makes of `word`, and the word itself."""
    for place in range(min(_HEAD, len(word))):
        head, char, tail = word[:place], word[place], word[place + 1 :]
        yield head + tail
        yield head + tail[:1] + char + tail[1:]
        for letter in _letters_after(postings, head):
            yield head + letter + tail
            yield head + letter + char + tail


def _letters_after(postings: FieldPostings, head: str) -> Iterator[str]:
    """The letters that follow `head` in any of the terms, each once."""
    number, high = postings.starting(head.encode())
    while number < high:
        letter = postings.term(number).decode()[len(head) : len(head) + 1]
        if letter:
            yield letter
            number = postings.starting((head + letter).encode())[1]
        else:
            number += 1
