"""Whatever happens to its files or to a writer, the index answers or is built again."""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from notes.errors import SearchError
from notes.search.index import SearchIndex
from notes.search.model import SourceNote, SourceText

BODIES = {f"{n}.txt": f"common words and number{n} of them" for n in range(40)}
SOURCES = [
    SourceText(path, path, "1", "", (), "", "txt", "en", body) for path, body in BODIES.items()
]
NOTE = SourceNote("n", "0.txt", "1", "quote", "remark", ("tag",), "", 0, 1, "")


def inner(folder: Path) -> Path:
    (found,) = folder.glob("v*")
    return found


def common(index: SearchIndex) -> int:
    return index.search("common", load_text=BODIES.get, deadline=30).total


def notice(index: SearchIndex) -> str | None:
    return index.notice


def rebuild(index: SearchIndex) -> None:
    """What the library does whenever it has looked at the folder."""
    have = index.versions()
    index.update([source for source in SOURCES if have.get(source.path) != source.version], [NOTE])


def made(folder: Path) -> None:
    index = SearchIndex(folder)
    index.update(SOURCES[:20], [NOTE])
    index.update(SOURCES[20:])
    index.close()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "index"
    made(folder)
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A sound index of all the texts, to be spoiled."""
    return Path(shutil.copytree(sound, tmp_path / "index"))


@pytest.fixture
def index(folder: Path) -> Iterator[SearchIndex]:
    opened = SearchIndex(folder)
    yield opened
    opened.close()


def test_an_index_of_an_earlier_run_is_used_as_it_is(index: SearchIndex) -> None:
    assert index.versions() == dict.fromkeys(BODIES, "1")
    assert index.note_versions() == {"n": "1"}
    assert common(index) == 40
    assert notice(index) is None


KINDS = (".toc", ".inv", ".doc", ".json")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("spoil", ["truncated", "emptied", "removed", "noise"])
def test_spoiled_files_of_each_kind_are_noticed_and_rebuilt(
    folder: Path, index: SearchIndex, kind: str, spoil: str
) -> None:
    files = [file for file in inner(folder).iterdir() if file.name.endswith(kind)]
    assert files
    for file in files:
        data = file.read_bytes()
        if spoil == "removed":
            file.unlink()
        elif spoil == "noise":
            file.write_bytes(os.urandom(len(data) + 1))
        else:
            file.write_bytes(data[: len(data) // 2 if spoil == "truncated" else 0])
    answer = index.search("common", load_text=BODIES.get, deadline=30)
    assert answer.total == 0
    assert answer.hints
    assert index.notice and "rebuilt" in index.notice
    assert index.versions() == {}
    rebuild(index)
    assert common(index) == 40
    assert notice(index) is None


def test_a_foreign_index_is_not_opened_but_replaced(folder: Path, index: SearchIndex) -> None:
    from whoosh import fields
    from whoosh.filedb.filestore import FileStorage

    target = inner(folder)
    shutil.rmtree(target)
    target.mkdir()
    FileStorage(str(target)).create_index(fields.Schema(other=fields.TEXT()), indexname="MAIN")
    assert common(index) == 0
    assert index.notice
    rebuild(index)
    assert common(index) == 40


def test_a_table_of_contents_that_is_a_hostile_pickle_is_not_loaded(
    folder: Path, index: SearchIndex, tmp_path: Path
) -> None:
    target = tmp_path / "executed"
    (toc,) = inner(folder).glob("*.toc")
    toc.write_bytes(b"cos\nmkdir\n(V" + str(target).encode() + b"\ntR.")
    assert common(index) == 0
    assert not target.exists()


def test_an_index_of_an_older_version_is_swept_away(folder: Path, index: SearchIndex) -> None:
    older = folder / "v0-00000000"
    shutil.copytree(inner(folder), older)
    index.update()
    assert not older.exists()
    assert common(index) == 40


def test_the_folder_may_vanish_while_it_is_open(folder: Path, index: SearchIndex) -> None:
    assert common(index) == 40
    shutil.rmtree(folder)
    answer = index.search("common", load_text=BODIES.get)
    assert (answer.total, bool(answer.hints)) == (0, True)
    assert index.notice and "rebuilt" in index.notice
    rebuild(index)
    assert common(index) == 40
    assert notice(index) is None


def test_damage_found_while_writing_is_said_and_the_next_update_rebuilds(
    folder: Path, index: SearchIndex
) -> None:
    def sources() -> Iterator[SourceText]:
        yield SOURCES[0]
        for file in inner(folder).glob("MAIN_*.inv"):
            file.unlink()
        yield SOURCES[1]

    with pytest.raises(SearchError, match="rebuilt"):
        index.update(sources(), commit_every_seconds=0.0)
    rebuild(index)
    assert common(index) == 40


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


FULL_DISK = """
import resource, sys
from pathlib import Path
from notes.errors import SearchError
from notes.search.index import SearchIndex
from notes.search.model import SourceText

