"""Reading the note files of a library, beside reading their JSON; and the memory of many notes."""

import json
from pathlib import Path
from typing import Any

from frame import Bench, Row, Rows, Target, in_turns, seconds
from libraries_of_notes import with_notes
from terminal import BARE_APP, COMMONPLACE, FIRST_FRAME, NOT_LINUX, ON_LINUX, running

from notes.annotations.sidecar import SUFFIX
from notes.annotations.store import SidecarStore

_EACH = 3  # notes in a file, in a library with notes on every document
_PER_SECOND = 2_000  # note files
_IN_A_DOCUMENT = 500  # notes, in a library with a great many
_NOTES_TO_A_DOCUMENT = 10  # of the documents that are measured: 100,000 notes for 10,000
MEMORY = Target("difference", 150)


def rows(bench: Bench) -> Rows:
    """All note files of a library, as the program reads them; then the application with notes."""
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
    """The application with every note of the library on the screen of all notes."""
    documents = max(1, bench.sizes.documents * _NOTES_TO_A_DOCUMENT // _IN_A_DOCUMENT)
    count = documents * _IN_A_DOCUMENT
    what = f"memory, all {count:,} notes of {documents} documents on the screen"
    if not ON_LINUX:
        return Row.left_out(what, NOT_LINUX)
    folder = bench.grounds.folder("many-notes")
    with_notes(folder, documents, _IN_A_DOCUMENT)
    ground = bench.grounds.ground(folder)
    library = ground.library()
    library.documents()
    library.update_index()
    library.close()
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(min(bench.sizes.rounds, 3)):
        with running(BARE_APP, bench.grounds.environment()) as terminal:
            terminal.until(FIRST_FRAME)
            terminal.until_idle()
            bare.append(terminal.memory())
        ground.forget_places()
        with running((COMMONPLACE, str(ground.path)), ground.environment) as terminal:
            terminal.until(f"{documents:,} document")
            terminal.until_idle()
            terminal.press("A")
            terminal.until("ALL NOTES")
            terminal.until_idle()
            ours.append(terminal.memory())
    return Row.of(what, "MB", ours, bare, MEMORY)
