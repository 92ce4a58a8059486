"""Words for what a source is: `Film`, `Data set`, `Review of the book *X*, by Y`."""

from notes.citations.markup import commas, italic, words
from notes.citations.reference import Reference
from notes.citations.title_words import parse

# What a work is called where neither its genre nor its medium says it.
_WORKS = {
    "motion_picture": "Film",
    "song": "Song",
    "broadcast": "Broadcast",
    "map": "Map",
    "software": "Computer software",
    "dataset": "Data set",
    "standard": "Standard",
    "performance": "Performance",
    "graphic": "Image",
    "figure": "Figure",
}


def kind_of_work(reference: Reference) -> str:
    """What the source is, in its own words or in ours; nothing for texts that need no word."""
    own = reference.genre or reference.medium
    kind = reference.kind
    if kind == "work":
        return _first_capital(own) or _WORKS[reference.type]
    if kind == "talk":
        is_paper = reference.type == "paper-conference"
        return _first_capital(own) or ("Paper presentation" if is_paper else "Speech")
    if kind == "manuscript":
        return _first_capital(own) or "Unpublished manuscript"
    if kind == "letter":
        return _first_capital(own) or "Personal communication"
    return _first_capital(own) if kind in ("web", "interview") else ""


def occasion(reference: Reference) -> str:
    """Where a talk was given: `Annual Meeting of Things, Oslo, Norway`."""
    return commas((reference.event or reference.container, reference.event_place))


def review_of(reference: Reference, title: str, by: str) -> str:
    """`Review of the book *World Order*, by H. Kissinger`, or nothing."""
    if not reference.reviewed:
        return ""
    return commas((f"Review of the book {italic(title)}", f"by {by}" if by else ""))


def patent_number(reference: Reference) -> str:
    """`United States Patent US6285999B1`"""
    authority = reference.authority or reference.place
    has_word = "patent" in f"{authority} {reference.number}".lower()
    return words((authority, "" if has_word else "Patent", reference.number))


def law(reference: Reference) -> str:
    """A case, an act or a bill as lawyers cite it: `Brown v. Board, 347 U.S. 483 (1954)`."""
    source = words((reference.volume, reference.container, _law_place(reference)))
    number = reference.number
    if number and reference.type == "legislation" and number.replace("-", "").isdigit():
        number = f"Pub. L. No. {number}"
    year = reference.issued.year_text if reference.issued else ""
    # The reporter of the Supreme Court names the court.
    court = "" if reference.container in ("U.S.", "") else reference.authority
    when = words((court, year))
    name = parse(reference.title).text or "[Untitled]"
    return words((commas((name, number, source)), f"({when})" if when else ""))


def _law_place(reference: Reference) -> str:
    if reference.pages:
        return reference.pages
    section = reference.section
    return section if not section or section.startswith("§") else f"§ {section}"


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
