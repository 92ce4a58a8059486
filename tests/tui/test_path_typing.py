"""Completing a path, on real folders."""

from pathlib import Path

import pytest

from tui.path_typing import completed, names_for


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in ("papers", "papyri", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "papers\x1b[31m").mkdir()  # nobody can type it
    for name in ("notes.json", "notes.csv", "notes.txt", "papers/deep.JSON"):
        (tmp_path / name).write_text("", "utf-8")
    return tmp_path


def test_folders_and_files_that_begin_so(home: Path) -> None:
    assert names_for("~") == ["~/"]
    assert names_for("~/") == ["notes.csv", "notes.json", "notes.txt", "papers/", "papyri/"]
    assert names_for("~/pap") == ["papers/", "papyri/"]
    assert names_for("pap") == ["papers/", "papyri/"]
    assert names_for(f"{home}/.h") == [".hidden/"]
    assert names_for("~/notes", [".json", ".csv"]) == ["notes.csv", "notes.json"]
    assert names_for("~/papers/", [".json"]) == ["deep.JSON"]
    assert names_for("~/", []) == ["papers/", "papyri/"]
    assert "etc/" in names_for("/e", [])


@pytest.mark.parametrize("typed", ["/no/such/folder/x", "~nobody-of-that-name/x", "a\0/b", ""])
def test_what_is_no_folder_offers_nothing_and_fails_nowhere(home: Path, typed: str) -> None:
    assert names_for(typed, []) == (["papers/", "papyri/"] if typed == "" else [])


def test_a_path_grows_by_what_all_names_share(home: Path) -> None:
    assert completed("~", names_for("~")) == "~/"
    assert completed("~/p", names_for("~/p")) == "~/pap"
    assert completed("~/pap", names_for("~/pap")) == "~/pap"
    assert completed("~/pape", names_for("~/pape")) == "~/papers/"
    assert completed("~/papers/", names_for("~/papers/", [])) == "~/papers/"
    assert completed("not", names_for("not", [".csv"])) == "notes.csv"
