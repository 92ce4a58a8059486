"""Heads that are no prose: fields (`Upstream-Name: x`), versions, licences; never a title."""

import re
from collections.abc import Sequence

_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{1,30}(?: [A-Za-z0-9_-]{1,20})?:(?:\s.*|$)")
_INDENTED = re.compile(r"[ \t]+\S")
_LABEL = re.compile(
    r"""
    (?:files(?:-excluded)?|licen[cs]e|copyright|format|version|comment|homepage|maintainer|package
      |upstream-[a-z]+|spdx-[a-z-]+|status|category|keywords|depends|disclaimer)\s*:.*
    | (?:version|release|revision|rev\.|v)\s*\d[\w.-]*\s*(?:[,(–-].*)?
    | \W*(?:copyright\b|\(c\)\s).*\b(?:19|20)\d\d\b.*
    | .*\b[\w.+-]+@[\w-]+\.[\w.-]+.*
    | \S*/\S*
    | [-*•·]\s.*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(r"(?:by|von|par|por|di|edited|translated)\s", re.IGNORECASE)
_DANGLING = re.compile(
    r".*\b(?:from|by|the|of|and|an?|or|is|are|was|were|that|which)", re.IGNORECASE
)


def is_label(line: str) -> bool:
    """Whether a line names a version, a licence, an address or a file, and no work."""
    return _LABEL.fullmatch(line.strip()) is not None


def is_unfinished(line: str, following: str) -> bool:
    """Whether a line of prose goes on in the next one."""
    begins = following.lstrip()
    goes_on = begins[:1].islower() and not _BYLINE.match(begins)
    return goes_on or _DANGLING.fullmatch(line.strip()) is not None


def fields_of(head: Sequence[str]) -> frozenset[int]:
    """The lines that are in paragraphs of nothing but fields, two of them or more."""
    found: set[int] = set()
    start = 0
    for number in range(len(head) + 1):
        if number < len(head) and head[number].strip():
            continue
        if _is_block(head[start:number]):
            found.update(range(start, number))
        start = number + 1
    return frozenset(found)


def _is_block(lines: Sequence[str]) -> bool:
    fields = [line for line in lines if _FIELD.match(line)]
    others = [line for line in lines if not _FIELD.match(line)]
    return len(fields) >= 2 and all(_INDENTED.match(line) for line in others)
