"""Cut a query into words, phrases, operators, parentheses and the names of fields."""

import re
from enum import Enum, auto
from typing import NamedTuple

from .periods import PERIOD_FIELDS

_WORD_FIELDS = ("title", "author", "source", "format", "note", "quote", "tag", "color")
FIELDS = {name: name for name in (*_WORD_FIELDS, *PERIOD_FIELDS, "is")}
FIELDS |= {"authors": "author", "tags": "tag", "notes": "note", "colour": "color"}
_QUOTES = str.maketrans("“”„‟", '""""')
_LEXEME = re.compile(
    rf"""\s*(?:
    (?P<open>\()
    |(?P<close>\))
    |(?P<minus>-(?=[^\s)-]))
    |(?P<field>(?i:{"|".join(FIELDS)}):(?=[^\s)]))
    |(?:(?i:near)\s+)?"(?P<near>[^"]*"~\d{{0,9}})
    |"(?P<phrase>[^"]*)"
    |"(?P<unclosed>[^"]*)$
    |(?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)


class Kind(Enum):
    """What a lexeme is."""

    OPEN = auto()
    CLOSE = auto()
    MINUS = auto()
    FIELD = auto()
    PHRASE = auto()
    UNCLOSED = auto()
    NEAR = auto()
    WORD = auto()
    OR = auto()


class Lexeme(NamedTuple):
    """A piece of a query."""

    kind: Kind
    text: str


_OPERATORS = {"OR": Kind.OR, "NOT": Kind.MINUS}
_KINDS = {kind.name.lower(): kind for kind in Kind}


def lexemes(text: str) -> list[Lexeme]:
    """The pieces of a query, in order; quotation marks of all shapes are the same."""
    found = []
    for match in _LEXEME.finditer(text.translate(_QUOTES)):
        name = match.lastgroup or "phrase"
        value = match.group(name)
        if name == "word" and value == "AND":
            continue
        if name == "word" and value in _OPERATORS:
            found.append(Lexeme(_OPERATORS[value], value))
        else:
            found.append(Lexeme(_KINDS[name], value))
    return found
