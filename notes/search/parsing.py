"""Understand a query: words, "phrases", "near by"~5, OR, -not, (groups), pre*, fuzz~, field:value.

What is not understood stays a plain word and a hint says so; nothing that can be typed raises or
takes long: the length, the number of terms and the depth of groups are capped.
"""

import re
import unicodedata
from dataclasses import replace

from .analysis import Analyzer, is_unspaced
from .folding import fold_label, fold_term
from .lexing import FIELDS, Kind, Lexeme, lexemes
from .model import AS_IT_STANDS, Reading
from .periods import PERIOD_FIELDS, period
from .query import (
    LABEL_FIELDS,
    STATES,
    And,
    Dates,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    State,
    Typed,
    Wildcard,
    Word,
)

MOST_CHARACTERS = 1024
MOST_TERMS = 64
MOST_HINTS = 6
DEEPEST_GROUP = 50
SHORTEST_PREFIX = 2
SHORTEST_FUZZY = 3

_UNKNOWN_FIELD = re.compile(r"([A-Za-z]+:)[^/]")
_PLAIN = re.compile(r"[*?\[\]{}<>^~|\\]")
_WILDCARD = re.compile(r"[^\W_]+(?:[*?]+[^\W_]+)+\*?")
_GAPS = re.compile(r"[*?]")
NEAR_BY = 5  # positions, where a query does not say how near
_FUZZY = re.compile(r"(?P<word>.*[^~])~(?P<distance>\d{0,3})", re.DOTALL)


Forms = tuple[tuple[str, ...], ...]


def parse(text: str, analyzer: Analyzer, reading: Reading = AS_IT_STANDS) -> Query:
    """Read `text` as a query; never raises."""
    return _Parser(text, analyzer, reading).query()


