"""The index follows the library: what is new, changed, gone or unreadable, in one reading."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from notes.config import Folders
from notes.errors import SearchError
from notes.library import Library

MANY = 400


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Folders of the program's own."""
    return Folders(*(tmp_path / kind for kind in ("config", "data", "state", "cache")))


@pytest.fixture
def library(tmp_path: Path, folders: Folders) -> Iterator[Library]:
    """A library of three texts that nothing is known of yet."""
    root = tmp_path / "papers"
    root.mkdir()
    for name in ("one", "two", "three"):
        (root / f"{name}.txt").write_text(f"On {name}\n\nA text about number {name}.\n", "utf-8")
    with Library(root, folders=folders) as opened:
        yield opened


def found(library: Library, query: str) -> set[str]:
    return {hit.path for hit in library.search(query, seconds=60).hits}


def test_what_is_new_is_read_once_and_found(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    original = type(library._holdings).open

    def counted(self: object, relative: str, *rest: object) -> object:
        read.append(relative)
        return original(self, relative, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(type(library._holdings), "open", counted)
    steps: list[tuple[str, int, int]] = []
    report = library.update_index(lambda *step: steps.append(step))
    assert (report.documents, report.added, report.updated, report.failed) == (3, 3, 0, ())
    assert sorted(read) == ["one.txt", "three.txt", "two.txt"]
    assert steps == [("indexing", done, 3) for done in (1, 2, 3)]
    assert found(library, "number") == {"one.txt", "two.txt", "three.txt"}
    assert not library.index_is_stale()
    (library.root / "two.txt").write_text("On two\n\nAnother matter.\n", "utf-8")
    steps.clear()
    library.update_index(lambda *step: steps.append(step))
    assert steps == [("indexing", 3, 3)]  # two of three were there already


def test_what_changed_went_or_cannot_be_read_any_more_is_followed(library: Library) -> None:
    library.update_index()
    (library.root / "one.txt").write_text("On one\n\nQuite another matter.\n", "utf-8")
    (library.root / "two.txt").unlink()
    (library.root / "three.txt").write_bytes(b"\x00\x01\x02" * 100)
    (library.root / "four.txt").write_text("On four\n\nA text about number four.\n", "utf-8")
    report = library.update_index()
    assert (report.documents, report.added, report.updated, report.removed) == (2, 1, 1, 2)
    assert [path for path, _ in report.failed] == ["three.txt"]
    assert found(library, "number") == {"four.txt"}
    assert found(library, "matter") == {"one.txt"}


def test_documents_are_listed_also_while_another_is_indexing(
    library: Library, folders: Folders
) -> None:
    with library.search_index._writing(), Library(library.root, folders=folders) as other:
        with pytest.raises(SearchError, match="another Commonplace is indexing"):
            other.update_index()
        listing = other.listing()
        assert listing.unread == ()
        assert [record.opening for record in listing.records] == [
            "On one A text about number one.",
            "On three A text about number three.",
            "On two A text about number two.",
        ]


def test_a_killed_indexer_goes_on_where_it_was(library: Library, folders: Folders) -> None:
    for number in range(MANY):
        (library.root / f"{number}.txt").write_text(f"On {number}\n\nword " * 200, "utf-8")
    program = [sys.executable, "-m", "notes.index_process", str(library.root)]
    with subprocess.Popen(
        program, env={**os.environ, **folders.as_environment()}, stdout=subprocess.PIPE
    ) as indexer:
        until = time.monotonic() + 60
        while not library.search_index.versions() and time.monotonic() < until:
            assert indexer.stdout is not None
            indexer.stdout.readline()
        indexer.kill()
    known = library.search_index.versions()
    assert known
    report = library.update_index()
    assert report.added == MANY + 3 - len(known)
    assert library.index_notice is None
    assert library.search("word", seconds=60).total == MANY


def test_tidying_is_left_to_another_program_that_is_indexing(
    library: Library, folders: Folders
) -> None:
    library.update_index()
    (library.root / "new.txt").write_text("On a new one\n\nA text about number five.\n", "utf-8")
    (library.root / "newer.txt").write_text("On a newer one\n\nThe number six.\n", "utf-8")
    library.update_index()
    with library.search_index._writing(), Library(library.root, folders=folders) as other:
        assert not other.tidy_index()
    assert library.tidy_index()
    assert not library.tidy_index()
    assert len(found(library, "number")) == 5
