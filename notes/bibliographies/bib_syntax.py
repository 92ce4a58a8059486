"""The syntax of `.bib` files: entries with their fields as they are written, macros put in.

An own reader rather than a library: bibtexparser's kept version is a beta, its old one takes
seconds for five thousand entries, and neither gives the line that a field is from; the syntax is
small. After BibTeX's own documentation ("BibTeXing", O. Patashnik, 1988).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_MOST_ENTRIES = 100_000
_START = re.compile(r"@\s*([A-Za-z][\w-]*)\s*([{(])", re.ASCII)
_KEY = re.compile(r"\s*([^\s,{}()=]*)\s*,?")
_NAME = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,{}()#\"=]+")
_JOIN = re.compile(r"\s*#\s*")
_BRACE = re.compile(r"[{}]")
_QUOTE = re.compile(r"[{}\"]")
_MONTHS = {
    name: str(number)
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}


class BibEntry(NamedTuple):
    """An entry: its type and field names in lower case, values still LaTeX; `line` is 1-based."""

    kind: str
    key: str
    fields: dict[str, str]
    line: int


class _Broken(Exception):
    """The entry ends in the middle, or is none."""


def entries(source: str) -> Iterator[BibEntry]:
    """The entries of a `.bib` file in order; what is broken is passed over up to the next one."""
    macros = dict(_MONTHS)
    place = line = count = 0
    while count < _MOST_ENTRIES and (found := _START.search(source, place)):
        line += source.count("\n", place, found.start())
        place = found.start()
        kind = found[1].lower()
        try:
            if kind in ("comment", "preamble"):
                end = _closed(source, found.end() - 1)
            elif kind == "string":
                fields, end = _fields(source, found.end(), macros)
                macros.update(fields)
            else:
                key = _KEY.match(source, found.end())
                assert key is not None  # it may be empty
                fields, end = _fields(source, key.end(), macros)
                yield BibEntry(kind, key[1], fields, line + 1)
                count += 1
        except _Broken:
            end = found.end()
        line += source.count("\n", place, end)
        place = end


def _fields(source: str, place: int, macros: dict[str, str]) -> tuple[dict[str, str], int]:
    """The fields from `place` up to the end of the entry, and where that is."""
    fields: dict[str, str] = {}
    while found := _NAME.match(source, place):
        value, place = _value(source, found.end(), macros)
        fields.setdefault(found[1].lower(), value)
    end = re.compile(r"[\s,]*[})]").match(source, place)
    if end is None:
        raise _Broken
    return fields, end.end()


def _value(source: str, place: int, macros: dict[str, str]) -> tuple[str, int]:
    """A value: pieces in braces or quotation marks, numbers and macros, joined by `#`."""
    pieces = []
    while True:
        opening = source[place : place + 1]
        if opening == "{":
            end = _closed(source, place)
            pieces.append(source[place + 1 : end - 1])
        elif opening == '"':
            end = _quoted(source, place)
            pieces.append(source[place + 1 : end - 1])
        else:
            bare = _BARE.match(source, place)
            if bare is None:
                raise _Broken
            end = bare.end()
            pieces.append(macros.get(bare[0].lower(), bare[0]))
        joined = _JOIN.match(source, end)
        if joined is None:
            return "".join(pieces), end
        place = joined.end()


def _closed(source: str, place: int) -> int:
    """Behind the brace that closes the one at `place` (or the parenthesis there)."""
    if source[place] == "(":
        end = source.find(")", place)
        if end < 0:
            raise _Broken
        return end + 1
    depth = 0
    for found in _BRACE.finditer(source, place):
        if source[found.start() - 1 : found.start()] == "\\" and depth:
            continue
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.end()
    raise _Broken


def _quoted(source: str, place: int) -> int:
    """Behind the quotation mark that closes the one at `place`; in braces it closes nothing."""
    depth = 0
    for found in _QUOTE.finditer(source, place + 1):
        if found[0] == '"' and depth == 0:
            return found.end()
        depth += {"{": 1, "}": -1}.get(found[0], 0)
    raise _Broken
