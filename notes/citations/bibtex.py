"""BibTeX entries, with the types and fields of the standard styles."""

import re

from notes.citations.editions import ordinal
from notes.citations.keys import citation_key
from notes.citations.latex import (
    Fields,
    address,
    braced,
    escaped,
    names,
    pages,
    protected,
    title,
    written,
)
from notes.citations.locators import placed
from notes.citations.parts import article_number, listed, other_number, same
from notes.citations.reference import Reference
from notes.citations.title_words import parse

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENTRIES = {
    "journal": "article",
    "magazine": "article",
    "news": "article",
    "book": "book",
    "chapter": "incollection",
    "conference": "inproceedings",
    "report": "techreport",
    "manuscript": "unpublished",
}
_ARXIV = re.compile(r"(?:arxiv[:/]\s*|arxiv\.org/abs/)([a-z.-]*/?\d[\d.v]+)", re.IGNORECASE)


def bibliography(reference: Reference) -> str:
    """The entry on one line, under the reference's key."""
    return entry(reference, citation_key(reference))


def in_text(reference: Reference, locator: str = "") -> str:
    r"""`\cite[3]{kaspruk2025china}`"""
    return cited("cite", reference, locator)


def cited(command: str, reference: Reference, locator: str) -> str:
    """A LaTeX command that cites; the place is its optional argument."""
    place = escaped(placed(locator).text).replace("]", "{]}")
    return f"\\{command}{f'[{place}]' if place else ''}{{{citation_key(reference)}}}"


def entry(reference: Reference, key: str, *, multiline: bool = False) -> str:
    """The entry under `key`, on one line or with a line for each field."""
    return written(_type(reference), key, fields(reference), multiline=multiline)


def fields(reference: Reference) -> Fields:
    """The fields of the entry in the customary order; a missing one has an empty value."""
    kind = reference.kind
    entry_type = _type(reference)
    is_article = entry_type == "article"
    issued = reference.issued
    month = _MONTHS[issued.month - 1] if issued and issued.month else ""
    school = {"thesis": "school", "report": "institution"}.get(kind, "publisher")
    publisher = "" if is_article and not reference.container else reference.publisher
    in_book = kind in ("chapter", "conference")
    return (
        ("author", braced(names(reference.authors or reference.directors))),
        ("editor", braced(names(reference.editors))),
        ("title", braced(title(reference))),
        ("journal", braced(escaped(parse(reference.site).text)) if is_article else ""),
        ("booktitle", braced(protected(reference.container, reference)) if in_book else ""),
        (school, braced(escaped(parse(publisher).text)) if entry_type != "unpublished" else ""),
        ("address", braced(escaped(reference.place or reference.event_place))),
        ("edition", braced(escaped(ordinal(reference.edition)))),
        ("series", braced(escaped(parse(reference.collection).text))),
        ("type", braced(_genre(reference))),
        ("volume", braced(escaped(reference.volume))),
        ("number", braced(escaped(_number(reference)))),
        ("pages", braced(pages(reference) or escaped(article_number(reference)))),
        ("year", braced(escaped(issued.year_text) if issued else "")),
        ("month", month),
        ("howpublished", braced(_howpublished(reference, entry_type))),
        *identifiers(reference),
        ("note", braced(_note(reference, entry_type))),
    )


def identifiers(reference: Reference) -> Fields:
    """DOI, URL, preprint number, ISBN and ISSN."""
    found = arxiv(reference)
    return (
        ("doi", braced(address(reference.doi))),
        ("url", braced("" if reference.doi else address(reference.url))),
        ("eprint", braced(escaped(found))),
        ("archiveprefix", braced("arXiv" if found else "")),
        ("isbn", braced(escaped(reference.isbn))),
        ("issn", braced(escaped(reference.issn))),
    )


def arxiv(reference: Reference) -> str:
    """The number of an arXiv preprint, or nothing."""
    if reference.kind != "preprint":
        return ""
    found = _ARXIV.search(f"{reference.number} {reference.url} {reference.doi}")
    return found[1].rstrip(".") if found else ""


def _type(reference: Reference) -> str:
    if reference.kind == "thesis":
        return "mastersthesis" if "master" in reference.genre.lower() else "phdthesis"
    if reference.kind == "book" and reference.type == "collection" and not reference.authors:
        return "proceedings"
    return _ENTRIES.get(reference.kind, "misc")


def _number(reference: Reference) -> str:
    if reference.issue or reference.collection_number:
        return reference.issue or reference.collection_number
    return "" if arxiv(reference) else other_number(reference)


def _genre(reference: Reference) -> str:
    """The kind of report or thesis, where it is another than the entry's type says."""
    if reference.kind not in ("report", "thesis"):
        return ""
    usual = ("phd thesis", "phd dissertation", "doctoral dissertation", "master's thesis", "report")
    return "" if reference.genre.lower().replace("’", "'") in usual else escaped(reference.genre)


def _howpublished(reference: Reference, entry_type: str) -> str:
    """The site or occasion, for what BibTeX has no entry of its own."""
    if entry_type != "misc":
        return ""
    where = reference.container or reference.event
    return "" if same(where, reference.publisher) else escaped(parse(where).text)


def _note(reference: Reference, entry_type: str) -> str:
    """Translators, and the day a page was read: the standard styles have no field for them."""
    parts = []
    if reference.translators:
        people = listed([name.direct for name in reference.translators], "and")
        parts.append(f"Translated by {people}")
    if entry_type == "unpublished":
        parts.append(reference.archive or reference.genre or "Unpublished")
    if entry_type == "misc" and reference.accessed and reference.url and not reference.doi:
        parts.append(f"Accessed: {reference.accessed.iso}")
    return escaped("; ".join(parts))
