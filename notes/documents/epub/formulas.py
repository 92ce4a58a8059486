"""Formulas in MathML on one line: fractions, powers and roots with the signs text has for them.

Source: MathML Core (W3C) and, for `mfenced`, MathML 3. What a formula is written in stays as it is;
signs are put in between as tokens of the kind `said`, which the file does not have.

>>> from notes.documents.markup import tokens
>>> half = "<math><mfrac><mn>1</mn><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math>"
>>> "".join(one.value for one in spelled_out(tokens(half)) if one.kind in ("text", "said"))
'1/(n + 1)'
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from notes.documents.markup import Token
from notes.documents.words import words

# What is put before and after the first, second and third part of an element.
_SIGNS = {
    "mfrac": (("", ""), ("/", "")),
    "msup": (("", ""), ("^", "")),
    "msub": (("", ""), ("_", "")),
    "msubsup": (("", ""), ("_", ""), ("^", "")),
    "munder": (("", ""), ("_", "")),
    "munderover": (("", ""), ("_", ""), ("^", "")),
    "mroot": (("", ""), ("^(1/", ")")),
}
_SCRIPTED = words("msub msup msubsup munder mover munderover")
_LEAVES = words("mi mn mo ms mtext")
_FENCED = words("mfenced msqrt")
_ROWS = words("mrow mstyle mpadded")
_SPACED = words("= ≠ < > ≤ ≥ ≈ ≡ ≅ ∼ ± ∓ + − - × ÷ ∈ ∉ ⊂ ⊆ ∪ ∩ → ⇒ ⇔ ↔ ∧ ∨ ∝ ≪ ≫ :=")
_OPENING, _CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
_INVISIBLE = frozenset("\u2061\u2062\u2063\u2064")
_LONGEST = 10_000  # tokens
_DEEPEST = 60


class _Element(NamedTuple):
    """An element of a formula; blanks between elements mean nothing."""

    start: Token
    parts: list["_Element"]
    texts: list[Token]

    @property
    def tag(self) -> str:
        return self.start.value

    @property
    def text(self) -> str:
        return "".join(token.value for token in self.texts).strip()

    @property
    def opens(self) -> bool:
        """Whether it begins with a bracket."""
        if self.tag in _ROWS and self.parts:
            return self.parts[0].opens
        return self.tag == "mfenced" or (self.tag in _LEAVES and self.text in _OPENING)

    @property
    def is_one(self) -> bool:
        """Whether it stands together without brackets."""
        if self.tag in _ROWS and len(self.parts) == 1:
            return self.parts[0].is_one
        if self.tag in _ROWS and self.parts:
            return self.opens and self.parts[-1].text in _CLOSING
        return self.tag in _LEAVES or self.tag in _FENCED


def spelled_out(page: Iterable[Token]) -> Iterator[Token]:
    """The tokens of a page, with the signs put in that its formulas are drawn instead of."""
    rest = iter(page)
    for token in rest:
        if token.kind == "start" and token.value == "math":
            formula = [token, *_to_its_end(rest)]
            tree = _tree(formula)
            yield from _spelled(tree) if tree else formula
        else:
            yield token


def _to_its_end(rest: Iterator[Token]) -> Iterator[Token]:
    for count, token in enumerate(rest):
        yield token
        if (token.kind == "end" and token.value == "math") or count > _LONGEST:
            return


def _tree(formula: list[Token]) -> _Element | None:
    """The formula as a tree; None for one that is not well-formed, or deep beyond reason."""
    root = _Element(formula[0], [], [])
    opened = [root]
    for token in formula[1:]:
        if not opened or len(opened) > _DEEPEST:
            return None
        if token.kind == "text":
            opened[-1].texts.append(token)
        elif token.kind == "start":
            element = _Element(token, [], [])
            opened[-1].parts.append(element)
            opened.append(element)
        elif opened.pop().tag != token.value:
            return None
    return None if opened else root


def _spelled(element: _Element) -> Iterator[Token]:
    yield element.start
    if element.tag in _SIGNS:
        yield from _scripted(element)
    elif element.tag == "msqrt":
        yield from _said("√(")
        yield from _row(element)
        yield from _said(")")
    elif element.tag == "mfenced":
        yield from _between_fences(element)
    elif element.tag in ("mtable", "mtr"):
        yield from _separated(element, "; " if element.tag == "mtable" else ", ")
    elif element.parts:
        yield from _row(element)
    elif element.text not in _INVISIBLE:
        yield from element.texts
    yield Token("end", element.tag)


def _scripted(element: _Element) -> Iterator[Token]:
    signs = _SIGNS[element.tag]
    for number, part in enumerate(element.parts):
        before, after = signs[number] if number < len(signs) else (" ", "")
        needs_brackets = not part.is_one and not after
        yield from _said(before + "(" * needs_brackets)
        yield from _spelled(part)
        yield from _said(")" * needs_brackets + after)


def _between_fences(element: _Element) -> Iterator[Token]:
    attributes = element.start.attributes
    yield from _said(attributes.get("open", "("))
    yield from _separated(element, (attributes.get("separators", ",").strip() or " ")[:1] + " ")
    yield from _said(attributes.get("close", ")"))


def _separated(element: _Element, separator: str) -> Iterator[Token]:
    for number, part in enumerate(element.parts):
        yield from _said(separator if number else "")
        yield from _spelled(part)


def _row(element: _Element) -> Iterator[Token]:
    """Parts one after the other, with blanks where they are read apart."""
    last = len(element.parts) - 1
    for number, part in enumerate(element.parts):
        is_spaced = part.tag == "mo" and part.text in _SPACED and 0 < number < last
        yield from _said(" " * is_spaced)
        yield from _spelled(part)
        ends_apart = number < last and _ends_apart(part, element.parts[number + 1])
        yield from _said(" " * (is_spaced or ends_apart))


def _ends_apart(part: _Element, following: _Element) -> bool:
    """Behind commas, the names of functions, and sums with their bounds there is a blank."""
    base = part.parts[0] if part.tag in _SCRIPTED and part.parts else part
    is_name = base.tag == "mi" and len(base.text) > 1
    is_sum = base.tag == "mo" and base is not part
    return part.text == "," or ((is_name or is_sum) and not following.opens)


def _said(sign: str) -> Iterator[Token]:
    if sign:
        yield Token("said", sign)
