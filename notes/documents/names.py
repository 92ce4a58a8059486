"""Authors' names as `Given Family`, from bylines (strictly) and from author fields (as given)."""

import re

from notes.documents.dates import CALENDAR_WORDS
from notes.documents.visible import tidy
from notes.documents.words import words

MOST_AUTHORS = 200
_LABEL = (
    r"(?:(?:Written|Text|Words|Story|Reported) by|By|BY|by"
    r"|Authors?\s*:|AUTHORS?\s*:|About the authors?\s*:)"
)
BYLINE = re.compile(
    rf"^[ \t*_]*(?P<label>{_LABEL}):?[ \t]{{1,8}}(?P<rest>[^\n]{{3,150}})$", re.MULTILINE
)
_END = re.compile(r"\s[|•·—–]|\s-\s|\(|\[|\s/\s|<|\s\S+@|(?<=\w\w\w)\.\s|\.$|[*_]+$")
_PARTICLES = words(
    "de del della der den di da dos das du van von zu zur ten ter le la bin ibn al el y af av",
)
_NOT_NAMES = CALENDAR_WORDS | words(
    "the a an and or of in on at to for from with by this that these those his her its their",
    "our your my no not all any some new how why what when where who is are was were i we you",
    "he she it they staff",
)
_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:[’'‐-][^\W\d_]+)*\.?(?:-?[^\W\d_]\.)*")
_OUTLETS = words(
    "news times post reuters agency university institute correspondent editor reporter",
    "journal press magazine service analyst columnist writer contributor network media group",
    "bureau college school centre center daily",
)
_COLLECTIVE = re.compile(
    r"(?:the )?((?:[A-Z][\w’'-]* ){1,4}(?:editors|editorial board|editorial team|staff|newsroom))",
)
_AND = re.compile(r"\s*(?:,\s*and|,?\s+&|\s+and|;)\s+", re.IGNORECASE)


def byline_authors(rest: str) -> tuple[str, ...]:
    """The names after `By` or `Author:`; nothing unless they look like names through and through.

    >>> byline_authors("Viktor Kaspruk, journalist."), byline_authors("contrast, Beijing waits")
    (('Viktor Kaspruk',), ())
    """
    rest = rest.strip()
    cut = _END.search(rest)
    if cut:
        rest = rest[: cut.start()].strip()
    collective = _COLLECTIVE.fullmatch(rest)
    if collective:
        return (f"The {collective[1]}",)
    names: list[str] = []
    for part in _AND.split(rest):
        taken = _names_between_commas(part)
        if not taken:
            return ()
        names += taken
    return tuple(dict.fromkeys(names))


def _names_between_commas(part: str) -> list[str]:
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if not pieces:
        return []
    if len(pieces) == 2 and _is_word_of_name(pieces[0]) and _are_given_names(pieces[1]):
        return [f"{_cased(pieces[1])} {_cased(pieces[0])}"]
    if not is_name(pieces[0]):
        return []
    if all(is_name(piece) and not _is_outlet(piece) for piece in pieces):
        return [_cased(piece) for piece in pieces]
    return [_cased(pieces[0])]


def is_name(text: str) -> bool:
    """Say whether `text` is two to five words as the name of a person has them."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 60:
        return False
    large = [word for word in words if word.lower() not in _PARTICLES]
    return (
        len(large) >= 2
        and words[-1] in large
        and all(_is_word_of_name(word) for word in large)
        and any(len(word.rstrip(".")) > 1 for word in large)
    )


def split_authors(value: str) -> tuple[str, ...]:
    """The names in one author field: `A B and C D`, `A B; C D`, `A B, C D` or `B, A`."""
    names: list[str] = []
    for part in _AND.split(tidy(value, 4000)):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        if len(pieces) > 1 and all(" " in piece for piece in pieces):
            names += pieces
        elif part.strip():
            names.append(given_first(part.strip()))
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_AUTHORS]


def given_first(name: str) -> str:
    """Turn `Family, Given` round; any other name stays as it is."""
    family, comma, given = (piece.strip() for piece in tidy(name).partition(","))
    return f"{given} {family}" if comma and given and "," not in given else tidy(name).strip(" ,")


def _is_word_of_name(word: str) -> bool:
    return (
        _WORD.fullmatch(word) is not None
        and word[0] == word[0].upper() != word[0].lower()
        and word.lower().rstrip(".") not in _NOT_NAMES
    )


def _are_given_names(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 2 and all(map(_is_word_of_name, words)) and not _is_outlet(text)


def _is_outlet(text: str) -> bool:
    words = text.split()
    return any(w.lower() in _OUTLETS or (len(w) > 1 and w.isalpha() and w.isupper()) for w in words)


def _cased(name: str) -> str:
    if not name.isupper() or len(name) < 5:
        return name
    return re.sub(r"[^\W\d_]{2,}", lambda word: word[0].capitalize(), name)
