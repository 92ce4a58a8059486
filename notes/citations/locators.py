"""Places in a work, written as each style writes them: `p. 12`, `chap. 3`, `para. 4`, `§ 7`.

The kinds are the locators of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html).
"""

import re
from functools import cache
from typing import NamedTuple

from notes.citations.markup import clean
from notes.citations.pages import is_plural, page_range

# How a kind may be written, and its term for one and for several. What a style calls otherwise is
# in `_TERMS_OF` below.
_SPELLINGS = {
    "page": "pages|page|pp|p|pg|pgs",
    "chapter": "chapters|chapter|chaps|chap|ch",
    "section": "sections|section|secs|sec|§§|§",
    "paragraph": "paragraphs|paragraph|paras|para|pars|par|¶¶|¶",
    "figure": "figures|figure|figs|fig",
    "table": "tables|table|tab",
    "line": "lines|line|ll",
    "verse": "verses|verse|vv|v",
    "volume": "volumes|volume|vols|vol",
    "part": "parts|part|pts|pt",
    "book": "books|book|bks|bk",
    "note": "notes|note|nn|n|footnote|fn",
    "column": "columns|column|cols|col",
    "folio": "folios|folio|fols|fol",
    "issue": "issues|issue|nos|no",
    "slide": "slides|slide",
    "act": "acts|act",
    "scene": "scenes|scene|scs|sc",
    "appendix": "appendices|appendix|apps|app",
    "equation": "equations|equation|eqs|eq",
    "rule": "rules|rule",
    "article": "articles|article|arts|art",
}
_TERMS = {
    "page": ("p.", "pp."),
    "chapter": ("chap.", "chaps."),
    "section": ("sec.", "secs."),
    "paragraph": ("para.", "paras."),
    "figure": ("fig.", "figs."),
    "table": ("table", "tables"),
    "line": ("line", "lines"),
    "verse": ("v.", "vv."),
    "volume": ("vol.", "vols."),
    "part": ("pt.", "pts."),
    "book": ("bk.", "bks."),
    "note": ("n.", "nn."),
    "column": ("col.", "cols."),
    "folio": ("fol.", "fols."),
    "issue": ("no.", "nos."),
    "slide": ("slide", "slides"),
    "act": ("act", "acts"),
    "scene": ("sc.", "scs."),
    "appendix": ("app.", "apps."),
    "equation": ("eq.", "eqs."),
    "rule": ("rule", "rules"),
    "article": ("art.", "arts."),
}
_TERMS_OF = {
    "apa": {
        "chapter": ("Chapter", "Chapters"),
        "section": ("Section", "Sections"),
        "figure": ("Figure", "Figures"),
        "table": ("Table", "Tables"),
        "slide": ("Slide", "Slides"),
        "part": ("Part", "Parts"),
        "book": ("Book", "Books"),
        "act": ("Act", "Acts"),
        "appendix": ("Appendix", "Appendices"),
        "verse": ("Verse", "Verses"),
    },
    "mla": {"paragraph": ("par.", "pars."), "chapter": ("ch.", "chs.")},
    "harvard": {"chapter": ("ch.", "chs."), "section": ("section", "sections")},
    "ieee": {
        "chapter": ("ch.", "chs."),
        "figure": ("Fig.", "Figs."),
        "table": ("Table", "Tables"),
        "appendix": ("Appendix", "Appendices"),
    },
}
_NUMBER = r"(?:[A-Za-z]{0,3}\d+(?:\.\d+)*[a-z]?|[ivxlcdm]+)"
_PLACE = re.compile(rf"{_NUMBER}(?:\s*(?:[-–—,&]|--|\band\b)\s*{_NUMBER})*")


@cache  # made for the first place that is cited: most citations have none
def _labels() -> tuple[dict[str, str], re.Pattern[str]]:
    """Each spelling with its kind, and the pattern of a place that begins with one."""
    kinds = {spelling: kind for kind, line in _SPELLINGS.items() for spelling in line.split("|")}
    words = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
    # A letter alone needs its full stop or a blank: `p12` is a page, `v12` and `n3` perhaps a name.
    written = rf"({words})(?:\.\s*|\s+|(?<=[§¶])|(?<=^p)|(?<=^pp))(?=\S)"
    return kinds, re.compile(written, re.IGNORECASE)


class Place(NamedTuple):
    """A place as a style writes it; `is_page` where that is a page number, with or without `p.`"""

    text: str
    is_page: bool = False


def labelled(locator: str, style: str = "") -> str:
    """The place with its term: `p. 12`, `pp. 3–5`, `para. 4`; what is no known place stays.

    `style` is the style whose words and page ranges are wanted.
    """
    kind, value = _taken_apart(locator)
    if not kind:
        return value
    one, several = _TERMS_OF.get(style, {}).get(kind, _TERMS[kind])
    if kind == "section" and locator.lstrip().startswith("§"):
        one, several = "§", "§§"
    term = several if is_plural(value) else one
    return f"{term} {page_range(value, style if kind == 'page' else 'full')}"


def placed(locator: str, style: str = "") -> Place:
    """The place where page numbers stand without `p.`, as in MLA and Chicago."""
    kind, value = _taken_apart(locator)
    if kind == "page":
        return Place(page_range(value, style), is_page=True)
    return Place(labelled(locator, style))


def _taken_apart(locator: str) -> tuple[str, str]:
    """The kind of place (empty where it is not known) and its number."""
    text = clean(locator, 100)
    if not text:
        return "", ""
    kinds, written = _labels()
    found = written.match(text)
    kind, value = (kinds[found[1].lower()], text[found.end() :]) if found else ("page", text)
    return (kind, value) if _PLACE.fullmatch(value) else ("", text)
