"""Looking over a library: what is wrong with it, and mending what can be mended without loss."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from notes.annotations.model import FOUND, LOST
from notes.annotations.sidecar import SUFFIX, ForeignSidecar, Sidecar
from notes.documents.scanning import scan
from notes.documents.visible import visible
from notes.errors import SidecarError, UserError
from notes.holdings import Listing
from notes.leftovers import Leftover, leftovers, remove_leftovers
from notes.library import Library
from notes.values import dataclass

_NAMED = 5  # how many things a line names before it only counts


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `detail` is a line that says what is so, and what to do."""

    name: str
    ok: bool
    detail: str


def examine(library: Library) -> tuple[Check, ...]:
    """Look at everything; changes nothing in the library."""
    library.documents()  # so that the catalogue is of today
    listing = library.listing()
    return (
        _config(library),
        _folders(library),
        _library(library, listing),
        _documents(listing),
        *_note_files(library, listing),
        _orphans(listing),
        _elsewhere(library, listing),
        _set_aside(library),
        *_places(library),
        _temporary_files(library),
        _catalogue(library),
        _index(library),
    )


def mend(library: Library) -> list[str]:
    """Do what loses nothing; gives a line for each thing that was done."""
    done = []
    removed = remove_leftovers(_leftovers(library), library.store)
    if removed:
        done.append(f"removed {_some([path.name for path in removed], 'temporary file')}")
    for relative, standing in library.settle_all().items():
        done += [f"{visible(relative)}: {line}" for line in standing.lines]
    library.documents()
    library.search_index.versions()  # reading it is what shows damage
    is_damaged = library.index_notice is not None
    if is_damaged or library.index_is_stale():
        report = library.update_index(rebuild=is_damaged)
        done.append(f"brought the search index up to date: {report.documents} documents")
    return done


def _config(library: Library) -> Check:
    problems = library.config.problems
    return Check("config", not problems, "; ".join(problems) or "all settings are understood")


def _folders(library: Library) -> Check:
    """Whether the program can write where it keeps its own files."""
    folders = library.folders
    refused = [
        f"{folder}: {reason}"
        for folder in (folders.data, folders.state, folders.cache)
        if (reason := _why_not_writable(folder))
    ]
    return Check("folders", not refused, "; ".join(refused) or "data, state and cache are writable")


def _why_not_writable(folder: Path) -> str:
    import tempfile

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def _library(library: Library, listing: Listing) -> Check:
    problems = list(listing.problems)
    if not os.access(library.root, os.W_OK | os.X_OK):
        problems.append(f"{library.root} is not writable, so no note can be saved in it")
    return Check("library", not problems, "; ".join(problems) or f"{library.root} can be used")


def _documents(listing: Listing) -> Check:
    unreadable = [f"{r.relative} ({r.error})" for r in listing.records if r.error]
    if unreadable:
        return Check("documents", False, f"{_some(unreadable, 'document')} cannot be read")
    return Check("documents", True, f"{_count(len(listing.records), 'document')} can be read")


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
            corrupt.append(f"{beside.damage}, {_count(beside.salvaged, 'note')} could be read")
        elif isinstance(beside.obstacle, ForeignSidecar):
            foreign.append(name)
        else:
            bad = len(sidecar.spoiled) + len(sidecar.spoiled_tombstones)
            spoiled += [f"{name} ({bad})"] if bad else []
            newer += [name] if sidecar.is_newer else []
    yield _trouble(
        "damaged note files", corrupt, "note file", "set aside and repaired by the next change"
    )
    yield _trouble("foreign note files", foreign, "file", "not ours; rename it to keep notes there")
    yield _trouble("newer note files", newer, "note file", "read only; update this program")
    yield _trouble("unreadable note files", unreadable, "note file", "it is left as it is")
    yield _trouble("damaged notes", spoiled, "note file", "its bad items are kept as they are")
    sound = total - len(corrupt) - len(foreign) - len(unreadable)
    yield Check("note files", True, f"{_count(sound, 'note file')} can be read")


def _sidecars(library: Library, listing: Listing) -> Iterator[tuple[Path, str]]:
    """The source, and the name of the note file, for each note file there is."""
    for record in listing.records:
        if record.sidecar is not None:
            yield library.path(record.relative), record.relative + SUFFIX
    for orphan in listing.orphans:
        yield library.path(orphan.removesuffix(SUFFIX)), orphan


def _orphans(listing: Listing) -> Check:
    todo = "rename it after its document, or put the document back"
    return _trouble("notes without a document", listing.orphans, "note file", todo)


def _elsewhere(library: Library, listing: Listing) -> Check:
    """Notes that are not in the note file beside their document."""
    from notes.gathering import kept_elsewhere

    found = sorted({*kept_elsewhere(library.store, library.root), *listing.copied})
    todo = "they are shown, and on this machine only; `doctor --fix` tries to put them there"
    return _trouble("notes not beside their document", found, "document", todo)


def _set_aside(library: Library) -> Check:
    seen = scan(library.path_given, library.config.ignore)
    for _ in seen:
        pass
    todo = "what could be saved of it is in the note file; delete it when you have looked"
    return _trouble("notes set aside", seen.corrupt, "damaged copy", todo)


def _places(library: Library) -> Iterator[Check]:
    notes = library.notes()
    for state, name, todo in (
        (LOST, "lost notes", "their words are not in the document any more"),
        (FOUND, "notes to check", "the document changed; see whether they are in the right place"),
    ):
        yield _trouble(name, [note.path for note in notes.in_state(state)], "note", todo)


def _temporary_files(library: Library) -> Check:
    found = _leftovers(library)
    named = [f"{each.path.relative_to(library.root)} ({_content(each)})" for each in found]
    may_go = any(not each.why_kept for each in found)
    todo = "`doctor --fix` merges and removes what may go" if may_go else "look into it by hand"
    return _trouble("temporary files", named, "file", todo)


def _content(leftover: Leftover) -> str:
    new = "it has more than its note file" if leftover.source else "nothing new in it"
    return leftover.why_kept or new


def _leftovers(library: Library) -> list[Leftover]:
    return leftovers(library.root, library.store, below=library.only is None)


def _catalogue(library: Library) -> Check:
    notice = library.catalogue_notice
    return Check("catalogue", notice is None, notice or "it is up to date")


def _index(library: Library) -> Check:
    try:
        library.search_index.versions()  # reading it is what shows damage
        if library.index_notice:
            return Check("index", False, f"{library.index_notice}; do it now with `doctor --fix`")
        if library.index_is_stale():
            return Check("index", True, "it is not up to date; the next search sees to that")
    except UserError as error:
        return Check("index", False, str(error))
    return Check("index", True, "it is up to date")


def _trouble(name: str, found: Iterable[str], kind: str, todo: str) -> Check:
    """A check that is in order when nothing was `found`."""
    things = list(found)
    return Check(name, not things, f"{_some(things, kind)}: {todo}" if things else "none")


def _some(things: list[str], kind: str) -> str:
    """How many there are, and the first few by name."""
    names = ", ".join(visible(thing) for thing in things[:_NAMED])
    more = f" and {len(things) - _NAMED} more" if len(things) > _NAMED else ""
    return f"{_count(len(things), kind)} ({names}{more})"


def _count(number: int, kind: str) -> str:
    return f"{number} {kind}{'' if number == 1 else 's'}"
