"""APA style, 7th edition: the reference list and the author-date citation."""

import re
from collections.abc import Sequence

from notes.citations.describing import (
    is_description,
    kind_of_work,
    law,
    occasion,
    patent_number,
    review_of,
)
from notes.citations.locators import labelled
from notes.citations.markup import commas, italic, sentences, words
from notes.citations.names import Name
from notes.citations.pages import numbers, page_range
from notes.citations.parts import (
    article_number,
    cited_title,
    described,
    is_newspaper,
    leading,
    leading_editors,
    listed,
    numbered_edition,
    own_site,
    publisher_unless,
    surnames,
)
from notes.citations.quoting import NONE, closed, nested
from notes.citations.reference import Reference
from notes.citations.title_words import parse
from notes.citations.titles import container_case, sentence_case

_EPISODE = re.compile(r"\b(?:season|series|episode)\b")
_AHEAD = re.compile(r"ahead|advance|online first|early view", re.IGNORECASE)
_MOST_AUTHORS = 20
NO_DATE = "n.d."
_DATED = frozenset(("news", "magazine", "blog", "web", "talk", "interview", "letter"))
_DAILY_WORKS = frozenset(("broadcast", "performance"))
_STANDALONE = frozenset(
    (
        *("book", "report", "thesis", "web", "preprint", "work", "patent"),
        *("talk", "letter", "manuscript"),
    )
)


def bibliography(reference: Reference) -> str:
    """The entry of the reference list: author, date, title, source, link."""
    if reference.kind == "legal":
        return words((sentences((law(reference),)), reference.link))
    author, date, title = _author(reference), f"({_date(reference)})", _title(reference)
    head = (author, date, title) if author else (title, date)
    original = _original(reference)
    return words((sentences((*head, *_source(reference))), _link(reference), original))


def in_text(reference: Reference, locator: str = "") -> str:
    """`(Kaspruk, 2025, p. 3)`; without an author the title stands for it."""
    names = leading(reference)
    year = reference.issued.year_text if reference.issued else NO_DATE
    first = reference.original_date.year_text if reference.original_date else ""
    years = f"{first}/{year}" if first and first != year else year
    tail = commas((years, labelled(locator, "apa")))
    if names:
        return f"({commas((surnames(names, '&'), tail))})"
    return f"({cited_title(reference, standalone=_standalone(reference), comma=True)} {tail})"


def _author(reference: Reference) -> str:
    if reference.authors and reference.directors and reference.type == "broadcast":
        return f"{_made(reference.authors, 'Writer')}, & {_made(reference.directors, 'Director')}"
    if reference.authors:
        role = " (Host)" if reference.type == "broadcast" and reference.container else ""
        return _names(reference.authors) + role
    if reference.directors:
        return _made(reference.directors, "Director")
    editors = leading_editors(reference)
    return f"{_names(editors)} ({_eds(editors)})" if editors else ""


def _made(names: Sequence[Name], role: str) -> str:
    """`Kurosawa, A. (Director)`"""
    return f"{_names(names)} ({role if len(names) == 1 else role + 's'})"


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
    is_entry = reference.type.startswith("entry") and bool(reference.url)
    is_video = reference.type == "motion_picture" and bool(reference.url)
    is_daily = reference.type in _DAILY_WORKS or is_entry or is_video
    dated = reference.kind in _DATED or is_daily
    return commas((issued.year_text, issued.month_day())) if dated else issued.year_text


def _original(reference: Reference) -> str:
    first = reference.original_date
    if not first or (reference.issued and first.year_text == reference.issued.year_text):
        return ""
    return f"(Original work published {first.year_text})"


def _standalone(reference: Reference) -> bool:
    """True for works that stand alone: their own title is in italics, not their container's."""
    if reference.kind == "news":
        return not is_newspaper(reference)
    if reference.kind in ("work", "talk", "interview"):
        return not reference.container
    return reference.kind in _STANDALONE


def _title(reference: Reference) -> str:
    review = _review(reference)
    if not reference.title:
        title = f"[{review}]" if review else described(reference)
        return words((title, _details(reference)))
    # A post is quoted as it was written.
    is_post = reference.type == "post"
    title = parse(reference.title).text if is_post else sentence_case(reference.title, reference)
    title = nested(title, NONE)
    if is_description(reference):
        title = f"[{parse(reference.title).text}]"
    if _standalone(reference) and not title.startswith("["):
        title = italic(title)
    details = words((f"[{review}]" if review else "", _details(reference)))
    return words((title, details)) if details else closed(title, ".")


def _is_unpublished(reference: Reference) -> bool:
    """True for a thesis that says so: its school is its source (10.6)."""
    return "unpublished" in reference.genre.lower()


def _review(reference: Reference) -> str:
    by = listed([name.abbreviated() for name in reference.reviewed_authors], "&")
    return review_of(reference, sentence_case(reference.reviewed, reference), by)