class _Parser:
    """One reading of one query: recursive descent, its depth capped."""

    def __init__(self, text: str, analyzer: Analyzer, reading: Reading) -> None:
        self._text = text
        self._analyzer = analyzer
        self._colors = reading.colors
        self._is_typed = reading.typed and _ends_in_word(text)
        self._hints: dict[str, None] = {}
        self._terms = 0
        self._next = 0
        self._lexemes = self._cut()

    def query(self) -> Query:
        if not self._text.strip():
            return Query(self._text, None, ("Type a word to look for.",))
        root = _tidy(self._alternatives(None, 0))
        if isinstance(root, Not):
            root = None
            self._hint("Add a word to look for: -word only takes away from what is found.")
        elif root is None:
            self._hint("There is no word in this to look for.")
        return Query(self._text, root, tuple(self._hints)[:MOST_HINTS])

    def _hint(self, line: str) -> None:
        self._hints[line] = None

    def _cut(self) -> list[Lexeme]:
        text = self._text
        if len(text) > MOST_CHARACTERS:
            text = text[:MOST_CHARACTERS]
            self._hint(f"Only the first {MOST_CHARACTERS} characters of the query were read.")
        return lexemes(text)

    def _peek(self) -> Lexeme | None:
        return self._lexemes[self._next] if self._next < len(self._lexemes) else None

    def _alternatives(self, field: str | None, depth: int) -> Node | None:
        """`all OR all OR ...` up to the end or a closing parenthesis."""
        branches = [self._all(field, depth)]
        while (lexeme := self._peek()) and lexeme.kind is Kind.OR:
            self._next += 1
            branches.append(self._all(field, depth))
        return self._either([branch for branch in branches if branch is not None])

    def _either(self, branches: list[Node]) -> Node | None:
        tidy = [branch for branch in map(_tidy, branches) if branch is not None]
        wanted: list[Node] = [branch for branch in tidy if not isinstance(branch, Not)]
        if len(wanted) < len(tidy) and len(tidy) > 1:
            self._hint("-word cannot stand alone beside OR; it was left out.")
            tidy = wanted
        return tidy[0] if len(tidy) == 1 else Or(tuple(tidy)) if tidy else None

    def _all(self, field: str | None, depth: int) -> Node | None:
        """Everything up to OR, the end, or the parenthesis that closes this group."""
        children: list[Node] = []
        while (lexeme := self._peek()) and lexeme.kind is not Kind.OR:
            if lexeme.kind is Kind.CLOSE:
                if depth:
                    break
                self._next += 1
                self._hint("A ) without its ( was left out.")
                continue
            child = self._one(field, depth)
            if child is not None:
                children.append(child)
        return And(_settled(children)) if children else None

    def _one(self, field: str | None, depth: int) -> Node | None:
        """One word, phrase or group, with the minus signs and fields before it."""
        negative = False
        while lexeme := self._peek():
            if lexeme.kind is Kind.MINUS:
                negative = not negative
            elif lexeme.kind is Kind.FIELD:
                field = FIELDS[lexeme.text[:-1].lower()]
            else:
                break
            self._next += 1
        if lexeme is None or lexeme.kind in (Kind.CLOSE, Kind.OR):
            return None
        self._next += 1
        typed, self._is_typed = self._is_typed, self._is_typed and not negative
        node = self._group(field, depth) if lexeme.kind is Kind.OPEN else self._leaf(lexeme, field)
        self._is_typed = typed
        return Not(node) if negative and node is not None else node

    def _group(self, field: str | None, depth: int) -> Node | None:
        if depth >= DEEPEST_GROUP:
            self._hint(f"Groups deeper than {DEEPEST_GROUP} were not read as groups.")
            return None
        node = self._alternatives(field, depth + 1)
        if (lexeme := self._peek()) and lexeme.kind is Kind.CLOSE:
            self._next += 1
        return _tidy(node)

    def _leaf(self, lexeme: Lexeme, field: str | None) -> Node | None:
        leaf: Leaf | None
        if field is not None and field in (*PERIOD_FIELDS, "is"):
            leaf = self._fact(lexeme, field)
        elif field in LABEL_FIELDS:
            leaf = self._label(lexeme, field)
        elif lexeme.kind in (Kind.PHRASE, Kind.UNCLOSED):
            row = self._analyzer.row(lexeme.text)
            is_closed = lexeme.kind is Kind.PHRASE
            leaf = Phrase(lexeme.text.strip(), row, field, is_closed) if row else None
        elif lexeme.kind is Kind.NEAR:
            leaf = self._near(lexeme.text, field)
        else:
            leaf = self._word(lexeme.text, field)
        if self._is_typed and self._peek() is None and lexeme.kind is Kind.WORD:
            leaf = self._unfinished(leaf)
        return self._count(leaf) if leaf is not None else None

    def _unfinished(self, leaf: Leaf | None) -> Leaf | None:
        """The same, but a plain word may go on."""
        if type(leaf) is not Word or _PLAIN.search(leaf.raw):
            return leaf
        if len(leaf.forms[0]) > 1 or (leaf.field == "color" and self._colors):
            return leaf
        start = leaf.forms[0][0]
        if is_unspaced(start):
            return leaf
        return Typed(leaf.raw, leaf.forms, leaf.field, start)

    def _fact(self, lexeme: Lexeme, field: str) -> Leaf | None:
        """A date or a state of documents; what is neither is looked for as text."""
        value = lexeme.text.partition('"')[0].strip()
        raw = f"{field}:{value}"
        if field == "is" and value.lower() in STATES:
            return State(raw, value.lower())
        if field != "is" and (span := period(field, value)):
            return Dates(raw, *span)
        known = f"is: knows {', '.join(STATES)}" if field == "is" else f"{field}: needs a date"
        example = "" if field == "is" else f", like {PERIOD_FIELDS[field]}"
        self._hint(f"{known}{example}; {_shown(raw)} was read as words.")
        forms = self._analyzer.forms(raw)
        return Word(raw, forms) if forms else None

    def _near(self, text: str, field: str | None) -> Leaf | None:
        """Words that stand near each other in any order."""
        words, _, distance = text.rpartition('"~')
        row = self._analyzer.row(words)
        if len(set(row)) < 2:
            return Phrase(words.strip(), row, field) if row else None
        least = len(set(row)) - 1
        return Near(words.strip(), row, max(int(distance or NEAR_BY), least), field)

    def _label(self, lexeme: Lexeme, field: str) -> Leaf | None:
        """A tag, colour or format: one whole label, or the beginning of one."""
        raw = lexeme.text.partition('"')[0].strip()
        label = fold_label(raw.lstrip("#"))
        if field == "color" and label and self._colors:
            return self._color(raw, label)
        if lexeme.kind is Kind.WORD and label.endswith("*"):
            return Prefix(raw, label.rstrip("*"), field) if label.rstrip("*") else None
        return Word(raw, ((label,),), field) if label else None

    def _color(self, raw: str, label: str) -> Leaf:
        """A colour by its name or by what it stands for; by the beginning, where `*` asks so."""
        is_begun = label.endswith("*") or self._is_typed
        start = label.rstrip("*")
        colors = {fold_label(name): color for name, color in self._colors.items()}
        meant = [colors[label]] if label in colors else []
        if not meant and is_begun:
            meant = [color for name, color in colors.items() if name.startswith(start)]
        if not meant:
            names: dict[str, list[str]] = {}
            for name, color in self._colors.items():
                names.setdefault(color, []).extend([name] if name != color else [])
            known = (
                f"{color} ({', '.join(own)})" if own else color for color, own in names.items()
            )
            self._hint(f"{_shown(raw)} is none of the colours: {', '.join(known)}.")
        return Word(raw, tuple((color,) for color in dict.fromkeys(meant or [label])), "color")

    def _word(self, raw: str, field: str | None) -> Leaf | None:
        forms = self._analyzer.forms(raw)
        if not forms:
            if _PLAIN.search(raw):
                self._hint(f"{_shown(raw)} has no letters to look for.")
            return None
        if raw.isalnum():
            return Word(raw, forms, field)
        if raw.endswith("*") and not _PLAIN.search(raw[:-1]):
            return self._prefix(raw, forms, field)
        if _WILDCARD.fullmatch(raw):
            return self._wildcard(raw, forms, field)
        parts = _FUZZY.fullmatch(raw)
        if parts and not _PLAIN.search(parts["word"]):
            return self._fuzzy(raw, parts, field)
        if _PLAIN.search(raw.rstrip("?")):
            self._hint(f"{_shown(raw)} was read as plain words.")
        elif unknown := _UNKNOWN_FIELD.match(raw):
            self._hint(f"{unknown[1]} is not a field of the search; it was read as a word.")
        return Word(raw, forms, field)

    def _prefix(self, raw: str, forms: Forms, field: str | None) -> Leaf:
        term = forms[0][0]
        if is_unspaced(term):
            return Word(raw, forms, field)  # found inside longer runs anyway
        if len(forms[0]) > 1:
            self._hint(f"{_shown(raw)} was read without its *: it is more than one word.")
        elif len(term) < SHORTEST_PREFIX:
            self._hint(f"{_shown(raw)}: put at least {SHORTEST_PREFIX} letters before the *.")
        else:
            return Prefix(raw, term, field)
        return Word(raw, forms, field)

    def _wildcard(self, raw: str, forms: Forms, field: str | None) -> Leaf:
        """A word with gaps; those at its end are read before, as a prefix or a question mark."""
        start = _GAPS.split(raw)[0]
        pattern = fold_term(raw)
        if len(fold_term(start)) >= SHORTEST_PREFIX:
            return Wildcard(raw, pattern, field)
        self._hint(f"{_shown(raw)}: put at least {SHORTEST_PREFIX} letters before the gap.")
        return Word(raw, forms, field)

    def _fuzzy(self, raw: str, parts: re.Match[str], field: str | None) -> Leaf | None:
        forms, asked = self._analyzer.forms(parts["word"]), int(parts["distance"] or 1)
        if not forms:
            return None
        term = forms[0][0]
        if len(forms[0]) > 1 or is_unspaced(term) or len(term) < SHORTEST_FUZZY:
            self._hint(f"{_shown(raw)}: ~ needs one word of {SHORTEST_FUZZY} letters or more.")
            return Word(raw, forms, field)
        if asked > 2:
            self._hint(f"{_shown(raw)}: words may differ by 2 letters at most.")
        return Fuzzy(raw, term, min(asked, 2), field) if asked else Word(raw, forms, field)

    def _count(self, leaf: Leaf) -> Leaf | None:
        """Cap the number of terms over the whole query."""
        room = MOST_TERMS - self._terms
        size = _size(leaf)
        self._terms += min(size, room)
        if size <= room:
            return leaf
        self._hint(f"Only the first {MOST_TERMS} words of the query were looked for.")
        if room == 0:
            return None
        if isinstance(leaf, Phrase | Near):
            return replace(leaf, row=leaf.row[:room])
        if isinstance(leaf, Word):
            return replace(leaf, forms=(leaf.forms[-1][:room],))
        return leaf


