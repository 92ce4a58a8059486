"""Notes are named on the command line by their id, or by as much of it as is enough."""

import json
from pathlib import Path
from typing import Any

import pytest

from notes.errors import UserError
from notes.naming import named_by
from tui.cli import main

NAMELESS = "a-text-without-a-name.txt"
KNOWN = [("urn:uuid:abcd1111", "a.txt"), ("urn:uuid:abcd2222", "b.txt"), ("urn:uuid:abcd", "c.txt")]


def test_an_id_is_named_whole_or_by_its_beginning() -> None:
    assert named_by("urn:uuid:abcd2222", KNOWN) == KNOWN[1]
    assert named_by("abcd1111", KNOWN) == KNOWN[0]
    assert named_by("abcd2", KNOWN) == named_by("urn:uuid:abcd2", KNOWN) == KNOWN[1]
    assert named_by("abcd", KNOWN) == KNOWN[2]  # a whole id, though others begin so
    assert named_by("bcd2", KNOWN) is named_by("abc", KNOWN) is None


def test_a_beginning_that_several_have_names_them() -> None:
    with pytest.raises(UserError, match=r"abcd1111 on a.txt, abcd2222 on b.txt; give more"):
        named_by("abcd", KNOWN[:2])


def test_edit_remove_and_restore_take_the_beginning_of_an_id(
    sample_library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(verb: str, *arguments: str) -> Any:
        assert main([verb, *arguments, "--json", "--library", str(sample_library)]) == 0
        return json.loads(capsys.readouterr().out)

    made = ask("add", NAMELESS, "--quote", "The figures explain part of it.", "--occurrence", "1")
    short = made["id"].removeprefix("urn:uuid:")[:8]
    assert ask("edit", short, "--note", "Why only part?")["id"] == made["id"]
    assert ask("remove", short)["id"] == made["id"]
    assert main(["edit", short, "--note", "x", "--library", str(sample_library)]) == 2
    assert "`notes` lists them" in capsys.readouterr().err
    assert ask("restore", short)["note"] == "Why only part?"


def test_what_cannot_be_restored_is_looked_for_in_the_trash(
    sample_library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", "BADID", "--library", str(sample_library)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "BADID" in line
    assert "`trash` lists them" in line
