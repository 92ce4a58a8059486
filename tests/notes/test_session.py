"""What this machine remembers: places in books, and small choices."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from notes.config import Folders
from notes.errors import UserError
from notes.session import Session

ROOT = Path(__file__).resolve().parents[2]
BOOK = Path("/library/book.txt")


@pytest.fixture
def session(folders: Folders) -> Session:
    return Session(folders.state)


@pytest.fixture
def database(folders: Folders) -> Path:
    return folders.state / "session.sqlite"


def test_nothing_is_remembered_at_first(session: Session) -> None:
    assert session.position(BOOK) is None
    assert session.position(BOOK, "ab") is None
    assert session.positions(Path("/")) == {}
    assert session.choice("style") is None
    assert session.choice("style", "apa") == "apa"


def test_a_place_is_remembered_across_sessions(session: Session, folders: Folders) -> None:
    session.stopped_at(BOOK, "ab", 100, 0.25)
    session.stopped_at(BOOK, "ab", 1234, 0.5)
    found = Session(folders.state).position(BOOK)
    assert found is not None
    assert (found.offset, found.progress) == (1234, 0.5)
    assert found.opened > 0
    assert found.caret == 1234


def test_the_caret_is_remembered_beside_the_top_of_the_page(session: Session) -> None:
    session.stopped_at(BOOK, "ab", 100, 0.25, caret=140)
    found = session.position(BOOK)
    assert found is not None and (found.offset, found.caret) == (100, 140)
    assert session.positions(BOOK.parent) == {str(BOOK): found}


def test_a_file_that_was_moved_is_known_by_its_hash(session: Session) -> None:
    session.stopped_at(BOOK, "ab", 100, 0.25)
    session.stopped_at(Path("/library/copy.txt"), "ab", 200, 0.5)
    session.stopped_at(Path("/library/empty.txt"), "", 300, 0.5)
    moved = session.position(Path("/elsewhere/book.txt"), "ab")
    assert moved is not None and moved.offset == 200
    assert session.position(Path("/elsewhere/book.txt"), "cd") is None
    assert session.position(Path("/elsewhere/book.txt"), "") is None


def test_a_file_is_known_by_its_path_before_its_hash(session: Session) -> None:
    session.stopped_at(BOOK, "ab", 100, 0.25)
    session.stopped_at(Path("/library/copy.txt"), "ab", 200, 0.5)
    for digest in ("ab", "cd", ""):
        found = session.position(BOOK, digest)
        assert found is not None and found.offset == 100


def test_the_places_under_a_folder_are_listed(session: Session) -> None:
    paths = ["/library/a.txt", "/library/sub/ü%_中.txt", "/library2/b.txt", "/other/c.txt"]
    for number, path in enumerate(paths):
        session.stopped_at(Path(path), "", number, 0)
    assert set(session.positions(Path("/library"))) == set(paths[:2])
    assert set(session.positions(Path("/"))) == set(paths)
    assert set(session.positions(Path("/library/a.txt"))) == {"/library/a.txt"}
    assert session.positions(Path("/lib")) == {}


def test_a_name_that_is_no_text_is_remembered(session: Session) -> None:
    strange = Path(os.fsdecode(b"/library/\xff\xfe.txt"))
    session.stopped_at(strange, "", 5, 0)
    found = session.position(strange)
    assert found is not None and found.offset == 5


@pytest.mark.parametrize("value", ["mla", 5, None, [1, {"a": False}], "\ud800", ""])
def test_a_choice_comes_back_as_it_was(session: Session, value: object) -> None:
    session.choose("name", "before")
    session.choose("name", value)
    assert session.choice("name", "default") == value


@pytest.mark.parametrize("damage", [b"not a database at all" * 50, b"\xff" * 4096])
def test_a_database_that_is_none_is_set_aside_and_begun_again(
    session: Session, database: Path, damage: bytes
) -> None:
    database.parent.mkdir(parents=True, exist_ok=True)
    database.write_bytes(damage)
    assert session.position(BOOK) is None
    session.stopped_at(BOOK, "ab", 7, 0.1)
    found = session.position(BOOK)
    assert found is not None and found.offset == 7
    (aside,) = database.parent.glob("session.damaged-*")
    assert aside.read_bytes() == damage


def test_damage_behind_a_good_beginning_is_set_aside_too(session: Session, database: Path) -> None:
    for number in range(500):
        session.stopped_at(Path(f"/library/{number}.txt"), "ab" * 32, number, 0)
    data = database.read_bytes()
    assert len(data) > 5 * 4096
    database.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))
    assert session.positions(Path("/library")) == {}
    session.stopped_at(BOOK, "ab", 7, 0.1)
    found = session.position(BOOK)
    assert found is not None and found.offset == 7
    assert len(list(database.parent.glob("session.damaged-*"))) == 1


def test_an_empty_database_is_begun_again(session: Session, database: Path) -> None:
    database.parent.mkdir(parents=True, exist_ok=True)
    database.write_bytes(b"")
    assert session.position(BOOK) is None


def test_a_folder_that_cannot_be_used_is_one_line(session: Session, folders: Folders) -> None:
    folders.state.write_text("a file where the folder should be")
    with pytest.raises(UserError, match=r"session\.sqlite cannot be used: .+") as caught:
        session.position(BOOK)
    assert "\n" not in str(caught.value)


def test_places_of_another_version_are_forgotten(session: Session, database: Path) -> None:
    database.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(database) as other:
        other.execute("create table positions (something text)")
    other.close()
    assert session.position(BOOK) is None
    session.stopped_at(BOOK, "", 7, 0.5)
    assert session.position(BOOK) is not None


def test_two_programs_remember_at_once(session: Session, folders: Folders) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from notes.session import Session\n"
        "for number in range(50):\n"
        "    Session(Path(sys.argv[1])).stopped_at(Path(f'/{sys.argv[2]}/{number}'), '', number, 0)"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(folders.state), name],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for name in ("one", "other")
    ]
    assert [program.wait() for program in programs] == [0, 0]
    assert len(session.positions(Path("/"))) == 100
    assert not list(folders.state.glob("*.damaged-*"))


def test_the_same_choice_again_writes_nothing(session: Session, database: Path) -> None:
    session.choose("style", "mla")
    before = database.read_bytes()
    session.choose("style", "mla")
    assert database.read_bytes() == before
    session.choose("style", "apa")
    assert (database.read_bytes() == before, session.choice("style")) == (False, "apa")
