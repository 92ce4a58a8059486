"""Understand a query: words, "phrases", "near by"~5, OR, -not, (groups), pre*, fuzz~, field:value.

What is not understood stays a plain word and a hint says so; nothing that can be typed raises or
takes long: the length, the number of terms and the depth of groups are capped.
"""

import unicodedata
from dataclasses import replace

from .analysis import Analyzer
from .leaf_reading import LeafReader
from .lexing import FIELDS, Kind, Lexeme, lexemes
from .model import AS_IT_STANDS, Reading
from .plain_words import tree_of_plain_words
from .query import And, Leaf, Near, Node, Not, Or, Phrase, Query, Typed, Word

MOST_CHARACTERS = 1024
MOST_TERMS = 64
MOST_HINTS = 6
DEEPEST_GROUP = 50
_FEW_CHARACTERS = 2 * MOST_TERMS


def parse(text: str, analyzer: Analyzer, reading: Reading = AS_IT_STANDS) -> Query:
    """Read `text` as a query; never raises."""
    if len(text) <= _FEW_CHARACTERS:  # so that no cap is reached
        is_typed = reading.typed and _ends_in_word(text)
        if root := tree_of_plain_words(text, analyzer, is_typed):
            return Query(text, root)
    return parse_by_grammar(text, analyzer, reading)


def parse_by_grammar(text: str, analyzer: Analyzer, reading: Reading) -> Query:
    """The same for any query; slower."""
    return _Parser(text, analyzer, reading).query()


class _Parser:
    """One reading of one query: recursive descent, its depth capped."""

    def __init__(self, text: str, analyzer: Analyzer, reading: Reading) -> None:
        self._text = text
        self._leaves = LeafReader(analyzer, reading.colors, self._hint)
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
        is_last = self._is_typed and self._peek() is None
        leaf = self._leaves.leaf(lexeme, field, is_last)
        return self._count(leaf) if leaf is not None else None

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
        if isinstance(leaf, Phrase):
            return Phrase(leaf.raw, leaf.row[:room], leaf.field, leaf.is_closed)
        if isinstance(leaf, Near):
            return replace(leaf, row=leaf.row[:room])
        if isinstance(leaf, Word):
            return replace(leaf, forms=(leaf.forms[-1][:room],))
        return leaf


def _settled(children: list[Node]) -> tuple[Node, ...]:
    """The children; one that is but a letter yet is whole where there is no other word."""
    *others, last = children
    if isinstance(last, Typed) and last.is_open and all(isinstance(other, Not) for other in others):
        return *others, Word(last.raw, last.forms, last.field)
    return tuple(children)


def _ends_in_word(text: str) -> bool:
    """Whether the last character is one of a word: a letter, a digit, or a mark upon one."""
    return text[-1:].isalnum() or unicodedata.category(text[-1:] or " ").startswith("M")


def _size(leaf: Leaf) -> int:
    if isinstance(leaf, Phrase | Near):
        return len(leaf.row)
    return len(leaf.forms[-1]) if isinstance(leaf, Word) else 1


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
