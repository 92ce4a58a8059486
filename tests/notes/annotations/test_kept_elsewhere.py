"""Notes that cannot lie beside their source are kept on this machine, shown, and brought there."""

import contextlib
import ctypes
import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from notes.annotations import durable
from notes.annotations.pending import from_lines
from notes.annotations.sidecar import Sidecar, parse
from notes.annotations.standing import JOURNAL, OVERLAY, SAVED, Standing
from notes.annotations.store import Owner, SidecarStore
from notes.config import Folders
from notes.documents.model import Document
from notes.errors import SidecarError
from notes.notebook import Notebook

Child = Callable[[str], "subprocess.Popen[str]"]


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Set(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextlib.contextmanager
def permissions_that_count() -> Iterator[None]:
    """Let file modes hold for root as well, by laying down its capabilities for a while."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = _Header(0x20080522, 0)
    both = (_Set * 2)()
    if libc.capget(ctypes.byref(header), both):
        pytest.skip("root's capabilities cannot be laid down here")
    before = [one.effective for one in both]
    try:
        for one in both:
            one.effective = 0
        libc.capset(ctypes.byref(header), both)
        yield
    finally:
        for one, effective in zip(both, before, strict=True):
            one.effective = effective
        libc.capset(ctypes.byref(header), both)


def read(sidecar: Path) -> Sidecar:
    return parse(sidecar.read_bytes(), sidecar.name)


def shown(store: SidecarStore, document: Document) -> list[str]:
    sidecar = store.load(document.path)
    return sorted(one.note for one in sidecar.annotations.values()) if sidecar else []


def on_disk(sidecar: Path) -> list[str]:
    return sorted(one.note for one in read(sidecar).annotations.values())


@pytest.fixture
def locked_folder(document: Document) -> Iterator[Path]:
    """The folder of the source, which nobody may write."""
    folder = document.path.parent
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


# -- the overlay -----------------------------------------------------------------------------------


def test_notes_in_a_folder_that_may_not_be_written_are_kept_and_moved_there_when_it_may(
    notebook: Notebook,
    store: SidecarStore,
    document: Document,
    owner: Owner,
    sidecar: Path,
    locked_folder: Path,
) -> None:
    with permissions_that_count():
        first = notebook.annotate(document, 0, 9, note="first")
        assert notebook.standing == Standing(OVERLAY, "Permission denied")
        assert not notebook.standing.is_beside
        notebook.edit(owner, first.id, note="changed")
        notebook.annotate(document, 9, 12, note="second")
        gone = notebook.annotate(document, 20, 25, note="deleted")
        notebook.remove(owner, gone.id)
        assert store.settle(owner).where == OVERLAY
    assert list(locked_folder.iterdir()) == [document.path]
    assert shown(store, document) == ["changed", "second"]
    assert store.standing(document.path).where == OVERLAY
    assert [each.path for each in store.unsettled(locked_folder)] == [document.path]
    locked_folder.chmod(0o755)
    assert store.settle(owner).is_beside
    assert on_disk(sidecar) == ["changed", "second"]
    assert read(sidecar).tombstones.keys() == {gone.id}
    assert store.unsettled(locked_folder) == []
    data = sidecar.read_bytes()
    assert store.settle(owner) == Standing()
    assert sidecar.read_bytes() == data


def test_what_others_wrote_meanwhile_is_merged_with_the_overlay(
    notebook: Notebook, store: SidecarStore, document: Document, owner: Owner, sidecar: Path
) -> None:
    seen = notebook.annotate(document, 0, 9, note="at first")
    before = sidecar.read_bytes()
    document.path.parent.chmod(0o555)
    with permissions_that_count():
        notebook.edit(owner, seen.id, note="mine")
        notebook.annotate(document, 9, 12, note="new")
    document.path.parent.chmod(0o755)
    assert sidecar.read_bytes() == before
    Notebook(SidecarStore(document.path.parent.parent / "another machine")).edit(
        owner, seen.id, note="theirs"
    )
    assert shown(store, document) == ["mine\n\n---\n\ntheirs", "new"]
    store.settle(owner)
    assert on_disk(sidecar) == ["mine\n\n---\n\ntheirs", "new"]


def test_metadata_that_cannot_be_written_is_kept_as_well(
    store: SidecarStore, document: Document, owner: Owner, sidecar: Path, locked_folder: Path
) -> None:
    with permissions_that_count():
        store.set_metadata(owner, {"title": "T", "date": None})
    loaded = store.load(document.path)
    assert loaded is not None and loaded.metadata == {"title": "T"}
    locked_folder.chmod(0o755)
    store.settle(owner)
    assert read(sidecar).metadata == {"title": "T"}


def test_the_overlay_lies_in_the_data_folder(
    folders: Folders, document: Document, locked_folder: Path
) -> None:
    store = SidecarStore(folders.state, folders.data / "overlay")
    with permissions_that_count():
        Notebook(store).annotate(document, 0, 9, note="n")
    assert len(list((folders.data / "overlay").iterdir())) == 1
    assert shown(store, document) == ["n"]


def test_a_note_file_marked_read_only_is_written_with_a_warning(
    notebook: Notebook, document: Document, sidecar: Path
) -> None:
    notebook.annotate(document, 0, 9)
    assert notebook.standing == Standing()
    sidecar.chmod(0o444)
    notebook.annotate(document, 9, 12)
    assert notebook.standing.is_beside
    assert "read-only" in notebook.standing.warning
    assert len(read(sidecar).annotations) == 2


# -- the journal -----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [errno.EIO, errno.EXDEV, errno.EBUSY, errno.ENOSPC])
@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_write_that_fails_leaves_the_note_in_the_journal_and_says_so(
    notebook: Notebook,
    store: SidecarStore,
    document: Document,
    owner: Owner,
    sidecar: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    code: int,
) -> None:
    notebook.annotate(document, 0, 9, note="old")
    old = sidecar.read_bytes()

    def failing(*arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    # No real disk fails when it is told to.
    with monkeypatch.context() as patch:
        real = durable.replace_file

        def replace_file(path: Path, data: bytes) -> None:
            with patch.context() as inner:
                inner.setattr(os, call, failing)
                real(path, data)

        patch.setattr(durable, "replace_file", replace_file)
        notebook.annotate(document, 9, 12, note="new")
        assert notebook.standing == Standing(JOURNAL, os.strerror(code))
        assert notebook.standing.lines
        notebook.annotate(document, 20, 25, note="newer")
    assert sidecar.read_bytes() == old
    assert list(sidecar.parent.glob(".commonplace-*")) == []
    assert shown(store, document) == ["new", "newer", "old"]
    assert store.settle(owner) == Standing(replayed=2)
    assert on_disk(sidecar) == ["new", "newer", "old"]
    assert store.settle(owner) == Standing()


KILLED_AT = """
import signal
notebook.annotate(document, 0, 9, note="first")
print("acknowledged", flush=True)
def killed(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)
os.{call} = killed
notebook.annotate(document, 9, 12, note="second")
"""


@pytest.mark.parametrize("call", ["replace", "unlink"])
def test_a_note_whose_write_was_killed_comes_back_once(
    child: Child, store: SidecarStore, document: Document, owner: Owner, sidecar: Path, call: str
) -> None:
    # Before the note file is replaced, and after it, before the journal is emptied.
    child(KILLED_AT.format(call=call)).communicate()
    if call == "replace":
        assert on_disk(sidecar) == ["first"]
    assert shown(store, document) == ["first", "second"]
    store.settle(owner)
    data = sidecar.read_bytes()
    assert on_disk(sidecar) == shown(store, document)
    assert on_disk(sidecar) == ["first", "second"]
    assert all(one.rev == 1 for one in read(sidecar).annotations.values())
    store.settle(owner)
    assert sidecar.read_bytes() == data


def test_the_next_change_takes_along_what_a_killed_program_left(
    child: Child, notebook: Notebook, document: Document, sidecar: Path
) -> None:
    child(KILLED_AT.format(call="replace")).communicate()
    notebook.annotate(document, 20, 25, note="third")
    assert on_disk(sidecar) == ["first", "second", "third"]


@pytest.mark.parametrize("cut", range(2, 400, 33))
def test_a_journal_that_was_cut_off_or_spoiled_loses_only_the_line_that_is(
    notebook: Notebook,
    store: SidecarStore,
    document: Document,
    folders: Folders,
    monkeypatch: pytest.MonkeyPatch,
    cut: int,
) -> None:
    def refused(path: Path, data: bytes) -> None:
        raise OSError(errno.EIO, "broken")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "replace_file", refused)
        notebook.annotate(document, 0, 9, note="first")
        notebook.annotate(document, 9, 12, note="second")
        (journal,) = (folders.state / "journal").iterdir()
        whole = journal.read_bytes()
        journal.write_bytes(whole[:-cut])
        assert shown(store, document) == ["first"]
        notebook.annotate(document, 20, 25, note="third")
    assert shown(store, document) == ["first", "third"]
    notebook.annotate(document, 30, 35, note="fourth")
    assert notebook.standing.is_beside
    (unread,) = (folders.state / "journal").iterdir()
    assert unread.read_bytes() in whole
    assert from_lines(whole[::-1]) is None


def test_when_neither_the_journal_nor_the_note_file_can_be_written_the_change_is_refused(
    notebook: Notebook, document: Document, folders: Folders, locked_folder: Path
) -> None:
    (folders.state / "locks").mkdir(parents=True)
    for name in ("journal", "overlay"):
        (folders.state / name).write_text("a file where a folder should be")
    with permissions_that_count(), pytest.raises(SidecarError, match="could not be written"):
        notebook.annotate(document, 0, 9)
    assert notebook.undo() is None


def test_two_programs_that_share_a_journal_lose_nothing_of_it(
    child: Child, store: SidecarStore, document: Document, owner: Owner, sidecar: Path
) -> None:
    script = """
from notes.annotations import durable
def refused(path, data):
    raise OSError(5, "broken")
durable.replace_file = refused
for number in range(20):
    notebook.annotate(document, number, number + 9, note=f"{number}")
print(notebook.standing.where, flush=True)
"""
    programs = [child(script), child(script)]
    assert [program.communicate()[0] for program in programs] == [f"{JOURNAL}\n"] * 2
    assert len(shown(store, document)) == 40
    assert store.settle(owner).where == SAVED
    assert len(on_disk(sidecar)) == 40
