"""Joining two people's changes to the same annotation: pure functions, no files.

A change is a pair of what was seen and what it became; `None` stands for "not there".
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from notes.annotations.model import Annotation, Selector

T = TypeVar("T")

_COUNTED = ("cp:rev", "cp:lineage", "modified")  # what every change changes
SEPARATOR = "\n\n---\n\n"  # between two texts of one note that were both written


class Edit(NamedTuple):
    """A change to one annotation: what the user saw `before`, and what it is `after`."""

    before: Annotation | None
    after: Annotation | None

    @property
    def id(self) -> str:
        """The identifier of the annotation that is changed."""
        found = self.after or self.before
        assert found is not None, "an edit of nothing"
        return found.id


def merge_annotation(edit: Edit, present: Annotation | None) -> Annotation | None:
    """What an annotation becomes when `edit` meets what is on disk now; None means deleted.

    An edit beats a deletion; tags unite as sets, with removals; where both wrote a note, both
    texts are kept. Two that were made apart under one id are united the same way.
    """
    base, ours = edit.before, edit.after
    merged = _merged(base, ours, present)
    return merged.descending([base, present]) if merged not in (None, present) else merged


def _merged(
    base: Annotation | None, ours: Annotation | None, present: Annotation | None
) -> Annotation | None:
    if present is None:
        return ours
    if ours is None:
        return None if base is None or content(present) == content(base) else present
    if base is not None and content(present) == content(base):
        # Going back to an earlier state brings back all of it, unless others wrote in between.
        raw = ours.raw if ours.raw and _stable(present.raw) == _stable(base.raw) else present.raw
        return ours._replace(raw=raw, rev=max(ours.rev, present.rev + 1))
    return unite(base, ours, present)


def content(annotation: Annotation) -> tuple[Any, ...]:
    """What somebody may have written; how often and when it was written is not part of it."""
    return annotation.note, frozenset(annotation.tags), annotation.color, *_place(annotation)


def _stable(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if key not in _COUNTED}


def _blank(present: Annotation) -> Annotation:
    """What two annotations of one id had in common when neither was seen by the other."""
    return present._replace(note="", tags=(), color="", selector=None)


def unite(common: Annotation | None, ours: Annotation, present: Annotation) -> Annotation:
    """Both of two changes to one annotation; `common` is what both came from, if that is known."""
    base = common or _blank(present)
    # The same on every machine, whichever of the two meets the other.
    later = max(ours, present, key=_age)
    selector, anchored_to = _one(_place(base), _place(ours), _place(present), _place(later))
    return ours._replace(
        note=_one_text(base.note, ours.note, present.note),
        tags=_one_set(base.tags, ours.tags, present.tags),
        color=_one(base.color, ours.color, present.color, later.color),
        selector=selector,
        anchored_to=anchored_to,
        rev=max(ours.rev, present.rev) + 1,
        modified=max(ours.modified, present.modified),
        raw=present.raw,
    )


def _one_text(base: str, ours: str, theirs: str) -> str:
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    if _is_part(ours, theirs):
        return theirs
    if _is_part(theirs, ours):
        return ours
    return SEPARATOR.join(sorted(text for text in (ours, theirs) if text))


def _is_part(text: str, whole: str) -> bool:
    """Whether `text` was joined into `whole` before."""
    return f"{SEPARATOR}{text}{SEPARATOR}" in f"{SEPARATOR}{whole}{SEPARATOR}"


def _one_set(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    removed = (set(base) - set(ours)) | (set(base) - set(theirs))
    return tuple(tag for tag in dict.fromkeys((*ours, *theirs)) if tag not in removed)


def _age(annotation: Annotation) -> tuple[int, datetime, str]:
    """What tells the later of two changes; those of one moment have some order, always the same."""
    last = f"{annotation.color} {annotation.selector} {annotation.anchored_to}"
    return annotation.rev, annotation.modified, last


def _place(annotation: Annotation) -> tuple[Selector | None, str]:
    return annotation.selector, annotation.anchored_to


def _one(base: T, ours: T, theirs: T, later: T) -> T:
    if ours == base:
        return theirs
    return ours if theirs == base else later
