"""IEEE style: initials first, abbreviated months, titles in sentence case."""

from collections.abc import Sequence

from notes.citations.dates import PartialDate
from notes.citations.describing import (
    is_description,
    kind_of_work,
    law,
    patent_number,
    review_of,
    small,
)
from notes.citations.locators import labelled
from notes.citations.markup import commas, ended, italic, words
from notes.citations.names import Name
from notes.citations.pages import counted
from notes.citations.parts import (
    article_number,
    in_series,
    leading_editors,
    listed,
    numbered_edition,
    opening_words,
    own_site,
    publisher_unless,
)
from notes.citations.quoting import NONE, closed, nested, quoted
from notes.citations.reference import Reference
from notes.citations.title_words import parse
from notes.citations.titles import sentence_case, title_case

_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul."),
    *("Aug.", "Sep.", "Oct.", "Nov.", "Dec."),
)


def bibliography(reference: Reference, locator: str = "") -> str:
    """The entry without its number, which depends on the list it will stand in."""
    place = labelled(locator, "ieee") if locator else ""
    if reference.kind == "legal":
        entry = commas((law(reference), place))
        return words((ended(entry), _online(reference)))
    names = _author(reference)
    source = commas((*_source(reference), place, f"doi: {reference.doi}" if reference.doi else ""))
    is_detailed = bool(_details(reference)) or reference.type == "standard"
    full_stop = not source or (_standalone(reference) and not is_detailed)
    title = _title(reference, "." if full_stop else ",")
    entry = words((f"{names}," if names else "", title, source))
    return words((ended(entry), _online(reference)))


def in_text(reference: Reference, locator: str = "") -> str:
    """The number in the list is not known here: `[1, p. 3]` is to be renumbered there."""
    return f"[{commas(('1', labelled(locator, 'ieee')))}]"


def _author(reference: Reference) -> str:
    if reference.authors:
        return _names(reference.authors)
    if reference.directors:
        return commas((_names(reference.directors), "Dir."))
    editors = leading_editors(reference)
    return commas((_names(editors), _eds(editors))) if editors else ""


def _eds(editors: Sequence[Name]) -> str:
    return "Ed." if len(editors) == 1 else "Eds."


def _names(names: Sequence[Name]) -> str:
    """Up to six names; of more, the first *et al.*"""
    if len(names) > 6:
        return f"{names[0].abbreviated()} {italic('et al.')}"
    return listed([name.abbreviated() for name in names], "and")


def _standalone(reference: Reference) -> bool:
    if reference.kind == "work":
        return reference.type != "dataset" and not reference.container
    return reference.kind == "book"


def _title(reference: Reference, mark: str) -> str:
    """The title with `mark`; a question mark takes the comma's place."""
    if not reference.title:
        opening = opening_words(reference)
        if reference.reviewed and not opening:
            return ""
        return closed(quoted(opening), mark) if opening else f"[Untitled]{mark}"
    if _standalone(reference):
        title = italic(nested(title_case(reference.title, reference, long_prepositions=True), NONE))
        series = in_series(reference)
        title = words((title, _version(reference), f"({series})" if series else ""))
        return ended(title) if mark == "." else f"{title},"
    if is_description(reference):
        return parse(small(reference.title)).text + mark
    is_post = reference.type == "post"
    title = parse(reference.title).text if is_post else sentence_case(reference.title, reference)
    if title.startswith("["):
        return title + mark
    title = words((title, _version(reference)))
    is_asked = title.rstrip("”’\x03").endswith(("?", "!"))
    return quoted(title) if is_asked else closed(quoted(title), mark)


def _review(reference: Reference) -> str:
    by = listed([name.abbreviated() for name in reference.reviewed_authors], "and")
    book = title_case(reference.reviewed, reference, long_prepositions=True)
    return review_of(reference, book, by).replace("Review of the book", "review of")


def _version(reference: Reference) -> str:
    version = reference.version
    return f"(version {version})" if version[:1].isdigit() else f"({version})" if version else ""


