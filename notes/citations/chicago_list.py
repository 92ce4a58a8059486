"""The entry of a Chicago list: the same in both systems but for where the year stands."""

from collections.abc import Callable, Sequence

from notes.citations.chicago_parts import (
    accessed,
    before_imprint,
    book_details,
    book_title,
    capitalised,
    imprint_date,
    in_journal,
    listed_author,
    medium,
    number,
    pages,
    place,
    publication,
    review,
    series,
    site,
    thesis,
    title,
    unpublished,
)
from notes.citations.describing import law
from notes.citations.markup import commas, ended, italic, sentences
from notes.citations.reference import Reference
from notes.citations.title_words import parse

Dated = Callable[[Reference], str]


def entry(
    reference: Reference, locator: str, *, head_year: str, journal: Dated, year: Dated, day: Dated
) -> str:
    """Author, (year,) title, publication, link.

    `head_year` stands behind the author, or is empty; `journal` writes the periodical with its
    volume and date; `year` and `day` are what the imprint, or a dated source, still has to say.
    """
    if reference.kind == "legal":
        return sentences((commas((law(reference), place(locator))), reference.link))
    written = ended(title(reference, "."))
    if not written or written == ".":
        written = ""
    names = listed_author(reference)
    head = (names, head_year, written) if names else (written, head_year)
    source = _source(reference, locator, journal, year, day)
    read = accessed(reference)
    rest = map(capitalised, (review(reference), *source, read))
    return sentences((*head, *rest, reference.link))


def _source(
    reference: Reference, locator: str, journal: Dated, year: Dated, day: Dated
) -> Sequence[str]:
    kind, where = reference.kind, place(locator)
    first = before_imprint(reference) if year(reference) else ""
    if in_journal(reference):
        cited = pages(reference, locator)
        dated = journal(reference)
        # After a title alone a colon would look like a subtitle's.
        is_numbered = cited and (dated[-1:].isdigit() or dated.endswith(")"))
        within = f"{dated}: {cited}" if is_numbered else commas((dated, cited))
        return (*unpublished(reference), within)
    if kind == "thesis":
        made = commas((thesis(reference), year(reference), where))
        return (made, italic(parse(reference.container).text))
    if kind in ("chapter", "conference"):
        book = commas((book_title(reference), *book_details(reference), pages(reference, locator)))
        dated = imprint_date(reference, year(reference), day(reference))
        imprint = first + commas((publication(reference), dated))
        return (f"in {book}" if reference.container else book, series(reference), imprint)
    if kind in ("book", "report"):
        imprint = first + commas((publication(reference), year(reference), where))
        # An edition before the volume, and both before the names behind the title.
        return (*book_details(reference), number(reference), series(reference), imprint)
    if kind == "work":
        imprint = commas((publication(reference), day(reference), where))
        work = (medium(reference), number(reference), book_title(reference))
        return (*work, imprint, reference.held, reference.scale)
    unprinted = unpublished(reference)
    if unprinted and kind != "interview":
        return (commas((*unprinted, day(reference), where)),)
    return (*unprinted, commas((site(reference), day(reference), where)))
