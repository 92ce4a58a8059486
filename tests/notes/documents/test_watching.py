"""A look tells whether documents came or went, and lists nothing that was not changed."""

import os
from pathlib import Path

import pytest

from notes.documents.watching import FolderWatch


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "sub" / "deep").mkdir(parents=True)
    (folder / "empty").mkdir()
    (folder / "a.txt").write_text("words")
    (folder / "sub" / "b.md").write_text("words")
    return folder


@pytest.fixture
def watch(library: Path) -> FolderWatch:
    watch = FolderWatch(library, ["drafts/"])
    watch.look()
    assert not watch.look()
    return watch


def settled(*folders: Path) -> None:
    """Let folders have been changed long ago, as nobody waits in a test."""
    for folder in folders:
        os.utime(folder, ns=(10**18, 10**18))


def test_documents_that_come_go_or_are_renamed_are_seen(library: Path, watch: FolderWatch) -> None:
    (library / "sub" / "deep" / "new.txt").write_text("words")
    assert watch.look()
    assert not watch.look()
    (library / "a.txt").rename(library / "z.txt")
    assert watch.look()
    (library / "sub" / "b.md").unlink()
    assert watch.look()
    (library / "sub" / "deep").rename(library / "elsewhere")
    assert watch.look()
    assert not watch.look()


def test_notes_that_are_put_in_place_are_seen(library: Path, watch: FolderWatch) -> None:
    notes = library / "sub" / "b.md.notes.json"
    for content in ("{}", "[]"):
        draft = notes.with_suffix(".tmp")
        draft.write_text(content)
        draft.replace(notes)
        assert watch.look()
        assert not watch.look()
    notes.unlink()
    assert watch.look()


def test_hidden_and_ignored_names_are_not_documents(library: Path, watch: FolderWatch) -> None:
    (library / ".a.txt.swp").write_text("")
    (library / "picture.png").write_text("")
    (library / "drafts").mkdir()
    (library / "drafts" / "c.txt").write_text("words")
    (library / "later").mkdir()
    assert not watch.look()


def test_only_folders_that_were_changed_are_listed(
    library: Path, watch: FolderWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(library, library / "empty", library / "sub", library / "sub" / "deep")
    watch.look()
    listed: list[str] = []
    scandir = os.scandir

    def counted(path: str) -> "os.ScandirIterator[str]":
        listed.append(os.path.relpath(path, library))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", counted)
    assert not watch.look()
    assert listed == []
    (library / "sub" / "new.txt").write_text("words")
    assert watch.look()
    assert listed == ["sub"]


def test_a_library_that_is_gone_has_lost_its_documents(library: Path, watch: FolderWatch) -> None:
    library.rename(library.with_name("away"))
    assert watch.look()
    assert not watch.look()
