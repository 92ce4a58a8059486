"""What the styles share: lists of names, ordinals, the words that stand for a missing title."""

import re
from collections.abc import Callable, Sequence

from notes.citations.editions import ordinal
from notes.citations.markup import ITALIC, ROMAN, italic
from notes.citations.names import Name
from notes.citations.quoting import DOUBLE, closed, curl, quoted, unpaired
from notes.citations.reference import Reference
from notes.citations.title_words import parse
from notes.citations.titles import SMALL_WORDS, title_case

Cased = Callable[[str, Reference], str]
OPENING_WORDS = 8
_SUBTITLE = re.compile(r":\s|—|\s[-–]\s|[?!](?=[”’]?\s)")
_NEWSPAPER = re.compile(
    r"\b(?:times|post|guardian|herald|tribune|gazette|telegraph|chronicle|journal|observer|independent"
    r"|courier|mail|zeitung|monde|figaro|zeit|país|mundo|corriere|repubblica|stampa|shimbun|globe|examiner"
    r"|inquirer|standard|dispatch|mirror|newspaper|daily)\b",
    re.IGNORECASE,
)

_NEWS_SITE = re.compile(
    r"\w\.\s?\w|\b(?:news|tv|radio|online|agency|network|bbc|cnn|npr|pbs|abc|cbs|nbc|msnbc|fox"
    r"|reuters|afp|tass|xinhua|associated press|bloomberg|politico|axios|vox|slate|salon|huffpost"
    r"|buzzfeed|al jazeera|deutsche welle|medium|substack|yahoo)\b",
    re.IGNORECASE,
)
_ARTICLE_NUMBER = re.compile(r"[eE]\d{3,}|\d{6,}")
_ABBREVIATION = re.compile(r" [(\[][A-Z&]{2,10}[)\]]$")


def listed(names: Sequence[str], conjunction: str, *, serial: bool = True) -> str:
    """`A`, `A and B`, `A, B, and C`; without `serial` no comma before the conjunction."""
    if len(names) < 3:
        return f" {conjunction} ".join(names)
    comma = "," if serial else ""
    return f"{', '.join(names[:-1])}{comma} {conjunction} {names[-1]}"


def surnames(names: Sequence[Name], conjunction: str, most: int = 2, *, serial: bool = True) -> str:
    """The names as they stand in a text: all up to `most`, beyond that the first *et al.*"""
    if len(names) > most:
        return f"{names[0].surname} et al."
    return listed([name.surname for name in names], conjunction, serial=serial)


def numbered_edition(reference: Reference, abbreviation: str = "ed.") -> str:
    """`2nd ed.`; nothing for a first edition."""
    edition = reference.edition
    if edition in ("", "1"):
        return ""
    return f"{ordinal(edition)} {abbreviation}"


def opening_words(reference: Reference) -> str:
    """The first words of a source without a title, with an ellipsis if there are more."""
    all_words = unpaired(reference.opening).split()
    text = " ".join(all_words[:OPENING_WORDS])
    if len(all_words) <= OPENING_WORDS:
        return text
    return re.sub(r"[\s,;:.–—-]+$", "", text) + "…"


def described(reference: Reference) -> str:
    """A description in square brackets for a source without a title."""
    opening = opening_words(reference)
    return f"[Document beginning {quoted(opening)}]" if opening else "[Untitled]"


def leading_editors(reference: Reference) -> tuple[Name, ...]:
    """The editors, where they stand in the author's place: a chapter's are those of its book."""
    if reference.authors or reference.kind in ("chapter", "conference"):
        return ()
    return reference.editors


def leading(reference: Reference) -> tuple[Name, ...]:
    """The names under which the source is listed and cited: authors, directors or editors."""
    return reference.authors or reference.directors or leading_editors(reference)


def in_series(reference: Reference) -> str:
    """`Series Name 3`, or nothing."""
    if same(reference.collection, reference.container):
        return ""
    number = reference.collection_number
    title = parse(reference.collection).text
    return f"{title} {number}" if title and number else title


def article_number(reference: Reference) -> str:
    """The number of an article in a journal without pages: `e0248123`, `104743`.

    Some catalogues have it as the page; no journal has a hundred thousand of them.
    """
    if reference.kind != "journal":
        return ""
    return (
        reference.pages
        if _ARTICLE_NUMBER.fullmatch(reference.pages)
        else ("" if reference.pages else reference.number)
    )


def other_number(reference: Reference) -> str:
    """The number that is neither an issue's nor stands for the pages of an article."""
    return "" if reference.number == article_number(reference) else reference.number


def is_newspaper(reference: Reference) -> bool:
    """True for a newspaper, set in italics, as against a news site (APA 7, 10.1 and 10.16).

    An issue or a page proves it; else its name must say so, or the source call it a newspaper
    under a name that is not a site's, an agency's or a broadcaster's.
    """
    if reference.in_print or _NEWSPAPER.search(reference.site):
        return True
    called = reference.type == "article-newspaper" and bool(reference.site)
    return called and not _NEWS_SITE.search(reference.site)


def _title_case(title: str, reference: Reference) -> str:
    return title_case(title, reference, long_prepositions=True)


def short_title(reference: Reference, cased: Cased = _title_case) -> str:
    """The title as it is cited in a text: without subtitle, and not over five words of many."""
    if not reference.title:
        return opening_words(reference)
    title = cased(reference.title, reference)
    title = title.replace(ITALIC, "").replace(ROMAN, "")
    cut = _SUBTITLE.search(title)
    if cut and cut.start():
        title = title[: cut.end() if cut[0] in "?!" else cut.start()].strip()
    parts = title.split()
    if len(parts) > 8:
        parts = parts[:5]
        while len(parts) > 1 and parts[-1].lower() in SMALL_WORDS:
            parts.pop()
        title = " ".join(parts).rstrip(",;:")
    return unpaired(title)


def cited_title(
    reference: Reference, *, standalone: bool, comma: bool = False, cased: Cased = _title_case
) -> str:
    """The short title in italics if it is `standalone`, else in quotation marks.

    A title that is itself a quotation is given in its own marks. `comma` puts a comma behind it.
    """
    title = short_title(reference, cased)
    own = title.startswith(DOUBLE[0]) and title.find(DOUBLE[1]) == len(title) - 1
    if own:
        title, standalone = title[1:-1], False
    if not title:
        return "[Untitled]" + ("," if comma else "")
    if title.startswith("["):
        return title + ("," if comma else "")
    if standalone and reference.title:
        return italic(title) + ("," if comma else "")
    return closed(quoted(title), ",") if comma else quoted(title)


def same(first: str, second: str) -> bool:
    """True if two names are the same but for case, marks, a leading *The*, an abbreviation."""

    def core(text: str) -> str:
        text = _ABBREVIATION.sub("", text)
        return re.sub(r"\W", "", curl(text).casefold().removeprefix("the "))

    return bool(first) and core(first) == core(second)


def own_site(reference: Reference) -> str:
    """The site, unless it is the author, who need not be named twice."""
    is_author = any(same(reference.site, name.literal) for name in reference.authors)
    return "" if is_author else reference.site


def publisher_unless(reference: Reference, *others: str) -> str:
    """The publisher, unless it is the author or one of `others`."""
    authors = [name.literal for name in reference.authors]
    known = any(same(reference.publisher, other) for other in (*authors, *others))
    return "" if known else reference.publisher
