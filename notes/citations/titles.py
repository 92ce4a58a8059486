"""Titles in sentence case and in title case, whichever of the two the source used.

Only titles in English are changed: other languages have their own rules, and no other can be
restored from a wrong one. Words with capitals inside (NATO, iPhone, McCarthy) are never touched.
"""

import re
from collections.abc import Iterable
from functools import cache

from notes.citations.proper_nouns import ACRONYMS, NOUNS, PHRASES
from notes.citations.reference import Reference
from notes.citations.title_language import is_english
from notes.citations.title_words import WORD, Marked, Word, parse, words

_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|conference|symposium|workshop|congress|lecture notes|transactions)\b",
    re.IGNORECASE,
)
# In a title that is no sentence a small word with a capital opens another title within it.
_SMALL_OPENING = "(?:The|An?|In|On|Of|To|For|At) "
_QUOTED_TITLE = re.compile(
    rf"(?<=[\w,] )(?:“{_SMALL_OPENING}[^“”]+”|‘{_SMALL_OPENING}[^‘]+?’)(?!\w)"
)
_POSSESSIVE = re.compile(r"[’']s?$", re.IGNORECASE)
# A surname follows an initial or a form of address: `V. Sackville-West`, `Mrs. Dalloway`.
_ADDRESSED = re.compile(
    r"(?<![\w.])(?!U\. ?[SKN]\.|E\. ?U\.|D\. ?C\.|[AB]\. ?[DC]\.)(?:[A-Z]\. ?"
    r"|(?:Mrs?|Ms|Dr|Prof|Sir|Lady|Lord|President|Pope|Queen|King)\.? )+"
    r"(?P<name>[A-Z][\w’']*+(?:-[A-Z][\w’']*+)*+)"
)
_QUARTER = re.compile(
    r"\b(North|South|East|West|Northern|Southern|Eastern|Western|Central|Northeast|Northwest"
    r"|Southeast|Southwest|Latin|Greater)[ -](?=([A-Z]\w+))"
)
_NAMED_AFTER = re.compile(
    r"\b([A-Z]\w+) (?=((?:Civil |Cultural |Communist )?(?:Empire|Republic|Revolution"
    r"|Union|War|Wars|Sea|Ocean|River|Gulf|Dynasty|Federation|Reich|University|Parliament|Party"
    r"|Commission|Peninsula|Mountains|Church|Uprising|Spring)\b))"
)
_NAMED_BEFORE = re.compile(
    r"\b((?:University|Republic|Kingdom|Bank|City|Battle|Treaty|Congress|Peace|Gulf|Bay|Strait"
    r"|Isle|Duchy) of |(?:Lake|Mount|River|Cape|Fort|Port|Saint|St) )(?=(?:the )?([A-Z]\w+))"
)
# Words that are nearly always prepositions, and those as often adverbs ("Turn Off", "Look Up").
_PREPOSITIONS = """
against among amid at before behind below beneath beside between beyond by despite during for from
in into of onto per than to toward towards under until upon via vs with within without as after
since above across along around throughout
"""
_ADVERBIAL = "about down off on out over past round through up"
_QUESTIONS = (
    "what how why who whose where when which whither is are can do does should will a an the"
)
_NAME_PARTS = "de van von der den la le al el bin ibn du di da et"
ARTICLES = frozenset(("a", "an", "the"))
CONJUNCTIONS = frozenset(("and", "but", "or", "nor", "for", "yet", "so"))
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
ADVERBIAL = frozenset(_ADVERBIAL.split())
SMALL_WORDS = ARTICLES | CONJUNCTIONS | PREPOSITIONS
NAME_PARTS = frozenset(_NAME_PARTS.split())
_FUNCTIONAL = PREPOSITIONS | CONJUNCTIONS | frozenset(_QUESTIONS.split())


def _mixed(text: str) -> bool:
    """True for a word whose capitals are its own: NATO, iPhone, ggplot2, O’Brien, B, but not A."""
    if len(text) == 1:
        return text.isupper() and text != "A"
    is_numbered = text[0].isalpha() and text[-1].isdigit()
    return is_numbered or any(character.isupper() for character in text[1:])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(PHRASES, key=len, reverse=True)
    spelled = "|".join(re.escape(phrase).replace("'", "[’']") for phrase in longest_first)
    return re.compile(rf"\b(?:{spelled})\b", re.IGNORECASE)


