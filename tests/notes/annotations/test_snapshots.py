"""The texts that notes were made on come back as they were, or not at all."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.annotations.snapshots import Snapshots


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


@given(st.text() | st.just("lone \udc80 surrogate"))
@settings(max_examples=40, deadline=None)
def test_every_text_comes_back(state: Path, text: str) -> None:
    snapshots = Snapshots(state)
    snapshots.keep(digest(text), text)
    assert snapshots.knows(digest(text))
    assert Snapshots(state).text(digest(text)) == text


def test_a_text_that_was_never_kept_is_not_known(tmp_path: Path) -> None:
    assert Snapshots(tmp_path).text(digest("never")) is None
    assert not Snapshots(tmp_path).knows(digest("never"))


def test_a_text_is_kept_once_and_small(tmp_path: Path) -> None:
    text = "The same words again and again. " * 10_000
    snapshots = Snapshots(tmp_path)
    for _ in range(3):
        snapshots.keep(digest(text), text)
    (kept,) = files(tmp_path)
    assert kept.stat().st_size < len(text) / 20


@pytest.mark.parametrize("name", ["", "../../escape", "a" * 63, "A" * 64, "/etc/passwd", "0" * 65])
def test_a_name_that_is_no_hash_reaches_no_file(tmp_path: Path, name: str) -> None:
    snapshots = Snapshots(tmp_path / "state")
    snapshots.keep(name, "text")
    assert snapshots.text(name) is None
    assert not snapshots.knows(name)
    assert files(tmp_path) == []


@pytest.mark.parametrize("damage", [b"", b"no zlib", None])
def test_a_damaged_file_is_no_text(tmp_path: Path, damage: bytes | None) -> None:
    text = "What the notes were made on. " * 50
    snapshots = Snapshots(tmp_path)
    snapshots.keep(digest(text), text)
    (kept,) = files(tmp_path)
    kept.write_bytes(kept.read_bytes()[:-20] if damage is None else damage)
    assert snapshots.text(digest(text)) is None


def test_a_file_with_another_text_is_not_believed(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    for text in ("one", "other"):
        snapshots.keep(digest(text), text)
    one, other = sorted(files(tmp_path), key=lambda path: path.name != f"{digest('one')}.z")
    os.replace(other, one)
    assert snapshots.text(digest("one")) is None


def test_a_folder_that_cannot_be_written_loses_only_the_text(tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("a file where the folder should be")
    snapshots = Snapshots(tmp_path)
    snapshots.keep(digest("text"), "text")
    assert snapshots.text(digest("text")) is None
