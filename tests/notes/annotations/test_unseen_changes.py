"""Changes that leave size and time of a file as they were, and clocks that are wrong."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from notes.annotations.model import LOST
from notes.annotations.sidecar import SUFFIX
from notes.annotations.store import SidecarStore
from notes.annotations.versions import KEPT, Versions
from notes.library import Library
from notes.notebook import Notebook, owner_of

NAME = "paper.txt"
BEFORE = "The first paragraph is about pumps.\n\nThe second paragraph is about valves.\n"
AFTER = "The second paragraph is about valves.\n\nThe first paragraph is about pumps.\n"
YEAR = 365 * 24 * 3600


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    root = tmp_path / "papers"
    root.mkdir()
    (root / NAME).write_text(BEFORE)
    with Library(root) as library:
        library.documents()
        yield library


def touched_like(path: Path, reference: Path) -> None:
    subprocess.run(["touch", "-r", str(reference), str(path)], check=True)


def rewritten_unseen(path: Path, text: str) -> None:
    """New words in a file, of the same size and with the time of the old ones."""
    before = path.stat()
    assert len(text.encode()) == before.st_size
    reference = path.with_name("reference")
    shutil.copy2(path, reference)
    path.write_text(text)
    touched_like(path, reference)
    reference.unlink()
    now = path.stat()
    assert (now.st_size, now.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def words_at(library: Library, note_id: str) -> str:
    """The words of the document as it is on the disk where a note is shown."""
    (note,) = (note for note in library.notes() if note.id == note_id)
    text = library.open(NAME).text
    return text[note.start : note.end] if note.start is not None else ""


def test_a_source_changed_in_place_is_seen_by_its_hash_when_it_is_opened(library: Library) -> None:
    made = library.annotate(library.open(NAME), 0, 35, note="n")
    rewritten_unseen(library.path(NAME), AFTER)
    document = library.open(NAME)
    (placed,) = library.placed(document)
    assert document.text[placed.start : placed.end] == "The first paragraph is about pumps."
    assert words_at(library, made.id) == "The first paragraph is about pumps."


def test_a_copy_that_keeps_the_time_is_another_text(library: Library, tmp_path: Path) -> None:
    made = library.annotate(library.open(NAME), 0, 35, note="n")
    other = tmp_path / "other.txt"
    other.write_text(AFTER.replace("pumps", "seals"))
    touched_like(other, library.path(NAME))
    subprocess.run(["cp", "-p", str(other), str(library.path(NAME))], check=True)
    (note,) = library.notes()
    assert (note.id, note.state) != (made.id, "exact")
    assert words_at(library, made.id) in ("The first paragraph is about seals.", "")


def test_a_note_on_a_text_that_was_changed_meanwhile_is_about_the_words_that_were_seen(
    library: Library,
) -> None:
    seen = library.open(NAME)
    rewritten_unseen(library.path(NAME), AFTER)
    made = library.annotate(seen, 37, 74, note="n")
    assert made.selector is not None
    assert made.selector.exact == "The second paragraph is about valves."
    assert made.anchored_to == seen.text_sha256 != library.open(NAME).text_sha256
    assert words_at(library, made.id) == "The second paragraph is about valves."


def test_a_note_on_words_that_were_deleted_meanwhile_is_lost_and_not_elsewhere(
    library: Library,
) -> None:
    seen = library.open(NAME)
    rewritten_unseen(library.path(NAME), "x" * len(BEFORE))
    made = library.annotate(seen, 37, 74, note="kept all the same")
    (note,) = library.notes()
    assert (note.id, note.state, note.note) == (made.id, LOST, "kept all the same")


def test_a_note_file_changed_in_place_is_merged_and_not_written_over(
    library: Library, tmp_path: Path
) -> None:
    document = library.open(NAME)
    mine = library.annotate(document, 0, 9, note="aaaa")
    sidecar = library.path(NAME + SUFFIX)
    before = sidecar.stat()
    other = Notebook(SidecarStore(tmp_path / "another machine"))
    reference = tmp_path / "reference"
    shutil.copy2(sidecar, reference)
    other.edit(owner_of(document), mine.id, color="green")
    other.edit(owner_of(document), mine.id, note="bbbb", color="yellow")
    padding = before.st_size - sidecar.stat().st_size
    sidecar.write_bytes(sidecar.read_bytes() + b" " * max(0, padding))
    touched_like(sidecar, reference)
    assert sidecar.stat().st_mtime_ns == before.st_mtime_ns
    library.annotate(document, 10, 20, note="cccc")
    assert sorted(note.note for note in library.notes()) == ["bbbb", "cccc"]


def aged(folder: Path, seconds: float) -> None:
    """Every file as if it had been written by a clock that is wrong by so much."""
    for path in folder.rglob("*"):
        then = path.stat().st_mtime + seconds
        os.utime(path, (then, then))


@pytest.mark.parametrize("wrong", [-YEAR, YEAR])
def test_old_versions_are_known_in_their_order_when_the_clock_was_wrong(
    tmp_path: Path, wrong: float
) -> None:
    versions, path = Versions(tmp_path / "versions"), tmp_path / "x"
    for number in range(KEPT + 5):
        versions.keep(path, f"{number}".encode())
    aged(tmp_path / "versions", wrong)
    versions.keep(path, b"the last but one")
    versions.keep(path, b"the last")
    kept = list(versions.read(path))
    assert kept[:3] == [b"the last", b"the last but one", f"{KEPT + 4}".encode()]
    assert len(kept) == KEPT


@pytest.mark.parametrize("wrong", [-YEAR, YEAR])
def test_a_damaged_file_comes_back_from_the_last_version_though_the_clock_is_wrong(
    library: Library, wrong: float
) -> None:
    document = library.open(NAME)
    for number in range(12):
        library.annotate(document, number, number + 5, note=f"{number}")
    aged(library.folders.state, wrong)
    aged(library.root, wrong)
    library.annotate(document, 20, 25, note="after the clock was set")
    library.path(NAME + SUFFIX).write_bytes(b"")
    library.annotate(document, 30, 35, note="after the damage")
    notes = {note.note for note in library.notes()}
    assert notes == {*map(str, range(12)), "after the clock was set", "after the damage"}
