"""Looking over a library: what is wrong with it, and mending what can be mended without loss."""

import os
from pathlib import Path

from notes.annotations.locking import remove_unused
from notes.checks import Check, counted, passed_over, some
from notes.documents.visible import visible
from notes.errors import UserError
from notes.holdings import Listing
from notes.leftovers import remove_leftovers
from notes.library import Library
from notes.note_checks import looked_through, note_checks, temporary_files

__all__ = ["Check", "examine", "mend"]


def examine(library: Library) -> tuple[Check, ...]:
    """Look at everything; changes nothing in the library."""
    library.documents()  # so that the catalogue is of today
    listing = library.listing()
    return (
        _config(library),
        _folders(library),
        _library(library, listing),
        _documents(listing),
        *note_checks(library, listing),
        _catalogue(library),
        _index(library),
    )


def mend(library: Library) -> list[str]:
    """Do what loses nothing; gives a line for each thing that was done, none where nothing was."""
    removed = [path.name for path in remove_leftovers(temporary_files(library), library.store)]
    unused = remove_unused(library.store.locks)
    return [
        *([f"removed {some(removed, 'temporary file')}"] if removed else []),
        *_notes_brought_home(library),
        *([f"removed {counted(unused, 'lock file')} that nobody uses any more"] if unused else []),
        *_index_brought_up_to_date(library),
    ]


def _notes_brought_home(library: Library) -> list[str]:
    """Take in conflict copies and what is kept elsewhere, and adopt what is certain."""
    from notes.annotations.conflicts import source_of_copy
    from notes.moving import adopt_certain

    library.documents()
    standings = library.settle_all()
    for copy in looked_through(library).copies:
        folder, slash, name = copy.rpartition("/")
        relative = f"{folder}{slash}{source_of_copy(name)}"
        if not library.path(relative).exists():
            owner = library.store.orphan_owner(library.path(relative))
            standings |= {relative: library.store.settle(owner)} if owner else {}
    lines = [
        f"{visible(relative)}: {line}"
        for relative, standing in standings.items()
        for line in standing.lines
        if standing.merged or standing.replayed
    ]
    adopted = adopt_certain(library)
    return lines + [f"the notes on {visible(c.source)} are now with {c.document}" for c in adopted]


def _index_brought_up_to_date(library: Library) -> list[str]:
    library.documents()
    library.search_index.versions()  # reading it is what shows damage
    is_damaged = library.index_notice is not None
    if not is_damaged and not library.index_is_stale():
        return []
    report = library.update_index(rebuild=is_damaged)
    return [f"brought the search index up to date: {report.documents} documents"]


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
        return Check("documents", False, f"{some(unreadable, 'document')} cannot be read")
    can_be_read = f"{counted(len(listing.records), 'document')} can be read"
    others = passed_over(listing.passed_over)
    return Check("documents", True, "; ".join(filter(None, (can_be_read, others))))


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