def _source(reference: Reference) -> tuple[str, ...]:
    kind = reference.kind
    volume = counted(reference.volume, "vol.", "vols.")
    issue = counted(reference.issue, "no.", "nos.")
    day = _date(reference.issued)
    if reference.is_periodical or kind == "interview":
        site = italic(parse(reference.site).text)
        spoken = listed([name.abbreviated() for name in reference.interviewers], "and")
        spoken = f"interview by {spoken}" if spoken else _review(reference)
        return (spoken, site, volume, issue, _pages(reference), _issue_date(reference))
    if kind == "web":
        return (parse(own_site(reference)).text, day)
    if kind == "preprint":
        return (day, parse(reference.number or reference.site).text)
    if kind == "thesis":
        school = (reference.publisher, reference.place, _year(reference))
        return (small(reference.genre) or "Ph.D. dissertation", *school)
    if kind == "report":
        number = words((reference.genre or "Rep.", reference.number)) if reference.number else ""
        return (publisher_unless(reference), reference.place, number, day)
    if kind == "patent":
        return (patent_number(reference) if reference.number else "", day)
    if kind == "talk":
        given = reference.event or reference.container
        is_paper = reference.type == "paper-conference"
        given = f"presented at the {given.removeprefix('the ')}" if given and is_paper else given
        return (given, reference.event_place, day)
    if kind in ("manuscript", "letter"):
        return (small(kind_of_work(reference)), reference.held, publisher_unless(reference), day)
    if kind == "work":
        within = italic(title_case(reference.container, reference, long_prepositions=True))
        edition = numbered_edition(reference)
        published = commas((_imprint(reference), _issue_date(reference), reference.held))
        if edition and not within:
            return (f"{edition} {published}",)
        number = reference.number if reference.type == "standard" else ""
        return (within, edition, number, published)
    edition, published = (
        numbered_edition(reference),
        commas((_imprint(reference), _year(reference))),
    )
    if kind in ("chapter", "conference"):
        return _within(reference, edition, volume, published)
    details = _details(reference)
    return (words((ended(details), published)) if details else published,)


def _details(reference: Reference) -> str:
    """`2nd ed., vol. 3, H. Zohn, Trans.`: what follows the title of a book behind a comma."""
    if not _standalone(reference):
        return ""
    volume = counted(reference.volume, "vol.", "vols.")
    volumes = f"{reference.volumes} vols." if reference.volumes.isdigit() else ""
    return commas((numbered_edition(reference), volume or volumes, *_made_by(reference)))


def _made_by(reference: Reference) -> tuple[str, ...]:
    """`E. Miller and T. Ross, Eds.`, `H. Zohn, Trans.`, those left out that stand as the author."""
    editors = () if leading_editors(reference) else reference.editors
    roles = ((editors, _eds(editors)), (reference.translators, "Trans."))
    return tuple(
        f"{listed([name.abbreviated() for name in names], 'and')}, {role}"
        for names, role in roles
        if names
    )


def _within(reference: Reference, edition: str, volume: str, published: str) -> tuple[str, ...]:
    """`in *Book*, vol. 3, E. Miller and T. Ross, Eds., 2nd ed. Publisher, 2001, pp. 1–9`"""
    book = italic(title_case(reference.container, reference, long_prepositions=True))
    within = f"in {book}" if book else ""
    made = commas((within, volume, *_made_by(reference), edition))
    if reference.kind == "conference":
        place = reference.event_place or reference.place
        publisher = parse(publisher_unless(reference)).text
        return (made, place, publisher, _issue_date(reference), _pages(reference))
    if reference.type.startswith("entry") and reference.url and reference.issued:
        published = commas((_imprint(reference), _date(reference.issued)))
    if _imprint(reference):  # which is a sentence of its own
        return (words((ended(made), published)), _pages(reference))
    return (made, published, _pages(reference))


def _imprint(reference: Reference) -> str:
    publisher = parse(publisher_unless(reference)).text
    return f"{reference.place}: {publisher}" if reference.place and publisher else publisher


def _pages(reference: Reference) -> str:
    """Pages, or the number of an article that has none."""
    if article := article_number(reference):
        return f"Art. no. {article}"
    return labelled(reference.pages) if reference.pages else ""


def _year(reference: Reference) -> str:
    return reference.issued.year_text if reference.issued else ""


def _issue_date(reference: Reference) -> str:
    """The month and year for what appears monthly or less, else the day."""
    issued = reference.issued
    is_shown = reference.type in ("broadcast", "motion_picture")
    if issued and reference.kind in ("journal", "conference", "work") and not is_shown:
        return words((issued.month_name(_MONTHS), issued.year_text))
    return _date(issued)


def _date(date: PartialDate | None) -> str:
    if not date:
        return ""
    day = date.month_day(_MONTHS)
    return commas((day, date.year_text)) if date.day else words((day, date.year_text))


def _online(reference: Reference) -> str:
    if not reference.url or reference.doi:
        return ""
    accessed = f"Accessed: {_date(reference.accessed)}" if reference.accessed else ""
    return words((f"{accessed}." if accessed else "", f"[Online]. Available: {reference.url}"))
