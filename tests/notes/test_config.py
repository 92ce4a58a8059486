"""Where the program keeps its files, and what it makes of `config.toml`."""

import os
import sys
from pathlib import Path

import pytest

from notes.config import Config, Folders, load_config


def test_each_folder_can_be_put_elsewhere_by_its_variable() -> None:
    environment = {
        f"COMMONPLACE_{kind}_DIR": f"/here/{kind.lower()}"
        for kind in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    assert Folders.from_environment(environment) == Folders(
        Path("/here/config"), Path("/here/data"), Path("/here/state"), Path("/here/cache")
    )


def test_without_a_variable_the_folders_of_the_platform_are_taken() -> None:
    folders = Folders.from_environment({"COMMONPLACE_DATA_DIR": ""})
    found = (folders.config, folders.data, folders.state, folders.cache)
    assert all(folder.is_absolute() and "commonplace" in folder.parts for folder in found)
    if sys.platform == "linux":
        assert len(set(found)) == 4


def test_a_tilde_is_the_home_folder_and_an_unknown_one_no_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    folders = Folders.from_environment(
        {"COMMONPLACE_STATE_DIR": "~/state", "COMMONPLACE_DATA_DIR": "~nobody-of-this-name/data"}
    )
    assert folders.state == Path("/home/reader/state")
    assert folders.data == Path("~nobody-of-this-name/data")


def config(folder: Path, text: str | bytes) -> Config:
    """What is made of a `config.toml` that holds `text`."""
    data = text.encode() if isinstance(text, str) else text
    (folder / "config.toml").write_bytes(data)
    return load_config(folder)


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path) == Config()
    assert load_config(tmp_path / "none") == Config()
    assert config(tmp_path, "") == Config()


def test_settings_are_read(tmp_path: Path) -> None:
    text = 'style = "mla"\ntheme = "dark"\ncreator = "Ada"\nignore = ["*.log", "tmp/"]\n'
    assert config(tmp_path, text) == Config("mla", "dark", "Ada", ("*.log", "tmp/"))
    assert config(tmp_path, b"\xef\xbb\xbf" + text.encode()).problems == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("style = 5", "style"),
        ("theme = true", "theme"),
        ('ignore = "*.log"', "ignore"),
        ('ignore = ["a", 1]', "ignore"),
        ("[creator]\nname = 'x'", "creator"),
    ],
)
def test_a_setting_of_the_wrong_type_is_named_and_the_others_hold(
    tmp_path: Path, line: str, name: str
) -> None:
    other = "theme" if name == "style" else "style"
    found = config(tmp_path, f'{other} = "kept"\n{line}\n')
    (problem,) = found.problems
    assert f"'{name}' has the wrong type" in problem
    assert str(tmp_path / "config.toml") in problem
    assert getattr(found, other) == "kept"
    assert getattr(found, name) == getattr(Config(), name)


def test_an_unknown_setting_is_named(tmp_path: Path) -> None:
    found = config(tmp_path, 'stile = "mla"\nproblems = ["x"]\nstyle = "mla"\n')
    assert len(found.problems) == 2
    assert "unknown setting 'stile'" in found.problems[0]
    assert found.style == "mla"


@pytest.mark.parametrize(
    "text",
    [
        b"style = ",
        b'style = "a"\nstyle = "b"',
        b"\xff\xfe",
        b"\0",
        b"n = " + b"9" * 5000,
        b"a = " + b"[" * 5000,
    ],
    ids=range(6),
)
def test_a_file_that_is_no_toml_is_named_and_the_defaults_hold(tmp_path: Path, text: bytes) -> None:
    found = config(tmp_path, text)
    (problem,) = found.problems
    assert problem.startswith(str(tmp_path / "config.toml"))
    assert problem.endswith("the defaults are used")
    assert "\n" not in problem
    assert found == Config(problems=found.problems)


def test_a_broken_line_is_told_by_its_number(tmp_path: Path) -> None:
    assert "line 3" in config(tmp_path, 'style = "mla"\n\ntheme = oops\n').problems[0]


def test_a_folder_in_place_of_the_file_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    found = load_config(tmp_path)
    assert found == Config(problems=found.problems)
    assert os.strerror(21) in found.problems[0]
