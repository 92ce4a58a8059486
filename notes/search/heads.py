"""What to look for in a folded text: the beginnings of terms, and words that stand alone.

Around a beginning the text is cut into tokens, to see what it is. A plain word between blanks or
common punctuation is a token for sure: it need not be cut, and most words stand so. Where a row of
plain words is looked for and another plain word follows than must, nothing need be cut either.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .folded_text import FoldedText
from .folding import LONGEST_TERM
from .model import Range

Row = tuple[str, ...]
_HYPHEN = "[-\u2010\u2011]?"
_PLAIN = "[A-Za-z0-9]"
_HEAD = 3
_MOST_ALONE = 16  # words that are looked for as they stand alone, too
_BEFORE, _AFTER = ' \n\t("', ' \n\t,;:!?)"'  # neither ever stands within a chunk
_ENDING = re.compile(rf"[{_AFTER}]|[.][ \n]")
_ALONE = re.compile("[a-z0-9]+")
_BETWEEN = rf"[.]?[{_AFTER}]*[ \n\t][{_BEFORE}]*"  # two words that stand alone


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one leaf of a query looks for in a text: any of the words, prefixes or rows.

    The last term of a row in `begun`, which has two at least, may be the beginning of a word.
    The words of each set in `near` count only within `distance` positions of all the others.
    """

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    begun: tuple[Row, ...] = ()
    near: tuple[frozenset[str], ...] = ()
    distance: int = 0


class Key(NamedTuple):
    """A term that stands in each match; `following` is an expression for the word after it.

    Empty where that may be any, or where the two are not both plain words.
    """

    term: str
    following: str = ""


class Head(NamedTuple):
    """The beginning of one term or several; `is_whole` where it is all of each."""

    start: str
    is_whole: bool
    following: str = ""


def heads(patterns: Sequence[Pattern]) -> tuple[list[Head], int]:
    """The beginnings to look for, and how many chunks around one belong to a match."""
    groups: dict[str, list[Key]] = {}
    begun = {row[-1] for pattern in patterns for row in pattern.begun}
    reach = 0
    for pattern in patterns:
        begun.update(pattern.prefixes)
        wanted = [Key(term) for term in (*pattern.words, *pattern.prefixes)]
        wanted += [_key_of_row(row, is_begun=False) for row in pattern.rows]
        wanted += [_key_of_row(row, is_begun=True) for row in pattern.begun]
        for row in (*pattern.rows, *pattern.begun):
            reach = max(reach, 2 * len(row))
        for together in pattern.near:
            wanted.append(Key(max(together, key=lambda term: (len(term), term))))
            reach = max(reach, 2 * pattern.distance + 2)
        for key in wanted:
            groups.setdefault(key.term[:_HEAD], []).append(key)
    return [_head(keys, begun) for keys in groups.values()], reach


def _key_of_row(row: Row, is_begun: bool) -> Key:
    """The longest term, or the first of the two plain ones that are the longest together."""
    plain = [_ALONE.fullmatch(term) and len(term) < LONGEST_TERM for term in row]
    pairs = [step for step in range(len(row) - 1) if plain[step] and plain[step + 1]]
    if not pairs:
        return Key(max(row, key=len))
    step = max(pairs, key=lambda step: len(row[step]) + len(row[step + 1]))
    goes_on = is_begun and step + 2 == len(row)
    return Key(row[step], row[step + 1] + ("" if goes_on else f"(?={_ENDING.pattern})"))


def _head(keys: Sequence[Key], begun: Container[str]) -> Head:
    start = _common([key.term for key in keys])
    is_whole = start not in begun and len(start) < LONGEST_TERM
    is_whole = is_whole and all(key.term == start for key in keys)
    return Head(start, is_whole, keys[0].following if is_whole and len(keys) == 1 else "")


def _common(terms: Sequence[str]) -> str:
    """The longest beginning that all the terms share."""
    low, high = min(terms), max(terms)
    return next((low[:n] for n, char in enumerate(low) if char != high[n]), low)


def head_pattern(beginnings: Sequence[Head], alone: Sequence[str] = ()) -> re.Pattern[str]:
    """The beginnings, with the hyphens that folding a compound takes out.

    What `alone` matches first leaves a group behind. So does a beginning that another plain word
    follows than must: the group is at the end of that word.

    Most of what stands in the middle of a word is left out here: in Python it takes longer.
    """
    longest_first = sorted(beginnings, key=lambda head: len(head.start), reverse=True)
    misses = (_one_miss(head) for head in beginnings if head.following)
    return re.compile("|".join((*alone, *misses, *map(_one_head, longest_first))))


def _one_head(head: Head) -> str:
    first, *others = map(re.escape, head.start)
    if head.start[0].isascii() and head.start[0].isalnum():
        # Behind the letter: an expression that begins with letters is searched for faster.
        first += f"(?<!{_PLAIN}{first})"
    is_whole = head.is_whole and head.start[-1].isascii() and head.start[-1].isalnum()
    return _HYPHEN.join([first, *others]) + (f"(?!{_PLAIN})" if is_whole else "")


def _one_miss(head: Head) -> str:
    other = f"(?!{head.following})[a-z0-9]+(?={_ENDING.pattern})"
    return f"{_alone(head.start)}(?={_BETWEEN}{other}())"


def _alone(word: str) -> str:
    """A plain word, or the beginning of one, before which no other character of a chunk stands."""
    return f"{word[0]}(?<=[{_BEFORE}]{word[0]}){word[1:]}"


def words_alone(patterns: Sequence[Pattern]) -> tuple[str, ...]:
    """Expressions for the plain words, and those begun, that `patterns` look for.

    Empty where they look for anything else, or for too many.
    """
    if any(pattern.rows or pattern.begun or pattern.near for pattern in patterns):
        return ()
    wanted = {word: "" for pattern in patterns for word in pattern.words}
    wanted |= {start: "[a-z0-9]*" for pattern in patterns for start in pattern.prefixes}
    if len(wanted) > _MOST_ALONE:
        return ()
    if any(not _ALONE.fullmatch(one) or len(one) >= LONGEST_TERM for one in wanted):
        return ()
    return tuple(
        f"{_alone(one)}{goes_on}(?={_ENDING.pattern})()" for one, goes_on in wanted.items()
    )


def place_alone(found: re.Match[str], folded: FoldedText, text: str) -> Range | None:
    """Where in `text` the word that was found in it folded stands; None where it may be no word.

    A single character may fold to several, punctuation among them, and a sign to a letter.
    """
    low, high = found.span()
    if folded.is_even:
        return (low, high) if text[low:high].isalnum() else None
    start, end = folded.original(low), folded.original(high)
    is_word = end - start == high - low and text[start:end].isalnum()
    stands_so = is_word and text[start - 1] in _BEFORE and _ENDING.match(text, end)
    return (start, end) if stands_so else None


def is_miss(found: re.Match[str], folded: FoldedText, text: str) -> bool:
    """Whether what was found is followed by another word in `text`, too, where it is not folded."""
    return folded.is_even and text[found.start() : found.end(1)].isascii()