def _is_noun(word: str) -> bool:
    return _POSSESSIVE.sub("", word).casefold() in NOUNS


def _regions(title: str) -> Iterable[tuple[int, int]]:
    """`North American`, `Eastern European`: the quarter belongs to the name behind it."""
    for found in _QUARTER.finditer(title):
        if _is_noun(found[2]):
            yield found.span(1)


def _institutions(title: str) -> Iterable[tuple[int, int]]:
    """`Byzantine Empire`, `French Revolution`, `Lake Victoria`, `University of Oslo`."""
    for found in _NAMED_AFTER.finditer(title):
        if _is_noun(found[1]):
            yield found.span(2)
    for found in _NAMED_BEFORE.finditer(title):
        if _is_noun(found[2]):
            yield found.span(1)


def _with_quoted_titles(title: Marked) -> Marked:
    """`Reading “The Waste Land”` keeps the capitals of what it reads, as it does in italics."""
    ranges = (found.span() for found in _QUOTED_TITLE.finditer(title.text))
    return title._replace(fixed=(*title.fixed, *ranges))


class ProperNouns:
    """Which words of one title are names."""

    def __init__(self, title: str, known: Iterable[str] = ()) -> None:
        self._known = {part.casefold() for name in known for part in WORD.findall(name)}
        self._ranges = [
            *(found.span() for found in _phrases().finditer(title)),
            *_regions(title),
            *_institutions(title),
            *(found.span() for found in _ADDRESSED.finditer(title)),
        ]

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, Word):
            return False
        if any(start <= word.start < end for start, end in self._ranges):
            return word.text.lower() not in SMALL_WORDS
        text = _POSSESSIVE.sub("", word.text).casefold()
        candidates = {text, text.removesuffix("s"), text.removesuffix("es")}
        return bool(candidates & NOUNS or candidates & self._known)


def _names_of(reference: Reference) -> set[str]:
    surnames = {name.family for name in reference.authors if len(name.family) > 3}
    return {*reference.proper_nouns, *surnames}


def is_title_cased(title: Marked, proper: ProperNouns) -> bool:
    """True if the words that sentence case would write small are capitals for the most part."""
    small = SMALL_WORDS | ADVERBIAL | NAME_PARTS
    telling = PREPOSITIONS | ADVERBIAL  # no sentence gives "After" a capital, but "The Hague" may
    capitals = lower = 0
    for word in words(title):
        text = word.text
        if word.opens or word.fixed or _mixed(text) or word in proper:
            continue
        if text.lower() in small:
            capitals += text[0].isupper() and text.lower() in telling
            continue
        capitals += text[0].isupper()
        lower += text[0].islower()
    return capitals > 0 and capitals >= 3 * lower


def _is_shouted(title: Marked) -> bool:
    letters = [character for character in title.text if character.isalpha()]
    cased = [letter for letter in letters if letter.upper() != letter.lower()]
    # One word in capitals is an acronym; three are somebody shouting.
    return len(words(title)) > 2 and bool(cased) and all(letter.isupper() for letter in cased)


def _softened(title: Marked, proper: ProperNouns) -> Marked:
    """Bring a title in capitals to sentence case."""

    def soft(word: Word) -> str:
        if word.fixed or word.text in ACRONYMS or "." in word.text:
            return word.text
        lower = word.text.lower()
        return _capital(lower) if word.opens == "title" or word in proper else lower

    return Marked(_rewrite(title, {word: soft(word) for word in words(title)}), title.fixed)


def _rewrite(title: Marked, changes: dict[Word, str]) -> str:
    text = title.text
    for word in sorted(changes, key=lambda word: word.start, reverse=True):
        text = text[: word.start] + changes[word] + text[word.end :]
    return text


def _prepared(title: str, reference: Reference) -> tuple[Marked, ProperNouns, bool]:
    """The parsed title, its proper nouns, and whether it came in title case."""
    marked = _with_quoted_titles(parse(title))
    proper = ProperNouns(marked.text, _names_of(reference))
    if _is_shouted(marked):
        marked = _softened(marked, proper)
    return marked, proper, is_title_cased(marked, proper)


def _is_kept(title: str, reference: Reference) -> bool:
    """True for titles in another language, of places on a map, and for the name of a program."""
    is_name = reference.type == "map" or (reference.type == "software" and " " not in title)
    return (is_name and title == reference.title) or not is_english(title, reference.language)


