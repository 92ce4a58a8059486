"""IEEE style: initials first, abbreviated months, titles in sentence case."""

from collections.abc import Sequence

from notes.citations.dates import PartialDate
from notes.citations.markup import commas, ended, italic, sentences, words
from notes.citations.names import Name
from notes.citations.pages import labelled
from notes.citations.parts import (
    listed,
    numbered_edition,
    opening_words,
    publisher_unless,
)
from notes.citations.quoting import closed, quoted
from notes.citations.reference import Reference
from notes.citations.title_words import parse
from notes.citations.titles import sentence_case, title_case

_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul."),
    *("Aug.", "Sep.", "Oct.", "Nov.", "Dec."),
)


def bibliography(reference: Reference) -> str:
    """The entry without its number, which depends on the list it will stand in."""
    names = _author(reference)
    source = commas(_source(reference))
    edition = numbered_edition(reference)
    full_stop = not source or (_standalone(reference) and not (edition or reference.volume))
    title = _title(reference, "." if full_stop else ",")
    entry = words((f"{names}," if names else "", title, source))
    return words((ended(entry), _online(reference)))


def in_text(reference: Reference, locator: str = "") -> str:
    """The number in the list is not known here: `[1, p. 3]` is to be renumbered there."""
    return f"[{commas(('1', labelled(locator)))}]"


def _author(reference: Reference) -> str:
    if reference.authors:
        return _names(reference.authors)
    editors = () if reference.kind == "chapter" else reference.editors
    role = "Ed." if len(editors) == 1 else "Eds."
    return commas((_names(editors), role)) if editors else ""


def _names(names: Sequence[Name]) -> str:
    """Up to six names; of more, the first *et al.*"""
    if len(names) > 6:
        return f"{names[0].abbreviated()} {italic('et al.')}"
    return listed([name.abbreviated() for name in names], "and")


def _standalone(reference: Reference) -> bool:
    return reference.kind == "book"


def _title(reference: Reference, mark: str) -> str:
    if not reference.title:
        opening = opening_words(reference)
        return closed(quoted(opening), mark) if opening else f"[Untitled]{mark}"
    if _standalone(reference):
        title = italic(title_case(reference.title, reference, long_prepositions=True))
    else:
        title = sentence_case(reference.title, reference)
        title = title if title.startswith("[") else quoted(title)
    return (
        closed(title, mark) if title.endswith("”") else ended(title) if mark == "." else f"{title},"
    )


def _source(reference: Reference) -> tuple[str, ...]:
    kind = reference.kind
    pages = labelled(reference.pages) if reference.pages else ""
    volume = f"vol. {reference.volume}" if reference.volume else ""
    issue = f"no. {reference.issue}" if reference.issue else ""
    doi = f"doi: {reference.doi}" if reference.doi else ""
    if kind in ("journal", "magazine", "news", "web"):
        site = italic(parse(reference.site).text)
        return (site, volume, issue, pages, _date(reference.issued), doi)
    imprint = publisher_unless(reference)
    imprint = f"{reference.place}: {imprint}" if reference.place and imprint else imprint
    year = reference.issued.year_text if reference.issued else ""
    if kind == "thesis":
        return (reference.genre or "Ph.D. dissertation", reference.publisher, year, doi)
    if kind == "report":
        number = f"Rep. {reference.number}" if reference.number else ""
        return (imprint, number, _date(reference.issued), doi)
    published = commas((imprint, year))
    edition = numbered_edition(reference)
    if kind == "chapter":
        book = italic(title_case(reference.container, reference, long_prepositions=True))
        names = listed([name.abbreviated() for name in reference.editors], "and")
        role = "Ed." if len(reference.editors) == 1 else "Eds."
        editors = f"{names}, {role}" if names else ""
        within = f"in {book}" if book else ""
        return (commas((within, volume, editors, edition)), published, pages, doi)
    return (commas((volume, sentences((edition, published)) if edition else published)), doi)


def _date(date: PartialDate | None) -> str:
    if not date:
        return ""
    month = date.month_name(_MONTHS) or date.season_text
    return (
        commas((words((month, str(date.day or ""))), date.year_text))
        if date.day
        else words((month, date.year_text))
    )


def _online(reference: Reference) -> str:
    if not reference.url or reference.doi:
        return ""
    accessed = f"Accessed: {_date(reference.accessed)}" if reference.accessed else ""
    return words((f"{accessed}." if accessed else "", f"[Online]. Available: {reference.url}"))
