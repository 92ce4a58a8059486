"""Words for what a source is: `Film`, `Data set`, `Review of the book *X*, by Y`."""

import re

from notes.citations.markup import commas, italic, words
from notes.citations.reference import Reference
from notes.citations.title_words import parse

_CHAPTER = re.compile(r"(?:c|ch|chapter|cap|asp|anaw|S\.?I\.?)\b[. ]", re.IGNORECASE)
_LETTER = re.compile(r"(?:letter|e-?mail|telegram|postcard|memo(?:randum)?)\b", re.IGNORECASE)
_ADDRESSED = re.compile(rf"{_LETTER.pattern} (?:to|from)\b", re.IGNORECASE)
_AMERICAN_OFFICE = re.compile(
    r"(?:U\.?S\.?A?\.?|United States(?: of America)?)(?: Patent.*)?", re.IGNORECASE
)
_AMERICAN_NUMBER = re.compile(r"US\s*(?=\d)", re.IGNORECASE)
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
    if reference.type == "song":  # its medium is that of the album
        return _first_capital(reference.genre) or _WORKS["song"]
    if reference.type == "standard" and reference.number:
        return _first_capital(own)
    if kind == "work":
        return _first_capital(own) or _WORKS[reference.type]
    if kind == "talk":
        is_paper = reference.type == "paper-conference"
        return _first_capital(own) or ("Paper presentation" if is_paper else "Speech")
    if kind == "manuscript" and reference.type == "collection":
        return _first_capital(own)
    if kind == "manuscript":
        return _first_capital(own) or (
            "" if is_description(reference) else "Unpublished manuscript"
        )
    if kind == "letter":
        says_itself = _LETTER.match(reference.title)
        return _first_capital(own) or ("" if says_itself else "Personal communication")
    return _first_capital(own) if kind in ("web", "interview") else ""


def is_description(reference: Reference) -> bool:
    """True for `Letter to V. Sackville-West`: what a letter is called, not what it calls itself."""
    is_written = reference.kind in ("letter", "manuscript")
    return is_written and bool(_ADDRESSED.match(reference.title))


def small(text: str) -> str:
    """With a small letter at the start, unless the first word has capitals inside, as `PhD` has."""
    first = text.partition(" ")[0]
    return text[:1].lower() + text[1:] if first[1:].islower() else text


def occasion(reference: Reference) -> str:
    """Where a talk was given: `Annual Meeting of Things, Oslo, Norway`."""
    return commas((reference.event or reference.container, reference.event_place))


def review_of(reference: Reference, title: str, by: str) -> str:
    """`Review of the book *World Order*, by H. Kissinger`, or nothing."""
    if not reference.reviewed:
        return ""
    return commas((f"Review of the book {italic(title)}", f"by {by}" if by else ""))


def patent_number(reference: Reference, sign: str = "") -> str:
    """`U.S. Patent 6,285,999`, `European Patent Office Patent 1234567`; `sign` is APA's `No.`"""
    office, number = reference.authority or reference.place, reference.number
    if "patent" in number.lower():
        return number
    if _AMERICAN_OFFICE.fullmatch(office) or (not office and _AMERICAN_NUMBER.match(number)):
        office, number = "U.S. Patent", _AMERICAN_NUMBER.sub("", number)
    return words((office, "" if "patent" in office.lower() else "Patent", sign, number))


def law(reference: Reference) -> str:
    """A case, an act or a bill as lawyers cite it: `Brown v. Board, 347 U.S. 483 (1954)`.

    British acts have their year behind the name: `Data Protection Act 2018, c. 12`.
    """
    if reference.type == "hearing":
        return _hearing(reference)
    source = words((reference.volume, reference.container, _law_place(reference)))
    number = reference.number
    if number and reference.type == "legislation" and number.replace("-", "").isdigit():
        number = f"Pub. L. No. {number}"
    year = reference.issued.year_text if reference.issued else ""
    # The reporter of the Supreme Court names the court, a neutral citation court and year.
    is_neutral = number.startswith("[")
    named = is_neutral or reference.container == "U.S."
    is_bill = reference.type == "bill"
    court = "" if named or is_bill else reference.authority
    when = "" if is_neutral and year in number else words((court, year))
    name = parse(reference.title).text or "[Untitled]"
    if reference.type == "legislation" and _CHAPTER.match(number):
        return commas((name if name.endswith(year) else words((name, year)), number, source))
    chamber = reference.authority if is_bill else ""
    return words((commas((name, number, chamber, source)), f"({when})" if when else ""))


def _hearing(reference: Reference) -> str:
    """`*Title: Hearing before the Committee on Things*, 115th Cong. (2018)`"""
    before = reference.section or reference.authority
    the = "" if before.lower().startswith("the ") else "the "
    heard = f": Hearing before {the}{before}" if before else ""
    year = reference.issued.year_text if reference.issued else ""
    name = italic((parse(reference.title).text or "[Untitled]") + heard)
    return words((commas((name, reference.number)), f"({year})" if year else ""))


def _law_place(reference: Reference) -> str:
    if reference.pages:
        return reference.pages
    section = reference.section
    return f"§ {section}" if section[:1].isdigit() else section


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
