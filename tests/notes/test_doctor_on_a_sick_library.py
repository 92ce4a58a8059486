"""A library with everything wrong at once: all of it is named, and mended only without loss."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from notes.annotations import locking
from notes.annotations.locking import locked
from notes.annotations.sidecar import SUFFIX, sidecar_path
from notes.doctor import examine, mend
from notes.library import Library

COLUMN = "reading-the-axis-column.txt"
NAMELESS = "a-text-without-a-name.txt"
STAMP = "sync-conflict-20261121-101500-ABCDEFG"
Sick = Callable[[Library], tuple[str, list[str], bool]]


@pytest.fixture
def library(sample_library: Path) -> Iterator[Library]:
    with Library(sample_library) as library:
        yield library


def troubles(library: Library) -> dict[str, str]:
    return {check.name: check.detail for check in examine(library) if not check.ok}


def annotated(library: Library, name: str = NAMELESS, at: int = 0) -> Path:
    library.annotate(library.open(name), at, at + 13, note=f"note at {at}", tags=["a"])
    return library.path(name + SUFFIX)


def mended(library: Library) -> list[str]:
    """What was done about notes; that they are indexed too is another matter."""
    return [line for line in mend(library) if "search index" not in line]


def tree(library: Library) -> dict[str, bytes]:
    """Every file of the library."""
    files = (path for path in library.root.rglob("*") if path.is_file())
    return {str(path.relative_to(library.root)): path.read_bytes() for path in files}


def ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


# -- each way of being out of order: its check, the names it has to give, whether it can be mended


def many_damaged(library: Library) -> tuple[str, list[str], bool]:
    names = [f"paper {number}.txt" for number in range(9)]
    for name in names:
        library.path(name).write_text("Some words.")
        library.path(name + SUFFIX).write_text('{"cp:format": 1, "items": [')
    return "damaged note files", [name + SUFFIX for name in names], False


def repeated_keys(library: Library) -> tuple[str, list[str], bool]:
    path = annotated(library)
    path.write_text(path.read_text().replace('"startIndex": 0,', '"startIndex": 0,' * 2))
    return "damaged note files", [path.name, "startIndex"], False


def foreign(library: Library) -> tuple[str, list[str], bool]:
    library.path(COLUMN + SUFFIX).write_text('{"somebody": "else"}')
    return "foreign note files", [COLUMN + SUFFIX], False


def newer(library: Library) -> tuple[str, list[str], bool]:
    path = annotated(library)
    path.write_text(path.read_text().replace('"cp:format": 1', '"cp:format": 99'))
    return "newer note files", [path.name], False


def a_folder_as_note_file(library: Library) -> tuple[str, list[str], bool]:
    library.path(NAMELESS + SUFFIX).symlink_to(library.root)
    return "unreadable note files", [NAMELESS + SUFFIX], False


def orphan(library: Library) -> tuple[str, list[str], bool]:
    path = annotated(library)
    library.path(NAMELESS).unlink()
    return "notes without a document", [path.name], False


def orphan_of_a_moved_source(library: Library) -> tuple[str, list[str], bool]:
    path = annotated(library)
    (library.root / "below").mkdir()
    library.path(NAMELESS).rename(library.root / "below" / "essay.txt")
    return "notes without a document", [path.name], True


def a_copy(library: Library, name: str, change: Callable[[dict[str, Any]], object]) -> Path:
    path = annotated(library)
    page = json.loads(path.read_bytes())
    change(page)
    copy = library.root / name
    copy.write_text(json.dumps(page))
    return copy


def another_note(page: dict[str, Any]) -> None:
    page["items"][0]["id"] = "urn:x:of-another-machine"


def conflict_copies(library: Library) -> tuple[str, list[str], bool]:
    first = a_copy(library, f"{NAMELESS}.notes.{STAMP}.json", another_note)
    second = library.path(f"{NAMELESS}.notes (A's conflicted copy 2026-11-21).json")
    shutil.copy(first, second)
    return "conflict copies", [first.name, second.name], True


def conflict_copy_of_an_orphan(library: Library) -> tuple[str, list[str], bool]:
    copy = a_copy(library, f"{NAMELESS}.notes.{STAMP}.json", another_note)
    library.path(NAMELESS).unlink()
    return "conflict copies", [copy.name], True


def lonely_conflict_copy(library: Library) -> tuple[str, list[str], bool]:
    copy = a_copy(library, f"{NAMELESS}.notes.{STAMP}.json", another_note)
    library.path(NAMELESS).unlink()
    library.path(NAMELESS + SUFFIX).unlink()
    return "conflict copies", [copy.name, "is there"], False


def damaged_conflict_copy(library: Library) -> tuple[str, list[str], bool]:
    copy = library.path(f"{NAMELESS}.notes.{STAMP}.json")
    copy.write_text("{ damaged")
    return "conflict copies", [copy.name, "damaged"], False


def newer_conflict_copy(library: Library) -> tuple[str, list[str], bool]:
    name = f"{NAMELESS}.notes.{STAMP}.json"
    copy = a_copy(library, name, lambda page: page.update({"cp:format": 99}))
    return "conflict copies", [copy.name, "newer"], False


def temporary_file(library: Library) -> tuple[str, list[str], bool]:
    path = library.root / f".commonplace-{ended_process()}-0123abcd.tmp"
    path.write_bytes(annotated(library).read_bytes())
    os.utime(path, (time.time() - 3600,) * 2)
    return "temporary files", [path.name], True


def kept_elsewhere(library: Library) -> tuple[str, list[str], bool]:
    sidecar = library.path(NAMELESS + SUFFIX)
    sidecar.write_text('{"somebody": "else"}')
    library.annotate(library.open(NAMELESS), 0, 13, note="kept on this machine")
    sidecar.unlink()
    return "notes not beside their document", [NAMELESS], True


def unread_changes(library: Library) -> tuple[str, list[str], bool]:
    journal = library.folders.state / "journal"
    annotated(library)
    journal.mkdir(exist_ok=True)
    path = journal / "0123.unread-456"
    path.write_bytes(b"half a line")
    return "changes that cannot be read", [path.name], False


def set_aside(library: Library) -> tuple[str, list[str], bool]:
    copy = library.path(f"{COLUMN}.notes.corrupt-20261121-101500.json")
    copy.write_text("x")
    return "notes set aside", [copy.name], False


KINDS: tuple[Sick, ...] = (
    many_damaged,
    repeated_keys,
    foreign,
    newer,
    a_folder_as_note_file,
    orphan,
    orphan_of_a_moved_source,
    conflict_copies,
    conflict_copy_of_an_orphan,
    lonely_conflict_copy,
    damaged_conflict_copy,
    newer_conflict_copy,
    temporary_file,
    kept_elsewhere,
    unread_changes,
    set_aside,
)


def all_notes(library: Library) -> set[str]:
    return {note.id for note in library.notes()}


@pytest.mark.parametrize("sick", KINDS)
def test_each_kind_is_named_mended_without_loss_and_only_once(library: Library, sick: Sick) -> None:
    check, names, is_mended = sick(library)
    found = troubles(library)
    assert all(name in found[check] for name in names)
    before, notes = tree(library), all_notes(library)
    told = mended(library)
    assert notes <= all_notes(library)
    if is_mended:
        assert told
        assert check not in troubles(library)
    else:
        assert told == []
        assert tree(library) == before
        assert check in troubles(library)
    after = tree(library)
    assert mend(library) == []
    assert tree(library) == after


HOLDS = """
import sys
from pathlib import Path
from notes.annotations.locking import locked
with locked(Path(sys.argv[1]), Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_lock_that_another_program_holds_is_named(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking.held, "__defaults__", (0.05,))
    sidecar = annotated(library)
    assert troubles(library) == {}
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(sidecar), str(library.store.locks)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        assert sidecar.name in troubles(library)["locked note files"]
    finally:
        holder.communicate("\n")
    assert troubles(library) == {}


def test_lock_files_that_nobody_uses_any_more_are_removed_and_no_others(library: Library) -> None:
    stale, used = annotated(library), annotated(library, COLUMN)
    locks = library.store.locks
    assert mended(library) == []
    month = time.time() - 31 * 24 * 3600
    for path in locks.iterdir():
        os.utime(path, (month, month))
    with locked(used, locks):
        for path in locks.iterdir():
            os.utime(path, (month, month))
        assert mended(library) == ["removed 1 lock file that nobody uses any more"]
        assert len(list(locks.iterdir())) == 1
    annotated(library, at=20)
    assert stale.exists() and len(list(locks.iterdir())) == 2


def test_a_lock_whose_file_was_removed_while_it_was_waited_for_is_taken_anew(
    tmp_path: Path,
) -> None:
    locks = tmp_path / "locks"
    with locked(tmp_path / "a", locks):
        (file,) = locks.iterdir()
        file.unlink()
        with locked(tmp_path / "a", locks, timeout=1):
            assert file.exists()


def doctor(library: Library, *more: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code of the real program, and its checks."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", "doctor", "--json", "--library", str(library.root), *more],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        check=False,
    )
    checks = json.loads(done.stdout)["checks"]
    assert all(check.keys() == {"name", "ok", "detail"} for check in checks)
    return done.returncode, {check["name"]: check for check in checks}


def test_the_program_says_by_its_exit_code_that_something_needs_attention(library: Library) -> None:
    annotated(library)
    assert doctor(library)[0] == 0
    _, (name,), _ = temporary_file(library)
    code, checks = doctor(library)
    assert code == 3
    assert name in checks["temporary files"]["detail"]
    assert doctor(library, "--fix")[0] == 0
    assert not (library.root / name).exists()
    shutil.copy(library.path(NAMELESS + SUFFIX), library.path(f"gone.txt{SUFFIX}"))
    code, checks = doctor(library, "--fix")
    assert code == 3
    assert not checks["notes without a document"]["ok"]
    assert sidecar_path(library.path("gone.txt")).exists()
