"""The user's copy of the sample library: made once, writable, and never written over."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from notes.config import Folders
from notes.errors import UserError
from notes.samples import sample_library, shipped_samples

ROOT = Path(__file__).resolve().parents[2]


def test_in_a_checkout_the_samples_are_the_seeds() -> None:
    assert shipped_samples() == ROOT / "seeds"


def test_an_installed_package_has_its_samples_inside(tmp_path: Path) -> None:
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "notes", tmp_path / "notes", ignore=ignore)
    shutil.copytree(ROOT / "seeds", tmp_path / "notes" / "samples")
    code = "from notes.samples import shipped_samples; print(shipped_samples())"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert Path(found.stdout.strip()) == tmp_path.resolve() / "notes" / "samples"


def test_the_copy_is_whole_and_writable_and_nothing_else_is_left(folders: Folders) -> None:
    copy = sample_library(folders)
    assert copy == folders.data / "samples"
    source = shipped_samples()
    names = sorted(path.name for path in source.iterdir() if path.name[0] != ".")
    assert sorted(path.name for path in copy.iterdir()) == names
    for name in names:
        assert (copy / name).read_bytes() == (source / name).read_bytes()
        assert (copy / name).stat().st_mode & stat.S_IWUSR
    assert [path.name for path in folders.data.iterdir()] == ["samples"]


def test_what_the_user_did_to_the_copy_stays(folders: Folders) -> None:
    copy = sample_library(folders)
    first, second = sorted(copy.iterdir())[:2]
    first.write_text("mine now", "utf-8")
    second.unlink()
    assert sample_library(folders) == copy
    assert first.read_text("utf-8") == "mine now"
    assert not second.exists()


def test_a_copy_that_cannot_be_made_is_a_clear_error(folders: Folders) -> None:
    folders.data.parent.mkdir(parents=True, exist_ok=True)
    folders.data.write_text("a file where the folder should be", "utf-8")
    with pytest.raises(UserError, match="could not be copied"):
        sample_library(folders)
