"""Text as LaTeX and BibTeX read it: special characters escaped, braces balanced."""

import re
from collections.abc import Sequence

from notes.citations.markup import ITALIC, ROMAN
from notes.citations.names import Name
from notes.citations.pages import page_range
from notes.citations.parts import opening_words
from notes.citations.quoting import curl
from notes.citations.reference import Reference
from notes.citations.titles import protected_words

# Braces are written as commands: BibTeX counts even escaped ones.
_ESCAPES = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_"},
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "\\": "\\textbackslash{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "“": "``",
        "”": "''",
        "‘": "`",
        "’": "'",
        "–": "--",
        "—": "---",
        "\u00a0": "~",
        ITALIC: "\\emph{",
        ROMAN: "}",
    }
)
_AND = re.compile(r"\band\b")
_SCRIPTS = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ]+)|([₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎]+)")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()n0123456789+-=()")
_URL_ESCAPES = str.maketrans(
    {"{": "%7B", "}": "%7D", "\\": "%5C", '"': "%22", "<": "%3C", ">": "%3E"}
)

Fields = Sequence[tuple[str, str]]


def written(kind: str, key: str, values: Fields, *, multiline: bool = False) -> str:
    """Put an entry together from fields whose values carry their delimiters already."""
    start, between, end = ("\n  ", ",\n  ", "\n}") if multiline else (" ", ", ", "}")
    body = between.join(f"{name} = {value}" for name, value in values if value)
    return f"@{kind}{{{key},{start}{body}{end}"


def braced(value: str) -> str:
    """Put a value between braces; nothing for nothing."""
    return f"{{{value}}}" if value else ""


def escaped(text: str) -> str:
    """Write `text` so that LaTeX prints it and BibTeX's braces balance."""
    return _escaped_only(curl(text))


def address(url: str) -> str:
    """A URL or DOI: not escaped, as the packages read them as they are; only braces are coded."""
    return url.translate(_URL_ESCAPES)


def names(people: Sequence[Name]) -> str:
    """`Kaspruk, Viktor and King, Jr., Martin Luther and {World Bank}`"""
    return " and ".join(map(_name, people))


def whole(text: str) -> str:
    """Escape what BibLaTeX would take for several names at *and*, in braces if it would."""
    return f"{{{escaped(text)}}}" if _AND.search(text) else escaped(text)


def pages(reference: Reference) -> str:
    """Page ranges with two hyphens."""
    return escaped(page_range(reference.pages))


def title(reference: Reference) -> str:
    """The title as the source has it, names in braces; for want of one the opening words."""
    if reference.title:
        return protected(reference.title, reference)
    return f"[{escaped(opening_words(reference)) or 'Untitled'}]"


def protected(text: str, reference: Reference) -> str:
    """Escape a title and put braces around the words that must keep their capitals."""
    marked, ranges = protected_words(text, reference)
    out, place = [], 0
    for start, end in ranges:
        out += [_escaped_only(marked[place:start]), "{", _escaped_only(marked[start:end]), "}"]
        place = end
    return "".join((*out, _escaped_only(marked[place:])))


def _escaped_only(text: str) -> str:
    text = text.translate(_ESCAPES)
    return _SCRIPTS.sub(_script, text)


def _script(found: re.Match[str]) -> str:
    command = "textsuperscript" if found[1] else "textsubscript"
    return f"\\{command}{{{found[0].translate(_PLAIN)}}}"


def _name(name: Name) -> str:
    if name.literal or name.is_cjk:
        return f"{{{escaped(name.direct)}}}"
    family = " ".join(filter(None, (name.dropping, name.particle, _guarded(name.family))))
    return ", ".join(filter(None, (family, _guarded(name.suffix), _guarded(name.given))))


def _guarded(part: str) -> str:
    """Braces around a piece that BibTeX would take apart at a comma or at *and*."""
    text = escaped(part)
    return f"{{{text}}}" if "," in part or _AND.search(part) else text
