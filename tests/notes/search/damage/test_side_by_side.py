"""Several readers and writers of one index, also where one of them is killed."""

import gc
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sound_index import BODIES, SOURCES, common, inner, notice, rebuild

from notes.errors import SearchError
from notes.search.index import SearchIndex
from notes.search.model import SourceText


def test_readers_see_what_another_index_object_writes(folder: Path, index: SearchIndex) -> None:
    assert common(index) == 40
    other = SearchIndex(folder)
    other.update((), (), [f"{n}.txt" for n in range(10)])
    other.close()
    assert common(index) == 30
    assert index.notice is None


def test_a_reader_may_open_before_anything_is_written(tmp_path: Path) -> None:
    reader, writer = SearchIndex(tmp_path / "new"), SearchIndex(tmp_path / "new")
    empty = reader.search("common", load_text=BODIES.get)
    assert (empty.total, empty.hints) == (0, ("Nothing is indexed yet.",))
    writer.update()
    assert common(reader) == 0
    rebuild(writer)
    assert common(reader) == 40
    assert reader.notice is None
    reader.close()
    writer.close()


def test_a_second_writer_is_told_and_the_first_goes_on(folder: Path, index: SearchIndex) -> None:
    def sources() -> Iterator[SourceText]:
        yield SOURCES[0]
        with pytest.raises(SearchError, match="another Commonplace is indexing"):
            SearchIndex(folder).update(SOURCES)
        yield SOURCES[1]

    index.update(sources())
    assert common(index) == 40


WRITER = """
import sys
from pathlib import Path
from notes.search.index import SearchIndex
from notes.search.model import SourceText

def sources():
    for n in range(100_000):
        yield SourceText(f"{n}.txt", "i", "1", "", (), "", "txt", "en", f"common number{n} " * 50)

SearchIndex(Path(sys.argv[1])).update(
    sources(), commit_every_seconds=0.0, on_progress=lambda n: print(n, flush=True)
)
"""


def start_writer(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("after", [1, 3, 6])
def test_a_writer_killed_in_the_middle_leaves_a_sound_index(tmp_path: Path, after: int) -> None:
    folder = tmp_path / "index"
    with start_writer(folder) as writer:
        assert writer.stdout is not None
        for _ in range(after):
            done = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
    index = SearchIndex(folder)
    found = len(index.versions())
    assert found >= done
    assert index.search("common", load_text=lambda path: None, deadline=30).total == found
    assert index.notice is None
    rebuild(index)
    assert {path: "1" for path in BODIES}.items() <= index.versions().items()
    leftovers = [file.name for file in inner(folder).iterdir() if file.name.endswith(".tmp")]
    assert leftovers == []
    index.close()


def test_another_process_that_writes_locks_this_one_out_until_it_dies(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    index = SearchIndex(folder)
    with start_writer(folder) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(SearchError, match="another Commonplace is indexing"):
            index.update(SOURCES)
        assert common(index) >= 1
        writer.kill()
    rebuild(index)
    assert common(index) >= 40
    index.close()


TIDIER = """
import sys
from pathlib import Path
from notes.search.index import SearchIndex
from notes.search.model import SourceText

index = SearchIndex(Path(sys.argv[1]))
print("ready", flush=True)
for n in range(1000):
    index.update([SourceText("x.txt", "i", str(n), "", (), "", "txt", "en", "common words")])
    index.tidy(1)
    print(n, flush=True)
"""


@pytest.mark.parametrize("after", [1, 2, 4])
def test_one_killed_while_it_joins_segments_leaves_a_sound_index(
    folder: Path, index: SearchIndex, after: int
) -> None:
    program = [sys.executable, "-c", TIDIER, str(folder)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as tidier:
        assert tidier.stdout is not None
        for _ in range(after):
            tidier.stdout.readline()
        tidier.send_signal(signal.SIGKILL)
    assert BODIES.keys() <= index.versions().keys()
    assert common(index) == len(index.versions())
    assert notice(index) is None
    index.tidy(1)
    assert common(index) == len(index.versions())


def test_searches_from_several_threads_while_one_writes(folder: Path, index: SearchIndex) -> None:
    totals: list[int] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            totals.append(common(index))

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for n in range(5):
            source = SourceText(f"more{n}.txt", "", "1", "", (), "", "txt", "en", "common")
            index.update([source])
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert set(totals) <= set(range(40, 46))
    assert common(index) == 45
    assert index.notice is None


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs Linux's list of maps")
def test_a_closed_index_lets_go_of_its_files_at_once(folder: Path, index: SearchIndex) -> None:
    gc.disable()
    try:
        assert common(index) == 40
        assert index.note_versions() and index.facets("common")
        assert str(inner(folder)) in Path("/proc/self/maps").read_text()
        index.close()
        assert str(inner(folder)) not in Path("/proc/self/maps").read_text()
    finally:
        gc.enable()
