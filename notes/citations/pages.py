"""Pages and locators: ranges as each style abbreviates them, and `p.` or `pp.` before them."""

import re

from notes.citations.markup import clean

_RANGE = re.compile(r"([A-Za-z]{0,3})(\d+)\s*[-–—]+\s*([A-Za-z]{0,3})(\d+)")
_DASH = re.compile(r"(?<=\w)\s*(?:--+|[-–—])\s*(?=\w)")
_PAGE_LABEL = re.compile(r"^(?:pages?|pp?)\.?\s*(?=[\divxlcA-Z])", re.IGNORECASE)
_DIGIT_PART = re.compile(
    r"(?:[A-Za-z]{0,3}\d+|[ivxlcdm]+)(?:[-–—,\s]+(?:[A-Za-z]{0,3}\d+|[ivxlcdm]+))*"
)


def page_range(pages: str, form: str = "full") -> str:
    """Write page ranges with an en dash: `full` 145–167, `mla` 145–67, or `chicago` 101–8."""
    return _DASH.sub("–", _RANGE.sub(lambda found: _one_range(found, form), pages))


def _one_range(found: re.Match[str], form: str) -> str:
    prefix, first, second_prefix, last = found.groups()
    if second_prefix not in ("", prefix) or len(first) > 9 or len(last) > 9:
        return f"{prefix}{first}–{second_prefix}{last}"
    if prefix:
        return f"{prefix}{first}–{second_prefix}{last}"
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if form != "full" and len(first) == len(last) and int(first) < int(last):
        last = _shortened(first, last, form)
    return f"{first}–{last}"


def _shortened(first: str, last: str, form: str) -> str:
    """Drop the digits that both numbers share, as far as the style allows.

    MLA keeps two. Chicago keeps all below 100 and after a multiple of 100, the changed part only
    after 101-109 and the like, and else two or more (CMOS 9.63).
    """
    if len(first) < 3:
        return last
    start = next(place for place in range(len(first)) if first[place] != last[place])
    if form == "mla":
        return last[min(start, len(last) - 2) :]
    if int(first) % 100 == 0:
        return last
    if 1 <= int(first) % 100 <= 9:
        return last[start:]
    return last if len(first) > 3 and start < 2 else last[min(start, len(last) - 2) :]


def is_plural(pages: str) -> bool:
    """True for more than one page."""
    return bool(re.search(r"\d\s*[-–—,&]|[ivxlc]\s*[-–—,&]", pages))


def labelled(pages: str, form: str = "full") -> str:
    """Put `p.` or `pp.` before pages; what is not a page number (`para. 4`, `§ 3`) stays."""
    bare = bare_pages(pages)
    if not bare:
        return clean(pages, 100)
    return ("pp. " if is_plural(bare) else "p. ") + page_range(bare, form)


def bare_pages(pages: str) -> str:
    """The page numbers alone, or nothing where `pages` is another kind of place."""
    bare = _PAGE_LABEL.sub("", clean(pages, 100))
    return bare if _DIGIT_PART.fullmatch(bare) else ""


def unlabelled(pages: str, form: str = "full") -> str:
    """Page numbers without `p.`; another kind of place as it is."""
    bare = bare_pages(pages)
    return page_range(bare, form) if bare else clean(pages, 100)
