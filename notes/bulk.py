"""One change to many notes anywhere in the library, and to a tag wherever it is used.

Whatever the number of notes and documents: it is one step, which undo takes back at once.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from notes.annotations.merge import Edit
from notes.annotations.model import Annotation
from notes.annotations.tags import clean_tags, with_tag_dropped, with_tag_renamed
from notes.errors import SidecarError, UserError
from notes.library import Library
from notes.notebook import checked_color
from notes.review.records import NoteRecord

Change = Callable[[Annotation], Annotation | None]


class Outcome(NamedTuple):
    """How many notes were changed, and a line for each reason why others were not."""

    changed: int
    problems: tuple[str, ...] = ()


def recolor(library: Library, records: Iterable[NoteRecord], color: str) -> Outcome:
    """Give notes another colour."""
    wanted = checked_color(color)
    return _change(library, records, lambda one: one.changed(color=wanted), "recolouring")


def remove(library: Library, records: Iterable[NoteRecord]) -> Outcome:
    """Delete notes; each can be restored."""
    return _change(library, records, lambda one: None, "deletion")


def retag(
    library: Library, records: Iterable[NoteRecord], add: Sequence[str], away: Sequence[str] = ()
) -> Outcome:
    """Add tags to notes and take others away, from their text, too: there `#tag` becomes `tag`."""

    def retagged(one: Annotation) -> Annotation:
        return one.changed(tags=_without(one.tags, away, add), note=_plain(one.note, away))

    return _change(library, records, retagged, "tagging")


def rename_tag(library: Library, old: str, new: str) -> Outcome:
    """Put one tag in the place of another wherever it is used; if `new` is used, the two join.

    Raises `UserError` for a name that is none, or a tag that no note has.
    """
    name = clean_tag(new)

    def renamed(one: Annotation) -> Annotation:
        tags = [name if tag.casefold() == old.casefold() else tag for tag in one.tags]
        return one.changed(tags=clean_tags(tags), note=with_tag_renamed(one.note, old, name))

    return _change(library, tagged(library, old), renamed, f"#{old} to #{name}", counted=False)


def delete_tag(library: Library, tag: str) -> Outcome:
    """Take a tag away wherever it is used; the notes stay, and its word in their texts."""

    def untagged(one: Annotation) -> Annotation:
        return one.changed(tags=_without(one.tags, [tag]), note=_plain(one.note, [tag]))

    return _change(library, tagged(library, tag), untagged, f"deletion of #{tag}", counted=False)


def clean_tag(text: str) -> str:
    """The one tag that was typed. Raises `UserError` where it is none."""
    found = clean_tags([text])
    if not found:
        raise UserError("a tag needs a name")
    return found[0]


def tagged(library: Library, tag: str) -> tuple[NoteRecord, ...]:
    """The notes with a tag. Raises `UserError` where there are none."""
    found = library.notes().tagged(tag)
    if not found:
        raise UserError(f"no note has the tag {tag}; `tags` lists them")
    return found


def _change(
    library: Library, records: Iterable[NoteRecord], change: Change, what: str, counted: bool = True
) -> Outcome:
    """Change each note as it is on disk now; those that stay as they are are not written."""
    ids: dict[str, list[str]] = {}
    for record in records:
        ids.setdefault(record.path, []).append(record.id)
    edits: dict[str, list[Edit]] = {}
    problems = []
    for path, wanted in ids.items():
        try:
            sidecar = library.store.load(library.path(path))
        except SidecarError as error:
            problems.append(str(error))
            continue
        present = sidecar.annotations if sidecar else {}
        made = [_edit(present[id], change) for id in wanted if id in present]
        some = [edit for edit in made if edit is not None]
        if some:
            edits[path] = some
    if not edits and problems:
        raise UserError(problems[0])
    number = sum(map(len, edits.values()))
    if not number:
        return Outcome(0)
    label = f"{what} of {number} note{'' if number == 1 else 's'}" if counted else what
    failed = library.change(edits, label)
    done = sum(len(some) for path, some in edits.items() if path not in failed)
    return Outcome(done, (*problems, *failed.values()))


def _edit(annotation: Annotation, change: Change) -> Edit | None:
    changed = change(annotation)
    if changed is not None and _said(changed) == _said(annotation):
        return None
    return Edit(annotation, changed)


def _said(annotation: Annotation) -> tuple[str, tuple[str, ...], str]:
    return annotation.note, annotation.tags, annotation.color


def _without(tags: Iterable[str], away: Iterable[str], add: Iterable[str] = ()) -> tuple[str, ...]:
    gone = {tag.casefold() for tag in clean_tags(away)}
    return clean_tags((*(tag for tag in tags if tag.casefold() not in gone), *add))


def _plain(note: str, tags: Iterable[str]) -> str:
    for tag in clean_tags(tags):
        note = with_tag_dropped(note, tag)
    return note
