"""The command line as others' programs call it: JSON, exit codes, and one clear line for errors."""

import json
from pathlib import Path

import pytest
from command_line import COLUMN, NAMELESS, Ask, Run, is_one_line

from notes.config import Folders
from notes.library import Library
from notes.session import Session
from tui.cli import main
from tui.verbs import VERBS

# Keeping


def test_index_counts_what_it_did(ask: Ask, sample_library: Path) -> None:
    (sample_library / "binary.txt").write_bytes(bytes(range(256)) * 8)
    first = ask("index")
    assert [*first] == ["documents", "added", "updated", "removed", "failed", "seconds"]
    assert (first["documents"], first["added"]) == (7, 7)
    assert [failed["path"] for failed in first["failed"]] == ["binary.txt"]
    (sample_library / NAMELESS).unlink()
    second = ask("index")
    assert (second["documents"], second["added"], second["removed"]) == (6, 0, 1)
    assert ask("index", "--rebuild")["added"] == 6


def test_doctor_finds_a_sound_library_in_order(ask: Ask) -> None:
    checks = ask("doctor")["checks"]
    assert all([*check] == ["name", "ok", "detail"] and check["ok"] is True for check in checks)


def test_doctor_has_its_own_exit_code_for_what_needs_attention(
    run: Run, sample_library: Path, folders: Folders
) -> None:
    (sample_library / f"{COLUMN}.notes.json").write_text("{ damaged", "utf-8")
    folders.config.mkdir(parents=True)
    (folders.config / "keymap.toml").write_text('"reader.nothing" = "n"', "utf-8")
    code, out, _ = run("doctor", "--json")
    assert code == 3
    wrong = {c["name"]: c["detail"] for c in json.loads(out)["checks"] if not c["ok"]}
    assert wrong.keys() == {"damaged note files", "keys"}
    assert COLUMN in wrong["damaged note files"]


# Which library, which document


def test_options_for_every_command_may_stand_before_it(
    sample_library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--json", "--library", str(sample_library), "list"]) == 0
    before = capsys.readouterr().out
    assert main(["list", f"--library={sample_library}", "--json"]) == 0
    assert capsys.readouterr().out == before


def test_the_library_is_the_one_open_last_else_the_samples(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["documents"]) == 7
    assert (folders.data / "samples" / NAMELESS).is_file()
    (tmp_path / "own.txt").write_text("Own words.", "utf-8")
    Session(folders.state).choose("library", str(tmp_path))
    assert main(["list", "--json"]) == 0
    assert [d["path"] for d in json.loads(capsys.readouterr().out)["documents"]] == ["own.txt"]


def test_a_last_library_that_is_gone_is_not_replaced_by_another(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Session(folders.state).choose("library", str(tmp_path / "gone"))
    assert main(["list"]) == 2
    assert is_one_line(capsys.readouterr().err)


def test_a_file_may_be_named_from_here_or_absolutely(
    sample_library: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "mine.txt").write_text("My words.", "utf-8")
    monkeypatch.chdir(elsewhere)
    for name in ("mine.txt", "./mine.txt", str(elsewhere / "mine.txt")):
        assert main(["text", name]) == 0
        assert capsys.readouterr().out == "My words."
    assert main(["text", str(sample_library / COLUMN), "--library", str(sample_library)]) == 0
    capsys.readouterr()
    assert main(["text", "mine.txt", "--library", str(sample_library)]) == 2
    assert "outside the library" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["text", "missing.txt"],
        ["text", "x" * 400],
        ["text", "."],
        ["list", "--library", "/no/such/folder"],
        ["list", "unexpected"],
        ["list", "--lib", "."],
        ["add", NAMELESS],
        ["search"],
        ["edit", "no-such-id", "--note", "x"],
        ["no-such-folder"],
        [""],
        ["--no-such-option"],
    ],
)
def test_bad_input_gets_one_line_and_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert is_one_line(printed.err)


def test_an_unexpected_error_is_one_line_and_its_details_are_in_the_log(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(library: Library) -> None:
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr(Library, "complete_listing", fail)
    assert main(["list"]) == 2
    printed = capsys.readouterr()
    assert is_one_line(printed.err)
    assert str(folders.state / "errors.log") in printed.err
    assert "nobody thought of this" in (folders.state / "errors.log").read_text("utf-8")


def test_an_interrupt_has_the_exit_code_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(library: Library) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Library, "complete_listing", interrupt)
    assert main(["list"]) == 130


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"]) == 0
    help_text = capsys.readouterr().out
    assert help_text.startswith(f"usage: commonplace {verb} ")
    assert all(option in help_text for option in ("--library", "--json", "--quiet"))


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    help_text = capsys.readouterr().out
    assert all(f"\n  {verb} " in help_text for verb in VERBS)
