"""MLA style, 9th edition: the list of works cited and the parenthetical citation."""

import re
from collections.abc import Sequence

from notes.citations.dates import PartialDate
from notes.citations.describing import (
    is_description,
    kind_of_work,
    patent_number,
    review_of,
    small,
)
from notes.citations.locators import labelled, placed
from notes.citations.markup import commas, ended, italic, sentences, words
from notes.citations.names import Name
from notes.citations.pages import counted
from notes.citations.parts import (
    article_number,
    cited_title,
    leading,
    leading_editors,
    numbered_edition,
    opening_words,
    publisher_unless,
    same,
    surnames,
)
from notes.citations.quoting import NONE, closed, nested, quoted
from notes.citations.reference import Reference
from notes.citations.title_words import parse
from notes.citations.titles import title_case

SHORT_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July"),
    *("Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
_CENTURY = re.compile(r"(?<!\d)([1-9]\d)(\d\d)–\1(\d\d)(?!\d)")
_BUSINESS = re.compile(
    r"^The\s+(?=\w+ \w)|(?:,? (?:and|&) Co\b|,? (?:Co|Inc|Ltd|LLC|Corp)\b)\.?$"
    r"|,? (?:Company|Corporation|Incorporated|Limited)$"
)
_STANDALONE = frozenset(("book", "report", "thesis", "patent", "legal"))
# Kinds whose date is a year: of the others a day is given where it is known.
_YEARLY = frozenset(("book", "chapter", "conference", "thesis"))


def bibliography(reference: Reference, locator: str = "") -> str:
    """The entry in the works cited: author, title, and the container with all that places it.

    `locator` is the last of these: `22 Feb. 2025, p. 3.`
    """
    head = sentences((_author(reference), _title(reference), *_after_title(reference)))
    is_thesis = reference.kind == "thesis"
    source = _thesis(reference, locator) if is_thesis else commas(_container(reference, locator))
    if not reference.site and source != _link(reference):
        source = source[:1].upper() + source[1:]
    accessed = _accessed(reference)
    volumes = reference.volumes if not reference.volume and reference.kind == "book" else ""
    volumes = f"{volumes} vols." if volumes.isdigit() else ""
    return words((head, ended(source) if source else "", volumes, accessed))


def in_text(reference: Reference, locator: str = "") -> str:
    """`(Kaspruk 3)`; a place that is not a page number follows a comma."""
    names = () if _is_own(reference) else leading(reference)
    if names:
        head = surnames(names, "and")
    else:
        head = cited_title(reference, standalone=_standalone(reference))
    place = placed(locator, "mla")
    if not place.text:
        return f"({head})"
    return f"({head} {place.text})" if place.is_page else f"({head}, {place.text})"


def _author(reference: Reference) -> str:
    if _is_own(reference):
        return ""
    if reference.authors:
        return _names(reference.authors)
    editors = leading_editors(reference)
    role = "editor" if len(editors) == 1 else "editors"
    return commas((_names(editors), role)) if editors else ""


def _is_own(reference: Reference) -> bool:
    """True for what an organisation publishes itself: it is named as its publisher."""
    if len(reference.authors) != 1 or reference.is_periodical or reference.kind == "thesis":
        return False
    return same(reference.authors[0].literal, reference.site_name)


def _names(names: Sequence[Name]) -> str:
    """One name, two, or the first *et al.* (5.5-5.7)."""
    first = names[0].inverted()
    if len(names) > 2:
        return f"{first}, et al."
    if len(names) == 2:
        return f"{first}, and {names[1].direct}"
    return first


def _standalone(reference: Reference) -> bool:
    if reference.kind == "work":
        return not reference.container
    return reference.kind in _STANDALONE


def _title(reference: Reference) -> str:
    if not reference.title:
        opening = opening_words(reference)
        if reference.reviewed and not opening:
            return _review(reference)
        return closed(quoted(opening), ".") if opening else "[Untitled]"
    # Names of laws and the words of a post are kept as they are.
    is_fixed = reference.kind == "legal" or reference.type == "post"
    title = parse(reference.title).text if is_fixed else title_case(reference.title, reference)
    if is_description(reference):
        return parse(reference.title).text
    if title.startswith("["):
        return title
    if _standalone(reference):
        return italic(nested(title, NONE))
    return closed(quoted(title), ".")


def _after_title(reference: Reference) -> tuple[str, ...]:
    """What stands between title and container: the first year, the review's book, the interview."""
    first = reference.original_date
    is_old = first and not (reference.issued and first.year_text == reference.issued.year_text)
    if reference.reviewed and reference.title:
        return (_review(reference),)
    if reference.interviewers:
        return (_by("Interview by", reference.interviewers),)
    return (first.year_text if first and is_old else "",)


def _review(reference: Reference) -> str:
    by = " and ".join(name.direct for name in reference.reviewed_authors)
    book = review_of(reference, title_case(reference.reviewed, reference), by)
    return book.replace("Review of the book", "Review of")


def _container(reference: Reference, locator: str) -> tuple[str, ...]:
    kind = reference.kind
    site = "" if _standalone(reference) and kind != "legal" else reference.site
    within = kind in ("chapter", "conference", "work")
    container = title_case(site, reference) if within else parse(site).text
    is_talk = kind in ("talk", "manuscript", "letter")
    return (
        italic(container) if not is_talk else "",
        *_contributors(reference),
        numbered_edition(reference),
        _version(reference),
        counted(reference.volume, "vol.", "vols."),
        _number(reference),
        reference.event if is_talk else "",
        kind_of_work(reference) if kind in ("manuscript", "letter") else "",
        _publisher(reference),
        _date(reference),
        reference.event_place if is_talk else "",
        reference.held,
        _pages(reference),
        labelled(locator, "mla") if locator else "",
        _link(reference),
    )


def _version(reference: Reference) -> str:
    version = reference.version
    return f"version {version}" if version[:1].isdigit() else version


def _number(reference: Reference) -> str:
    """`no. 3`, `episode 5`, `Working Paper 8283`, or a number that says itself what it is."""
    kind, number = reference.kind, reference.number
    if kind == "patent":
        return patent_number(reference) if number else ""
    if reference.issue:
        return counted(reference.issue, "no.", "nos.")
    if not number or number in (reference.pages, article_number(reference)):
        return ""
    if kind == "report" and reference.genre:
        return f"{reference.genre} {number}"
    if not number[:1].isdigit():
        return number
    return f"episode {number}" if reference.type == "broadcast" else f"no. {number}"


def _pages(reference: Reference) -> str:
    if article := article_number(reference):
        return f"article {article}"
    return labelled(reference.pages, "mla") if reference.pages else ""


def _contributors(reference: Reference) -> tuple[str, ...]:
    editors = () if leading_editors(reference) else reference.editors
    writers = reference.container_authors if reference.kind == "chapter" else ()
    return (
        _by("by", writers),
        _by("directed by", reference.directors),
        _by("edited by", editors),
        _by("translated by", reference.translators),
    )


def _by(role: str, names: Sequence[Name]) -> str:
    if not names:
        return ""
    if len(names) > 2:
        return f"{role} {names[0].direct} et al."
    return f"{role} {' and '.join(name.direct for name in names)}"


def _publisher(reference: Reference) -> str:
    """Left out for periodicals, and where it is the site or the author (5.58)."""
    if reference.is_periodical or reference.kind == "preprint":
        return ""
    if _is_own(reference):
        publisher = "" if same(reference.publisher, reference.site) else reference.publisher
    else:
        publisher = publisher_unless(reference, reference.site)
    return _short_publisher(parse(publisher).text)


def _short_publisher(publisher: str) -> str:
    """`Harvard UP`, `U of Chicago P`, and without words of business."""
    short = re.sub(r"\bUniversity Press\b", "UP", _BUSINESS.sub("", publisher)) or publisher
    short = re.sub(r"\bUniversity of (.+?) Press\b", r"U of \1 P", short)
    return re.sub(r"\bMIT Press\b", "MIT P", _university(short))


def _university(name: str) -> str:
    """`Northwestern U`, as a school or an academic press is called."""
    return re.sub(r"\bUniversity\b", "U", name)


def _date(reference: Reference) -> str:
    issued = reference.issued
    if not issued:
        return ""
    is_entry = reference.type.startswith("entry") and bool(reference.url)
    is_yearly = reference.kind in _YEARLY and not is_entry
    is_film = reference.type == "motion_picture" and not reference.url
    if is_yearly or is_film:
        return _year(issued)
    if reference.kind == "journal" and issued.day:
        return words((issued.month_name(SHORT_MONTHS), _year(issued)))
    return _day_month_year(issued)


def _day_month_year(date: PartialDate) -> str:
    """`22 Feb. 2025`, `spring 2020`: seasons have no capital, as in prose."""
    day = date.month_day(SHORT_MONTHS, day_first=True)
    return words((day.lower() if date.season else day, _year(date)))


def _year(date: PartialDate) -> str:
    """`1939–45`: of two years in one century it is named once."""
    return _CENTURY.sub(r"\1\2–\3", date.year_text)


def _link(reference: Reference) -> str:
    """A DOI in full; a URL without its scheme (5.95)."""
    if reference.doi:
        return reference.doi_link
    return reference.url.removeprefix("https://").removeprefix("http://")


def _accessed(reference: Reference) -> str:
    """The day of reading, for what may change: pages of the web, and what has no date."""
    may_change = reference.kind in ("web", "news", "blog", "magazine", "preprint", "work")
    if not reference.accessed or not reference.url or reference.doi:
        return ""
    if reference.issued and not may_change:
        return ""
    return f"Accessed {ended(_day_month_year(reference.accessed))}"


def _thesis(reference: Reference, locator: str) -> str:
    """`2019. University, PhD dissertation`"""
    year = _year(reference.issued) if reference.issued else ""
    place = labelled(locator, "mla") if locator else ""
    genre = small(reference.genre) or "PhD dissertation"
    school = commas((_university(reference.publisher), genre, place, _link(reference)))
    archive = italic(parse(reference.container).text)
    return sentences((year, school, archive if not same(archive, school) else ""))
