"""A disk without room, and a folder that cannot be written: said, and what was written is kept."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sound_index import BODIES, SOURCES, common, inner, notice, rebuild

from notes.errors import SearchError
from notes.search.index import SearchIndex
from notes.search.model import SourceText

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
    (latest,) = sorted(inner(folder).glob("manifest_*.json"))[-1:]
    segments = {file.name for file in inner(folder).glob("MAIN_*.*")}
    assert segments <= json.loads(latest.read_bytes())["sizes"].keys()
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
