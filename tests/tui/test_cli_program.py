"""The real program as a process: its output, its exit codes, and no terminal."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import COLUMN, NAMELESS, is_one_line, program

from notes.config import Folders
from notes.library import Library


def test_the_program_prints_one_json_document_and_its_exit_code_counts(
    sample_library: Path,
) -> None:
    library = ["--library", str(sample_library), "--json"]
    made = program("add", NAMELESS, "--quote", "When pressure", *library)
    assert (made.returncode, made.stderr) == (0, "")
    listed = program("notes", *library)
    assert json.loads(listed.stdout) == {"notes": [json.loads(made.stdout)]}
    nothing = program("notes", "--tag", "none", *library)
    assert (nothing.returncode, json.loads(nothing.stdout)) == (1, {"notes": []})


def test_the_outside_samples_can_be_listed_searched_and_read(shared_seeds: Path) -> None:
    library = ["--library", str(shared_seeds), "--json"]
    documents = json.loads(program("list", *library).stdout)["documents"]
    assert len(documents) == 5
    for document in documents:
        bare = program("text", document["path"], *library[:2])
        assert (bare.returncode, len(bare.stdout)) == (0, document["chars"])
    found = program("search", "unilateral*", *library)
    assert json.loads(found.stdout)["total"] >= 1


def test_a_reader_that_has_seen_enough_is_no_error(sample_library: Path) -> None:
    (sample_library / "long.txt").write_text("words and words\n" * 100_000, "utf-8")
    command = [sys.executable, "-m", "tui", "text", "long.txt", "--library", str(sample_library)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_output_that_cannot_be_written_is_one_line(sample_library: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    command = [sys.executable, "-m", "tui", "list", "--library", str(sample_library)]
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert ended.returncode == 2
    assert is_one_line(ended.stderr)


def test_output_in_a_narrow_encoding_loses_no_line(sample_library: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = program("text", COLUMN, "--library", str(sample_library), env=environment)
    text = Library(sample_library).open(COLUMN).text
    assert (ended.returncode, len(ended.stdout)) == (0, len(text))


def test_without_a_terminal_the_app_does_not_open(sample_library: Path, folders: Folders) -> None:
    ended = program(str(sample_library), stdin=subprocess.DEVNULL)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert is_one_line(ended.stderr)
    assert not (folders.state / "session.sqlite").exists()


def test_a_dumb_terminal_is_told_so(sample_library: Path) -> None:
    main_end, other_end = pty.openpty()
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "tui", str(sample_library)],
            stdin=other_end,
            stdout=other_end,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TERM": "dumb"},
            timeout=60,
            check=False,
        )
    finally:
        os.close(main_end)
        os.close(other_end)
    assert ended.returncode == 2
    assert "TERM=dumb" in ended.stderr
    assert is_one_line(ended.stderr)


def test_a_command_that_is_nearly_one_is_named(sample_library: Path) -> None:
    for wrong in (["searchh"], ["searchh", "unity"], ["expor", "--format", "org"]):
        done = program(*wrong)
        assert done.returncode == 2
        right = {"searchh": "search", "expor": "export"}[wrong[0]]
        assert is_one_line(done.stderr)
        assert f"did you mean {right}?" in done.stderr
    done = program(str(sample_library / "searchh"))
    assert "does not exist" in done.stderr
