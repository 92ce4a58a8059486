"""Two machines that wrote one note file at once, whatever brought the two together."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from notes.annotations.conflicts import copies_beside, source_of_copy
from notes.annotations.markers import sides
from notes.annotations.merge import SEPARATOR
from notes.annotations.sidecar import Sidecar, dump, parse
from notes.annotations.standing import Standing
from notes.annotations.store import Owner, SidecarStore
from notes.annotations.versions import KEPT, Versions
from notes.config import Folders
from notes.documents.model import Document
from notes.notebook import Notebook, owner_of

ROOT = Path(__file__).resolve().parents[3]


def read(path: Path) -> Sidecar:
    return parse(path.read_bytes(), path.name)


def texts(path: Path) -> list[str]:
    return sorted(one.note for one in read(path).annotations.values())


@pytest.fixture
def elsewhere(tmp_path: Path, make_document: Callable[..., Document]) -> Document:
    """The same source on another machine."""
    (tmp_path / "elsewhere").mkdir()
    return make_document(tmp_path / "elsewhere" / "paper.txt")


@pytest.fixture
def theirs(tmp_path: Path) -> Notebook:
    """The notebook of the other machine."""
    return Notebook(SidecarStore(tmp_path / "their state"))


def beside(document: Document) -> Path:
    return document.path.with_name(document.path.name + ".notes.json")


COPIES = [
    "paper.txt.notes.sync-conflict-20261121-101500-ABCDEFG.json",
    "paper.txt.notes.sync-conflict-20261121-101500.json",
    "paper.txt.notes.json.sync-conflict-20261121-101500-ABCDEFG",
    "paper.txt.notes.sync-conflict-20261121-101500-ABCDEFG",
    "paper.txt.notes (Ada's conflicted copy 2026-11-21).json",
    "paper.txt.notes (conflicted copy 2026-11-21 101500).json",
    "paper.txt.notes (Ada's Mac (2)'s conflicted copy 2026-11-21)",
    "paper.txt.notes_conflict-20261121-101500.json",
]
OTHERS = [
    "paper.txt.notes.json",
    "paper.txt.notes (1).json",
    "paper.txt.notes.backup.json",
    "paper.sync-conflict-20261121-101500-ABCDEFG.txt",
    "paper.sync-conflict-20261121-101500-ABCDEFG.txt.notes.json",
    "paper (Ada's conflicted copy 2026-11-21).txt.notes.json",
    "paper.txt.notes.corrupt-20261121-101500.json",
    ".notes.json",
]


@pytest.mark.parametrize("name", COPIES)
def test_the_names_of_conflict_copies_are_known(name: str) -> None:
    assert source_of_copy(name) == "paper.txt"


@pytest.mark.parametrize("name", OTHERS)
def test_other_names_are_none(name: str) -> None:
    assert source_of_copy(name) is None


@pytest.mark.parametrize("name", COPIES)
def test_a_conflict_copy_is_taken_in_once_and_put_into_the_trash(
    name: str,
    notebook: Notebook,
    store: SidecarStore,
    theirs: Notebook,
    document: Document,
    elsewhere: Document,
    owner: Owner,
    sidecar: Path,
    folders: Folders,
) -> None:
    both = notebook.annotate(document, 0, 9, note="both", tags=["a", "b"])
    only = notebook.annotate(document, 10, 19, note="they changed it")
    gone = notebook.annotate(document, 20, 29, note="they deleted it")
    kept = notebook.annotate(document, 30, 39, note="deleted here, changed there")
    beside(elsewhere).write_bytes(sidecar.read_bytes())
    notebook.edit(owner, both.id, note="ours", tags=["a"])
    notebook.remove(owner, kept.id)
    notebook.annotate(document, 40, 49, note="new here")
    other = owner_of(elsewhere)
    theirs.edit(other, both.id, note="theirs", tags=["a", "b", "c"])
    theirs.edit(other, only.id, note="changed")
    theirs.remove(other, gone.id)
    theirs.edit(other, kept.id, note="kept")
    theirs.annotate(elsewhere, 50, 59, note="new there")

    copy = sidecar.with_name(name)
    copy.write_bytes(beside(elsewhere).read_bytes())
    assert copies_beside(document.path) == [copy]
    assert store.settle(owner) == Standing(merged=1)
    expected = sorted(["changed", "kept", "new here", "new there", f"ours{SEPARATOR}theirs"])
    assert texts(sidecar) == expected
    assert set(read(sidecar).annotations[both.id].tags) == {"a", "c"}
    assert read(sidecar).tombstones.keys() == {gone.id}
    assert not copy.exists()
    (trashed,) = (folders.state / "trash").iterdir()
    assert trashed.read_bytes() == beside(elsewhere).read_bytes()

    data = sidecar.read_bytes()
    copy.write_bytes(beside(elsewhere).read_bytes())
    store.settle(owner)
    assert sidecar.read_bytes() == data
    assert not copy.exists()


def test_a_conflict_copy_that_is_damaged_stays_where_it_is(
    notebook: Notebook, store: SidecarStore, document: Document, owner: Owner, sidecar: Path
) -> None:
    notebook.annotate(document, 0, 9, note="n")
    copy = sidecar.with_name(COPIES[0])
    copy.write_bytes(sidecar.read_bytes()[:-30])
    assert store.settle(owner).merged == 0
    assert copy.exists()
    assert texts(sidecar) == ["n"]


def test_a_conflict_copy_of_the_source_takes_no_notes(
    notebook: Notebook,
    store: SidecarStore,
    document: Document,
    sidecar: Path,
    make_document: Callable[..., Document],
) -> None:
    notebook.annotate(document, 0, 9, note="n")
    data = sidecar.read_bytes()
    copy = make_document(document.path.with_name("paper.sync-conflict-20261121-101500-ABC.txt"))
    assert notebook.placed(copy) == ()
    store.settle(owner_of(copy))
    assert sidecar.read_bytes() == data
    assert not beside(copy).exists()


def test_a_deleted_note_that_a_stale_machine_brings_back_stays_deleted(
    notebook: Notebook, store: SidecarStore, document: Document, owner: Owner, sidecar: Path
) -> None:
    made = notebook.annotate(document, 0, 9, note="n")
    stale = [sidecar.read_bytes()]
    notebook.edit(owner, made.id, note="later")
    stale.append(sidecar.read_bytes())
    notebook.remove(owner, made.id)
    for old in stale:
        sidecar.with_name(COPIES[0]).write_bytes(old)
        store.settle(owner)
        assert texts(sidecar) == []
        assert made.id in read(sidecar).tombstones


def test_machines_whose_clocks_disagree_by_a_year_come_to_the_same_file(
    notebook: Notebook, document: Document, owner: Owner, sidecar: Path, tmp_path: Path
) -> None:
    from notes.annotations.merge_files import merge_sidecars

    made = notebook.annotate(document, 0, 9, note="n")
    page = read(sidecar)
    here = made.changed(note="here")._replace(modified=datetime(2025, 11, 21, tzinfo=UTC))
    there = made.changed(note="there")._replace(modified=datetime(2027, 11, 21, tzinfo=UTC))
    ours, other = (page._replace(annotations={made.id: one}) for one in (here, there))
    merged = merge_sidecars(page, ours, other)
    assert dump(merged) == dump(merge_sidecars(page, other, ours))
    assert merged.annotations[made.id].note == f"here{SEPARATOR}there"


def test_the_last_ten_distinct_versions_are_kept(tmp_path: Path) -> None:
    versions, path = Versions(tmp_path / "versions"), tmp_path / "paper.txt.notes.json"
    for number in range(KEPT + 5):
        versions.keep(path, b"%d" % number)
    versions.keep(path, b"7")
    assert next(iter(versions.read(path))) == b"7"
    assert set(versions.read(path)) == {b"%d" % number for number in range(5, KEPT + 5)}
    for file in (tmp_path / "versions").rglob("*.z"):
        file.write_bytes(file.read_bytes()[:-2])
    assert list(versions.read(path)) == []


# -- git -------------------------------------------------------------------------------------------


@pytest.fixture
def git(document: Document, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run git in the folder of the document, which is a repository."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    def run(*arguments: str) -> int:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *arguments]
        return subprocess.run(
            command, cwd=document.path.parent, capture_output=True, timeout=60
        ).returncode

    if run("init", "-b", "main"):
        pytest.skip("git is not here")
    return run


def two_branches(git: Callable[..., int], notebook: Notebook, document: Document) -> set[str]:
    """A repository whose two branches both changed the notes; gives what has to survive."""
    owner = owner_of(document)
    first = notebook.annotate(document, 0, 9, note="at first", tags=["a", "b"])
    for start in range(100, 160, 10):
        notebook.annotate(document, start, start + 5, note=f"note {start}")
    gone = notebook.annotate(document, 200, 205, note="gone")
    assert git("add", ".") == git("commit", "-m", "base") == 0
    assert git("checkout", "-b", "theirs") == 0
    notebook.edit(owner, first.id, note="theirs", tags=["a", "c"])
    notebook.annotate(document, 20, 29, note="their new")
    assert git("commit", "-am", "theirs") == git("checkout", "main") == 0
    notebook.edit(owner, first.id, note="ours")
    notebook.annotate(document, 20, 29, note="our new")
    notebook.remove(owner, gone.id)
    assert git("commit", "-am", "ours") == 0
    return {"their new", "our new", f"ours{SEPARATOR}theirs"} | {
        f"note {start}" for start in range(100, 160, 10)
    }


def test_git_merges_note_files_with_the_driver(
    git: Callable[..., int], notebook: Notebook, document: Document, sidecar: Path
) -> None:
    expected = two_branches(git, notebook, document)
    driver = f"'{sys.executable}' -m tui merge-driver %O %A %B"
    assert git("config", "merge.commonplace.driver", driver) == 0
    (document.path.parent / ".gitattributes").write_text("*.notes.json merge=commonplace\n")
    assert git("merge", "theirs") == 0
    merged = read(sidecar)
    assert {one.note for one in merged.annotations.values()} == expected
    (first,) = (one for one in merged.annotations.values() if SEPARATOR in one.note)
    assert set(first.tags) == {"a", "c"}
    assert len(merged.tombstones) == 1


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_file_with_conflict_markers_is_read_as_both_its_sides(
    git: Callable[..., int],
    notebook: Notebook,
    store: SidecarStore,
    document: Document,
    sidecar: Path,
    style: str,
) -> None:
    expected = two_branches(git, notebook, document)
    assert git("-c", f"merge.conflictStyle={style}", "merge", "theirs") != 0
    data = sidecar.read_bytes()
    apart = sides(data)
    assert apart is not None and (apart[2] is not None) == (style != "merge")
    for side in apart[:2]:
        assert side is not None and b"<<<<<<<" not in side and b">>>>>>>" not in side
    loaded = store.load(document.path)
    assert loaded is not None
    assert expected <= {one.note for one in loaded.annotations.values()}
    assert sidecar.read_bytes() == data
    notebook.annotate(document, 60, 69, note="after it")
    assert sidecar.with_name(notebook.standing.set_aside).read_bytes() == data
    assert expected < set(texts(sidecar))


def test_the_driver_refuses_what_is_damaged_and_changes_nothing(tmp_path: Path) -> None:
    from tui.cli import main

    paths = [tmp_path / name for name in "OAB"]
    for path in paths:
        path.write_text("{ damaged")
    assert main(["merge-driver", *map(str, paths)]) == 2
    assert [path.read_text() for path in paths] == ["{ damaged"] * 3
