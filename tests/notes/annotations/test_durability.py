"""A note that was acknowledged is on disk, whole, whatever happens to the program or the disk."""

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from disks import filled, largest_file

from notes.annotations.durable import replace_file
from notes.annotations.sidecar import Sidecar, parse
from notes.annotations.standing import JOURNAL
from notes.annotations.store import SidecarStore
from notes.documents.model import Document
from notes.errors import SidecarError
from notes.notebook import Notebook, owner_of

Child = Callable[[str], "subprocess.Popen[str]"]


def read(sidecar: Path) -> Sidecar:
    return parse(sidecar.read_bytes(), sidecar.name)


def strays(folder: Path) -> list[Path]:
    return list(folder.glob(".commonplace-*"))


# Each worker is killed at its n-th call of the operating system, a write only half done.
KILLED_AT_EVERY_CALL = """
import signal
notebook.annotate(document, 0, 9, note="first")

def worker(nth):
    calls = 0
    def counted(name):
        real = getattr(os, name)
        def call(*args, **options):
            nonlocal calls
            calls += 1
            if calls == nth:
                if name == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **options)
        setattr(os, name, call)
    for name in ("open", "write", "fchown", "fchmod", "fsync", "fstat", "close", "replace"):
        counted(name)
    made = notebook.annotate(document, nth, nth + 9, note=str(nth))
    sys.stdout.write(made.id + "\\n")
    sys.stdout.flush()
    os._exit(0)

nth, status = 0, 1
while status:
    nth += 1
    if not (pid := os.fork()):
        worker(nth)
    _, status = os.waitpid(pid, 0)
    data = path.with_name(path.name + ".notes.json").read_bytes()
    print("state", nth, status, len(parse(data, "x").annotations), flush=True)
"""


def test_kill_at_each_system_call_leaves_the_old_file_or_the_new_one(
    child: Child, sidecar: Path
) -> None:
    script = "from notes.annotations.sidecar import parse\n" + KILLED_AT_EVERY_CALL
    output, _ = child(script).communicate()
    states = [line.split()[1:] for line in output.splitlines() if line.startswith("state")]
    acknowledged = [line for line in output.splitlines() if line.startswith("urn:")]
    assert len(states) >= 9, "the calls were counted"
    assert [status for _, status, _ in states[:-1]] == ["9"] * (len(states) - 1)
    assert states[-1][1] == "0"
    counts = [int(count) for _, _, count in states]
    assert counts == sorted(counts)
    assert counts[0] == 1
    assert len(acknowledged) == 1
    assert set(acknowledged) <= set(read(sidecar).annotations)


