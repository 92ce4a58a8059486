"""Page ranges, as each style abbreviates them."""

import re

_RANGE = re.compile(r"(?<!\d,)(?<!\d)([A-Za-z]{0,3})(\d+)\s*[-–—]+\s*([A-Za-z]{0,3})(\d+)(?!,?\d)")
# Of small numbers: `2021-04` is one.
_BOUND = re.compile(r"(\d{1,3})\s*[-–—]+\s*(\d{1,3})")
# The comma of `1,024` parts no pages.
_SEVERAL = re.compile(r"[\divxlc]\s*(?:[-–—&]|\band\b)|[\divxlc]\s*,(?!\d{3}(?!\d))")
_DASH = re.compile(r"(?<=\w)\s*(?:--+|[-–—])\s*(?=\w)")


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
    if form in ("mla", "chicago") and len(first) == len(last) and int(first) < int(last):
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
    return bool(_SEVERAL.search(pages))


def numbers(written: str) -> str:
    """The numbers of issues or volumes that are bound in one: `3–4` for `3-4`."""
    found = _BOUND.fullmatch(written)
    return f"{found[1]}–{found[2]}" if found else written


def counted(written: str, one: str, several: str) -> str:
    """`no. 3`, `nos. 3–4`, or nothing."""
    return f"{several if _BOUND.fullmatch(written) else one} {numbers(written)}" if written else ""
