"""What the kernel refuses in the middle of a save: nothing is acknowledged that is not on disk.

The errors are the kernel's own: a filter (seccomp) answers the calls of a real program.
"""

import ctypes
import errno
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from notes.annotations.sidecar import parse
from notes.annotations.standing import JOURNAL
from notes.annotations.store import SidecarStore
from notes.documents.model import Document
from notes.notebook import Notebook, owner_of

Child = Callable[[str], "subprocess.Popen[str]"]

# The numbers of the system calls, by machine.
SYNCING = {"x86_64": (74, 75), "aarch64": (82, 83)}
RENAMING = {"x86_64": (82, 264, 316), "aarch64": (38, 276)}

REFUSING = """
import ctypes, struct
def refuse(calls, code):
    # Classic BPF: load the number of the call; one of `calls` is answered with the error.
    load, equal, answer = 0x20, 0x15, 0x06
    lines = [(load, 0, 0, 0)]
    lines += [(equal, len(calls) - at - 1 + 1, 0, call) for at, call in enumerate(calls)]
    lines += [(answer, 0, 0, 0x7FFF0000), (answer, 0, 0, 0x00050000 | code)]
    program = b"".join(struct.pack("HBBI", *line) for line in lines)
    memory = ctypes.create_string_buffer(program)
    header = ctypes.create_string_buffer(struct.pack("HP", len(lines), ctypes.addressof(memory)))
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.prctl(38, 1, 0, 0, 0) == 0, "no new privileges"
    if libc.prctl(22, 2, header, 0, 0):
        print("no filter", flush=True)
        sys.exit()
notebook.annotate(document, 0, 9, note="old")
refuse({calls}, {code})
from notes.errors import SidecarError
try:
    notebook.annotate(document, 9, 12, note="new")
    print(notebook.standing.where, notebook.standing.reason, sep=": ", flush=True)
except SidecarError as error:
    print("refused", error, sep=": ", flush=True)
"""


def said(child: Child, calls: dict[str, tuple[int, ...]], code: int) -> str:
    """What a program says when its kernel answers these calls with an error."""
    if not sys.platform.startswith("linux") or platform.machine() not in calls:
        pytest.skip("the numbers of the system calls are known for Linux on two machines only")
    script = REFUSING.replace("{calls}", str(calls[platform.machine()]))
    output, _ = child(script.replace("{code}", str(code))).communicate()
    if output.startswith("no filter"):
        pytest.skip("this kernel lets no program filter its calls")
    return output.strip()


def notes_in(sidecar: Path) -> set[str]:
    return {one.note for one in parse(sidecar.read_bytes(), "x").annotations.values()}


def test_a_disk_that_cannot_sync_acknowledges_nothing(
    child: Child, notebook: Notebook, document: Document, sidecar: Path
) -> None:
    # Neither the journal nor the note file is safe then.
    line = said(child, SYNCING, errno.EIO)
    assert line.startswith("refused: ") and os.strerror(errno.EIO) in line
    assert notes_in(sidecar) == {"old"}
    assert list(sidecar.parent.glob(".commonplace-*")) == []
    notebook.annotate(document, 20, 25, note="later")
    assert notes_in(sidecar) == {"old", "later"}


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EBUSY, errno.EIO, errno.EACCES])
def test_a_rename_that_is_refused_leaves_the_old_file_and_keeps_the_note(
    child: Child, store: SidecarStore, document: Document, sidecar: Path, code: int
) -> None:
    line = said(child, RENAMING, code)
    # A renaming is how the overlay is written too; the journal needs none.
    assert line == f"{JOURNAL}: {os.strerror(code)}"
    assert notes_in(sidecar) == {"old"}
    assert list(sidecar.parent.glob(".commonplace-*")) == []
    assert store.standing(document.path).where == JOURNAL
    assert store.settle(owner_of(document)).replayed == 1
    assert notes_in(sidecar) == {"old", "new"}


@pytest.fixture
def busy(sidecar: Path) -> Iterator[Callable[[], None]]:
    """Let the note file be a mount point of its own, as containers do with single files."""
    mounted: list[Path] = []

    def mount() -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        name = os.fsencode(sidecar)
        if not hasattr(libc, "mount") or libc.mount(name, name, b"none", 0x1000, None):
            pytest.skip("nothing can be mounted here")
        mounted.append(sidecar)

    yield mount
    for path in mounted:
        subprocess.run(["umount", str(path)], check=True)


def test_a_note_file_that_is_a_mount_point_stays_and_the_note_waits(
    busy: Callable[[], None],
    notebook: Notebook,
    store: SidecarStore,
    document: Document,
    sidecar: Path,
) -> None:
    notebook.annotate(document, 0, 9, note="old")
    busy()
    notebook.annotate(document, 9, 12, note="new")
    assert (notebook.standing.where, notebook.standing.reason) == (
        JOURNAL,
        os.strerror(errno.EBUSY),
    )
    assert notes_in(sidecar) == {"old"}
    assert list(sidecar.parent.glob(".commonplace-*")) == []
    loaded = store.load(document.path)
    assert loaded is not None
    assert {one.note for one in loaded.annotations.values()} == {"old", "new"}
