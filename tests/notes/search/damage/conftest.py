"""A sound index for every test, to be spoiled."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sound_index import made

from notes.search.index import SearchIndex


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index from which the others are copied."""
    folder = tmp_path_factory.mktemp("sound") / "index"
    made(folder)
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A sound index of all the texts, to be spoiled."""
    return Path(shutil.copytree(sound, tmp_path / "index"))


@pytest.fixture
def index(folder: Path) -> Iterator[SearchIndex]:
    """The spoiled index; it is closed at the end."""
    opened = SearchIndex(folder)
    yield opened
    opened.close()
