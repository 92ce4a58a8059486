"""What to look for in a folded text: the beginnings of terms, and words that stand alone.

Around a beginning the text is cut into tokens, to see what it is. A plain word between blanks or
common punctuation is a token for sure: it need not be cut, and most words stand so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


def heads(patterns: Sequence[Pattern]) -> tuple[dict[str, bool], int]:
    """The beginnings to look for, each with whether it is all of a word; and how many chunks
    around one belong to a match.
    """
    singles: dict[str, list[str]] = {}
    begun = {prefix for pattern in patterns for prefix in pattern.prefixes}
    reach = 0
    for pattern in patterns:
        wanted = [*pattern.words, *pattern.prefixes]
        for row in pattern.rows:
            wanted.append(max(row, key=len))
            reach = max(reach, 2 * len(row))
        for row in pattern.begun:
            begun.add(row[-1])
            wanted.append(max(row, key=len))
            reach = max(reach, 2 * len(row))
        for together in pattern.near:
            wanted.append(max(together, key=lambda term: (len(term), term)))
            reach = max(reach, 2 * pattern.distance + 2)
        for term in wanted:
            singles.setdefault(term[:_HEAD], []).append(term)
    found = {_common(terms): set(terms) for terms in singles.values()}
    return {
        head: terms == {head} and head not in begun and len(head) < LONGEST_TERM
        for head, terms in found.items()
    }, reach


def _common(terms: Sequence[str]) -> str:
    """The longest beginning that all the terms share."""
    low, high = min(terms), max(terms)
    return next((low[:n] for n, char in enumerate(low) if char != high[n]), low)


def head_pattern(beginnings: Mapping[str, bool], alone: Sequence[str] = ()) -> re.Pattern[str]:
    """The beginnings, with the hyphens that folding a compound takes out.

    What `alone` matches first leaves a group behind.

    Most of what stands in the middle of a word is left out here: in Python it takes longer.
    """
    return re.compile(
        "|".join(
            (
                *alone,
                *(
                    _one_head(head, beginnings[head])
                    for head in sorted(beginnings, key=len, reverse=True)
                ),
            )
        )
    )


def _one_head(head: str, is_whole: bool) -> str:
    first, *others = map(re.escape, head)
    if head[0].isascii() and head[0].isalnum():
        # Behind the letter: an expression that begins with letters is searched for faster.
        first += f"(?<!{_PLAIN}{first})"
    ending = f"(?!{_PLAIN})" if is_whole and head[-1].isascii() and head[-1].isalnum() else ""
    return _HYPHEN.join([first, *others]) + ending


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
        f"{one[0]}(?<=[{_BEFORE}]{one[0]}){one[1:]}{goes_on}(?={_ENDING.pattern})()"
        for one, goes_on in wanted.items()
    )


def place_alone(found: re.Match[str], folded: FoldedText, text: str) -> Range | None:
    """Where in `text` the word that was found in it folded stands; None where it may be no word.

    A single character may fold to several, punctuation among them.
    """
    low, high = found.span()
    if folded.is_even:
        return low, high
    start, end = folded.original(low), folded.original(high)
    stands_so = end - start == high - low and text[start - 1] in _BEFORE
    return (start, end) if stands_so and _ENDING.match(text, end) else None
