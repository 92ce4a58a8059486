"""Passages elsewhere in the library that say the nearest thing to a passage.

The passage's own rarest words are looked for; in the documents with the most of them, the windows
that hold the most are shown. Words in very many documents say nothing about what is said.
"""

from collections.abc import Callable, Sequence
from math import log
from typing import NamedTuple

import numpy as np

from .analysis import Analyzer
from .clock import Clock
from .evaluation import Evaluator
from .expansion import Expander, Vocabulary
from .found import NOTHING, Found, only
from .gathering import Candidate, United, choose
from .heads import Pattern
from .matching import Match
from .model import Hit
from .passages import Body, body_passages
from .patterns import NOTHING_TOLD, Told
from .query import Or, Word
from .schema import PATH, key
from .snapshot import Snapshot

_MOST_WORDS = 20  # of the passage
_RAREST = 200  # one document in so many: a word in still fewer tells no more
_COMMON = 0.25  # of all documents: a word in more of them is no key
_LEAST_KEYS = 2  # different words that a passage must share
_WIDTH = 400  # characters of the text that is compared at a time
_READ = 2  # documents read for each one that is shown


def key_words(
    passage: str, vocabulary: Vocabulary, count: int, analyzer: Analyzer
) -> dict[str, float]:
    """The words that tell what the passage is about, with the weight of each, heaviest first."""
    terms, _ = analyzer.positions(passage)
    weights, spreads = {}, {}
    for term, places in terms.items():
        spread = spreads[term] = vocabulary.frequency("body", term)
        if len(term) > 2 and 1 < spread <= max(_COMMON * count, 3):
            rarity = log(min(count / spread, _RAREST))
            weights[term] = (1 + log(len(places))) * rarity
    heaviest = sorted(weights, key=lambda term: (-weights[term], -spreads[term], term))
    return {term: weights[term] for term in heaviest[:_MOST_WORDS]}


class Passage(NamedTuple):
    """What is compared: a text, the path of its own document, how many answers are wanted."""

    text: str
    exclude: str | None
    limit: int
    analyzer: Analyzer


class Nearest(NamedTuple):
    """The documents to compare, and the words to compare by with what they tell."""

    candidates: list[Candidate]
    patterns: list[Pattern]
    told: Told


def nearest(snapshot: Snapshot, vocabulary: Vocabulary, passage: Passage, clock: Clock) -> Nearest:
    """The documents that have the most of the passage's key words, and those that score best.

    A long document that holds the very passage scores less than a short one with few of its words;
    one that has them all may have each somewhere else. So both are read.
    """
    keys = key_words(passage.text, vocabulary, snapshot.count, passage.analyzer)
    if len(keys) < _LEAST_KEYS:
        return Nearest([], [], NOTHING_TOLD)
    expand = Expander(vocabulary, clock)
    words = [Word(term, ((term,),)) for term in keys]
    evaluator = Evaluator(snapshot, expand, clock)
    scored = _without(snapshot, evaluator.evaluate(Or(tuple(words)), "texts"), passage.exclude)
    held = np.zeros(snapshot.count)
    for word, weight in zip(words, keys.values(), strict=True):
        held[evaluator.evaluate(word, "texts").ids] += weight
    candidates: dict[str, Candidate] = {}
    # Of those that have the same words the one that scores best comes first.
    holding = held[scored.ids] + scored.scores / (1 + scored.scores.sum())
    for found in (Found(scored.ids, holding), scored):
        best = choose(snapshot, United(found, NOTHING, {}), passage.limit * _READ, "relevance")
        candidates |= {candidate.path: candidate for candidate in best}
    patterns = [Pattern(frozenset(expand(word).words)) for word in words]
    return Nearest(list(candidates.values()), patterns, Told(list(keys.values()), frozenset()))


def hits(
    near: Nearest,
    limit: int,
    load_text: Callable[[str], str | None],
    analyzer: Analyzer,
    clock: Clock,
) -> tuple[Hit, ...]:
    """The nearest passage of each document that there is time to read, the nearest of all first."""
    found = []
    for candidate in near.candidates:
        text = load_text(candidate.path)
        hit = _hit(candidate, Body(text, near.patterns, near.told, analyzer)) if text else None
        if hit is not None:
            found.append(hit)
        if clock.expired():
            break
    return tuple(sorted(found, key=lambda hit: -hit.score)[:limit])


def _without(snapshot: Snapshot, found: Found, path: str | None) -> Found:
    number = snapshot.document(PATH, key(path)) if path is not None else None
    if number is None:
        return found
    others = np.ones(snapshot.count, bool)
    others[number] = False
    return only(found, others)


def _hit(candidate: Candidate, body: Body) -> Hit | None:
    matches = body.matches()
    window, weight = _heaviest(matches, body.told.weights)
    if len({match.pattern for match in window}) < _LEAST_KEYS or candidate.facts is None:
        return None
    return Hit(
        document=candidate.facts.id,
        path=candidate.path,
        title=candidate.facts.title or candidate.path.rsplit("/", 1)[-1],
        score=weight,
        passages=body_passages(body, window, 1),
        total_passages=1,
    )


def _heaviest(matches: Sequence[Match], weights: Sequence[float]) -> tuple[Sequence[Match], float]:
    """The window with the most weight, each different word counted once."""
    best, most = (0, 0), 0.0
    held: dict[int, int] = {}
    weight, first = 0.0, 0
    for last, match in enumerate(matches):
        if not held.get(match.pattern):
            weight += weights[match.pattern]
        held[match.pattern] = held.get(match.pattern, 0) + 1
        while matches[first].start < match.end - _WIDTH:
            gone = matches[first].pattern
            held[gone] -= 1
            weight -= 0 if held[gone] else weights[gone]
            first += 1
        if weight > most + 1e-9:
            best, most = (first, last + 1), weight
    return matches[slice(*best)], most
