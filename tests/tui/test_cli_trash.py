"""Deleted notes on the command line: gone for good only with the words."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import NAMELESS, Ask, Run


def test_the_trash_lists_restores_and_purges_only_with_the_words(
    ask: Ask, run: Run, sample_library: Path
) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure", "--note", "secret")
    assert run("trash", "--json")[0] == 1
    ask("remove", made["id"])
    (deleted,) = ask("trash")["deleted"]
    assert (deleted["id"], deleted["path"], deleted["note"]) == (made["id"], NAMELESS, "secret")
    code, _, err = run("trash", "--purge")
    assert code == 2 and "delete them for good" in err
    ask("restore", made["id"])
    ask("remove", made["id"])
    assert run("trash", "--purge", "urn:x:none", "--confirm", "delete them for good")[0] == 2
    (purged,) = ask("trash", "--purge", "--confirm", "delete them for good")["purged"]
    assert purged["id"] == made["id"]
    assert run("restore", made["id"])[0] == 2
    sidecar = (sample_library / f"{NAMELESS}.notes.json").read_text("utf-8")
    assert "secret" not in sidecar


@pytest.mark.parametrize(("typed", "code"), [("delete them for good", 0), ("yes", 2), ("", 2)])
def test_on_a_terminal_the_words_are_asked_for_and_nothing_else_purges(
    ask: Ask, sample_library: Path, typed: str, code: int
) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure", "--note", "secret")
    ask("remove", made["id"])
    main_end, other_end = pty.openpty()
    ended = subprocess.Popen(
        [sys.executable, "-m", "tui", "trash", "--purge", "--library", str(sample_library)],
        stdin=other_end,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    os.close(other_end)
    os.write(main_end, f"{typed}\n".encode())
    _, errors = ended.communicate()
    os.close(main_end)
    assert b"1 note would be gone for good" in errors
    assert ended.returncode == code
    is_there = "secret" in (sample_library / f"{NAMELESS}.notes.json").read_text("utf-8")
    assert is_there == bool(code)