def test_a_note_file_that_is_a_link_stays_one(
    notebook: Notebook, document: Document, sidecar: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept" / "notes.json"
    kept.parent.mkdir()
    sidecar.symlink_to(kept)
    notebook.annotate(document, 0, 9)
    notebook.annotate(document, 9, 12)
    assert sidecar.is_symlink()
    assert not kept.is_symlink()
    assert len(read(kept).annotations) == 2
    assert strays(sidecar.parent) == strays(kept.parent) == []


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664, 0o444])
def test_the_mode_of_the_note_file_is_kept(
    notebook: Notebook, document: Document, sidecar: Path, mode: int
) -> None:
    notebook.annotate(document, 0, 9)
    sidecar.chmod(mode)
    notebook.annotate(document, 9, 12)
    assert stat.S_IMODE(sidecar.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_owner_and_group_of_the_note_file_are_kept(
    notebook: Notebook, document: Document, sidecar: Path
) -> None:
    notebook.annotate(document, 0, 9)
    os.chown(sidecar, 12345, 23456)
    notebook.annotate(document, 9, 12)
    assert (sidecar.stat().st_uid, sidecar.stat().st_gid) == (12345, 23456)


def test_a_new_note_file_has_the_mode_that_the_user_gives_new_files(
    notebook: Notebook, document: Document, sidecar: Path
) -> None:
    old = os.umask(0o027)
    try:
        notebook.annotate(document, 0, 9)
    finally:
        os.umask(old)
    assert stat.S_IMODE(sidecar.stat().st_mode) == 0o640


def shown(store: SidecarStore, document: Document) -> set[str]:
    """The notes that a user sees, wherever they are kept."""
    sidecar = store.load(document.path)
    return {one.note for one in sidecar.annotations.values()} if sidecar else set()


def test_a_file_that_may_not_grow_leaves_the_old_one_and_a_retry_works(
    notebook: Notebook, store: SidecarStore, document: Document, sidecar: Path
) -> None:
    notebook.annotate(document, 0, 9, note="old")
    old = sidecar.read_bytes()
    with largest_file(len(old) + 10):
        notebook.annotate(document, 9, 12, note="new")
        assert (notebook.standing.where, notebook.standing.reason) == (JOURNAL, "File too large")
        assert sidecar.read_bytes() == old
    assert strays(sidecar.parent) == []
    assert shown(store, document) == {"old", "new"}
    notebook.annotate(document, 20, 25, note="newer")
    assert notebook.standing.is_beside
    assert {each.note for each in read(sidecar).annotations.values()} == {"old", "new", "newer"}


def test_a_full_disk_leaves_the_old_file_and_a_retry_works(
    notebook: Notebook,
    store: SidecarStore,
    make_document: Callable[..., Document],
    small_disk: Path,
) -> None:
    document = make_document(small_disk / "paper.txt", "some words " * 50)
    sidecar = small_disk / "paper.txt.notes.json"
    notebook.annotate(document, 0, 9, note="old")
    old = sidecar.read_bytes()
    ballast = filled(small_disk)
    notebook.annotate(document, 9, 12, note="new")
    assert notebook.standing.where == JOURNAL
    assert "No space left" in notebook.standing.reason
    assert sidecar.read_bytes() == old
    assert strays(small_disk) == []
    assert shown(store, document) == {"old", "new"}
    ballast.unlink()
    assert store.settle(owner_of(document)).replayed == 1
    assert {each.note for each in read(sidecar).annotations.values()} == {"old", "new"}


def test_a_target_that_cannot_be_replaced_leaves_no_temporary_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OSError):
        replace_file(folder, b"data")
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_that_is_gone_is_not_made_again_and_the_note_waits_in_the_journal(
    notebook: Notebook, store: SidecarStore, document: Document, sidecar: Path
) -> None:
    text = document.path.read_text()
    document.path.unlink()
    sidecar.parent.rmdir()
    notebook.annotate(document, 0, 9, note="kept")
    assert notebook.standing.where == JOURNAL
    assert not sidecar.parent.exists()
    sidecar.parent.mkdir()
    document.path.write_text(text)
    assert shown(store, document) == {"kept"}
    assert store.settle(owner_of(document)).replayed == 1
    assert len(read(sidecar).annotations) == 1


def test_a_state_folder_that_cannot_be_used_is_an_error_and_not_a_lost_lock(
    notebook: Notebook, document: Document, sidecar: Path, folders: object
) -> None:
    state = Path(os.environ["COMMONPLACE_STATE_DIR"])
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_text("a file where the folder should be")
    with pytest.raises(SidecarError, match="could not be written"):
        notebook.annotate(document, 0, 9)
    assert not sidecar.exists()


def test_the_words_are_on_the_disk_before_the_rename_and_the_rename_before_it_is_acknowledged(
    sidecar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sidecar.write_bytes(b"old")
    calls: list[str] = []
    sync, rename = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        calls.append("folder" if is_folder else f"file of {os.fstat(descriptor).st_size}")
        sync(descriptor)

    def renamed(source: Path, target: Path) -> None:
        calls.append(f"rename of {source.parent == target.parent}")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    replace_file(sidecar, b"newer words")
    assert calls == ["file of 11", "rename of True", "folder"]