def _settled(children: list[Node]) -> tuple[Node, ...]:
    """The children; one that is but a letter yet is whole where there is no other word."""
    *others, last = children
    if (
        isinstance(last, Typed)
        and last.is_open
        and all(isinstance(other, Not) for other in others)
    ):
        return *others, Word(last.raw, last.forms, last.field)
    return tuple(children)


def _ends_in_word(text: str) -> bool:
    """Whether the last character is one of a word: a letter, a digit, or a mark upon one."""
    return text[-1:].isalnum() or unicodedata.category(text[-1:] or " ").startswith("M")


def _size(leaf: Leaf) -> int:
    if isinstance(leaf, Phrase | Near):
        return len(leaf.row)
    return len(leaf.forms[-1]) if isinstance(leaf, Word) else 1


def _shown(raw: str) -> str:
    return raw if len(raw) <= 40 else raw[:40] + "…"


def _tidy(node: Node | None) -> Node | None:
    """Drop groups of one, and join what excludes everything into one `Not`."""
    if isinstance(node, Not):
        inner = _tidy(node.child)
        return inner.child if isinstance(inner, Not) else Not(inner) if inner else None
    if not isinstance(node, And):
        return node
    children = [child for child in map(_tidy, node.children) if child is not None]
    if len(children) <= 1:
        return children[0] if children else None
    if all(isinstance(child, Not) for child in children):
        return Not(Or(tuple(child.child for child in children if isinstance(child, Not))))
    return And(tuple(children))
