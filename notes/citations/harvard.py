"""Harvard style as *Cite Them Right*, 12th edition, gives it: single quotation marks."""

from collections.abc import Sequence

from notes.citations.dates import PartialDate
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
from notes.citations.pages import numbers
from notes.citations.parts import (
    article_number,
    cited_title,
    described,
    in_series,
    leading,
    leading_editors,
    listed,
    numbered_edition,
    own_site,
    publisher_unless,
    surnames,
)
from notes.citations.quoting import SINGLE, nested, quoted
from notes.citations.reference import Reference
from notes.citations.title_words import parse
from notes.citations.titles import container_case, sentence_case

NO_DATE = "no date"
_STANDALONE = frozenset(
    ("book", "report", "thesis", "web", "patent", "legal", "talk", "manuscript")
)

_KINDS = {"Computer software": "Computer program"}


def bibliography(reference: Reference, locator: str = "") -> str:
    """The entry of the reference list: author, (year), title, source, link."""
    place = labelled(locator, "harvard") if locator else ""
    if reference.kind == "legal" and (reference.container or reference.number):
        return words((sentences((commas((law(reference), place)),)), _link(reference)))
    author, year, title = _author(reference), f"({_year(reference)})", _title(reference)
    beside, *rest = _source(reference)
    # Periodicals follow the title behind a comma, what publishes a book behind a full stop.
    spoken = _by("Interview by", reference.interviewers) or _review(reference)
    is_titled = reference.title or not reference.reviewed
    title = f"{title}. {spoken}" if spoken and is_titled else spoken or title
    made = _made(reference)
    if author:
        entry = words((author, year, commas((words((title, made)), beside))))
        parts = [part for part in (entry, *rest) if part]
    else:  # no mark behind the year: `*Dictionary of biology* (2010) 6th edn.`
        first, *others = [part for part in (commas((made, beside)), *rest) if part] or [""]
        parts = [words((title, year, first)), *others]
    parts[-1] = commas((parts[-1], place))
    return words((sentences(parts), _link(reference)))


def in_text(reference: Reference, locator: str = "") -> str:
    """`(Kaspruk, 2025, p. 3)`"""
    names = leading(reference)
    tail = commas((_year(reference), labelled(locator, "harvard")))
    if names:
        return f"({commas((surnames(names, 'and', 3, serial=False), tail))})"
    title = cited_title(reference, standalone=_standalone(reference), cased=_sentence_case)
    if title.startswith("“"):
        title = quoted(title[1:-1], SINGLE)
    return f"({title}, {tail})"


def _sentence_case(title: str, reference: Reference) -> str:
    return sentence_case(title, reference, subtitle_capital=False)


def _review(reference: Reference) -> str:
    by = [name.abbreviated(tight=True) for name in reference.reviewed_authors]
    book = _sentence_case(reference.reviewed, reference)
    review = review_of(reference, book, listed(by, "and", serial=False))
    return review.replace("Review of the book", "Review of")


def _author(reference: Reference) -> str:
    if reference.authors:
        return _names(reference.authors)
    editors = leading_editors(reference)
    return f"{_names(editors)} ({_eds(editors)})" if editors else ""


def _eds(editors: Sequence[Name]) -> str:
    return "ed." if len(editors) == 1 else "eds"


def _names(names: Sequence[Name]) -> str:
    """Up to three names; of more, the first *et al.*"""
    if len(names) > 3:
        return f"{names[0].inverted(initials=True, tight=True)} {italic('et al.')}"
    shown = [name.inverted(initials=True, tight=True) for name in names]
    return listed(shown, "and", serial=False)


def _year(reference: Reference) -> str:
    """The year, where it is only about one as it is written in Britain: `c. 1600`."""
    if not reference.issued:
        return NO_DATE
    year = reference.issued.year_text
    return year.replace("ca. ", "c. ", 1) if reference.issued.circa else year


def _standalone(reference: Reference) -> bool:
    if reference.kind == "work":
        return not reference.container
    return reference.kind in _STANDALONE


def _title(reference: Reference) -> str:
    if not reference.title:
        return described(reference)
    is_fixed = reference.kind == "legal" or reference.type == "post"
    title = parse(reference.title).text
    if is_description(reference):
        return title
    if not is_fixed:
        title = _sentence_case(reference.title, reference)
    if title.startswith("["):
        return title
    if _standalone(reference):
        return italic(nested(title, ("", "")))
    return quoted(title, SINGLE)


