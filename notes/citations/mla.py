"""MLA style, 9th edition: the list of works cited and the parenthetical citation."""

from collections.abc import Sequence

from notes.citations.dates import PartialDate
from notes.citations.markup import commas, ended, italic, sentences, words
from notes.citations.names import Name
from notes.citations.pages import bare_pages, labelled, unlabelled
from notes.citations.parts import (
    cited_title,
    numbered_edition,
    opening_words,
    publisher_unless,
    same,
    surnames,
)
from notes.citations.quoting import closed, quoted
from notes.citations.reference import Reference
from notes.citations.title_words import parse
from notes.citations.titles import title_case

SHORT_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July"),
    *("Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)


def bibliography(reference: Reference) -> str:
    """The entry in the works cited: author, title, and the container with all that places it."""
    head = sentences((_author(reference), _title(reference)))
    source = _thesis(reference) if reference.kind == "thesis" else commas(_container(reference))
    source = source[:1].upper() + source[1:] if not reference.site else source
    accessed = _accessed(reference)
    return words((head, ended(source), accessed))


def in_text(reference: Reference, locator: str = "") -> str:
    """`(Kaspruk 3)`; a place that is not a page number follows a comma."""
    names = reference.authors or _editors_first(reference)
    if names:
        head = surnames(names, "and")
    else:
        head = cited_title(reference, standalone=_standalone(reference))
    place = unlabelled(locator, "mla")
    if not place:
        return f"({head})"
    return f"({head} {place})" if bare_pages(locator) else f"({head}, {place})"


def _editors_first(reference: Reference) -> tuple[Name, ...]:
    return () if reference.authors or reference.kind == "chapter" else reference.editors


def _author(reference: Reference) -> str:
    if reference.authors:
        return _names(reference.authors)
    editors = _editors_first(reference)
    role = "editor" if len(editors) == 1 else "editors"
    return commas((_names(editors), role)) if editors else ""


def _names(names: Sequence[Name]) -> str:
    """One name, two, or the first *et al.* (5.5-5.7)."""
    first = names[0].inverted()
    if len(names) > 2:
        return f"{first}, et al."
    if len(names) == 2:
        return f"{first}, and {names[1].direct}"
    return first


def _standalone(reference: Reference) -> bool:
    return reference.kind in ("book", "report", "thesis")


def _title(reference: Reference) -> str:
    if not reference.title:
        opening = opening_words(reference)
        return closed(quoted(opening), ".") if opening else "[Untitled]"
    title = title_case(reference.title, reference)
    if title.startswith("["):
        return title
    return italic(title) if _standalone(reference) else closed(quoted(title), ".")


def _container(reference: Reference) -> tuple[str, ...]:
    kind = reference.kind
    site = "" if _standalone(reference) else reference.site
    chapter = kind == "chapter"
    container = title_case(site, reference) if chapter else parse(site).text
    return (
        italic(container),
        *_contributors(reference),
        numbered_edition(reference),
        f"vol. {reference.volume}" if reference.volume else "",
        f"no. {reference.issue or reference.number}" if reference.issue or reference.number else "",
        _publisher(reference),
        _date(reference),
        labelled(reference.pages, "mla") if reference.pages else "",
        _link(reference),
    )


def _contributors(reference: Reference) -> tuple[str, str]:
    editors = () if _editors_first(reference) else reference.editors
    return (_by("edited by", editors), _by("translated by", reference.translators))


def _by(role: str, names: Sequence[Name]) -> str:
    if not names:
        return ""
    if len(names) > 2:
        return f"{role} {names[0].direct} et al."
    return f"{role} {' and '.join(name.direct for name in names)}"


def _publisher(reference: Reference) -> str:
    """Left out for periodicals, and where it is the site or the author (5.58)."""
    if reference.kind in ("journal", "magazine", "news"):
        return ""
    return publisher_unless(reference, reference.site)


def _date(reference: Reference) -> str:
    issued = reference.issued
    if not issued:
        return ""
    if reference.kind in ("book", "chapter", "thesis", "report"):
        return issued.year_text
    return _day_month_year(issued)


def _day_month_year(date: PartialDate) -> str:
    month = date.month_name(SHORT_MONTHS) or date.season_text
    return words((str(date.day or ""), month, date.year_text))


def _link(reference: Reference) -> str:
    """A DOI in full; a URL without its scheme (5.95)."""
    if reference.doi:
        return reference.doi_link
    return reference.url.removeprefix("https://").removeprefix("http://")


def _accessed(reference: Reference) -> str:
    if not reference.accessed or not reference.url or reference.doi:
        return ""
    return f"Accessed {ended(_day_month_year(reference.accessed))}"


def _thesis(reference: Reference) -> str:
    """`2019. University, PhD dissertation`"""
    year = reference.issued.year_text if reference.issued else ""
    school = commas((reference.publisher, reference.genre or "PhD dissertation", _link(reference)))
    archive = italic(reference.container)
    return sentences((year, school, archive if not same(archive, school) else ""))
