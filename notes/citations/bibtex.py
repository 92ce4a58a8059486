"""BibTeX entries: names and capitals protected by braces, special characters escaped."""

import re
from collections.abc import Sequence

from notes.citations.keys import citation_key
from notes.citations.markup import ITALIC, ROMAN
from notes.citations.names import Name
from notes.citations.pages import page_range, unlabelled
from notes.citations.parts import opening_words
from notes.citations.quoting import curl
from notes.citations.reference import Reference
from notes.citations.title_words import parse
from notes.citations.titles import protected_words

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces are written as commands: BibTeX counts even escaped ones.
_ESCAPES = {
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
    ITALIC: "\\emph{",
    ROMAN: "}",
}
_URL_ESCAPES = str.maketrans(
    {"{": "%7B", "}": "%7D", "\\": "%5C", '"': "%22", "<": "%3C", ">": "%3E"}
)
_ENTRIES = {
    "journal": "article",
    "magazine": "article",
    "news": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
}

Fields = Sequence[tuple[str, str]]


def bibliography(reference: Reference) -> str:
    """The entry on one line, under the reference's key."""
    return entry(reference, citation_key(reference))


def in_text(reference: Reference, locator: str = "") -> str:
    r"""`\cite[3]{kaspruk2025china}`"""
    place = escaped(unlabelled(locator)).replace("–", "--").replace("]", "{]}")
    return (
        f"\\cite[{place}]{{{citation_key(reference)}}}"
        if place
        else (f"\\cite{{{citation_key(reference)}}}")
    )


def entry(reference: Reference, key: str, *, multiline: bool = False) -> str:
    """The entry under `key`, on one line or with a line for each field."""
    return written(_type(reference), key, fields(reference), multiline=multiline)


def written(kind: str, key: str, values: Fields, *, multiline: bool = False) -> str:
    """Put an entry together from fields whose values carry their delimiters already."""
    start, between, end = ("\n  ", ",\n  ", "\n}") if multiline else (" ", ", ", "}")
    body = between.join(f"{name} = {value}" for name, value in values if value)
    return f"@{kind}{{{key},{start}{body}{end}"


def fields(reference: Reference) -> Fields:
    """The fields of the entry in the customary order; a missing one has an empty value."""
    kind = reference.kind
    in_periodical = kind in ("journal", "magazine", "news")
    issued = reference.issued
    month = _MONTHS[issued.month - 1] if issued and issued.month else ""
    school = {"thesis": "school", "report": "institution"}.get(kind, "publisher")
    publisher = "" if in_periodical and not reference.container else reference.publisher
    return (
        ("author", braced(names(reference.authors))),
        ("editor", braced(names(reference.editors))),
        ("title", braced(title(reference))),
        ("journal", braced(escaped(parse(reference.site).text)) if in_periodical else ""),
        (
            "booktitle",
            braced(protected(reference.container, reference)) if kind == "chapter" else "",
        ),
        (school, braced(escaped(publisher))),
        ("address", braced(escaped(reference.place))),
        ("edition", braced(escaped(reference.edition))),
        ("volume", braced(escaped(reference.volume))),
        ("number", braced(escaped(reference.issue or reference.number))),
        ("pages", braced(pages(reference))),
        ("year", braced(escaped(issued.year_text).replace("–", "--") if issued else "")),
        ("month", month),
        ("howpublished", _howpublished(reference)),
        *identifiers(reference),
    )


def identifiers(reference: Reference) -> Fields:
    """DOI, URL, ISBN and ISSN."""
    url = "" if reference.doi else reference.url.translate(_URL_ESCAPES)
    return (
        ("doi", braced(reference.doi.translate(_URL_ESCAPES))),
        ("url", braced(url)),
        ("isbn", braced(escaped(reference.isbn))),
        ("issn", braced(escaped(reference.issn))),
    )


def braced(value: str) -> str:
    """Put a value between braces; nothing for nothing."""
    return f"{{{value}}}" if value else ""


def escaped(text: str) -> str:
    """Write `text` so that LaTeX prints it and BibTeX's braces balance."""
    return "".join(_ESCAPES.get(character, character) for character in curl(text))


def names(people: Sequence[Name]) -> str:
    """`Kaspruk, Viktor and King, Jr., Martin Luther and {World Bank}`"""
    return " and ".join(map(_name, people))


def pages(reference: Reference) -> str:
    """Page ranges with two hyphens."""
    return escaped(page_range(reference.pages)).replace("–", "--")


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
    return "".join(_ESCAPES.get(character, character) for character in text)


def _name(name: Name) -> str:
    if name.literal or name.is_cjk:
        return f"{{{escaped(name.direct)}}}"
    family = " ".join(filter(None, (name.dropping, name.particle, _guarded(name.family))))
    return ", ".join(filter(None, (family, _guarded(name.suffix), _guarded(name.given))))


def _guarded(part: str) -> str:
    """Braces around a piece that BibTeX would take apart at a comma or at *and*."""
    text = escaped(part)
    return f"{{{text}}}" if "," in part or re.search(r"\band\b", part) else text


def _type(reference: Reference) -> str:
    if reference.kind == "thesis":
        return "mastersthesis" if "master" in reference.genre.lower() else "phdthesis"
    if reference.type == "paper-conference":
        return "inproceedings"
    return _ENTRIES.get(reference.kind, "misc")


def _howpublished(reference: Reference) -> str:
    """The site, for what BibTeX has no entry of its own."""
    if reference.kind != "web" or not reference.container:
        return ""
    return braced(escaped(reference.container))
