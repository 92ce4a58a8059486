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
    "timestamp": "timestamps|timestamp|time",
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
_BETWEEN = r"\s*(?:[-–—,&]|--|\band\b)\s*"
# A page may have a note on it: `12n3`; sections and the like are numbered `2.1`, appendices `B`.
_PAGE = r"(?:[A-Za-z]{0,3}\d+(?:,\d{3})*(?:\.\d+)?[a-z]?(?:nn?\d+)?|[ivxlcdm]+)"
_NUMBER = rf"(?:{_PAGE}(?:\.\d+)*|[A-Z](?:\.?\d+)*)"
_PLACE = re.compile(rf"{_PAGE}(?:{_BETWEEN}{_PAGE})*")
_LABELLED_PLACE = re.compile(rf"{_NUMBER}(?:{_BETWEEN}{_NUMBER})*")
_TIME = re.compile(r"[\d:.]+(?:\s*[-–—]+\s*[\d:.]+)?")
_COMMA = re.compile(r",\s*")
_RANGE = re.compile(r"(?<=\d)\s*[-–—]+\s*(?=\d)")


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

    `style` is the style whose words and page ranges are wanted. A place within another is written
    behind it: `bk. 2, chap. 4`.
    """
    return ", ".join(_labelled(part, style) for part in _taken_apart(locator))


def placed(locator: str, style: str = "") -> Place:
    """The place where page numbers stand without `p.`, as in MLA and Chicago.

    The page of a volume is `2:33`, in MLA `2: 33`.
    """
    parts = _taken_apart(locator)
    kinds = [part.kind for part in parts]
    if kinds == ["page"]:
        return Place(page_range(parts[0].value, style), is_page=True)
    if kinds == ["volume", "page"] and not is_plural(parts[0].value):
        between = ": " if style == "mla" else ":"
        return Place(parts[0].value + between + page_range(parts[1].value, style), is_page=True)
    return Place(labelled(locator, style))


class _Part(NamedTuple):
    """One step to a place: its kind, empty where it is not known, and its number."""

    kind: str
    value: str
    is_sign: bool = False


def _labelled(part: _Part, style: str) -> str:
    kind, value = part.kind, part.value
    if not kind or kind == "timestamp":
        return _RANGE.sub("–", value)
    one, several = _TERMS_OF.get(style, {}).get(kind, _TERMS[kind])
    if part.is_sign:
        one, several = "§", "§§"
    term = several if is_plural(value) else one
    return f"{term} {page_range(value, style if kind == 'page' else 'full')}"


def _taken_apart(locator: str) -> tuple[_Part, ...]:
    """The steps to a place, from the widest; what is not understood is one step of no kind."""
    text = clean(locator, 100)
    if not text:
        return ()
    _, written = _labels()
    commas = [found.span() for found in _COMMA.finditer(text) if written.match(text, found.end())]
    starts = [0, *(end for _, end in commas)]
    ends = [*(start for start, _ in commas), len(text)]
    return tuple(_part(text[start:end]) for start, end in zip(starts, ends, strict=True))


def _part(text: str) -> _Part:
    kinds, written = _labels()
    found = written.match(text)
    if not found:
        return _Part("page", text) if _PLACE.fullmatch(text) else _Part("", text)
    kind, value = kinds[found[1].lower()], text[found.end() :]
    known = _TIME if kind == "timestamp" else _LABELLED_PLACE
    return _Part(kind, value, "§" in found[1]) if known.fullmatch(value) else _Part("", text)
