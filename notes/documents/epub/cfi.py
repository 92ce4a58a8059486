"""Canonical fragment identifiers: passages of a book named so that any reader finds them.

Source: EPUB Canonical Fragment Identifiers 1.1 (IDPF, 2017; W3C, 2023). An element is the n-th
among its siblings times two, the text between two elements has the odd number between theirs, and
characters are counted in UTF-16 units.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from notes.documents.model import Fragment

_STEP = re.compile(r"!?/[0-9]+(?:\[(?:\^.|[^\]^])*+\])?")
_ASSERTION = re.compile(r"\[(?:\^.|[^\]^])*+\]")
_NAME = re.compile(r"epubcfi\((?P<path>[^()]*)\)", re.DOTALL)
# Places in pictures and sounds (`~`, `@`) are passed over.
_PLACE = re.compile(r"(?P<steps>(?:!?/[0-9]+)*)!?(?::(?P<at>[0-9]{1,9}))?(?:[~@][0-9.:~@]*)?")
_ESCAPED = frozenset("^[](),;=")
_LONGEST = 4096


def escaped(id: str) -> str:
    """An identifier as it stands in brackets behind a step (section 2.3)."""
    return "".join(f"^{character}" if character in _ESCAPED else character for character in id)


def units(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def name_of(parts: Sequence[Fragment], text: str, start: int, end: int) -> str:
    """The range of `[start, end)`; across two chapters the place of `start`; of none the chapter's.

    `parts` are the chapters and stretches of the text, in their order.
    """
    first = _stretch_from(parts, start, end)
    last = _stretch_before(parts, end, start)
    if first is None or last is None:
        chapter = [part for part in parts if not part.size and part.start <= start]
        return f"epubcfi({chapter[-1].value})" if chapter else ""
    begin = f":{first.at + units(text[first.start : max(start, first.start)])}"
    finish = f":{last.at + units(text[last.start : min(end, last.start + last.size)])}"
    shared, head, tail = _common(first.value, last.value)
    if "!" not in shared:
        return f"epubcfi({first.value}{begin})"
    return f"epubcfi({shared},{head}{begin},{tail}{finish})"


def _stretch_from(parts: Sequence[Fragment], start: int, end: int) -> Fragment | None:
    """The stretch that `start` is in, else the first that begins before `end`."""
    number = max(bisect_right(parts, start, key=lambda part: part.start) - 1, 0)
    for part in parts[number:]:
        if part.start >= end:
            return None
        if part.size and start < part.start + part.size:
            return part
    return None


def _stretch_before(parts: Sequence[Fragment], end: int, start: int) -> Fragment | None:
    """The last stretch that begins before `end` and does not end before `start`."""
    for number in range(bisect_left(parts, end, key=lambda part: part.start) - 1, -1, -1):
        part = parts[number]
        if part.size:
            return part if part.start + part.size > start else None
    return None


def _common(one: str, other: str) -> tuple[str, str, str]:
    """The steps that both paths begin with, all but the last, and what is left of either."""
    ones, others = _STEP.findall(one), _STEP.findall(other)
    most = min(len(ones), len(others)) - 1
    shared = next((n for n in range(most) if ones[n] != others[n]), most)
    return "".join(ones[:shared]), "".join(ones[shared:]), "".join(others[shared:])


def passage_of(parts: Sequence[Fragment], text: str, name: str) -> tuple[int, int] | None:
    """The passage that an identifier names, None where this book has no such place.

    Assertions are passed over. A place has no length; an element is where it begins.
    """
    found = _NAME.fullmatch(_ASSERTION.sub("", name)) if len(name) <= _LONGEST else None
    if found is None:
        return None
    path, *ends = found["path"].split(",")
    if len(ends) not in (0, 2):
        return None
    start = _offset(parts, text, path + "".join(ends[:1]), is_end=False)
    end = _offset(parts, text, path + ends[1], is_end=True) if ends else start
    if start is None or end is None or end < start:
        return None
    return start, end


def _offset(parts: Sequence[Fragment], text: str, path: str, *, is_end: bool) -> int | None:
    """The code point that a place is; between two stretches, where the near one begins or ends."""
    place = _PLACE.fullmatch(path)
    if place is None or not place["steps"]:
        return None
    steps = place["steps"]
    if place["at"] is None:
        return _beginning(parts, steps)
    at = int(place["at"])
    stretches = [part for part in parts if part.size and _ASSERTION.sub("", part.value) == steps]
    before = [part for part in stretches if part.at <= at]
    after = [part for part in stretches if part.at > at]
    if before:
        last = before[-1]
        offset = last.start + _code_points(text[last.start : last.start + last.size], at - last.at)
        is_past = at - last.at > units(text[last.start : last.start + last.size])
        return offset if is_end or not is_past or not after else after[0].start
    return after[0].start if after else _beginning(parts, steps)


def _beginning(parts: Sequence[Fragment], steps: str) -> int | None:
    """Where the first text in an element begins."""
    for part in parts:
        bare = _ASSERTION.sub("", part.value)
        if bare == steps or bare.startswith((f"{steps}/", f"{steps}!")):
            return part.start
    return None


def _code_points(text: str, wanted: int) -> int:
    """How many code points the first `wanted` UTF-16 units of `text` are."""
    if text.isascii():
        return min(wanted, len(text))
    number = counted = 0
    for number, character in enumerate(text):
        if counted >= wanted:
            return number
        counted += 2 if character > "\uffff" else 1
    return number + 1 if text else 0
