"""The catalogue gives back what was put in, to threads and processes, or starts afresh."""

import gc
import os
import sqlite3
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from notes.documents.catalogue import Catalogue
from notes.documents.model import Field, Metadata
from notes.documents.reading import document_id_for, read_document
from notes.documents.record import DocumentRecord, metadata_from_json, metadata_to_json
from notes.documents.scanning import scan
from notes.errors import UserError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "catalogue.sqlite"


@pytest.fixture
def catalogue(path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(path)
    yield opened
    opened.close()


def record(relative: str, **values: Any) -> DocumentRecord:
    return DocumentRecord(relative, "1-2-3-4", "urn:uuid:x", "text")._replace(**values)


FULL = record(
    "sub/a.txt",
    title="«Ось»\nproblem",
    authors=("Viktor Kaspruk", "O'Neil; B"),
    date="2025-02-22",
    size=2**40,
    chars=12,
    sidecar="5-6-7-8",
    notes=1,
    highlights=2,
    attention=3,
)


def test_records_come_back_as_they_were(catalogue: Catalogue, path: Path) -> None:
    records = {r.relative: r for r in (FULL, record("b.txt", error="it is a pipe"))}
    catalogue.put(records.values())
    assert catalogue.load() == records
    catalogue.close()
    again = Catalogue(path)
    assert again.load() == records
    assert (again.rebuilt, again.notice) == (False, "")
    again.close()


def test_putting_replaces_and_removing_forgets(catalogue: Catalogue) -> None:
    catalogue.put([FULL, record("b.txt")])
    catalogue.put([FULL.counted("9-9-9-9", 4, 5, 0)])
    catalogue.remove(["b.txt", "never there"])
    (only,) = catalogue.load().values()
    assert (only.notes, only.highlights, only.attention, only.sidecar) == (4, 5, 0, "9-9-9-9")
    assert only.title == FULL.title


@pytest.mark.parametrize("name", [b"two\nlines.txt", b"not-utf8-\xff.txt", b"\x1b[31m.txt"])
def test_names_of_any_bytes(catalogue: Catalogue, name: bytes) -> None:
    relative = os.fsdecode(name)
    catalogue.put([record(relative)])
    assert list(catalogue.load()) == [relative]
    catalogue.remove([relative])
    assert catalogue.load() == {}


def test_text_that_is_no_unicode_does_no_harm(catalogue: Catalogue) -> None:
    catalogue.put([record("a.txt", opening="broken \ud800 half")])
    assert catalogue.load()["a.txt"].opening == "broken ? half"


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_file_is_built_again_and_said_to_be(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    opened = Catalogue(path)
    assert (opened.rebuilt, opened.load()) == (True, {})
    opened.put([FULL])
    assert opened.load() == {FULL.relative: FULL}
    opened.close()


def test_damage_that_shows_only_while_reading(path: Path) -> None:
    opened = Catalogue(path)
    opened.put(record(f"{number}.txt", title="x" * 500) for number in range(200))
    opened.close()
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xa5" * (len(data) - 8192)
    path.write_bytes(bytes(data))
    again = Catalogue(path)
    assert (again.load(), again.rebuilt) == ({}, True)
    again.put([FULL])
    assert again.load() == {FULL.relative: FULL}
    again.close()


def test_who_asks_after_the_end_does_no_harm(path: Path) -> None:
    """A thread may still be looking when the program quits: that is no damage to be mended."""
    opened = Catalogue(path)
    opened.put([FULL])
    opened.close()
    for late in (opened.load, lambda: opened.put([record("b.txt")]), lambda: opened.get("b.txt")):
        with pytest.raises(UserError):
            late()
    again = Catalogue(path)
    assert again.load() == {FULL.relative: FULL}
    again.close()


@pytest.mark.parametrize("version", [0, 999])
def test_a_file_of_another_version_is_emptied(path: Path, version: int) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE documents (relative TEXT, other TEXT)")
        raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    opened = Catalogue(path)
    opened.put([FULL])
    assert (opened.rebuilt, opened.load()) == (True, {FULL.relative: FULL})
    opened.close()


def test_without_a_cache_folder_the_records_live_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    opened = Catalogue(tmp_path / "file" / "catalogue.sqlite")
    assert "in memory only" in opened.notice
    opened.put([FULL])
    assert opened.load() == {FULL.relative: FULL}
    opened.close()


def test_several_threads_write_at_once(catalogue: Catalogue) -> None:
    def write(worker: int) -> None:
        for number in range(20):
            catalogue.put([record(f"{worker}-{number}.txt")])
            catalogue.load()

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(catalogue.load()) == 100


WRITER = """
import sys
from pathlib import Path
from typing import Any
from notes.documents.catalogue import Catalogue
from notes.documents.record import DocumentRecord
catalogue = Catalogue(Path(sys.argv[1]))
for number in range(40):
    catalogue.put([DocumentRecord(f"{sys.argv[2]}-{number}.txt", "1", "id", "text")])
"""


def test_two_processes_write_at_once(path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in ("a", "b")
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    opened = Catalogue(path)
    assert (len(opened.load()), opened.rebuilt) == (80, False)
    opened.close()


OPENER = """
import sys, time
from pathlib import Path
from notes.documents.catalogue import Catalogue
from notes.documents.record import DocumentRecord
folder, name = Path(sys.argv[1]), sys.argv[2]
for number in range(60):
    catalogue = Catalogue(folder / f"{number}.sqlite")
    catalogue.put([DocumentRecord(f"{name}.txt", "1", "id", "text")])
    print(catalogue.rebuilt, catalogue.notice, flush=True)
    catalogue.close()
    (folder / f"{number}-{name}").touch()
    until = time.monotonic() + 20
    while len(list(folder.glob(f"{number}-*"))) < 3 and time.monotonic() < until:
        pass
"""


def test_three_programs_may_open_a_new_library_at_the_same_instant(tmp_path: Path) -> None:
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, str(tmp_path), name], stdout=subprocess.PIPE, text=True
        )
        for name in ("a", "b", "c")
    ]
    said = [opener.communicate(timeout=60)[0].split() for opener in openers]
    assert said == [["False"] * 60] * 3
    for number in range(60):
        opened = Catalogue(tmp_path / f"{number}.sqlite")
        assert len(opened.load()) == 3
        opened.close()