def _source(reference: Reference) -> tuple[str, ...]:
    """What follows the title: first what a comma joins to it, then the sentences after it."""
    kind = reference.kind
    if reference.is_periodical or kind == "interview":
        return (_periodical(reference),)
    if kind == "web":
        is_post = reference.type == "post" and reference.issued is not None
        day = _day_month(reference.issued) if is_post and reference.issued else ""
        return (commas((italic(parse(own_site(reference)).text), day)),)
    if kind == "preprint":
        return (f"{italic(parse(reference.site).text)} [Preprint]",)
    if kind in ("chapter", "conference"):
        translated = _by("Translated by", reference.translators)
        edition = numbered_edition(reference, "edn")
        return (_within(reference), edition, translated, _volume(reference), *_imprint(reference))
    if kind == "thesis":
        return ("", reference.genre or "PhD thesis", reference.publisher)
    if kind in ("talk", "manuscript", "letter"):
        day = _day_month(reference.issued) if reference.issued else ""
        made = (occasion(reference), day)
        return ("", kind_of_work(reference), commas(made), reference.held, *_imprint(reference))
    number = patent_number(reference) if kind == "patent" and reference.number else ""
    if kind == "work":
        edition = numbered_edition(reference, "edn")
        within = italic(parse(reference.container).text)
        return (within, edition, reference.held, *_imprint(reference), reference.scale)
    if kind == "report" and reference.number:
        is_named = not reference.genre and not reference.number[0].isdigit()
        called = "" if is_named else reference.genre or "Report"
        number = words((called, _numbered(reference.number)))
    made_by = (_by("Edited by", reference.editors if reference.authors else ()), number)
    translated = _by("Translated by", reference.translators)
    edition = numbered_edition(reference, "edn")
    return ("", edition, *made_by, translated, _volume(reference), *_imprint(reference))


def _volume(reference: Reference) -> str:
    if reference.volume:
        return f"Vol. {reference.volume}"
    return f"{reference.volumes} vols" if reference.volumes.isdigit() else ""


def _made(reference: Reference) -> str:
    """What stands right behind the title of a film or program: `Directed by X [Film]`."""
    if reference.kind != "work":
        return ""
    version = reference.version
    version = f"(Version {version})" if version[:1].isdigit() else f"({version})" if version else ""
    directed = _by("Directed by", reference.directors)
    standard = f"({reference.number})" if reference.type == "standard" and reference.number else ""
    kind = _KINDS.get(kind_of_work(reference), kind_of_work(reference))
    return words((standard, version, directed, f"[{kind}]" if kind else ""))


def _numbered(number: str) -> str:
    return f"no. {number}" if number[:1].isdigit() else number


def _by(role: str, names: Sequence[Name]) -> str:
    shown = [name.abbreviated(tight=True) for name in names]
    return f"{role} {listed(shown, 'and', serial=False)}" if names else ""


def _periodical(reference: Reference) -> str:
    issue = f"({numbers(reference.issue)})" if reference.issue else ""
    issued = reference.issued
    is_numbered = reference.kind == "journal" and (reference.volume or issue)
    day = _day_month(issued) if issued and not is_numbered else ""
    volume = numbers(reference.volume) + issue
    return commas((italic(parse(reference.site).text), volume, day, _pages(reference)))


def _pages(reference: Reference) -> str:
    if article := article_number(reference):
        return f"article {article}" if article.isdigit() else article
    return labelled(reference.pages) if reference.pages else ""


def _within(reference: Reference) -> str:
    """`in E. Miller and T. Ross (eds) *The handbook of peace*`"""
    editors, writers = reference.editors, reference.container_authors
    book = italic(container_case(reference, subtitle_capital=False))
    names = listed(
        [name.abbreviated(tight=True) for name in editors or writers], "and", serial=False
    )
    role = f"({_eds(editors)})" if editors else ""
    return words(("in", names, role, book)) if book else ""


def _imprint(reference: Reference) -> tuple[str, ...]:
    """`Oxford: Clarendon Press (Series Name, 3), pp. 1–9`"""
    publisher = publisher_unless(reference)
    publisher = parse(publisher).text
    imprint = f"{reference.place}: {publisher}" if reference.place and publisher else publisher
    series = in_series(reference)
    if series and reference.collection_number:
        series = f"{parse(reference.collection).text}, {reference.collection_number}"
    in_book = reference.kind in ("chapter", "conference")
    pages = _pages(reference) if in_book else ""
    return (commas((words((imprint, f"({series})" if series else "")), pages)),)


def _day_month(date: PartialDate) -> str:
    return date.month_day(day_first=True)


def _link(reference: Reference) -> str:
    if not reference.link:
        return ""
    read = reference.accessed
    day = words((_day_month(read), read.year_text)) if read else ""
    accessed = f" (Accessed: {day})" if day and not reference.doi else ""
    return f"Available at: {reference.link}{accessed}."
