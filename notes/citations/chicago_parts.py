"""What the Chicago Manual of Style, 18th edition, has in common in its notes and both its lists."""

from collections.abc import Sequence

from notes.citations.dates import PartialDate
from notes.citations.describing import (
    is_description,
    kind_of_work,
    occasion,
    patent_number,
    review_of,
    small,
)
from notes.citations.locators import placed
from notes.citations.markup import commas, italic, words
from notes.citations.names import Name
from notes.citations.pages import page_range
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
from notes.citations.titles import title_case

NO_DATE = "n.d."
_BOOKS = frozenset(("book", "report"))
_PICTURES = frozenset(("graphic", "map", "figure"))


def listed_author(reference: Reference) -> str:
    """The names as a list sorts them; of more than six, the first three (13.78)."""
    if reference.authors:
        return _inverted(reference.authors)
    if reference.directors:
        return commas((_inverted(reference.directors), "dir."))
    editors = leading_editors(reference)
    role = "ed." if len(editors) == 1 else "eds."
    return commas((_inverted(editors), role)) if editors else ""


def noted_author(reference: Reference) -> str:
    """The names in reading order: up to two; of more, the first *et al.* (13.23)."""
    names = reference.authors or reference.directors or leading_editors(reference)
    role = ("ed." if len(names) == 1 else "eds.") if leading_editors(reference) else ""
    role = "dir." if reference.directors and not reference.authors else role
    shown = [name.direct for name in names]
    people = f"{shown[0]} et al." if len(shown) > 2 else listed(shown, "and")
    return commas((people, role if people else ""))


def _inverted(names: Sequence[Name]) -> str:
    shown = [names[0].inverted(), *(name.direct for name in names[1:])]
    if len(shown) > 6:
        return f"{', '.join(shown[:3])}, et al."
    return f"{shown[0]}, and {shown[1]}" if len(shown) == 2 else listed(shown, "and")


def standalone(reference: Reference) -> bool:
    """True for works whose own title is in italics."""
    if reference.type == "dataset":
        return False
    return reference.kind in _BOOKS or (reference.kind == "work" and not reference.container)


def title(reference: Reference, mark: str) -> str:
    """The title in title case, in italics or in quotation marks with `mark` inside them."""
    if not reference.title:
        opening = opening_words(reference)
        if reference.reviewed and not opening:
            return ""
        return closed(quoted(opening), mark) if opening else f"[Untitled]{mark}"
    if is_description(reference):
        called = parse(reference.title).text
        return f"{small(called)}," if mark == "," else called + mark
    is_post = reference.type == "post"
    written = parse(reference.title).text if is_post else _cased(reference.title, reference)
    if written.startswith("["):
        return written + mark
    if standalone(reference):
        written = italic(nested(written, NONE))
        return written + "," if mark == "," else closed(written, mark) if mark else written
    return closed(quoted(written), mark)


def _cased(text: str, reference: Reference) -> str:
    return title_case(text, reference, long_prepositions=True)


def review(reference: Reference) -> str:
    """`Review of *World Order*, by Henry Kissinger`, or nothing."""
    by = listed([name.direct for name in reference.reviewed_authors], "and")
    book = review_of(reference, _cased(reference.reviewed, reference), by)
    return book.replace("Review of the book", "Review of")


def book_title(reference: Reference) -> str:
    """The title of the book around a chapter, of the album or the programme around a part."""
    return italic(_cased(reference.container, reference)) if reference.container else ""


def medium(reference: Reference) -> str:
    """`Oil on canvas`, `Topographic map`: what a picture or a map is, where the source says it."""
    return (reference.genre or reference.medium) if reference.type in _PICTURES else ""


def imprint_date(reference: Reference, year: str, day: str) -> str:
    """Of what is in a book the year; an entry of a work on the web is as old as its last day."""
    is_entry = reference.type.startswith("entry") and bool(reference.url)
    return day if is_entry and reference.issued and reference.issued.month else year


def book_details(
    reference: Reference, editor: str = "edited by", translator: str = "translated by"
) -> tuple[str, ...]:
    """Edition, volume, and who made the book, those left out that stand as the author."""
    editors = () if leading_editors(reference) else reference.editors
    is_part = reference.kind in ("chapter", "conference")
    writers = reference.container_authors if is_part else ()
    volumes = f"{reference.volumes} vols." if reference.volumes.isdigit() else ""
    return (
        numbered_edition(reference),
        f"vol. {reference.volume}" if reference.volume else ("" if is_part else volumes),
        by_names("by", writers),
        by_names(editor, editors),
        by_names(translator, reference.translators),
    )


