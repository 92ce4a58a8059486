"""APA style, 7th edition: the reference list and the author-date citation."""

from collections.abc import Sequence

from notes.citations.dates import PartialDate
from notes.citations.markup import commas, italic, sentences, words
from notes.citations.names import Name
from notes.citations.pages import labelled, page_range
from notes.citations.parts import (
    cited_title,
    described,
    is_newspaper,
    listed,
    numbered_edition,
    publisher_unless,
    same,
    surnames,
)
from notes.citations.reference import Reference
from notes.citations.title_words import parse
from notes.citations.titles import sentence_case

_MOST_AUTHORS = 20
NO_DATE = "n.d."


def bibliography(reference: Reference) -> str:
    """The entry of the reference list: author, date, title, source, link."""
    author, date, title = _author(reference), f"({_date(reference)})", _title(reference)
    head = (author, date, title) if author else (title, date)
    return words((sentences((*head, *_source(reference))), _link(reference)))


def in_text(reference: Reference, locator: str = "") -> str:
    """`(Kaspruk, 2025, p. 3)`; without an author the title stands for it."""
    names = reference.authors or _editors_first(reference)
    year = reference.issued.year_text if reference.issued else NO_DATE
    tail = commas((year, labelled(locator)))
    if names:
        return f"({commas((surnames(names, '&'), tail))})"
    return f"({cited_title(reference, standalone=_standalone(reference), comma=True)} {tail})"


def _editors_first(reference: Reference) -> tuple[Name, ...]:
    return () if reference.authors or reference.kind == "chapter" else reference.editors


def _author(reference: Reference) -> str:
    if reference.authors:
        return _names(reference.authors)
    editors = _editors_first(reference)
    return f"{_names(editors)} ({_eds(editors)})" if editors else ""


def _eds(editors: Sequence[Name]) -> str:
    return "Ed." if len(editors) == 1 else "Eds."


def _names(names: Sequence[Name]) -> str:
    """Up to twenty names; of more, the first nineteen and the last (9.8)."""
    shown = [name.inverted(initials=True) for name in names]
    if len(shown) > _MOST_AUTHORS:
        return f"{', '.join(shown[:19])}, . . . {shown[-1]}"
    if len(shown) == 2 and not names[0].literal:
        return f"{shown[0]}, & {shown[1]}"
    return listed(shown, "&")


def _date(reference: Reference) -> str:
    issued = reference.issued
    if not issued:
        return NO_DATE
    dated = reference.kind in ("news", "magazine", "web")
    return commas((issued.year_text, _month_day(issued))) if dated else issued.year_text


def _month_day(date: PartialDate) -> str:
    return words((date.month_name() or date.season_text, str(date.day or "")))


def _standalone(reference: Reference) -> bool:
    """True for works that stand alone: their own title is in italics, not their container's."""
    if reference.kind == "news":
        return not is_newspaper(reference)
    return reference.kind in ("book", "report", "thesis", "web")


def _title(reference: Reference) -> str:
    title = sentence_case(reference.title, reference) if reference.title else described(reference)
    if _standalone(reference) and not title.startswith("["):
        title = italic(title)
    return words((title, _details(reference)))


def _details(reference: Reference) -> str:
    """What follows the title in brackets: edition, volume, report number, kind of thesis."""
    kind = reference.kind
    if kind == "thesis":
        return f"[{commas((reference.genre or 'Doctoral dissertation', reference.publisher))}]"
    if kind == "report" and reference.number:
        return f"({reference.genre or 'Report'} No. {reference.number})"
    if kind != "book":
        return ""
    volume = f"Vol. {reference.volume}" if reference.volume else ""
    editors = _editing(reference) if reference.authors else ""
    translators = ", ".join(name.abbreviated() for name in reference.translators)
    inside = commas((numbered_edition(reference), volume))
    by = "; ".join(filter(None, (editors, f"{translators}, Trans." if translators else "")))
    return words(f"({part})" for part in (by, inside) if part)


def _editing(reference: Reference) -> str:
    """`E. Miller & F. Ross, Eds.`"""
    editors = reference.editors
    if not editors:
        return ""
    return f"{listed([name.abbreviated() for name in editors], '&')}, {_eds(editors)}"


def _source(reference: Reference) -> tuple[str, ...]:
    kind = reference.kind
    if kind in ("journal", "magazine") or (kind == "news" and is_newspaper(reference)):
        return (_periodical(reference),)
    if kind == "chapter":
        return (_within(reference), reference.publisher)
    if kind == "thesis":
        return (reference.container,)
    if kind in ("book", "report"):
        return (publisher_unless(reference),)
    authors = [name.literal for name in reference.authors]
    site = reference.site
    site = "" if any(same(site, author) for author in authors) else parse(site).text
    return (site, publisher_unless(reference, reference.site) if reference.container else "")


def _periodical(reference: Reference) -> str:
    volume = italic(reference.volume)
    issue = f"({reference.issue})" if reference.issue else ""
    pages = page_range(reference.pages)
    if not pages and reference.number:
        pages = f"Article {reference.number}"
    return commas((italic(parse(reference.site).text), volume + issue, pages))


def _within(reference: Reference) -> str:
    """`In E. Miller (Ed.), *Book* (2nd ed., Vol. 3, pp. 1–9)`"""
    book = italic(sentence_case(reference.container, reference))
    if not book:
        return f"({labelled(reference.pages)})" if reference.pages else ""
    names = listed([name.abbreviated() for name in reference.editors], "&")
    editors = f"{names} ({_eds(reference.editors)})," if names else ""
    volume = f"Vol. {reference.volume}" if reference.volume else ""
    pages = labelled(reference.pages) if reference.pages else ""
    details = commas((numbered_edition(reference), volume, pages))
    return words(("In", editors, book, f"({details})" if details else ""))


def _link(reference: Reference) -> str:
    """The DOI or URL; a page without a date is cited as it was on the day it was read."""
    if reference.url and not reference.doi and reference.accessed and not reference.issued:
        accessed = reference.accessed
        day = commas((_month_day(accessed), accessed.year_text))
        return f"Retrieved {day}, from {reference.url}"
    return reference.link
