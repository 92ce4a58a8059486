"""The Chicago Manual of Style, 18th edition: the bibliography of the notes system."""

from collections.abc import Sequence

from notes.citations.dates import PartialDate
from notes.citations.markup import commas, ended, italic, sentences, words
from notes.citations.names import Name
from notes.citations.pages import page_range, unlabelled
from notes.citations.parts import (
    cited_title,
    listed,
    numbered_edition,
    opening_words,
    publisher_unless,
    surnames,
)
from notes.citations.quoting import closed, quoted
from notes.citations.reference import Reference
from notes.citations.title_words import parse
from notes.citations.titles import title_case

NO_DATE = "n.d."


def bibliography(reference: Reference) -> str:
    """The entry of the bibliography: author, title, publication, link."""
    head = sentences((author(reference), ended(title(reference, "."))))
    source = sentences(_source(reference))
    return words((head, source[:1].upper() + source[1:], _link(reference)))


def in_text(reference: Reference, locator: str = "") -> str:
    """The shortened note, for a text without footnotes: `(Kaspruk, “China-Russia,” 3)`."""
    return f"({short_note(reference, locator)})"


def short_note(reference: Reference, locator: str = "") -> str:
    """Surname, short title and place, without a full stop."""
    names = surnames(reference.authors or editors_first(reference), "and")
    place = unlabelled(locator, "chicago")
    short = cited_title(reference, standalone=standalone(reference), comma=bool(place))
    return words((f"{names}," if names else "", short, place))


def editors_first(reference: Reference) -> tuple[Name, ...]:
    """The editors, where they stand in the author's place."""
    return () if reference.authors or reference.kind == "chapter" else reference.editors


def author(reference: Reference) -> str:
    """The names as a bibliography sorts them; of more than six, the first three (13.78)."""
    if reference.authors:
        return _names(reference.authors)
    editors = editors_first(reference)
    role = "ed." if len(editors) == 1 else "eds."
    return commas((_names(editors), role)) if editors else ""


def _names(names: Sequence[Name]) -> str:
    shown = [names[0].inverted(), *(name.direct for name in names[1:])]
    if len(shown) > 6:
        return f"{', '.join(shown[:3])}, et al."
    return f"{shown[0]}, and {shown[1]}" if len(shown) == 2 else listed(shown, "and")


def standalone(reference: Reference) -> bool:
    """True for works whose own title is in italics."""
    return reference.kind in ("book", "report")


def title(reference: Reference, mark: str) -> str:
    """The title in title case, in italics or in quotation marks with `mark` inside them."""
    if not reference.title:
        opening = opening_words(reference)
        return closed(quoted(opening), mark) if opening else f"[Untitled]{mark}"
    written = title_case(reference.title, reference, long_prepositions=True)
    if written.startswith("["):
        return written + mark
    if standalone(reference):
        return italic(written) + ("," if mark == "," else "")
    return closed(quoted(written), mark)


def _source(reference: Reference) -> tuple[str, ...]:
    kind = reference.kind
    if kind in ("journal", "magazine") and (reference.volume or kind == "journal"):
        return (journal(reference, page_range(reference.pages, "chicago")),)
    if kind == "thesis":
        return (commas((thesis(reference), year(reference))), italic(reference.container))
    if kind == "chapter":
        return (f"In {_book_of(reference)}" if reference.container else "", imprint(reference))
    if kind in ("book", "report"):
        by = contributors(reference)
        by = by[:1].upper() + by[1:]
        return (
            by,
            numbered_edition(reference),
            volume(reference),
            number(reference),
            imprint(reference),
        )
    return (site(reference),)


def journal(reference: Reference, pages: str) -> str:
    """`*Journal* 12, no. 3 (2020): 45–67`"""
    name = words((italic(parse(reference.site).text), reference.volume))
    issue = f"no. {reference.issue}" if reference.issue else ""
    dated = f"{commas((name, issue))} ({year(reference)})"
    return f"{dated}: {pages}" if pages else dated


def _book_of(reference: Reference) -> str:
    book = italic(title_case(reference.container, reference, long_prepositions=True))
    pages = page_range(reference.pages, "chicago")
    return commas(
        (book, contributors(reference), numbered_edition(reference), volume(reference), pages)
    )


def contributors(
    reference: Reference, editor: str = "edited by", translator: str = "translated by"
) -> str:
    """`edited by E. Miller, translated by T. Ross`, those left out that stand as the author."""
    editors = () if editors_first(reference) else reference.editors

    def by(role: str, names: Sequence[Name]) -> str:
        return f"{role} {listed([name.direct for name in names], 'and')}" if names else ""

    return commas((by(editor, editors), by(translator, reference.translators)))


def volume(reference: Reference) -> str:
    """`vol. 3`, or nothing."""
    return f"vol. {reference.volume}" if reference.volume else ""


def number(reference: Reference) -> str:
    """`Working Paper no. 12`, for reports."""
    if reference.kind != "report" or not reference.number:
        return ""
    return words((reference.genre, f"no. {reference.number}"))


def imprint(reference: Reference) -> str:
    """`Oxford: Clarendon Press, 1999`"""
    publisher = publisher_unless(reference)
    place = f"{reference.place}: " if reference.place and publisher else reference.place
    return commas((place + publisher, year(reference)))


def thesis(reference: Reference) -> str:
    """`PhD diss., University`"""
    return commas((reference.genre or "PhD diss.", reference.publisher))


def site(reference: Reference) -> str:
    """A newspaper, magazine or site with its date: `*Espreso. Global*, February 22, 2025`."""
    publisher = publisher_unless(reference, reference.site) if reference.kind == "web" else ""
    section = f"sec. {reference.section}" if reference.section else ""
    return commas((italic(parse(reference.site).text), publisher, full_date(reference), section))


def year(reference: Reference) -> str:
    """The year, or `n.d.`"""
    return reference.issued.year_text if reference.issued else NO_DATE


def full_date(reference: Reference) -> str:
    """The date as far as it is known; nothing where the day of reading will stand for it."""
    if not reference.issued:
        return "" if accessed(reference) else NO_DATE
    return month_day_year(reference.issued)


def month_day_year(date: PartialDate) -> str:
    """`February 22, 2025`, `February 2025`, `Spring 2025`, `2025`"""
    month = date.month_name() or date.season_text
    return f"{month} {date.day}, {date.year_text}" if date.day else words((month, date.year_text))


def accessed(reference: Reference) -> str:
    """`accessed May 5, 2025` for what has no date of its own (14.104)."""
    if reference.issued or not reference.accessed or not reference.url:
        return ""
    return f"accessed {month_day_year(reference.accessed)}"


def _link(reference: Reference) -> str:
    read = accessed(reference)
    return sentences((read[:1].upper() + read[1:], reference.link))
