"""Did you mean: for words that are not there, or hardly, the commonest word one edit away, or the
file that is called so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .clock import Clock
from .expansion import Expander, Vocabulary, places
from .folding import fold
from .periods import PERIOD_FIELDS
from .query import Leaf, Near, Phrase, Typed, Word

_EVERYWHERE = ("body", "title", "note", "quote")
# Their values are of a kind, not spelt nearly so; what is none of it was read as words.
_CLOSED_FIELDS = frozenset({*PERIOD_FIELDS, "is", "format", "color"})
_QUOTED = re.compile(r'\s*(?:(?i:near)\s+)?["“”]([\w\s]+)(?:["“”](?:~\d*)?)?\s*')
_SEVERAL = re.compile(r"\s*\w+\*?(?:\s+\w+\*?)+\s*")
_OPERATOR = re.compile(r"\b(?:OR|AND|NOT)\b")
_SHORTEST = 3
_RARE = 2  # index documents; a word in more of them is not questioned
_COMMONER = 5  # times as common a word must be to be put in place of one that exists


class Suggestions(NamedTuple):
    """Queries in place of one that finds nothing, the likeliest first; none is that one itself.

    `words` have its unknown words put right, `others` ask the same less strictly.
    """

    words: tuple[str, ...]
    others: tuple[str, ...]


def suggestions(
    text: str, leaves: Iterable[Leaf], vocabulary: Vocabulary, expand: Expander, clock: Clock
) -> Suggestions:
    """What may be meant by a query, or may find something at least."""
    better = begun = text
    for leaf in leaves:
        if isinstance(leaf, Typed) and not expand.is_missing(leaf):
            continue
        if _is_written_out(leaf, vocabulary):
            better = begun = better.replace(leaf.raw, f'"{leaf.raw}"')
            continue
        if _is_source(leaf, vocabulary, expand):
            better = begun = better.replace(leaf.raw, f"source:{leaf.raw}")
            continue
        for word in _questioned(leaf):
            forms = {word, *expand(leaf).words}
            own = max(_frequency(form, places(leaf), vocabulary) for form in forms)
            found = nearest(word, own, places(leaf), vocabulary, clock)
            start = f"{word}*" if own == 0 and _goes_on(leaf, word, vocabulary) else None
            if found or start:
                better = _replaced(better, word, found or start or word)
                begun = _replaced(begun, word, start or found or word)
    words = dict.fromkeys(one for one in (better, begun) if one != text)
    return Suggestions(tuple(words), tuple(_less_strictly(better)))


def _less_strictly(text: str) -> Iterator[str]:
    """The words of a phrase in any order; any of several words."""
    if quoted := _QUOTED.fullmatch(text):
        yield " ".join(quoted[1].split())
    elif _SEVERAL.fullmatch(text) and not _OPERATOR.search(text):
        yield " OR ".join(text.split())


def _is_written_out(leaf: Leaf, vocabulary: Vocabulary) -> bool:
    """Whether `#trade` is no tag, but stands so in a text."""
    if not (isinstance(leaf, Word) and leaf.field == "tag" and leaf.raw.startswith("#")):
        return False
    tag = leaf.forms[0][0]
    return not vocabulary.has(tag, places(leaf)) and vocabulary.has(f"#{tag}", _EVERYWHERE)


def _is_source(leaf: Leaf, vocabulary: Vocabulary, expand: Expander) -> bool:
    """Whether a word that is nowhere else stands in the name of a file, or of a publisher."""
    if not isinstance(leaf, Word) or leaf.field is not None or not expand.is_missing(leaf):
        return False
    return any(all(vocabulary.has(term, ("source",)) for term in form) for form in leaf.forms)


def _questioned(leaf: Leaf) -> Sequence[str]:
    if leaf.field in _CLOSED_FIELDS or leaf.raw.partition(":")[0] in _CLOSED_FIELDS:
        return ()
    if isinstance(leaf, Phrase) and not leaf.is_closed:
        return ()  # it goes on, or nobody knows where it ends
    if isinstance(leaf, Phrase | Near):
        return leaf.row
    if isinstance(leaf, Word) and len(leaf.forms) == 1:
        return leaf.forms[0]
    return ()


def _goes_on(leaf: Leaf, word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word that is nowhere is the beginning of others."""
    is_word = isinstance(leaf, Word) and leaf.raw.isalnum() and len(word) >= _SHORTEST
    return is_word and vocabulary.begins(word, places(leaf))


def nearest(
    word: str, own: int, where: Sequence[str], vocabulary: Vocabulary, clock: Clock
) -> str | None:
    """The commonest word one edit away, if it is far commoner than the `own` count of `word`."""
    if len(word) < _SHORTEST or not word.isalpha() or own > _RARE:
        return None
    near, _ = vocabulary.near(where, word, 1, clock)
    best, most = None, own * _COMMONER
    for candidate in sorted(near.keys() - {word}):
        frequency = _frequency(candidate, where, vocabulary)
        if frequency > most:
            best, most = candidate, frequency
    return best


def _frequency(word: str, where: Sequence[str], vocabulary: Vocabulary) -> int:
    return sum(vocabulary.frequency(place, word) for place in where)


def _replaced(text: str, word: str, found: str) -> str:
    """`text` with the word replaced where it is typed, whatever its case or accents."""
    for typed in re.findall(r"[^\W_]+", text):
        if fold(typed) == word:
            return re.sub(rf"(?<![^\W_]){re.escape(typed)}(?![^\W_])", found, text)
    return text
