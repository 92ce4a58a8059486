"""Where sentences begin: which stops end one, and which are of an abbreviation or a number.

An enumerator at the head of a line (`3.`, `b)`, `Art. 12.`) belongs to the sentence after it, as in
statutes, treaties and lists.
"""

import re
from functools import cache

_INK = re.compile(r"\S")
_BEFORE_STOP = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\Z")
_FIRST_WORD = re.compile(r"[\"'“‘«(\[„]*([^\W\d_]+(?:['’][^\W\d_]+)*)")

_TITLES = """
mr mrs ms dr prof st gen col lt capt sgt maj adm sen rep gov pres rev hon messrs mme mlle vs cf e.g
i.e viz ca hg hrsg z.b d.h u.a bzw
"""
_BEFORE_NUMBERS = """
no nos fig figs vol vols p pp ch sec secs art arts para paras cl bd nr abs ст гл п
"""
_SHORTENED = """
al ed eds trans approx est jan feb mar apr jun jul aug sep sept oct nov dec
inc ltd co corp dept univ
"""
_BEGINNING = """
the a an he she it they we this that these those in on at but and however if as for when while there
what who his her its our their not some many most after before
"""
_NEVER_LAST, _BEFORE_NUMBER = frozenset(_TITLES.split()), frozenset(_BEFORE_NUMBERS.split())
_MAYBE_LAST, _STARTERS = frozenset(_SHORTENED.split()), frozenset(_BEGINNING.split())

_LONGEST_ENUMERATOR = 40
_ENDS_A_LINE = re.compile(r"[.!?…。！？:;,][\"'”’»)\]]*\Z|[^.]\b(?:and|or|und|et)\Z")


@cache
def _stop() -> "re.Pattern[str]":
    """Made when first asked for, as all patterns of some size: no start waits for them."""
    return re.compile(
        r"([.!?…؟।॥]+)(?:\[\d+\])*(?:[ \xa0\u202f]»)?[\"'”’“‘»›)\]*_]*(?=\s|\Z)"
        r"|[。！？｡]+[」』）”’》】\"']*"
    )


@cache
def _enumerator() -> "re.Pattern[str]":
    unit = (
        r"§+|art(?:icle|ikel|ículo|icolo)?|sect(?:ion)?|sec|clause|rule|para(?:graph)?|chapter"
        r"|part|item|annex|no|nr|статья|ст|глава|пункт"
    )
    roman = r"(?=[ivxl])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
    number = rf"\d{{1,4}}[a-z]?(?:[.-]\d{{1,3}}[a-z]?)*|{roman}|[^\W\d_]"
    bare = r"\d{1,3}[a-z]?(?:[.-]\d{1,3}[a-z]?)*"
    return re.compile(
        rf"[ \t>*+•–—#-]*(?:(?:{unit})\.?[ \t\xa0]+(?:{number})|[(\[]?(?:{bare}|{roman}|[^\W\d_]))"
        r"[.)\]]{1,2}[*_]*(?=\s|\Z)",
        re.IGNORECASE,
    )


def sentence_starts(text: str, low: int, high: int) -> list[int]:
    """Where sentences begin within a paragraph, apart from its first; in code points."""
    starts = []
    for stop in _stop().finditer(text, low, high):
        following = _INK.search(text, stop.end(), high)
        if following and not _goes_on(text, stop, low, following.start()):
            starts.append(following.start())
    return starts


def _goes_on(text: str, stop: re.Match[str], low: int, following: int) -> bool:
    """Whether the sentence goes on after a stop: an abbreviation, a number, a small letter."""
    if stop[1] is None:
        return False
    if text[following].islower():
        return not _is_enumerated(text, low, following)
    if stop[1] != ".":
        return False
    return _ends_enumerator(text, low, stop) or _is_abbreviated(text, stop, following)


def _is_abbreviated(text: str, stop: re.Match[str], following: int) -> bool:
    before = _BEFORE_STOP.search(text, max(0, stop.start() - 24), stop.start())
    if before is None:
        return False
    word = before[0].lower()
    if word in _NEVER_LAST or (len(word) == 1 and before[0].isupper() and word != "i"):
        return True
    if word in _BEFORE_NUMBER:
        return _begins_with_number(text, following)
    if word in _MAYBE_LAST or "." in word:
        found = _FIRST_WORD.match(text, following)
        return found is None or found[1].lower() not in _STARTERS
    return False


def _begins_with_number(text: str, start: int) -> bool:
    return text[start].isdigit() or bool(re.match(r"[IVXLC]+\b|[A-Z]\b", text[start : start + 8]))


def _ends_enumerator(text: str, low: int, stop: re.Match[str]) -> bool:
    """Whether a stop is the one after the number of a clause or an item."""
    start = _line_head(text, low, stop.start())
    if start is None:
        return False
    found = _enumerator().match(text, start)
    return found is not None and stop.start() < found.end()


def _is_enumerated(text: str, low: int, start: int) -> bool:
    """Whether a number, or a letter in its place, is at the head of the line at `start`."""
    head = _line_head(text, low, start)
    return head is not None and _enumerator().match(text, head) is not None


def _line_head(text: str, low: int, place: int) -> int | None:
    """Where the line of `place` begins, if it can begin an item: the line before it ends so."""
    start = text.rfind("\n", max(low, place - _LONGEST_ENUMERATOR), place) + 1
    if start == 0:
        return low if place - low <= _LONGEST_ENUMERATOR else None
    before = text[max(low, start - 80) : start].rstrip()
    return start if _ENDS_A_LINE.search(before) else None
