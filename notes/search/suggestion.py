"""Did you mean: for words that are not there, or hardly, the commonest word one edit away."""

from collections.abc import Iterable, Sequence

from .clock import Clock
from .expansion import Expander, Vocabulary, places
from .query import LABEL_FIELDS, Leaf, Phrase, Word

_SHORTEST = 3
_RARE = 2  # index documents; a word in more of them is not questioned
_COMMONER = 5  # times as common a word must be to be put in place of one that exists
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def suggest(
    text: str, leaves: Iterable[Leaf], vocabulary: Vocabulary, expand: Expander, clock: Clock
) -> str | None:
    """The query with its unknown words put right, or None where there is nothing to put right."""
    better = text
    for leaf in leaves:
        for word in _questioned(leaf):
            forms = {word, *expand(leaf).words}
            own = max(_frequency(form, places(leaf), vocabulary) for form in forms)
            found = nearest(word, own, places(leaf), vocabulary, clock)
            if found is not None:
                better = _replaced(better, word, found)
    return better if better != text else None


def _questioned(leaf: Leaf) -> Sequence[str]:
    if leaf.field in LABEL_FIELDS:
        return ()
    if isinstance(leaf, Phrase):
        return leaf.row
    if isinstance(leaf, Word) and len(leaf.forms) == 1:
        return leaf.forms[0]
    return ()


def nearest(
    word: str, own: int, where: Sequence[str], vocabulary: Vocabulary, clock: Clock
) -> str | None:
    """The commonest word one edit away, if it is far commoner than the `own` count of `word`."""
    if len(word) < _SHORTEST or not word.isalpha() or own > _RARE:
        return None
    best, most = None, own * _COMMONER
    for candidate in sorted(edits(word)):
        if clock.expired():
            break
        frequency = _frequency(candidate, where, vocabulary)
        if frequency > most:
            best, most = candidate, frequency
    return best


def edits(word: str) -> set[str]:
    """All that one letter left out, put in, changed or swapped with the next makes of `word`."""
    letters = set(_ALPHABET) if word.isascii() else set(_alphabet_of(word))
    found: set[str] = set()
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        found.update(head + letter + tail for letter in letters)
        if tail:
            found.add(head + tail[1:])
            found.update(head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
    return found - {word, ""}


def _alphabet_of(word: str) -> Iterable[str]:
    """The lower-case letters of the alphabet that the word's letters come from."""
    for char in word:
        block = ord(char) & ~0x3F
        yield from (chr(code) for code in range(block, block + 0x40) if chr(code).islower())
    yield from _ALPHABET


def _frequency(word: str, where: Sequence[str], vocabulary: Vocabulary) -> int:
    return sum(vocabulary.frequency(place, word) for place in where)


def _replaced(text: str, word: str, found: str) -> str:
    """`text` with the word replaced where it is typed, whatever its case or accents."""
    import re

    from .folding import fold

    for typed in re.findall(r"[^\W_]+", text):
        if fold(typed) == word:
            return re.sub(rf"(?<![^\W_]){re.escape(typed)}(?![^\W_])", found, text)
    return text


def missing(leaves: Iterable[Leaf], expand: Expander) -> list[str]:
    """What was typed for the leaves that stand for nothing in the index."""
    found = []
    for leaf in leaves:
        meaning = expand(leaf)
        if meaning.complete and not meaning.words and not meaning.rows:
            found.append(leaf.raw)
    return list(dict.fromkeys(found))
