"""Queries of plain words, with or without OR between them, or of one plain phrase.

Most are such, and they take no grammar.
"""

from .analysis import Analyzer
from .query import And, Node, Or, Phrase, Typed, Word

_OPERATORS = frozenset({"AND", "NOT"})


def tree_of_plain_words(text: str, analyzer: Analyzer, is_typed: bool) -> Node | None:
    """The tree of such a query, the same that the grammar makes of it; None for all others.

    `is_typed` where the last word may go on.
    """
    if text[:1] == text[-1:] == '"':
        return _phrase(text[1:-1], analyzer)
    words = text.split()
    if not _are_plain(text, words) or not _OPERATORS.isdisjoint(words):
        return None
    branches: list[list[Node]] = [[]]
    for word in words:
        if word == "OR":
            branches.append([])
        else:
            branches[-1].append(Word(word, analyzer.forms(word)))
    if is_typed and branches[-1]:
        branches[-1][-1] = _begun(word, analyzer, beside_others=len(branches[-1]) > 1)
    nodes = [some[0] if len(some) == 1 else And(tuple(some)) for some in branches if some]
    return Or(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None


def _are_plain(text: str, words: list[str]) -> bool:
    return text.isascii() and "".join(words).isalnum()


def _phrase(text: str, analyzer: Analyzer) -> Node | None:
    """A phrase of plain words, which is closed."""
    return Phrase(text.strip(), analyzer.row(text)) if _are_plain(text, text.split()) else None


def _begun(word: str, analyzer: Analyzer, beside_others: bool) -> Node:
    """A word that is still being typed; alone, a letter is whole."""
    forms = analyzer.forms(word)
    typed = Typed(word, forms, None, forms[0][0])
    return typed if beside_others or not typed.is_open else Word(word, forms)