def by_names(role: str, names: Sequence[Name]) -> str:
    """`edited by Eve Miller and Tim Ross`, or nothing."""
    return f"{role} {listed([name.direct for name in names], 'and')}" if names else ""


def number(reference: Reference) -> str:
    """`Working Paper no. 12`, `version 1.19`, `episode 5`, as the kind has it."""
    if reference.kind == "report" and reference.number:
        is_named = not reference.genre and not reference.number[0].isdigit()
        return reference.number if is_named else words((reference.genre, f"no. {reference.number}"))
    if reference.kind == "work":
        version = reference.version
        version = f"version {version}" if version[:1].isdigit() else version
        episode = reference.number
        episode = f"episode {episode}" if episode[:1].isdigit() else episode
        return commas((numbered_edition(reference), version, episode))
    return ""


def series(reference: Reference) -> str:
    """`Series Name 3`, for books."""
    return in_series(reference) if reference.kind in ("book", "chapter", "conference") else ""


def publication(reference: Reference) -> str:
    """`Oxford: Clarendon Press`; the place may stand, the 18th edition no longer asks for it."""
    publisher = parse(reference.publisher).text
    place = f"{reference.place}: " if reference.place and publisher else reference.place
    return place + publisher


def thesis(reference: Reference) -> str:
    """`PhD diss., University`"""
    return commas((small(reference.genre) or "PhD diss.", reference.publisher))


def unpublished(reference: Reference) -> tuple[str, ...]:
    """What a talk, an interview, a letter, a patent or a preprint says instead of an imprint."""
    kind = reference.kind
    if kind == "talk":
        given = occasion(reference)
        kind_given = reference.genre and "paper" not in reference.genre.lower()
        if reference.type == "paper-conference" and not kind_given:
            return (words(("paper presented at", given)) if given else "paper presentation",)
        return (commas((small(reference.genre), given)),)
    if kind == "interview":
        return (by_names("interview by", reference.interviewers),)
    if kind == "preprint":
        return (commas(("preprint", parse(reference.site).text)),)
    if kind == "patent":
        return (patent_number(reference) if reference.number else "",)
    if kind in ("manuscript", "letter"):
        return (commas((small(kind_of_work(reference)), reference.held, reference.publisher)),)
    return ()


def in_journal(reference: Reference) -> bool:
    """True for what has a place in a journal's volumes, an interview too."""
    is_numbered = bool(reference.volume or reference.issue)
    return reference.kind == "journal" or (reference.kind == "interview" and is_numbered)


def site(reference: Reference) -> str:
    """The newspaper, magazine or blog in italics; the name of another site is roman (8.191)."""
    shown = parse(own_site(reference)).text
    shown = shown if reference.kind == "web" else italic(shown)
    publisher = publisher_unless(reference, reference.site) if reference.kind == "web" else ""
    edition = f"{reference.edition} ed." if reference.edition and reference.kind == "news" else ""
    section = f"sec. {reference.section}" if reference.section else ""
    return commas((shown, publisher, edition, section))


def year(reference: Reference) -> str:
    """The year, or `n.d.`"""
    return reference.issued.year_text if reference.issued else NO_DATE


def first_published(reference: Reference) -> str:
    """The first year of a work that has appeared again in another, or nothing."""
    first = reference.original_date.year_text if reference.original_date else ""
    return first if first != year(reference) else ""


def before_imprint(reference: Reference) -> str:
    """`2013; ` for a work that appeared first in another year."""
    first = first_published(reference)
    return f"{first}; " if first else ""


def full_date(reference: Reference) -> str:
    """The date as far as it is known; nothing where the day of reading will stand for it."""
    if not reference.issued:
        return "" if accessed(reference) else NO_DATE
    return month_day_year(reference.issued)


def month_day_year(date: PartialDate) -> str:
    """`February 22, 2025`, `February 2025`, `Spring 2025`, `2025`"""
    day = date.month_day()
    return f"{day}, {date.year_text}" if date.day else words((day, date.year_text))


def accessed(reference: Reference) -> str:
    """`accessed May 5, 2025` for what has no date of its own (14.104)."""
    if reference.issued or not reference.accessed or not reference.url:
        return ""
    return f"accessed {month_day_year(reference.accessed)}"


def pages(reference: Reference, locator: str = "") -> str:
    """The pages in Chicago's short form, and the place that is cited in them."""
    printed = article_number(reference) or page_range(reference.pages, "chicago")
    return commas((printed, place(locator)))


def place(locator: str) -> str:
    """The place as Chicago has it: a page without `p.`"""
    return placed(locator, "chicago").text if locator else ""


def capitalised(text: str) -> str:
    """With a capital at the start, for what opens a sentence."""
    return text[:1].upper() + text[1:]
