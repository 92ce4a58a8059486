"""From the lines of all pages to one text, with the places where pages and paragraphs begin."""

from collections.abc import Sequence
from typing import NamedTuple

from notes.documents.model import Span
from notes.documents.pdf.flow import JOINED, LINE, PARAGRAPH, breaks
from notes.documents.pdf.hyphens import Hyphens
from notes.documents.pdf.lines import Line, is_ideographic
from notes.documents.pdf.running import running_lines


class Assembled(NamedTuple):
    """A text; `starts` of its pages; `running` heads and feet in it.

    `paragraphs` have their start, text, size of print and page label.
    """

    text: str
    starts: list[int]
    running: list[Span]
    paragraphs: list[tuple[int, str, float, str]]


def assembled(pages: Sequence[Sequence[Line]], labels: Sequence[str]) -> Assembled:
    """Put the pages together: running heads first, running feet last, paragraphs between."""
    made = Assembled("", [], [], [])
    hyphens = Hyphens(line.text for lines in pages for line in lines)
    parts: list[str] = []
    offset = 0
    for lines, (heads, feet), label in zip(pages, running_lines(pages), labels, strict=True):
        made.starts.append(offset)
        body = [line for n, line in enumerate(lines) if n not in heads and n not in feet]
        blocks = [
            *((lines[number].text, 0.0) for number in sorted(heads)),
            *_paragraphs(body, hyphens),
            *((lines[number].text, 0.0) for number in sorted(feet)),
        ]
        for text, size in blocks:
            if size:
                made.paragraphs.append((offset, text, size, label))
            else:
                made.running.append(Span(offset, offset + len(text)))
            parts += (text, PARAGRAPH)
            offset += len(text) + len(PARAGRAPH)
    return made._replace(text="".join(parts).rstrip("\n") + "\n" if parts else "")


def _paragraphs(lines: Sequence[Line], hyphens: Hyphens) -> list[tuple[str, float]]:
    """Each paragraph's text, and the size its first line is printed in."""
    paragraphs: list[tuple[str, float]] = []
    parts: list[str] = []
    size = 0.0
    before = ""
    for line, gap in zip(lines, breaks(lines), strict=True):
        if gap == PARAGRAPH and before:
            parts.append(before)
            paragraphs.append(("".join(parts), size))
            parts, before = [], ""
        if not parts and not before:
            size = line.size
        if before:
            parts += _joined(before, line.text, gap, hyphens)
        before = line.text
    if before:
        parts.append(before)
        paragraphs.append(("".join(parts), size))
    return [(_undivided(text), size) for text, size in paragraphs]


def _joined(before: str, after: str, gap: str, hyphens: Hyphens) -> tuple[str, str]:
    """The line before, and what stands between it and the next."""
    stem, joins = hyphens.divided(before, after)
    if joins:
        return stem, ""
    if gap == LINE:
        return before, LINE
    if is_ideographic(before[-1]) and is_ideographic(after[0]):
        return before, ""
    return before, JOINED


def _undivided(text: str) -> str:
    """A mark of division that nothing follows is the hyphen it was."""
    return text.replace("\x02", "-")
