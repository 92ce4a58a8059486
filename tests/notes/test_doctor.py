"""The doctor sees everything that needs attention, and mends only what loses nothing."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from notes.annotations.sidecar import SUFFIX
from notes.doctor import Check, examine, mend
from notes.library import Library

NAMELESS = "a-text-without-a-name.txt"
COLUMN = "reading-the-axis-column.txt"


@pytest.fixture
def library(sample_library: Path) -> Iterator[Library]:
    with Library(sample_library) as library:
        yield library


@pytest.fixture(scope="module")
def ended_process() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def troubles(library: Library) -> dict[str, str]:
    return {check.name: check.detail for check in examine(library) if not check.ok}


def annotated(library: Library, name: str = NAMELESS) -> Path:
    library.annotate(library.open(name), 0, 13, note="first", tags=["a"])
    return library.path(name + SUFFIX)


def leave(library: Library, data: bytes, process: int, age: float = 3600) -> Path:
    """A temporary file as a killed program leaves it."""
    path = library.root / f".commonplace-{process}-0123abcd.tmp"
    path.write_bytes(data)
    then = time.time() - age
    os.utime(path, (then, then))
    return path


def test_a_sound_library_has_no_troubles(library: Library) -> None:
    annotated(library)
    checks = examine(library)
    assert all(check.ok for check in checks)
    assert len({check.name for check in checks}) == len(checks)
    assert all(isinstance(check, Check) and "\n" not in check.detail for check in checks)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("{ damaged", "damaged note files"),
        ("", "damaged note files"),
        ('{"some": "JSON of somebody else"}', "foreign note files"),
        ('{"cp:format": 99, "cp:document": {"id": "urn:x"}, "items": []}', "newer note files"),
        ('{"cp:format": 1, "cp:document": {"id": "urn:x"}, "items": [7]}', "damaged notes"),
    ],
)
def test_each_note_file_out_of_order_is_named_and_left_alone(
    library: Library, content: str, name: str
) -> None:
    path = library.path(COLUMN + SUFFIX)
    path.write_text(content, "utf-8")
    found = troubles(library)
    assert found.keys() == {name}
    assert COLUMN + SUFFIX in found[name]
    mend(library)
    assert path.read_text("utf-8") == content


def test_notes_whose_document_is_gone_are_named(library: Library) -> None:
    annotated(library)
    library.path(NAMELESS).unlink()
    found = troubles(library)
    assert found.keys() == {"notes without a document"}
    assert NAMELESS in found["notes without a document"]
    assert "gone or has another name" in found["notes without a document"]


def test_notes_that_lost_their_place_are_named(library: Library) -> None:
    annotated(library)
    library.path(NAMELESS).write_text("All words are others now.", "utf-8")
    assert troubles(library).keys() == {"lost notes"}


def test_notes_to_be_checked_are_named(library: Library) -> None:
    annotated(library)
    head = library.open(NAMELESS).text[:58]
    shutil.rmtree(library.folders.state / "texts")  # as on a machine that never saw the old text
    library.path(NAMELESS).write_text(f"Written anew. {head}, and so on.", "utf-8")
    assert troubles(library).keys() == {"notes to check"}


def test_documents_that_cannot_be_read_are_named_with_the_reason(library: Library) -> None:
    library.path("paper.txt").write_bytes(b"%PDF-1.7 and so on")
    found = troubles(library)
    assert found.keys() == {"documents"}
    assert "paper.txt" in found["documents"]
    assert "PDF" in found["documents"]


def test_copies_of_damaged_note_files_are_named(library: Library) -> None:
    library.path(f"{COLUMN}.notes.corrupt-20261121.json").write_text("x", "utf-8")
    assert troubles(library).keys() == {"notes set aside"}


def test_settings_that_make_no_sense_are_named(sample_library: Path) -> None:
    folder = Library(sample_library).folders.config
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('styel = "apa"', "utf-8")
    with Library(sample_library) as library:
        found = troubles(library)
    assert found.keys() == {"config"}
    assert "styel" in found["config"]


def test_a_folder_of_the_program_that_cannot_be_written_is_named(library: Library) -> None:
    library.folders.data.write_text("a file where the folder should be", "utf-8")
    assert troubles(library).keys() == {"folders"}


def test_a_damaged_index_is_named_and_mended(library: Library) -> None:
    library.update_index()
    library.search_index.close()
    files = list(library.folders.cache.rglob("MAIN_*.arrays"))
    assert files
    for path in files:
        path.write_bytes(path.read_bytes()[:20])
    with Library(library.root) as again:
        assert troubles(again).keys() == {"index"}
        assert mend(again)
        assert troubles(again) == {}
        assert again.search("sanctions").total > 0


def test_an_index_behind_the_documents_is_no_trouble_and_mending_brings_it_on(
    library: Library,
) -> None:
    index = next(check for check in examine(library) if check.name == "index")
    assert index.ok
    assert "not up to date" in index.detail
    assert mend(library) == ["brought the search index up to date: 7 documents"]
    assert mend(library) == []


def test_a_left_over_file_with_nothing_new_is_removed(library: Library, ended_process: int) -> None:
    sidecar = annotated(library)
    older = sidecar.read_bytes()
    library.annotate(library.open(NAMELESS), 20, 30, note="second")
    left = leave(library, older, ended_process)
    now = sidecar.read_bytes()
    assert "nothing new" in troubles(library)["temporary files"]
    mend(library)
    assert not left.exists()
    assert sidecar.read_bytes() == now
    assert troubles(library) == {}


def test_an_empty_left_over_file_is_removed(library: Library, ended_process: int) -> None:
    left = leave(library, b"", ended_process)
    mend(library)
    assert not left.exists()


def changed_note(data: bytes) -> bytes:
    return data.replace(b'"first"', b'"never saved"')


def added_unknown_key(data: bytes) -> bytes:
    item = json.loads(data)
    item["items"][0]["x:from-elsewhere"] = "kept"
    return json.dumps(item).encode()


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


def of_another_document(data: bytes) -> bytes:
    return data.replace(NAMELESS.encode(), b"../" + NAMELESS.encode())


@pytest.mark.parametrize("change", [changed_note, added_unknown_key])
def test_a_left_over_file_with_something_new_is_merged_and_removed(
    library: Library, ended_process: int, change: object
) -> None:
    assert callable(change)
    sidecar = annotated(library)
    data = change(sidecar.read_bytes())
    left = leave(library, data, ended_process)
    assert "more than its note file" in troubles(library)["temporary files"]
    mend(library)
    assert not left.exists()
    (item,) = json.loads(sidecar.read_bytes())["items"]
    assert "first" in item["body"][0]["value"]
    assert "never saved" in item["body"][0]["value"] or item["x:from-elsewhere"] == "kept"
    assert troubles(library) == {}


def test_a_conflict_copy_is_named_and_taken_in(library: Library) -> None:
    sidecar = annotated(library)
    copy = library.path(f"{NAMELESS}.notes.sync-conflict-20261121-101500-ABCDEFG.json")
    copy.write_bytes(changed_note(sidecar.read_bytes()).replace(b"urn:uuid", b"urn:x"))
    assert troubles(library).keys() == {"conflict copies"}
    assert copy.name in troubles(library)["conflict copies"]
    assert any("1 conflict copy taken in" in line for line in mend(library))
    assert {note.note for note in library.notes()} == {"first", "never saved"}
    assert troubles(library) == {}


@pytest.mark.parametrize("change", [truncated, of_another_document])
def test_a_left_over_file_that_may_hold_something_stays(
    library: Library, ended_process: int, change: object
) -> None:
    assert callable(change)
    sidecar = annotated(library)
    data = change(sidecar.read_bytes())
    assert data != sidecar.read_bytes()
    left = leave(library, data, ended_process)
    mend(library)
    assert left.read_bytes() == data
    assert left.name in troubles(library)["temporary files"]


def test_a_left_over_file_that_may_be_in_use_stays(library: Library, ended_process: int) -> None:
    sidecar = annotated(library)
    of_ours = leave(library, sidecar.read_bytes(), os.getpid())
    young = leave(library, sidecar.read_bytes(), ended_process, age=0)
    mend(library)
    assert of_ours.exists()
    assert young.exists()


def test_the_notes_of_a_deleted_passage_count_as_kept(library: Library, ended_process: int) -> None:
    sidecar = annotated(library)
    older = sidecar.read_bytes()
    (note,) = library.notes()
    library.remove(NAMELESS, note.id)
    left = leave(library, older, ended_process)
    mend(library)
    assert not left.exists()
