"""BibLaTeX entries: as BibTeX, with full dates and types for what is online."""

from notes.citations import bibtex
from notes.citations.bibtex import braced, escaped
from notes.citations.keys import citation_key
from notes.citations.pages import unlabelled
from notes.citations.reference import Reference
from notes.citations.title_words import parse

_ENTRIES = {
    "journal": "article",
    "magazine": "article",
    "news": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "report",
    "thesis": "thesis",
}


def bibliography(reference: Reference) -> str:
    """The entry on one line, under the reference's key."""
    return entry(reference, citation_key(reference))


def in_text(reference: Reference, locator: str = "") -> str:
    r"""`\autocite[3]{kaspruk2025china}`"""
    place = escaped(unlabelled(locator)).replace("–", "--").replace("]", "{]}")
    key = citation_key(reference)
    return f"\\autocite[{place}]{{{key}}}" if place else f"\\autocite{{{key}}}"


def entry(reference: Reference, key: str, *, multiline: bool = False) -> str:
    """The entry under `key`, on one line or with a line for each field."""
    kind = "online" if reference.kind == "web" else _ENTRIES[reference.kind]
    if reference.type == "paper-conference":
        kind = "inproceedings"
    if kind == "online" and not reference.url:
        kind = "misc"
    return bibtex.written(kind, key, _fields(reference), multiline=multiline)


def _fields(reference: Reference) -> bibtex.Fields:
    kind = reference.kind
    in_periodical = kind in ("journal", "magazine", "news")
    publisher = "institution" if kind in ("thesis", "report") else "publisher"
    container = {"chapter": "booktitle", "web": "organization"}.get(kind, "journaltitle")
    site = reference.site if in_periodical else reference.container
    return (
        ("author", braced(bibtex.names(reference.authors))),
        ("editor", braced(bibtex.names(reference.editors))),
        ("translator", braced(bibtex.names(reference.translators))),
        ("title", braced(bibtex.title(reference))),
        (container, braced(escaped(parse(site).text))),
        (publisher, braced(escaped("" if site == reference.publisher else reference.publisher))),
        ("location", braced(escaped(reference.place))),
        ("edition", braced(escaped(reference.edition))),
        ("type", braced(escaped(reference.genre) or {"thesis": "phdthesis"}.get(kind, ""))),
        ("volume", braced(escaped(reference.volume))),
        ("number", braced(escaped(reference.issue or reference.number))),
        ("pages", braced(bibtex.pages(reference))),
        ("date", braced(_date(reference))),
        ("langid", braced(escaped(reference.language))),
        *bibtex.identifiers(reference),
        ("urldate", braced(escaped(reference.accessed.iso) if reference.accessed else "")),
    )


def _date(reference: Reference) -> str:
    issued = reference.issued
    if not issued:
        return ""
    end = f"/{issued.end_year:04d}" if issued.end_year else ""
    return escaped(issued.iso) + end
