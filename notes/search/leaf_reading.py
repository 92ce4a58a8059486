"""Understand one word of a query: what a word, a phrase or the value of a field looks for."""

import re
from collections.abc import Callable, Mapping

from .analysis import Analyzer, is_unspaced
from .folding import fold_label, fold_term
from .lexing import Kind, Lexeme
from .periods import PERIOD_FIELDS, period
from .query import (
    LABEL_FIELDS,
    STATES,
    Dates,
    Fuzzy,
    Leaf,
    Near,
    Phrase,
    Prefix,
    State,
    Typed,
    TypedPhrase,
    Wildcard,
    Word,
)

_SHORTEST_PREFIX = 2
_SHORTEST_FUZZY = 3

# A tag as it is shown: with a letter in it, so that `#1` is what it says.
_TAG = re.compile(r"(#(?=[\w/.-]*[^\W\d_])[\w/-]+(?:[.][\w/-]+)*\*?)[.,;:!?]*")
_UNKNOWN_FIELD = re.compile(r"([A-Za-z]+:)[^/]")
_PLAIN = re.compile(r"[*?\[\]{}<>^~|\\]")
_WILDCARD = re.compile(r"[^\W_]+(?:[*?]+[^\W_]+)+\*?")
_GAPS = re.compile(r"[*?]")
_FORMATS = {"txt": "text", "md": "markdown", "htm": "html", "word": "docx"}  # other names
_BEGINNING = re.compile(r"\w\*$")
_NEAR_BY = 5  # positions, where a query does not say how near
_FUZZY = re.compile(r"(?P<word>.*[^~])~(?P<distance>\d{0,3})", re.DOTALL)


Forms = tuple[tuple[str, ...], ...]


class LeafReader:
    """Makes leaves of lexemes; tells `hint` what was not understood as it was meant.

    `colors` has, for each name of a colour, the colour that is meant; empty where any will do.
    """

    def __init__(
        self, analyzer: Analyzer, colors: Mapping[str, str], hint: Callable[[str], None]
    ) -> None:
        self._analyzer = analyzer
        self._colors = colors
        self._hint = hint

    def leaf(self, lexeme: Lexeme, field: str | None, is_last: bool) -> Leaf | None:
        """What a lexeme looks for in a field; None where there is nothing in it to look for.

        `is_last` where it is still being typed.
        """
        leaf: Leaf | None
        if field is None and lexeme.kind is Kind.WORD and (tag := _TAG.fullmatch(lexeme.text)):
            lexeme, field = Lexeme(Kind.WORD, tag[1]), "tag"
        if field is not None and field in (*PERIOD_FIELDS, "is"):
            leaf = self._fact(lexeme, field)
        elif field in LABEL_FIELDS:
            leaf = self._label(lexeme, field, is_last)
        elif lexeme.kind in (Kind.PHRASE, Kind.UNCLOSED):
            leaf = self._phrase(lexeme, field, is_last)
        elif lexeme.kind is Kind.NEAR:
            leaf = self._near(lexeme.text, field)
        else:
            leaf = self._word(lexeme.text, field)
        is_open = lexeme.kind in (Kind.WORD, Kind.UNCLOSED)
        return self._unfinished(leaf) if is_last and is_open else leaf

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

    def _phrase(self, lexeme: Lexeme, field: str | None, is_last: bool) -> Leaf | None:
        """What stands in quotes; while they are open, or before a `*`, its last word may go on.

        One letter may become nearly any word: it leaves nothing out yet.
        """
        raw, row = lexeme.text.strip(), self._analyzer.row(lexeme.text)
        is_closed = lexeme.kind is Kind.PHRASE
        if not row:
            return None
        if not (is_last or _BEGINNING.search(raw)) or is_unspaced(row[-1]):
            return Phrase(raw, row, field, is_closed)
        if len(row[-1]) < _SHORTEST_PREFIX:
            return Phrase(raw, row[:-1] or row, field, is_closed)
        if len(row) == 1:
            return Prefix(raw, row[0], field)
        return TypedPhrase(raw, row, field, is_closed)

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
        return Near(words.strip(), row, max(int(distance or _NEAR_BY), least), field)

    def _label(self, lexeme: Lexeme, field: str, is_last: bool) -> Leaf | None:
        """A tag, colour or format: one whole label, or the beginning of one."""
        raw = lexeme.text.partition('"')[0].strip()
        label = fold_label(raw.lstrip("#"))
        if field == "color" and label and self._colors:
            return self._color(raw, label, is_last)
        if lexeme.kind is Kind.WORD and label.endswith("*"):
            return Prefix(raw, label.rstrip("*"), field) if label.rstrip("*") else None
        forms = dict.fromkeys((label, _FORMATS.get(label, label) if field == "format" else label))
        return Word(raw, tuple((form,) for form in forms), field) if label else None

    def _color(self, raw: str, label: str, is_last: bool) -> Leaf:
        """A colour by its name or by what it stands for; by the beginning, where `*` asks so."""
        is_begun = label.endswith("*") or is_last
        start = label.rstrip("*")
        colors = {fold_label(name): color for name, color in self._colors.items()}
        meant = [colors[label]] if label in colors else []
        if not meant and is_begun:
            meant = [color for name, color in colors.items() if name.startswith(start)]
        if not meant:
            self._hint(f"{_shown(raw)} is none of the colours: {_listed(self._colors)}.")
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
        elif len(term) < _SHORTEST_PREFIX:
            self._hint(f"{_shown(raw)}: put at least {_SHORTEST_PREFIX} letters before the *.")
        else:
            return Prefix(raw, term, field)
        return Word(raw, forms, field)

    def _wildcard(self, raw: str, forms: Forms, field: str | None) -> Leaf:
        """A word with gaps; those at its end are read before, as a prefix or a question mark."""
        start = _GAPS.split(raw)[0]
        pattern = fold_term(raw)
        if len(fold_term(start)) >= _SHORTEST_PREFIX:
            return Wildcard(raw, pattern, field)
        self._hint(f"{_shown(raw)}: put at least {_SHORTEST_PREFIX} letters before the gap.")
        return Word(raw, forms, field)

    def _fuzzy(self, raw: str, parts: re.Match[str], field: str | None) -> Leaf | None:
        forms, asked = self._analyzer.forms(parts["word"]), int(parts["distance"] or 1)
        if not forms:
            return None
        term = forms[0][0]
        if len(forms[0]) > 1 or is_unspaced(term) or len(term) < _SHORTEST_FUZZY:
            self._hint(f"{_shown(raw)}: ~ needs one word of {_SHORTEST_FUZZY} letters or more.")
            return Word(raw, forms, field)
        if asked > 2:
            self._hint(f"{_shown(raw)}: words may differ by 2 letters at most.")
        return Fuzzy(raw, term, min(asked, 2), field) if asked else Word(raw, forms, field)


def _listed(colors: Mapping[str, str]) -> str:
    """The colours, each with what else it is called."""
    names: dict[str, list[str]] = {}
    for name, color in colors.items():
        names.setdefault(color, []).extend([name] if name != color else [])
    return ", ".join(
        f"{color} ({', '.join(own)})" if own else color for color, own in names.items()
    )


def _shown(raw: str) -> str:
    return raw if len(raw) <= 40 else raw[:40] + "…"
