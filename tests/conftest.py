"""What all tests share: folders of their own, and the outside sample texts where they are there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from disks import mounted
from hypothesis import settings

from notes.config import Folders

# What passes once passes again; `HYPOTHESIS_PROFILE=default make test` looks further each time.
settings.register_profile("steady", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """Give every test its own config, data, state and cache folder."""
    base = tmp_path_factory.mktemp("folders")
    for kind in ("config", "data", "state", "cache"):
        monkeypatch.setenv(f"COMMONPLACE_{kind.upper()}_DIR", str(base / kind))
    return Folders.from_environment()


@pytest.fixture
def shared_seeds() -> Path:
    """The five outside sample texts; a test that needs them skips where they are missing."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/seeds is not here")
    return folder


@pytest.fixture
def sample_library(tmp_path: Path) -> Iterator[Path]:
    """A writable copy of the sample library that ships with the program."""
    import shutil

    target = tmp_path / "samples"
    shutil.copytree(ROOT / "seeds", target)
    yield target


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB, where this machine lets us have one."""
    place = tmp_path / "small"
    with mounted(place) as is_there:
        if not is_there:
            pytest.skip("no small file system can be mounted here")
        yield place


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder
