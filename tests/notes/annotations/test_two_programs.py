"""Two programs that write the notes of one source at the same time."""

import functools
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from notes.annotations import store as store_module
from notes.annotations.locking import locked
from notes.annotations.store import SidecarStore
from notes.documents.model import Document
from notes.errors import SidecarError
from notes.notebook import Notebook

Child = Callable[[str], "subprocess.Popen[str]"]

HUNDRED = """
for number in range(100):
    notebook.annotate(document, number, number + 9, note=f"{number}")
print("done", flush=True)
"""
HOLDS_THE_LOCK = """
from notes.annotations.locking import locked
from notes.annotations.sidecar import sidecar_path
with locked(sidecar_path(path), folders.state / "locks"):
    print("held", flush=True)
    sys.stdin.readline()
print("let go", flush=True)
"""


def test_two_programs_with_a_hundred_notes_each_leave_two_hundred(
    child: Child, store: SidecarStore, document: Document
) -> None:
    programs = [child(HUNDRED), child(HUNDRED)]
    assert [program.communicate()[0] for program in programs] == ["done\n", "done\n"]
    sidecar = store.load(document.path)
    assert sidecar is not None
    notes = sorted(int(each.note) for each in sidecar.annotations.values())
    assert notes == sorted([*range(100), *range(100)])


def test_a_lock_that_another_program_holds_is_an_error_and_not_a_hang(
    child: Child,
    notebook: Notebook,
    document: Document,
    sidecar: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = child(HOLDS_THE_LOCK)
    assert other.stdout is not None and other.stdin is not None
    assert other.stdout.readline() == "held\n"
    monkeypatch.setattr(store_module, "locked", functools.partial(locked, timeout=0.1))
    with pytest.raises(SidecarError, match=f"^{sidecar.name}: another program is writing it"):
        notebook.annotate(document, 0, 9)
    assert not sidecar.exists()
    assert notebook.undo() is None
    other.stdin.write("\n")
    other.stdin.flush()
    assert other.stdout.readline() == "let go\n"
    notebook.annotate(document, 0, 9)
    assert sidecar.exists()


def test_the_lock_of_a_program_that_was_killed_is_free(
    child: Child, notebook: Notebook, document: Document
) -> None:
    other = child(HOLDS_THE_LOCK)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    other.kill()
    other.wait()
    assert notebook.annotate(document, 0, 9).id


def test_two_paths_to_one_note_file_have_one_lock(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    locks = tmp_path / "locks"
    with (
        locked(tmp_path / "real" / "a.notes.json", locks),
        pytest.raises(SidecarError),
        locked(tmp_path / "link" / "a.notes.json", locks, timeout=0.02),
    ):
        pass
    with (
        locked(tmp_path / "real" / "a.notes.json", locks),
        locked(tmp_path / "real" / "b.notes.json", locks, timeout=0.02),
    ):
        assert len(list(locks.iterdir())) == 2


def test_nothing_but_the_note_file_is_left_beside_the_source(
    notebook: Notebook, document: Document, sidecar: Path
) -> None:
    for start in range(5):
        notebook.annotate(document, start, start + 3)
    assert {each.name for each in sidecar.parent.iterdir()} == {document.path.name, sidecar.name}
