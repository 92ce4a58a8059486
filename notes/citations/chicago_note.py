"""The Chicago Manual of Style, 18th edition: the full note, and the shortened one."""

from notes.citations.chicago_parts import (
    accessed,
    before_imprint,
    book_details,
    book_title,
    full_date,
    imprint_date,
    in_journal,
    medium,
    noted_author,
    number,
    pages,
    place,
    publication,
    review,
    series,
    site,
    standalone,
    thesis,
    title,
    unpublished,
    year,
)
from notes.citations.describing import law
from notes.citations.markup import commas, ended, italic, words
from notes.citations.pages import counted, numbers
from notes.citations.parts import cited_title, leading, surnames
from notes.citations.reference import Reference
from notes.citations.title_words import parse


def bibliography(reference: Reference, locator: str = "") -> str:
    """The full note: `Viktor Kaspruk, “Title,” *Container*, February 22, 2025, 12.`

    `locator` is the place in the work that it points to.
    """
    if reference.kind == "legal":
        return ended(commas((law(reference), place(locator), reference.link)))
    names = noted_author(reference)
    source = _source(reference, locator)
    parts = commas(
        (
            review(reference).replace("Review", "review", 1),
            source,
            accessed(reference),
            reference.link,
        )
    )
    # An imprint or a thesis's school follows the title in parentheses, without a comma.
    written = title(reference, "" if parts.startswith("(") or not parts else ",")
    return ended(words((f"{names}," if names else "", written, parts)))


def in_text(reference: Reference, locator: str = "") -> str:
    """The shortened note, for a text without footnotes: `(Kaspruk, “China-Russia,” 3)`."""
    names = surnames(leading(reference), "and") if leading(reference) else ""
    where = place(locator)
    short = cited_title(reference, standalone=standalone(reference), comma=bool(where))
    return f"({words((f'{names},' if names else '', short, where))})"


def journal(reference: Reference) -> str:
    """`*Journal* 12, no. 3 (2020)`; without an issue with the month or season."""
    name = words((italic(parse(reference.site).text), numbers(reference.volume)))
    issue = counted(reference.issue, "no.", "nos.")
    issued = reference.issued
    if issued and not issued.year:  # "in press"
        return commas((name, issue, issued.literal))
    season = issued.month_name() if issued and not issue else ""
    return words((commas((name, issue)), f"({words((season, year(reference)))})"))


def _source(reference: Reference, locator: str) -> str:
    kind, where = reference.kind, place(locator)
    if in_journal(reference):
        cited = where or pages(reference)
        dated = journal(reference)
        return commas((*unpublished(reference), f"{dated}: {cited}" if cited else dated))
    if kind == "thesis":
        return commas((f"({commas((thesis(reference), year(reference)))})", where))
    if kind in ("book", "chapter", "conference", "report"):
        book = commas(
            (
                f"in {book_title(reference)}" if reference.container and kind != "book" else "",
                *book_details(reference, "ed.", "trans."),
                number(reference),
                series(reference),
            )
        )
        dated = imprint_date(reference, year(reference), full_date(reference))
        imprint = before_imprint(reference) + commas((publication(reference), dated))
        is_part = kind in ("chapter", "conference")
        return commas(
            (words((book, f"({imprint})")), where or (pages(reference) if is_part else ""))
        )
    if kind == "work":
        within = book_title(reference)
        imprint = commas((publication(reference), full_date(reference)))
        made = commas((medium(reference).lower(), number(reference), within))
        shown = commas((made, imprint))
        if imprint and not within:
            shown = words((made, f"({imprint})"))
        return commas((shown, reference.held, reference.scale, where))
    unprinted = unpublished(reference)
    if unprinted and kind != "interview":
        return commas((*unprinted, full_date(reference), where))
    printed = pages(reference) if kind == "magazine" else ""
    return commas((*unprinted, site(reference), full_date(reference), where or printed))
