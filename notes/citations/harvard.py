"""Harvard style as *Cite Them Right* gives it: author-date, single quotation marks."""

from collections.abc import Sequence

from notes.citations.dates import PartialDate
from notes.citations.markup import commas, ended, italic, words
from notes.citations.names import Name
from notes.citations.pages import labelled
from notes.citations.parts import (
    cited_title,
    described,
    listed,
    numbered_edition,
    publisher_unless,
    surnames,
)
from notes.citations.quoting import SINGLE, nested, quoted
from notes.citations.reference import Reference
from notes.citations.title_words import parse
from notes.citations.titles import sentence_case

NO_DATE = "no date"


def bibliography(reference: Reference) -> str:
    """The entry of the reference list: author, (year), title, source, link."""
    author, year, title = _author(reference), f"({_year(reference)})", _title(reference)
    if author:
        rest = commas((title, *_source(reference)))
        entry = words((author, year, rest))
    else:
        entry = commas((f"{title} {year}", *_source(reference)))
    return words((ended(entry), _link(reference)))


def in_text(reference: Reference, locator: str = "") -> str:
    """`(Kaspruk, 2025, p. 3)`"""
    names = reference.authors or _editors_first(reference)
    tail = commas((_year(reference), labelled(locator)))
    if names:
        return f"({commas((surnames(names, 'and', 3, serial=False), tail))})"
    title = cited_title(reference, standalone=_standalone(reference))
    if title.startswith("“"):
        title = quoted(title[1:-1], SINGLE)
    return f"({title}, {tail})"


def _editors_first(reference: Reference) -> tuple[Name, ...]:
    return () if reference.authors or reference.kind == "chapter" else reference.editors


def _author(reference: Reference) -> str:
    if reference.authors:
        return _names(reference.authors)
    editors = _editors_first(reference)
    return f"{_names(editors)} ({_eds(editors)})" if editors else ""


def _eds(editors: Sequence[Name]) -> str:
    return "ed." if len(editors) == 1 else "eds"


def _names(names: Sequence[Name]) -> str:
    """Up to three names; of more, the first *et al.*"""
    if len(names) > 3:
        return f"{names[0].inverted(initials=True)} {italic('et al.')}"
    return listed([name.inverted(initials=True) for name in names], "and", serial=False)


def _year(reference: Reference) -> str:
    return reference.issued.year_text if reference.issued else NO_DATE


def _standalone(reference: Reference) -> bool:
    return reference.kind in ("book", "report", "thesis") or (
        reference.kind == "web" and not reference.site
    )


def _title(reference: Reference) -> str:
    if not reference.title:
        return described(reference)
    title = sentence_case(reference.title, reference, subtitle_capital=False)
    if title.startswith("["):
        return title
    if _standalone(reference):
        return italic(nested(title, ("", "")))
    return quoted(title, SINGLE)


def _source(reference: Reference) -> tuple[str, ...]:
    kind = reference.kind
    pages = labelled(reference.pages) if reference.pages else ""
    if kind in ("journal", "magazine", "news", "web"):
        issue = f"({reference.issue})" if reference.issue else ""
        periodical = italic(parse(reference.site).text)
        day = _day_month(reference.issued) if kind != "journal" and reference.issued else ""
        return (periodical, reference.volume + issue, day, pages)
    imprint = publisher_unless(reference)
    imprint = f"{reference.place}: {imprint}" if reference.place and imprint else imprint
    if kind == "thesis":
        return (reference.genre or "PhD thesis", reference.publisher)
    edition = numbered_edition(reference, "edn")
    if kind == "chapter":
        names = listed([name.abbreviated() for name in reference.editors], "and", serial=False)
        editors = f"{names} ({_eds(reference.editors)})" if names else ""
        book = italic(sentence_case(reference.container, reference, subtitle_capital=False))
        within = words(("in", editors, book)) if book else ""
        return (within, edition, imprint, pages)
    number = f"no. {reference.number}" if reference.number and kind == "report" else ""
    return (edition, number, imprint)


def _day_month(date: PartialDate) -> str:
    return words((str(date.day or ""), date.month_name() or date.season_text))


def _link(reference: Reference) -> str:
    if not reference.link:
        return ""
    read = reference.accessed
    day = words((_day_month(read), read.year_text)) if read else ""
    accessed = f" (Accessed: {day})" if day and not reference.doi else ""
    return f"Available at: {reference.link}{accessed}."
