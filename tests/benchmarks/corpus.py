"""Made-up prose with the word frequencies of real prose (Zipf's law), the same at every run."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

_WORDS = 100_000  # enough that some are met once in a library and never again
_ROW = 44  # characters of a numbered row: fewer than the reader has room for
_ONSETS = (*"bcdfghklmnprstvw", "br", "dr", "st", "tr")
_VOWELS = (*"aeiou", "ai", "ea")
_ENDINGS = ("", "", "", "s", "ed", "ing", "er", "ly", "ness")


@dataclass(frozen=True, slots=True)
class Article:
    """One document: a title, and a body of some paragraphs."""

    name: str
    title: str
    body: str


@cache
def _vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """All words, the most frequent first, and their frequencies added up."""
    chance = random.Random(11)
    words: dict[str, None] = {}
    while len(words) < _WORDS:
        parts = chance.choice((2, 2, 3, 4))
        stem = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(parts))
        words.setdefault(stem + chance.choice(_ENDINGS))
    return tuple(words), tuple(accumulate(1 / (rank + 2) for rank in range(len(words))))


def articles(count: int, length: int, seed: int = 1) -> Iterator[Article]:
    """`count` articles of about `length` words, each between half and twice of that."""
    words, frequencies = _vocabulary()
    chance = random.Random(seed)
    for number in range(count):
        size = int(length * chance.triangular(0.5, 2, 0.75))
        drawn = chance.choices(words, cum_weights=frequencies, k=size + 6)
        title = " ".join(drawn[:6]).capitalize()
        yield Article(f"{number:06}.txt", title, "\n\n".join(_paragraphs(drawn[6:], chance)))


def _paragraphs(words: list[str], chance: random.Random) -> Iterator[str]:
    sentences: list[str] = []
    start = 0
    while start < len(words):
        end = start + chance.randint(6, 30)
        sentences.append(" ".join(words[start:end]).capitalize() + ".")
        start = end
        if len(sentences) == 4 or start >= len(words):
            yield " ".join(sentences)
            sentences = []


def numbered_rows(count: int) -> str:
    """A text of short lines, each with its number, so that a painted row can be told by it."""
    words, frequencies = _vocabulary()
    drawn = iter(random.Random(5).choices(words, cum_weights=frequencies, k=count * 2))
    texts = (f"{number:06} row {number:06} {next(drawn)} {next(drawn)}" for number in range(count))
    return "\n".join(text[:_ROW] for text in texts)
