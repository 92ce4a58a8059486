"""Derived ranges of a text that are not its subject: page furniture, tickers, tags, repeats.

They are dimmed and ranked lower, never removed; so in doubt a line is not boilerplate.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from notes.documents.furniture import (
    LONGEST,
    bullet_item,
    is_furniture,
    is_menu,
    opens_list,
    opens_tags,
)
from notes.documents.model import Span

LONGEST_TEXT = 2_000_000  # code points; what is longer is no saved page, and is opened at once
_SHORTEST_REPEAT = 100
_FEWEST_TAGS = 5
_FEWEST_TIMES = 3
_CLOCK = re.compile(r"\s*([01]?\d|2[0-3]):([0-5]\d)\s*")


def boilerplate(text: str) -> tuple[Span, ...]:
    """The ranges of `text` that are boilerplate: whole lines, in order, apart from each other."""
    if len(text) > LONGEST_TEXT:
        return ()
    lines = text.split("\n")
    marked = {number for number, line in enumerate(lines) if _is_plain_furniture(lines, number)}
    for finder in (_after_labels, _tickers, _tag_lists, _repeats):
        marked.update(finder(lines))
    return tuple(_spans(lines, marked))


def merged(*groups: Iterable[Span]) -> tuple[Span, ...]:
    """Unite ranges from several sources: sorted, overlapping ones joined."""
    result: list[Span] = []
    for span in sorted((s for group in groups for s in group), key=lambda s: (s.start, s.end)):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(span.end, result[-1].end))
        else:
            result.append(span)
    return tuple(result)


def _is_plain_furniture(lines: Sequence[str], number: int) -> bool:
    line = lines[number]
    if len(line) > LONGEST or not is_furniture(line):
        return False
    # Rows of a table stand together; a row of sections stands alone.
    beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
    return not (is_menu(line) and any("|" in other for other in beside))


def _after_labels(lines: Sequence[str]) -> Iterator[int]:
    for number, line in enumerate(lines):
        if opens_list(line):
            fits = _is_headline
        elif opens_tags(line):
            fits = _is_tag
        else:
            continue
        for below in range(number + 1, len(lines)):
            if not fits(lines[below]):
                break
            yield below


def _is_headline(line: str) -> bool:
    return 0 < len(line.strip()) <= LONGEST and not line.rstrip().endswith((".", ":"))


def _is_tag(line: str) -> bool:
    bare = (bullet_item(line) or line).strip()
    return bool(bare) and len(bare) <= 40 and len(bare.split()) <= 4 and bare[-1] not in ".:;?!"


def _tickers(lines: Sequence[str]) -> Iterator[int]:
    """Headlines under times of the day that run backwards; a transcript's run forwards."""
    clocks = [(n, int(m[1]) * 60 + int(m[2])) for n, m in _clock_lines(lines)]
    run: list[tuple[int, int]] = []
    for clock in [*clocks, None]:
        if clock and run and _close(lines, run[-1][0], clock[0]):
            run.append(clock)
            continue
        if len(run) >= _FEWEST_TIMES and _run_backwards(run):
            end = run[-1][0] + 1
            while end < min(len(lines), run[-1][0] + 3) and _is_headline(lines[end]):
                end += 1
            yield from range(run[0][0], end)
        run = [clock] if clock else []


def _clock_lines(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(lines):
        match = _CLOCK.fullmatch(line) if len(line) < 20 else None
        if match:
            yield number, match


def _close(lines: Sequence[str], before: int, after: int) -> bool:
    between = lines[before + 1 : after]
    return len(between) <= 5 and all(len(line) <= LONGEST for line in between)


def _run_backwards(run: Sequence[tuple[int, int]]) -> bool:
    falls = sum(later < earlier for (_, earlier), (_, later) in itertools.pairwise(run))
    return falls * 5 >= (len(run) - 1) * 4


def _tag_lists(lines: Sequence[str]) -> Iterator[int]:
    """Five or more short capitalised items that the text itself talks about, under a paragraph."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and bullet_item(lines[end]) is not None and _is_tag(lines[end]):
            end += 1
        if end - start >= _FEWEST_TAGS and _names_the_text(lines, start, end):
            yield from range(start, end)
        start = max(end, start + 1)


def _names_the_text(lines: Sequence[str], start: int, end: int) -> bool:
    above = next((line.rstrip() for line in reversed(lines[:start]) if line.strip()), "")
    items = [bullet_item(line) or "" for line in lines[start:end]]
    if len(above) <= LONGEST or above.endswith(":") or not all(i[0].isupper() for i in items):
        return False
    rest = " ".join((*lines[:start], *lines[end:])).lower()
    return sum(item.lower() in rest for item in items) * 5 >= len(items) * 3


def _repeats(lines: Sequence[str]) -> Iterator[int]:
    """Paragraphs that stand word for word further up, whether on one line or wrapped over many."""
    seen: set[str] = set()
    for first, last in _paragraphs(lines):
        words = " ".join(lines[first:last]).split()
        paragraph = " ".join(words)
        if len(paragraph) < _SHORTEST_REPEAT or len(words) < 8:
            continue
        if paragraph in seen:
            yield from range(first, last)
        seen.add(paragraph)


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of lines: a long line by itself, else neighbours up to a blank or a long line."""
    start: int | None = None
    for number, line in enumerate(lines):
        alone = len(line) >= _SHORTEST_REPEAT
        if start is not None and (alone or not line.strip()):
            yield start, number
            start = None
        if alone:
            yield number, number + 1
        elif line.strip() and start is None:
            start = number
    if start is not None:
        yield start, len(lines)


def _spans(lines: Sequence[str], marked: set[int]) -> Iterator[Span]:
    offset, start, end = 0, -1, -1
    for number, line in enumerate(lines):
        if number in marked:
            start = offset if start < 0 else start
            end = offset + len(line)
        elif start >= 0 and line.strip():
            yield Span(start, end)
            start = -1
        offset += len(line) + 1
    if start >= 0:
        yield Span(start, end)