def _details(reference: Reference) -> str:
    """What follows the title in brackets: editors, edition, volume, number, kind of work."""
    kind = reference.kind
    if kind == "thesis":
        school = "" if _is_unpublished(reference) else reference.publisher
        return f"[{commas((reference.genre or 'Doctoral dissertation', school))}]"
    if kind == "interview":
        names = listed([name.abbreviated() for name in reference.interviewers], "&")
        role = "Interviewer" if len(reference.interviewers) == 1 else "Interviewers"
        inside = f"({names}, {role})" if names else ""
    elif kind == "patent":
        inside = f"({patent_number(reference, 'No.')})" if reference.number else ""
    else:
        by, numbers = _by(reference), _numbers(reference)
        together = "; ".join(filter(None, (by, numbers)))
        inside = f"({together})" if together else ""
    word = kind_of_work(reference)
    return words((inside, f"[{word}]" if word else ""))


def _by(reference: Reference) -> str:
    """`E. Miller & F. Ross, Eds.; H. Weaver, Trans.`, but for the editors of a whole book."""
    is_part = reference.kind in ("chapter", "conference")  # its editors are those of the book
    if not is_part and reference.kind not in ("book", "report", "manuscript"):
        return ""
    editors = reference.editors if reference.authors and not is_part else ()
    roles = ((editors, _eds(editors)), (reference.translators, "Trans."))
    return "; ".join(
        f"{listed([name.abbreviated() for name in names], '&')}, {role}"
        for names, role in roles
        if names
    )


def _numbers(reference: Reference) -> str:
    """`2nd ed., Vol. 3`, `Report No. 12`, `Version 2.1`, `arXiv:2005.14165`, as the kind has it."""
    kind, number = reference.kind, reference.number
    if kind == "report" and number:
        return f"{reference.genre or 'Report'} No. {number}"
    if kind == "preprint":
        return number
    if kind == "work":
        version = reference.version
        version = f"Version {version}" if version[:1].isdigit() else version
        episode = f"No. {number}" if number[:1].isdigit() else _EPISODE.sub(_capital, number)
        return commas((numbered_edition(reference), version, episode))
    if kind != "book":
        return ""
    volumes = f"Vols. 1–{reference.volumes}" if reference.volumes.isdigit() else ""
    volume = f"Vol. {reference.volume}" if reference.volume else volumes
    return commas((numbered_edition(reference), volume))


def _capital(found: re.Match[str]) -> str:
    return found[0].capitalize()


def _source(reference: Reference) -> tuple[str, ...]:
    kind = reference.kind
    if kind in ("journal", "magazine", "blog") or (kind == "news" and is_newspaper(reference)):
        ahead = bool(_AHEAD.search(reference.status)) and not reference.volume
        return (_periodical(reference), "Advance online publication" if ahead else "")
    if kind in ("chapter", "conference") or (kind == "work" and reference.container):
        return (_within(reference), publisher_unless(reference))
    if kind == "interview":
        return (_periodical(reference), publisher_unless(reference))
    if kind == "thesis":
        school = reference.publisher if _is_unpublished(reference) else ""
        return (school, parse(reference.container or reference.archive).text)
    if kind in ("talk", "manuscript", "letter"):
        return (occasion(reference), reference.held, publisher_unless(reference))
    if kind in ("book", "report", "work", "patent"):
        return (reference.held if kind == "work" else "", publisher_unless(reference))
    site = parse(own_site(reference)).text
    return (site, publisher_unless(reference, reference.site) if reference.container else "")


def _periodical(reference: Reference) -> str:
    volume = italic(numbers(reference.volume))
    issue = f"({numbers(reference.issue)})" if reference.issue else ""
    article = article_number(reference)
    pages = f"Article {article}" if article else page_range(reference.pages)
    return commas((italic(parse(reference.site).text), volume + issue, pages))


def _within(reference: Reference) -> str:
    """`In E. Miller (Ed.), *Book* (2nd ed., Vol. 3, pp. 1–9)`"""
    book = italic(container_case(reference))
    if not book:
        return f"({labelled(reference.pages)})" if reference.pages else ""
    names = listed([name.abbreviated() for name in reference.editors], "&")
    editors = f"{names} ({_eds(reference.editors)})," if names else ""
    if not names and reference.container_authors:
        editors = listed([name.abbreviated() for name in reference.container_authors], "&") + ","
    volume = f"Vol. {reference.volume}" if reference.volume else ""
    pages = labelled(reference.pages) if reference.pages else ""
    details = commas((numbered_edition(reference), volume, pages))
    preposition = "On" if reference.type == "song" else "In"
    return words((preposition, editors, book, f"({details})" if details else ""))


def _link(reference: Reference) -> str:
    """The DOI or URL; a page without a date is cited as it was on the day it was read."""
    if reference.url and not reference.doi and reference.accessed and not reference.issued:
        accessed = reference.accessed
        day = commas((accessed.month_day(), accessed.year_text))
        return f"Retrieved {day}, from {reference.url}"
    return reference.link
