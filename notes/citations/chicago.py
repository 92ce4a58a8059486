"""The Chicago Manual of Style, 18th edition: the author-date system."""

from notes.citations import chicago_bibliography
from notes.citations.chicago_list import entry
from notes.citations.chicago_parts import NO_DATE, first_published, standalone, year
from notes.citations.locators import placed
from notes.citations.markup import commas, italic, words
from notes.citations.pages import counted, numbers
from notes.citations.parts import cited_title, leading, surnames
from notes.citations.reference import Reference
from notes.citations.title_words import parse


def bibliography(reference: Reference, locator: str = "") -> str:
    """The entry of the reference list: author, year, title, publication, link.

    A piece of a newspaper that is dated to the day has its date once, whole, behind the newspaper:
    `Kaspruk, Viktor. “China-Russia: Axis of Adversaries.” *Espreso. Global*, February 22, 2025.`
    """
    if reference.kind == "news" and reference.issued and reference.issued.day:
        return chicago_bibliography.bibliography(reference, locator)
    return entry(
        reference,
        locator,
        head_year=_year(reference),
        journal=_journal,
        year=lambda _: "",
        day=_month_day,
    )


def in_text(reference: Reference, locator: str = "") -> str:
    """`(Kaspruk 2025, 3)`; without an author the title stands for it."""
    names = leading(reference)
    if names:
        head = surnames(names, "and")
    else:
        head = cited_title(reference, standalone=standalone(reference))
    dated = year(reference)
    first = first_published(reference)
    if first:  # in the list between round brackets, in a text in square ones
        dated = f"[{first}] {dated}"
    comma = "," if dated == NO_DATE and not names else ""
    place = placed(locator, "chicago").text if locator else ""
    return f"({commas((words((head + comma, dated)), place))})"


def _year(reference: Reference) -> str:
    """`2014`, or for a work that appeared first in another year `(2013) 2014`."""
    shown = year(reference)
    if shown in ("forthcoming", "in press"):  # it stands behind a full stop
        return shown.capitalize()
    first = first_published(reference)
    return f"({first}) {shown}" if first else shown


def _journal(reference: Reference) -> str:
    """`*Journal* 12 (3)`; without an issue the month or season stands for it.

    The issues of a journal that has no volumes are `*Journal*, no. 3`.
    """
    name = words((italic(parse(reference.site).text), numbers(reference.volume)))
    if reference.issue and not reference.volume:
        return commas((name, counted(reference.issue, "no.", "nos.")))
    season = reference.issued.month_name() if reference.issued else ""
    issue = numbers(reference.issue) or season
    return words((name, f"({issue})" if issue else ""))


def _month_day(reference: Reference) -> str:
    return reference.issued.month_day() if reference.issued else ""
