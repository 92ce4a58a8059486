"""Annotations that say in which part of the file they are: the page, the place in a book."""

from collections.abc import Iterable

from notes.annotations.merge import Edit
from notes.annotations.model import Annotation
from notes.documents.fragments import fragment_of
from notes.documents.model import Document


def with_part(document: Document, annotation: Annotation) -> Annotation:
    """The annotation, which is on the text of `document`, with the name of the part it is in."""
    place = annotation.selector
    if place is None:
        return annotation
    name = fragment_of(document.content, place.start, place.end)
    standard = document.content.fragments_of if name else ""
    named = place._replace(fragment=name, fragment_of=standard)
    return annotation._replace(selector=named)


def with_parts(document: Document, edits: Iterable[Edit]) -> list[Edit]:
    """The edits, with the part named in each annotation that they put into a new place."""
    return [_with_part(document, edit) for edit in edits]


def _with_part(document: Document, edit: Edit) -> Edit:
    before, after = edit.before, edit.after
    if after is None or (before is not None and before.selector == after.selector):
        return edit
    return Edit(before, with_part(document, after))
