"""Joining and splitting highlights: pure functions.

Each gives the edits that make the change, to be committed as one step. What somebody wrote is
never dropped: joined highlights keep all texts and tags, and of a split one the first part has the
note.
"""

from collections.abc import Iterable, Sequence

from notes.annotations.merge import Edit
from notes.annotations.model import Annotation, Placed, Selector, new_id, now
from notes.annotations.placer import confirmed
from notes.annotations.tags import clean_tags
from notes.errors import UserError

Span = tuple[int, int]

PARAGRAPH = "\n\n"  # between two notes that become one


def joined(placed: Iterable[Placed], text: str, sha256: str) -> list[Edit]:
    """Make one highlight of several: from the start of the first to the end of the last.

    It is the first in reading order, in its colour, with the notes of all below each other and the
    tags of all. Raises `UserError` where fewer than two have a place.
    """
    spans = sorted(
        ((one.start, one.end, one.annotation) for one in placed if _has_place(one)),
        key=lambda found: (found[0] or 0, found[1] or 0, found[2].id),
    )
    if len(spans) < 2:
        raise UserError("there is only one highlight here; it takes two to be joined")
    first, *others = (annotation for _, _, annotation in spans)
    start, end = min(one[0] or 0 for one in spans), max(one[1] or 0 for one in spans)
    changed = first.changed(
        selector=Selector.of(text, start, end),
        anchored_to=sha256,
        note=_united_notes([first.note, *(one.note for one in others)]),
        tags=_united_tags([first, *others]),
    )
    return [Edit(first, changed), *(Edit(other, None) for other in others)]


def split(placed: Placed, at: int, text: str, sha256: str) -> list[Edit]:
    """Make two highlights of one, the second from `at` on, with the same colour and tags.

    Blanks at the cut belong to neither. Raises `UserError` where one of the two would be empty.
    """
    start, end = placed.start or 0, placed.end or 0
    before = start + len(text[start : max(start, at)].rstrip())
    after = end - len(text[at:end].lstrip())
    if placed.start is None or not start < before <= after < end:
        raise UserError("a highlight is split inside it: go to where its second part begins")
    annotation, made = placed.annotation, now()
    second = Annotation(
        id=new_id(),
        selector=Selector.of(text, after, end),
        note="",
        tags=annotation.tags,
        color=annotation.color,
        created=made,
        modified=made,
        anchored_to=sha256,
        creator=annotation.creator,
    )
    first = confirmed(annotation, text, sha256, start, before)
    return [Edit(annotation, first), Edit(None, second)]


def at_hand(placed: Sequence[Placed], text: str, span: Span) -> tuple[Placed, ...]:
    """The highlights that overlap `span`, or touch what does with no word in between."""
    found: list[Placed] = []
    start, end = span
    waiting = [one for one in placed if _has_place(one)]
    while near := [one for one in waiting if _is_near(one, text, start, end)]:
        found += near
        waiting = [one for one in waiting if one not in near]
        start = min(start, *(one.start or 0 for one in near))
        end = max(end, *(one.end or 0 for one in near))
    return tuple(found)


def _has_place(placed: Placed) -> bool:
    return placed.start is not None and placed.end is not None


def _is_near(placed: Placed, text: str, start: int, end: int) -> bool:
    low, high = placed.start or 0, placed.end or 0
    if low < end and start < high:
        return True
    gap = text[end:low] if end <= low else text[high:start]
    return not any(character.isalnum() for character in gap)


def _united_notes(notes: Iterable[str]) -> str:
    """The texts below each other, none twice."""
    kept: list[str] = []
    for note in notes:
        if note.strip() and note not in kept:
            kept.append(note)
    return PARAGRAPH.join(kept)


def _united_tags(annotations: Iterable[Annotation]) -> tuple[str, ...]:
    return clean_tags(tag for one in annotations for tag in one.tags)
