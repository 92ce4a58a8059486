"""What the doctor finds about notes: their files, their places, and what lies about beside them."""

import os
from collections.abc import Iterator
from pathlib import Path

from notes.annotations.conflicts import source_of_copy
from notes.annotations.locking import held
from notes.annotations.model import FOUND, LOST
from notes.annotations.sidecar import SUFFIX, ForeignSidecar, Sidecar, parse, sidecar_path
from notes.checks import Check, counted, trouble
from notes.documents.scanning import Scan, scan
from notes.errors import SidecarError
from notes.holdings import Listing
from notes.leftovers import Leftover, leftovers
from notes.library import Library


def note_checks(library: Library, listing: Listing) -> Iterator[Check]:
    """Everything about notes; changes nothing."""
    seen = looked_through(library)
    yield from _note_files(library, listing)
    yield _orphans(listing)
    yield _conflict_copies(library, seen)
    yield _elsewhere(library)
    yield _unread_changes(library)
    yield _set_aside(seen)
    yield from _places(library, listing)
    yield _temporary_files(library)
    yield _locks(library, listing)


def looked_through(library: Library) -> Scan:
    """The folder as it is now, with what is no document in it."""
    seen = scan(library.path_given, library.config.ignore)
    for _ in seen:
        pass
    return seen


def temporary_files(library: Library) -> list[Leftover]:
    """The temporary files that killed programs left in the library."""
    return leftovers(library.root, library.store, below=library.only is None)


def _note_files(library: Library, listing: Listing) -> Iterator[Check]:
    """A check for each way in which a note file can be out of order."""
    corrupt, foreign, newer, unreadable, spoiled = [], [], [], [], []
    total = 0
    for source, name in _sidecars(library, listing):
        total += 1
        try:
            beside = library.store.look(source)
        except SidecarError as error:
            unreadable.append(str(error))
            continue
        sidecar = beside.sidecar or Sidecar("", "")
        if beside.damage:
            folder = name.removesuffix(sidecar_path(source).name)
            corrupt.append(f"{folder}{beside.damage}, {_notes(beside.salvaged)} could be read")
        elif isinstance(beside.obstacle, ForeignSidecar):
            foreign.append(name)
        else:
            bad = len(sidecar.spoiled) + len(sidecar.spoiled_tombstones)
            spoiled += [f"{name} ({bad})"] if bad else []
            newer += [name] if sidecar.is_newer else []
    yield trouble(
        "damaged note files", corrupt, "note file", "set aside and repaired by the next change"
    )
    yield trouble("foreign note files", foreign, "file", "not ours; rename it to keep notes there")
    yield trouble("newer note files", newer, "note file", "read only; update this program")
    yield trouble("unreadable note files", unreadable, "note file", "it is left as it is")
    yield trouble("damaged notes", spoiled, "note file", "its bad items are kept as they are")
    sound = total - len(corrupt) - len(foreign) - len(unreadable)
    yield Check("note files", True, f"{counted(sound, 'note file')} can be read")


def _notes(number: int) -> str:
    return counted(number, "note")


def _sidecars(library: Library, listing: Listing) -> Iterator[tuple[Path, str]]:
    """The source, and the name of the note file, for each note file there is."""
    for record in listing.records:
        path = library.path(record.relative)
        if record.sidecar is not None or os.path.lexists(sidecar_path(path)):
            yield path, record.relative + SUFFIX
    for orphan in listing.orphans:
        yield library.path(orphan.removesuffix(SUFFIX)), orphan


def _orphans(listing: Listing) -> Check:
    todo = (
        "the document is gone or has another name: put it back, or press gm in the program,"
        " which looks where it went; `doctor --fix` takes the notes along where that is certain"
    )
    return trouble("notes without a document", listing.orphans, "note file", todo)


def _conflict_copies(library: Library, seen: Scan) -> Check:
    """Copies of note files that a synchroniser made and that were not taken in yet."""
    found = [name + _why_not_taken(library, name) for name in seen.copies if _is_copy(name)]
    todo = "`doctor --fix` takes in what it can read, and moves the copy to the trash"
    return trouble("conflict copies", found, "file", todo)


def _is_copy(relative: str) -> bool:
    return source_of_copy(relative.rpartition("/")[2]) is not None


def _why_not_taken(library: Library, relative: str) -> str:
    path = library.path(relative)
    source = source_of_copy(path.name)
    try:
        copy = parse(path.read_bytes(), path.name)
    except OSError as error:
        return f" (cannot be read: {error.strerror})"
    except SidecarError as error:
        return f" ({error})"
    if copy.is_newer:
        return " (written by a newer Commonplace)"
    is_alone = source is None or not (
        path.with_name(source).exists() or sidecar_path(path.with_name(source)).exists()
    )
    return f" (neither {source} nor its note file is there)" if is_alone else ""


def _elsewhere(library: Library) -> Check:
    """Notes that are not in the note file beside their document."""
    from notes.gathering import kept_elsewhere

    found = sorted(kept_elsewhere(library.store, library.root))
    todo = "they are shown, and on this machine only; `doctor --fix` tries to put them there"
    return trouble("notes not beside their document", found, "document", todo)


def _unread_changes(library: Library) -> Check:
    found = [str(path) for path in library.store.unread()]
    todo = "changes to notes that were cut off; look into it by hand, then delete it"
    return trouble("changes that cannot be read", found, "file", todo)


def _set_aside(seen: Scan) -> Check:
    todo = "what could be saved of it is in the note file; delete it when you have looked"
    return trouble("notes set aside", seen.corrupt, "damaged copy", todo)


def _places(library: Library, listing: Listing) -> Iterator[Check]:
    """Where the words of notes are; of a document that is gone nobody can say, and others do."""
    there = {record.relative for record in listing.records}
    notes = [note for note in library.notes() if note.path in there]
    for state, name, todo in (
        (LOST, "lost notes", "their words are not in the document any more"),
        (FOUND, "notes to check", "the document changed; see whether they are in the right place"),
    ):
        yield trouble(name, [note.path for note in notes if note.state == state], "note", todo)


def _temporary_files(library: Library) -> Check:
    found = temporary_files(library)
    named = [f"{each.path.relative_to(library.root)} ({_content(each)})" for each in found]
    may_go = any(not each.why_kept for each in found)
    todo = "`doctor --fix` merges and removes what may go" if may_go else "look into it by hand"
    return trouble("temporary files", named, "file", todo)


def _content(leftover: Leftover) -> str:
    new = "it has more than its note file" if leftover.source else "nothing new in it"
    return leftover.why_kept or new


def _locks(library: Library, listing: Listing) -> Check:
    """Note files that another program has held for as long as a write may wait for them."""
    sidecars = [sidecar_path(library.path(record.relative)) for record in listing.records]
    found = [path.name for path in held(sidecars, library.store.locks)]
    todo = "another program is writing it, or hangs; end that program"
    return trouble("locked note files", found, "note file", todo)
