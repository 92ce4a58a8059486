"""One walk finds the documents and nothing else, and survives what folders contain."""

import os
import socket
from pathlib import Path

import pytest

from notes.documents.scanning import FoundFile, scan
from notes.errors import DocumentError


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


def write(path: Path, text: str = "words") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def relatives(root: Path, *ignore: str) -> list[str]:
    return [found.relative for found in scan(root, ignore)]


def test_documents_of_every_known_format_in_order(library: Path) -> None:
    for name in ("b.md", "a.txt", "sub/deep/c.HTML", "sub/d.log", "README", "picture.png", "tool"):
        write(library / name)
    assert relatives(library) == ["README", "a.txt", "b.md", "sub/d.log", "sub/deep/c.HTML"]


def test_what_is_written_for_other_programs_is_text_and_what_is_none_is_counted(
    library: Path,
) -> None:
    texts = ["COPYRIGHT", "a.rst", "b.org", "c.tex", "d.adoc"]
    for name in (*texts, "e.py", "f.PY", "g.png", "tool", "library.bib", ".hidden.py"):
        write(library / name)
    found = scan(library)
    assert [one.relative for one in found] == texts
    assert found.passed_over == {".py": 2, ".png": 1, "without an ending": 1}


def test_a_found_file_carries_its_stat(library: Path) -> None:
    path = write(library / "a.txt", "four")
    status = path.stat()
    (found,) = scan(library)
    assert found == FoundFile(
        "a.txt", str(path), 4, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, None
    )


def test_the_signature_changes_with_the_file(library: Path) -> None:
    path = write(library / "a.txt", "four")
    (before,) = scan(library)
    path.write_text("other words")
    (after,) = scan(library)
    assert before.signature != after.signature


def test_hidden_files_and_folders_are_passed_over(library: Path) -> None:
    write(library / ".hidden.txt")
    write(library / ".git" / "a.txt")
    assert relatives(library) == []


def test_a_hidden_library_is_still_a_library(tmp_path: Path) -> None:
    write(tmp_path / ".papers" / "a.txt")
    assert relatives(tmp_path / ".papers") == ["a.txt"]


def test_sidecars_belong_to_their_document(library: Path) -> None:
    write(library / "a.txt")
    write(library / "b.txt")
    sidecar = write(library / "a.txt.notes.json", "{}")
    first, second = scan(library)
    status = sidecar.stat()
    assert first.sidecar is not None and first.sidecar.startswith(f"2-{status.st_mtime_ns}-")
    assert second.sidecar is None


def test_sidecars_without_source_and_set_aside_ones_are_reported(library: Path) -> None:
    write(library / "sub/gone.txt.notes.json")
    write(library / "scan.tiff")
    write(library / "scan.tiff.notes.json")
    write(library / "a.txt.notes.corrupt-20261121T101500Z.json")
    walk = scan(library)
    assert list(walk) == []
    assert walk.orphans == ["sub/gone.txt.notes.json"]
    assert walk.corrupt == ["a.txt.notes.corrupt-20261121T101500Z.json"]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("drafts/", ["a.txt", "drafts.txt", "keep/old.md"]),
        ("*.md", ["a.txt", "drafts.txt", "drafts/b.txt"]),
        ("keep/*.md", ["a.txt", "drafts.txt", "drafts/b.txt"]),
        ("/keep", ["a.txt", "drafts.txt", "drafts/b.txt"]),
        ("# a comment", ["a.txt", "drafts.txt", "drafts/b.txt", "keep/old.md"]),
        ("", ["a.txt", "drafts.txt", "drafts/b.txt", "keep/old.md"]),
        ("[", ["a.txt", "drafts.txt", "drafts/b.txt", "keep/old.md"]),
        ("a.txt/", ["a.txt", "drafts.txt", "drafts/b.txt", "keep/old.md"]),
    ],
)
def test_ignore_patterns(library: Path, pattern: str, left: list[str]) -> None:
    for name in ("a.txt", "drafts.txt", "drafts/b.txt", "keep/old.md"):
        write(library / name)
    assert relatives(library, pattern) == left


def test_several_ignore_patterns_together(library: Path) -> None:
    for name in ("a.txt", "b.md", "sub/c.html", "sub/d.txt"):
        write(library / name)
    assert relatives(library, "b.*", "sub/c.html") == ["a.txt", "sub/d.txt"]


def test_links_stay_within_the_library(library: Path, tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere" / "secret.txt")
    inner = write(library / "sub" / "a.txt")
    (library / "loop").symlink_to(library)
    (library / "sub" / "up").symlink_to("..")
    (library / "out").symlink_to(secret.parent)
    (library / "out.txt").symlink_to(secret)
    (library / "in.txt").symlink_to(inner)
    (library / "broken.txt").symlink_to("nowhere")
    (library / "round.txt").symlink_to("round.txt")
    walk = scan(library)
    assert [found.relative for found in walk] == ["in.txt", "sub/a.txt"]


def test_a_folder_whose_name_begins_like_the_library_is_outside(tmp_path: Path) -> None:
    outside = write(tmp_path / "library-2" / "b.txt")
    write(tmp_path / "library" / "a.txt")
    (tmp_path / "library" / "b.txt").symlink_to(outside)
    assert relatives(tmp_path / "library") == ["a.txt"]


def test_pipes_sockets_and_folders_with_a_text_name(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(library / "pipe.txt")
    (library / "folder.txt").mkdir()
    monkeypatch.chdir(library)  # a socket's path may have 107 bytes only
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        assert relatives(library) == []


@pytest.mark.parametrize("name", [b"two\nlines.txt", b"\x1b[31mred.txt", b"not-utf8-\xff\xfe.txt"])
def test_strange_names_survive(library: Path, name: bytes) -> None:
    (library / os.fsdecode(name)).write_text("words")
    (found,) = scan(library)
    assert os.fsencode(found.relative) == name
    assert Path(found.path).read_text() == "words"


def test_a_folder_that_cannot_be_looked_into_is_a_problem_and_the_rest_goes_on(
    library: Path,
) -> None:
    # Deeper than a path may be long, which holds for every user, root included.
    write(library / "z.txt")
    name = "d" * 250
    descriptor = os.open(library, os.O_RDONLY)
    for _ in range(18):
        os.mkdir(name, dir_fd=descriptor)
        below = os.open(name, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
    os.close(descriptor)
    walk = scan(library)
    assert [found.relative for found in walk] == ["z.txt"]
    (problem,) = walk.problems
    assert "cannot be looked into" in problem


def test_a_single_file_is_a_library_of_one(library: Path) -> None:
    path = write(library / "notes-without-suffix")
    sidecar = write(library / "notes-without-suffix.notes.json", "{}")
    (found,) = scan(path)
    assert found.relative == "notes-without-suffix"
    assert found.sidecar is not None and sidecar.is_file()


def test_what_is_no_library_is_said_in_one_line(library: Path) -> None:
    os.mkfifo(library / "pipe")
    write(library / "a.odt")
    for name in ("missing\n.txt", "pipe", "a.odt"):
        with pytest.raises(DocumentError) as caught:
            list(scan(library / name))
        assert str(caught.value).isprintable()


def test_an_empty_folder_is_an_empty_library(library: Path) -> None:
    walk = scan(library)
    assert (list(walk), walk.orphans, walk.problems) == ([], [], [])