def sentence_case(title: str, reference: Reference, *, subtitle_capital: bool = True) -> str:
    """Write `title` in sentence case; `subtitle_capital` is the capital after a colon (APA)."""
    if _is_kept(title, reference):
        return parse(title).text
    marked, proper, titled = _prepared(title, reference)
    changes: dict[Word, str] = {}
    for word in words(marked):
        if word.fixed or _mixed(word.text):
            continue
        if word.opens == "title" or (word.opens == "subtitle" and subtitle_capital):
            changes[word] = _capital(word.text)
        elif word.opens != "sentence" and word not in proper and (titled or _says_nothing(word)):
            changes[word] = word.text.lower()
    return _rewrite(marked, changes)


def _says_nothing(word: Word) -> bool:
    """True for a word behind a colon whose capital is no name's, whatever the others have."""
    return word.opens == "subtitle" and word.text.lower() in _FUNCTIONAL


def container_case(reference: Reference, *, subtitle_capital: bool = True) -> str:
    """The title of the book around a chapter in sentence case; proceedings are names and stay."""
    if _PROCEEDINGS.search(reference.container):
        return parse(reference.container).text
    return sentence_case(reference.container, reference, subtitle_capital=subtitle_capital)


def title_case(title: str, reference: Reference, *, long_prepositions: bool = False) -> str:
    """Write `title` in title case; `long_prepositions` capitalises those of five letters (CMOS 18).

    A word that may be a preposition or an adverb keeps the capital that the source gave it.
    """
    if _is_kept(title, reference):
        return parse(title).text
    marked, _, titled = _prepared(title, reference)
    found = words(marked)
    changes: dict[Word, str] = {}
    for place, word in enumerate(found):
        if word.fixed or _mixed(word.text):
            continue
        following = found[place + 1] if place + 1 < len(found) else None
        quoted = marked.text[word.start - 1 : word.start] in ("“", "‘") and word.start > 0
        opens = word.opens in ("title", "subtitle")
        opens = opens or (bool(word.opens or quoted) and word.text[0].isupper())
        closes = following is None or (bool(following.opens) and word.text.lower() != "vs")
        small = not (opens or closes) and following is not None
        if small and _is_small(word.text, titled, following, long_prepositions):
            changes[word] = word.text if _is_name_part(word, following) else word.text.lower()
        else:
            changes[word] = _capital(word.text)
    return _rewrite(marked, changes)


def _is_name_part(word: Word, following: Word | None) -> bool:
    return word.text.lower() in NAME_PARTS and following is not None


def _is_small(text: str, titled: bool, following: Word | None, long_prepositions: bool) -> bool:
    lower = text.lower()
    if lower in ARTICLES or lower in CONJUNCTIONS or lower in ("to", "vs"):
        return True
    if lower in PREPOSITIONS:
        return not (long_prepositions and len(lower) >= 5)
    if lower in ADVERBIAL:
        return text[0].islower() if titled else not (long_prepositions and len(lower) >= 5)
    return (
        lower in NAME_PARTS and text.islower() and bool(following and following.text[0].isupper())
    )


def protected_words(title: str, reference: Reference) -> tuple[str, list[tuple[int, int]]]:
    """The parsed title, and the ranges in it whose capitals a bibliography must not change.

    Hyphenated compounds are one range. A first word counts only if it is a name, as its capital
    says nothing; in title case that holds for every word.
    """
    marked = parse(title)
    proper = ProperNouns(marked.text, _names_of(reference))
    titled = is_title_cased(marked, proper)
    ranges: list[tuple[int, int]] = []
    for word in words(marked):
        capital = word.text[0].isupper()
        own = capital and (word in proper or not (titled or word.opens))
        if word.fixed or _mixed(word.text) or own:
            start, end = _compound(marked.text, word)
            if ranges and ranges[-1][1] >= start:
                start = ranges.pop()[0]
            ranges.append((start, end))
    return marked.text, ranges


def _compound(text: str, word: Word) -> tuple[int, int]:
    """Widen a word to the hyphenated compound that it is part of."""
    start, end = word.start, word.end
    while start > 1 and text[start - 1] == "-" and text[start - 2].isalnum():
        start -= 1
        while start and text[start - 1].isalnum():
            start -= 1
    while text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum():
        end += 1
        while text[end : end + 1].isalnum():
            end += 1
    return start, end
