"""Queries of plain words, with or without OR between them: most are, and they take no grammar."""

from .analysis import Analyzer
from .query import And, Node, Or, Typed, Word

_OPERATORS = frozenset({"AND", "NOT"})


def tree_of_plain_words(text: str, analyzer: Analyzer, is_typed: bool) -> Node | None:
    """The tree of such a query, the same that the grammar makes of it; None for all others.

    `is_typed` where the last word may go on.
    """
    words = text.split()
    is_plain = text.isascii() and "".join(words).isalnum() and _OPERATORS.isdisjoint(words)
    if not is_plain:
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


def _begun(word: str, analyzer: Analyzer, beside_others: bool) -> Node:
    """A word that is still being typed; alone, a letter is whole."""
    forms = analyzer.forms(word)
    typed = Typed(word, forms, None, forms[0][0])
    return typed if beside_others or not typed.is_open else Word(word, forms)
