"""Guessing title, authors, date and publisher from bare text; in doubt there is no value."""

import re
from collections.abc import Sequence

from notes.documents.dates import date_line, named_date
from notes.documents.fielded import fields_of, is_label, is_unfinished
from notes.documents.furniture import is_furniture
from notes.documents.model import Content, Field, Metadata
from notes.documents.names import BYLINE, byline_authors

GUESSED = "guessed"
_PARAGRAPH = 200  # code points; the head of a document ends where the first such paragraph begins
_WRAPPED = 45  # a line of a hard-wrapped paragraph is at least this long, but for the last one
_HEAD_LINES = 40
_HEAD_SIZE = 20_000
_SHORT = 30_000  # code points of a long article: above that, the end is no place for a byline
_CREDIT = re.compile(
    r"(?:photo|image|picture|source|credit|published|posted|updated|date|authors?|editor|from|to|"
    r"subject|re|cc|chapter|part|page|figure|table|note|url|tel|phone|e-?mail|fax)\b[^:]{0,20}:.*",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TITLE_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STAMPED = re.compile(r"\W*\d{4}-\d{2}-\d{2}[T ]|\W*\d{1,2}:\d{2}:\d{2}\b")
_OUTLET = re.compile(
    r"\b(?:news|times|post|journal|press|tribune|herald|gazette|institute|agency|daily|weekly|"
    r"magazine|observer|guardian|chronicle|telegraph|monitor|bulletin|broadcasting)\b",
    re.IGNORECASE,
)
_INNER_DOT = re.compile(r"\w{4,}\.\s?\w{2,}")
# Signs of markup, comments and rules before the words of a line, or in place of them
_SIGNS = re.compile(r"^[^\S\n]*(?:[#*=/-]+(?:[^\S\n]+|$))+", re.MULTILINE)
_ATTACHED = re.compile(r"\s*(?:[#*=]+|/[/*]+|--+)")  # those that no blank parts from the words
_KICKER = re.compile(r"[A-Z][A-Z &]{3,24}")


def guess_metadata(text: str, first_line: int = 1) -> Metadata:
    """What a reader would take for title, authors, date and publisher at a glance.

    `first_line` is the number of the first line of `text` in its document (1-based); all values
    have the source `guessed` and their line.
    """
    head = _head(text)
    fields: dict[str, Field] = {}
    title = _title(head, text[:_HEAD_SIZE].split("\n"))
    if title is not None:
        fields["title"] = Field(_without_signs(head[title]).strip(), GUESSED, first_line + title)
        publisher = _publisher(head[:title])
        if publisher is not None:
            fields["publisher"] = Field(head[publisher].strip(), GUESSED, first_line + publisher)
    for number, line in enumerate(head):
        date = date_line(line) or named_date(line)
        if date:
            fields["date"] = Field(date, GUESSED, first_line + number)
            break
    authors = _authors(text, head)
    if authors:
        fields["authors"] = Field(authors[0], GUESSED, first_line + authors[1])
    return Metadata(fields)


def begins_with_fields(text: str) -> bool:
    """Whether what comes first are fields, a version or a licence, which tell a reader nothing."""
    head = text[:_HEAD_SIZE].split("\n")[:_HEAD_LINES]
    first = next((number for number, line in enumerate(head) if line.strip()), None)
    return first is not None and (is_label(head[first]) or first in fields_of(head))


def _title(head: Sequence[str], lines: Sequence[str]) -> int | None:
    fields = fields_of(lines[:_HEAD_LINES])
    is_prose = False  # up to the end of the paragraph
    for number, line in enumerate(head):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        is_prose = bool(line.strip()) and (is_prose or is_unfinished(line, following))
        if number not in fields and not is_prose and _is_title(line):
            return number
    return None


def opening_of(content: Content, limit: int = 60) -> str:
    """The opening words of a document, not those that run over all its pages or sites."""
    parts, place = [], 0
    for span in content.boilerplate:
        if place >= _HEAD_SIZE:
            break
        parts.append(content.text[place : min(span.start, _HEAD_SIZE)])
        place = span.end
    parts.append(content.text[place : max(place, _HEAD_SIZE)])
    return opening_words("".join(parts), limit) or opening_words(content.text, limit)


def opening_words(text: str, limit: int = 60) -> str:
    """The first words of a text without a title, on one line, at most `limit` code points.

    Signs of markup and of comments before the words of a line are no words.
    """
    words = " ".join(_without_signs(text[: limit * 8 + 400]).split())
    if len(words) <= limit:
        return words
    cut = words[:limit].rpartition(" ")[0] or words[: limit - 1]
    return cut[: limit - 1].rstrip(" ,.;:-–—") + "…"


def _without_signs(text: str) -> str:
    words = _SIGNS.sub("", text)
    attached = _ATTACHED.match(words)
    return words[attached.end() :] if attached else words


def _head(text: str) -> list[str]:
    lines = text[:_HEAD_SIZE].split("\n")
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if len(line) > _PARAGRAPH or _begins_wrapped_paragraph(lines, number):
            return lines[:number]
    return lines[:_HEAD_LINES]


def _begins_wrapped_paragraph(lines: Sequence[str], start: int) -> bool:
    size = 0
    for line in lines[start : start + 12]:
        size += len(line)
        if size > _PARAGRAPH:
            return True
        if len(line) < _WRAPPED:
            return False
    return False


def _is_title(line: str) -> bool:
    line = line.strip()
    wide = len(_IDEOGRAPH.findall(line))
    if not (5 if wide >= 5 else 15) <= len(line) <= 160:
        return False
    if len(_TITLE_WORD.findall(line)) < 3 and wide < 5:
        return False
    if line.endswith((".", ";", ":", ",", "。", "；", "：")) and not line.endswith("..."):
        return False
    return not _is_label(line)


def _is_label(line: str) -> bool:
    byline = BYLINE.fullmatch(line)
    return bool(
        is_furniture(line)
        or date_line(line)
        or _CREDIT.fullmatch(line)
        or _LINK.search(line)
        or _STAMPED.match(line)
        or is_label(line)
        or (byline and byline_authors(byline["rest"]))
        or line[0] in "<{[|=+"
    )


def _publisher(above: Sequence[str]) -> int | None:
    """The first line, where it stands above the title and is called as publishers are called."""
    filled = [n for n, line in enumerate(above) if line.strip()]
    if not filled:
        return None
    line = above[filled[0]].strip()
    if not line[0].isupper() or len(line) > 40 or len(line.split()) > 4 or line.isupper():
        return None
    if any(c.isdigit() for c in line) or line.endswith((":", ";", "?", "!")) or _is_label(line):
        return None
    kicker = len(filled) > 1 and _KICKER.fullmatch(above[filled[1]].strip())
    known = _INNER_DOT.search(line) or _OUTLET.search(line) or kicker
    return filled[0] if known else None


def _authors(text: str, head: Sequence[str]) -> tuple[tuple[str, ...], int] | None:
    for number, line in enumerate(head):
        match = BYLINE.fullmatch(line.rstrip())
        names = byline_authors(match["rest"]) if match else ()
        if names:
            return names, number
    return _authors_in_tail(text)


def _authors_in_tail(text: str) -> tuple[tuple[str, ...], int] | None:
    """Who a short text says at its end that it is by; in a long one such lines name others."""
    start = text.find("\n", len(text) // 2) + 1
    if not start or len(text) > _SHORT:
        return None
    found: dict[tuple[str, ...], int] = {}
    for match in BYLINE.finditer(text, start):
        names = byline_authors(match["rest"])
        line = text.count("\n", 0, match.start())
        if names and match["label"].lower().startswith(("author", "about")):
            return names, line
        if names:
            found.setdefault(names, line)
    # several bylines down there belong to other pages
    return next(iter(found.items())) if len(found) == 1 else None
