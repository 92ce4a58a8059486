"""Reading the note files of a library, beside reading their JSON; and the memory that many take."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from frame import Bench, Row, Rows, Target, in_turns, seconds
from grounds import ROOT, Ground
from libraries_of_notes import with_notes
from terminal import NOT_LINUX, ON_LINUX

from notes.annotations.sidecar import SUFFIX
from notes.annotations.store import SidecarStore

_EACH = 3  # notes in a file, in a library with notes on every document
_PER_SECOND = 2_000  # note files
_IN_A_DOCUMENT = 500  # notes, in a library with a great many
_NOTES_TO_A_DOCUMENT = 10  # of the documents that are measured: 100,000 notes for 10,000
# What the application loads is loaded in both.
_HOLDING = """
import sys
import tui.app
from notes.library import Library
library = Library(sys.argv[1])
documents = library.documents()
held = library.notes() if sys.argv[2] == "notes" else None
assert held is None or len(held) > 0
print(open("/proc/self/statm").read().split()[1])
"""
MEMORY = Target("difference", 150)


def rows(bench: Bench) -> Rows:
    """All note files of a library, as the program reads them; then a process that holds them."""
    yield from _reading(bench)
    yield _memory(bench)


def _reading(bench: Bench) -> Rows:
    count = bench.sizes.documents
    folder = bench.grounds.folder("notes")
    with_notes(folder, count, _EACH)
    ground = bench.grounds.ground(folder)
    sources = sorted(folder.glob("*.txt"))
    store = SidecarStore(ground.folders.state)

    def ours() -> float:
        return seconds(lambda: [store.load(source) for source in sources])

    def plain() -> float:
        return seconds(lambda: [_json(source) for source in sources])

    taken = in_turns(min(bench.sizes.rounds, 5), {"ours": ours, "plain": plain})
    what = f"read {count:,} note files of {_EACH} notes"
    most = Target("value", 1000 * count / _PER_SECOND)
    yield Row.of(f"{what} / json.load of each", "ms", taken["ours"], taken["plain"], most)
    library = ground.library()
    library.documents()
    listing = seconds(library.notes)
    yield Row.of(f"{what}: all notes, placed, as a screen shows them", "ms", [listing])
    library.close()


def _json(source: Path) -> Any:
    with open(f"{source}{SUFFIX}", "rb") as file:
        return json.load(file)


def _memory(bench: Bench) -> Row:
    """A process that holds every note of a library, beside one with the same library and none."""
    documents = max(1, bench.sizes.documents * _NOTES_TO_A_DOCUMENT // _IN_A_DOCUMENT)
    count = documents * _IN_A_DOCUMENT
    what = f"memory, {count:,} notes of {documents} documents"
    if not ON_LINUX:
        return Row.left_out(what, NOT_LINUX)
    folder = bench.grounds.folder("many-notes")
    with_notes(folder, documents, _IN_A_DOCUMENT)
    ground = bench.grounds.ground(folder)
    taken = in_turns(
        min(bench.sizes.rounds, 3),
        {kind: lambda kind=kind: _held(ground, kind) for kind in ("notes", "documents")},  # type: ignore[misc]
    )
    return Row.of(what, "MB", taken["notes"], taken["documents"], MEMORY)


def _held(ground: Ground, kind: str) -> float:
    """The resident memory (MB) of a process of its own that holds all `notes` or `documents`."""
    done = subprocess.run(
        (sys.executable, "-c", _HOLDING, str(ground.path), kind),
        env={**ground.environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout) * os.sysconf("SC_PAGE_SIZE") / 1e6
