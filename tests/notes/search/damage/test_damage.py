"""Whatever happens to its files, the index answers or is built again."""

import contextlib
import json
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sound_index import BODIES, NOTE, SOURCES, common, inner, notice, rebuild

from notes.errors import SearchError
from notes.search.index import SearchIndex
from notes.search.model import SourceText


def test_an_index_of_an_earlier_run_is_used_as_it_is(index: SearchIndex) -> None:
    assert index.versions() == dict.fromkeys(BODIES, "1")
    assert index.note_versions() == {"n": "1"}
    assert common(index) == 40
    assert notice(index) is None


KINDS = (".toc", ".arrays", ".json")


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


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root gives files away")
def test_an_index_that_belongs_to_another_user_is_not_opened_but_replaced(
    folder: Path, index: SearchIndex
) -> None:
    os.chown(inner(folder), 4321, 4321)
    assert common(index) == 0
    assert index.notice
    rebuild(index)
    assert common(index) == 40
    assert inner(folder).stat().st_uid == 0


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
        for file in inner(folder).glob("MAIN_*.arrays"):
            file.unlink()
        yield SOURCES[1]

    with pytest.raises(SearchError, match="rebuilt"):
        index.update(sources(), commit_every_seconds=0.0)
    rebuild(index)
    assert common(index) == 40


@pytest.mark.parametrize("seed", range(12))
def test_noise_inside_a_file_is_never_more_than_a_wrong_answer(
    folder: Path, index: SearchIndex, seed: int
) -> None:
    chance = random.Random(seed)
    for file in inner(folder).glob("MAIN_*.arrays"):
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


def test_the_manifest_names_every_file_of_the_latest_commit(folder: Path) -> None:
    (latest,) = sorted(inner(folder).glob("manifest_*.json"))[-1:]
    sizes = json.loads(latest.read_text("utf-8"))["sizes"]
    present = {file.name for file in inner(folder).glob("*MAIN_*") if file.suffix}
    assert present <= set(sizes)
