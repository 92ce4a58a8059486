"""Queries of each kind for a set of articles, taken from the words that are in them."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus import Article

COMMON, MID, RARE = "common term", "mid term", "rare term"
AND, OR, PHRASE = "AND of two common", "OR of three mid", "phrase of two"
PREFIX = "prefix of three letters"
_COMMON, _MID = 0.5, 0.05  # the share of the articles that have the word
_RARE = 2  # articles


def queries(articles: Sequence[Article], of_each: int) -> dict[str, list[str]]:
    """`of_each` queries of each kind, written as all three engines understand them."""
    words_of = [re.findall(r"[a-z]+", article.body.lower()) for article in articles]
    spread = Counter(word for words in words_of for word in set(words))
    count = len(articles)
    common = _near(spread, _COMMON * count, 2 * of_each)
    mid = _near(spread, _MID * count, 3 * of_each)
    return {
        COMMON: common[:of_each],
        MID: mid[:of_each],
        RARE: _near(spread, _RARE, of_each),
        AND: [" ".join(pair) for pair in zip(common[:of_each], common[of_each:], strict=False)],
        OR: [
            " OR ".join(three)
            for three in zip(mid[:of_each], mid[of_each:], mid[2 * of_each :], strict=False)
        ],
        PHRASE: [f'"{pair}"' for pair in _phrases(words_of, spread, _MID * count, of_each)],
        PREFIX: [f"{word[:3]}*" for word in mid[:of_each]],
    }


def _near(spread: Counter[str], articles: float, wanted: int) -> list[str]:
    """The words that are in about so many articles."""
    by_distance = sorted(spread, key=lambda word: (abs(spread[word] - articles), word))
    return by_distance[:wanted]


def _phrases(
    words_of: Sequence[Sequence[str]], spread: Counter[str], least: float, wanted: int
) -> Iterator[str]:
    """Two words that stand side by side, neither of them a rare one."""
    chance = random.Random(3)
    found = 0
    while found < wanted:
        words = chance.choice(words_of)
        place = chance.randrange(len(words) - 1)
        first, second = words[place : place + 2]
        if first != second and min(spread[first], spread[second]) >= least:
            found += 1
            yield f"{first} {second}"