def test_reading_does_not_wait_for_another_writer(catalogue: Catalogue, path: Path) -> None:
    catalogue.put([FULL])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM documents")
    assert catalogue.load() == {FULL.relative: FULL}
    other.execute("ROLLBACK")
    other.close()


def test_a_record_of_a_document_that_was_read(sample_library: Path) -> None:
    found = next(f for f in scan(sample_library) if f.relative.endswith("column.txt"))
    file = Path(found.path)
    document = read_document(file, sample_library, document_id_for(file))
    made = DocumentRecord.of(document, found)
    assert made.metadata() == document.metadata
    assert made.title == document.metadata.title
    assert made.authors == document.metadata.authors
    assert made.chars == len(document.text)
    assert made.signature == found.signature
    assert made.opening.startswith("Reading a column")


def test_a_record_of_a_document_that_could_not_be_read(sample_library: Path) -> None:
    found = next(iter(scan(sample_library)))
    made = DocumentRecord.unreadable(found, "urn:uuid:x", "html", "a reason\nwith two lines")
    assert made.error == "a reason with two lines"
    assert made.metadata() == Metadata()


def test_metadata_as_json_keeps_sources_and_lines() -> None:
    metadata = Metadata(
        {"title": Field("T", "guessed", 4), "authors": Field(("A B", "C D"), "user", None)}
    )
    assert metadata_from_json(metadata_to_json(metadata)) == metadata


def test_only_rows_that_are_new_are_read_again(catalogue: Catalogue, path: Path) -> None:
    catalogue.put(record(f"{number}.txt") for number in range(50))
    before = catalogue.load()
    assert catalogue.mirror.fetched == 50
    assert catalogue.load() == before
    assert catalogue.mirror.fetched == 50
    other = Catalogue(path)
    other.put([record("7.txt", title="read meanwhile"), record("new.txt")])
    other.remove(["9.txt"])
    after = catalogue.load()
    assert catalogue.mirror.fetched == 52
    assert (after["7.txt"].title, "9.txt" in after, len(after)) == ("read meanwhile", False, 50)
    assert all(after[name] is before[name] for name in before.keys() & after if name != "7.txt")
    assert after == other.load()
    other.close()


def test_a_name_that_was_forgotten_and_is_back_is_read_anew(
    catalogue: Catalogue, path: Path
) -> None:
    catalogue.put([FULL, record("last.txt")])
    catalogue.load()
    other = Catalogue(path)
    other.remove(["last.txt"])
    other.put([record("last.txt", title="another")])
    other.close()
    assert catalogue.load()["last.txt"].title == "another"


def test_another_version_of_the_program_may_empty_the_file_meanwhile(
    catalogue: Catalogue, path: Path
) -> None:
    catalogue.put([record("a.txt", title="one")])
    catalogue.load()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()
    other = Catalogue(path)
    other.put([record("b.txt", title="two")])
    other.close()
    assert [each.title for each in catalogue.load().values()] == ["two"]


def test_opening_a_catalogue_that_is_in_order_writes_nothing(path: Path) -> None:
    first = Catalogue(path)
    first.put([FULL])
    first.close()
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir()))
    reader = sqlite3.connect(path)
    assert reader.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    (untouched,) = reader.execute("PRAGMA data_version").fetchone()
    again = Catalogue(path)
    assert again.load() == {FULL.relative: FULL}
    again.close()
    assert reader.execute("PRAGMA data_version").fetchone() == (untouched,)
    reader.close()
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())) == before


def test_a_catalogue_that_is_dropped_lets_go_of_its_file(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        opened = Catalogue(path)
        connection = opened._connection
        del opened
        gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