def sources():
    for n in range(40):
        if n == 20:
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        yield SourceText(f"{n}.txt", "i", "1", "", (), "", "txt", "en", f"common {n} " * 5000)

try:
    SearchIndex(Path(sys.argv[1])).update(sources(), commit_every_seconds=0.0)
except SearchError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs limits of file sizes")
def test_a_full_disk_is_said_and_what_was_written_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    program = [sys.executable, "-c", FULL_DISK, str(folder)]
    said = subprocess.run(program, capture_output=True, text=True, check=True).stdout
    assert "the search index cannot be written" in said
    index = SearchIndex(folder)
    assert 0 < common(index) <= 20
    assert notice(index) is None
    rebuild(index)
    assert common(index) == 40
    present = {file.name.split(".")[0] for file in inner(folder).glob("MAIN_*.*")}
    with_both = {file.name.split(".")[0] for file in inner(folder).glob("MAIN_*.inv")}
    assert present == with_both
    index.close()


def test_the_folder_may_vanish_while_it_is_written(folder: Path, index: SearchIndex) -> None:
    def sources() -> Iterator[SourceText]:
        yield SOURCES[0]
        shutil.rmtree(folder)
        yield SOURCES[1]

    with pytest.raises(SearchError, match="search index"):
        index.update(sources())
    rebuild(index)
    assert common(index) == 40
    assert notice(index) is None


@pytest.mark.parametrize("kind", [".inv", ".doc"])
@pytest.mark.parametrize("seed", range(6))
def test_noise_inside_a_file_is_never_more_than_a_wrong_answer(
    folder: Path, index: SearchIndex, kind: str, seed: int
) -> None:
    chance = random.Random(seed)
    for file in inner(folder).glob(f"MAIN_*{kind}"):
        data = bytearray(file.read_bytes())
        start = chance.randrange(8, len(data) - 300)
        data[start : start + 64] = chance.randbytes(64)
        file.write_bytes(data)
    for query in ("common", "comm*", '"common words"', "numbr3~", "tag:tag", "words -common"):
        index.search(query, load_text=BODIES.get, deadline=30)
        index.facets(query)
    index.versions()
    index.all_matches("common", BODIES["0.txt"])
    with contextlib.suppress(SearchError):
        index.update(SOURCES, [NOTE])
    with contextlib.suppress(SearchError):
        index.tidy(1)
    shutil.rmtree(folder)
    rebuild(index)
    assert common(index) == 40


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


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="needs refused permissions")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(SearchError, match="cannot be written"):
            SearchIndex(tmp_path / "index").update(SOURCES)
    finally:
        tmp_path.chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("in the way")
    index = SearchIndex(tmp_path / "index")
    with pytest.raises(SearchError, match="cannot be written"):
        index.update(SOURCES)
    assert index.search("common", load_text=BODIES.get).hints


def test_the_manifest_names_every_file_of_the_latest_commit(folder: Path) -> None:
    (latest,) = sorted(inner(folder).glob("manifest_*.json"))[-1:]
    sizes = json.loads(latest.read_text("utf-8"))
    present = {file.name for file in inner(folder).glob("*MAIN_*") if file.suffix}
    assert present <= set(sizes)


def test_importing_the_facade_does_not_load_whoosh() -> None:
    check = (
        "import sys, notes.search, notes.search.model, notes.search.index;"
        "from pathlib import Path; notes.search.index.SearchIndex(Path('nowhere'));"
        "sys.exit(any(name.startswith('whoosh') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
