"""The trash, and taking back, outlive the program."""

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from notes.annotations.sidecar import SUFFIX
from notes.library import Library
from notes.trash import deleted_notes, purge

NAMELESS = "a-text-without-a-name.txt"


@pytest.fixture
def library(sample_library: Path) -> Iterator[Library]:
    with Library(sample_library) as library:
        yield library


def test_deleted_notes_are_listed_and_restored_in_another_session(library: Library) -> None:
    made = library.annotate(library.open(NAMELESS), 0, 9, note="secret", tags=["a"])
    library.remove(NAMELESS, made.id)
    with Library(library.root) as again:
        (deleted,) = deleted_notes(again)
        assert (deleted.annotation, deleted.path) == (made, NAMELESS)
        again.restore(NAMELESS, made.id)
        assert deleted_notes(again) == ()
        assert [note.note for note in again.notes()] == ["secret"]


def test_what_is_purged_is_gone_and_a_stale_machine_does_not_bring_it_back(
    library: Library,
) -> None:
    made = library.annotate(library.open(NAMELESS), 0, 9, note="secret")
    sidecar = library.path(NAMELESS + SUFFIX)
    stale = sidecar.read_bytes()
    kept = library.annotate(library.open(NAMELESS), 20, 29, note="kept")
    library.remove(NAMELESS, made.id)
    gone, problems = purge(library, deleted_notes(library))
    assert ([one.annotation.id for one in gone], problems) == ([made.id], [])
    assert b"secret" not in sidecar.read_bytes()
    assert deleted_notes(library) == ()
    conflict = sidecar.with_name(f"{NAMELESS}.notes.sync-conflict-20261121-101500-ABCDEFG.json")
    conflict.write_bytes(stale)
    assert library.settle_all()[NAMELESS].merged == 1
    assert [note.id for note in library.notes()] == [kept.id]
    assert b"secret" not in sidecar.read_bytes()


def test_what_is_purged_cannot_be_undone_and_is_nowhere_on_this_machine(library: Library) -> None:
    made = library.annotate(library.open(NAMELESS), 0, 9, note="a secret")
    library.annotate(library.open(NAMELESS), 20, 29, note="kept")
    library.remove(NAMELESS, made.id)
    purge(library, deleted_notes(library))
    with Library(library.root) as again:
        step = again.undo()
        assert step is not None and step.label.startswith("note of")
        assert again.undo() is None
        assert [note.note for note in again.notes()] == []
    for path in (*library.root.rglob("*"), *library.folders.state.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            assert b"a secret" not in data
            if path.suffix == ".z":
                assert b"a secret" not in zlib.decompress(data)


def test_the_notes_of_a_document_that_is_gone_can_be_purged(library: Library) -> None:
    made = library.annotate(library.open(NAMELESS), 0, 9, note="secret")
    library.remove(NAMELESS, made.id)
    library.path(NAMELESS).unlink()
    gone, problems = purge(library, deleted_notes(library))
    assert ([one.annotation.id for one in gone], problems) == ([made.id], [])
    assert b"secret" not in library.path(NAMELESS + SUFFIX).read_bytes()
    assert deleted_notes(library) == ()


def test_undo_and_redo_reach_back_into_an_earlier_session(library: Library) -> None:
    first = library.annotate(library.open(NAMELESS), 0, 9, note="first")
    library.edit(NAMELESS, first.id, note="changed")

    def texts(library: Library) -> list[str]:
        return [note.note for note in library.notes()]

    with Library(library.root) as again:
        again.undo()
        assert texts(again) == ["first"]
    with Library(library.root) as third:
        step = third.undo()
        assert step is not None and step.label.startswith("note of")
        assert texts(third) == []
        assert third.undo() is None
    with Library(library.root) as fourth:
        fourth.redo()
        fourth.redo()
        assert texts(fourth) == ["changed"]
        assert fourth.redo() is None


@pytest.mark.parametrize("junk", [b"", b"\xff\x00", b'["done", "x"]\t0 {}\n', b"\n" * 9])
def test_a_spoiled_history_is_begun_anew(library: Library, junk: bytes) -> None:
    library.annotate(library.open(NAMELESS), 0, 9, note="first")
    (file,) = (library.folders.state / "history").iterdir()
    file.write_bytes(junk)
    with Library(library.root) as again:
        assert again.undo() is None
        again.annotate(again.open(NAMELESS), 0, 9, note="second")
        again.undo()
        assert [note.note for note in again.notes()] == ["first"]
