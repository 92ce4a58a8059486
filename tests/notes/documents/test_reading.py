"""Whatever a path leads to, the answer is a document or one clear line."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from notes.documents.extractor import Extractor
from notes.documents.formats import format_of, format_to_open
from notes.documents.model import Field, Metadata
from notes.documents.reading import (
    LARGEST,
    document_id_for,
    read_document,
    read_text,
    text_sha256,
)
from notes.errors import DocumentError


def complaint(path: Path, root: Path, encoding: str | None = None) -> str:
    with pytest.raises(DocumentError) as caught:
        read_document(path, root, "urn:uuid:x", encoding=encoding)
    message = str(caught.value)
    assert message.isprintable()
    return message


def test_a_document_with_its_hashes(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfA title of words\r\n\r\ntext"
    path = tmp_path / "sub" / "a.txt"
    path.parent.mkdir()
    path.write_bytes(data)
    document = read_document(path, tmp_path, "urn:uuid:x")
    assert (document.id, document.relative, document.format) == ("urn:uuid:x", "sub/a.txt", "text")
    assert document.text == "A title of words\n\ntext"
    assert document.size == len(data)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_half_a_surrogate_has_a_hash_too() -> None:
    assert text_sha256("\ud800") != text_sha256("\ud801")


def test_what_the_user_set_lies_over_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Found\nlang: en\n---\n")
    mine = Metadata({"title": Field("Mine", "user")})
    metadata = read_document(path, tmp_path, "urn:uuid:x", mine).metadata
    assert metadata.fields["title"] == Field("Mine", "user")
    assert metadata.text("language") == "en"


def test_a_file_of_fields_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "copyright"
    path.write_text("Format: 1.0\nUpstream-Contact: Jo Doe of Example\n\nFiles: *\n", "utf-8")
    document = read_document(path, tmp_path, "urn:uuid:x")
    assert document.metadata.fields["title"] == Field("copyright", "guessed")
    path.write_text("Only some words, and then no more of them.\n", "utf-8")
    assert read_document(path, tmp_path, "urn:uuid:x").metadata.title is None


def test_the_encoding_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Тютчев".encode("koi8-r"))
    assert read_document(path, tmp_path, "urn:uuid:x", encoding="koi8-r").text == "Тютчев"
    assert "klingon" in complaint(path, tmp_path, encoding="klingon")


@pytest.mark.parametrize(
    ("name", "data", "encoding"),
    [
        ("a.txt", b"\xef\xbb\xbfOne\r\ntwo\rthree\n", None),
        ("a.md", "---\ntitle: Été\n---\n# Steel\n".encode(), None),
        ("a.txt", "Сталь\n".encode("koi8-r"), "koi8-r"),
        ("a.txt", "Ünder\n".encode("utf-16"), None),
        ("a.html", b"<title>T</title><p>One &amp; <b>two</b></p>", None),
        ("a.txt", b"", None),
    ],
)
def test_the_text_alone_is_that_of_the_document(
    tmp_path: Path, name: str, data: bytes, encoding: str | None
) -> None:
    (tmp_path / name).write_bytes(data)
    whole = read_document(tmp_path / name, tmp_path, "id", encoding=encoding)
    with Extractor() as extractor:
        alone = read_text(tmp_path / name, tmp_path, encoding, lambda: extractor)
    assert alone == whole.text


def test_an_empty_file_is_an_empty_document(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        (tmp_path / name).touch()
        document = read_document(tmp_path / name, tmp_path, "urn:uuid:x")
        assert document.text == ""
        assert document.content.notices == ("the file is empty",)


def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    assert "a pipe" in complaint(tmp_path / "pipe.txt", tmp_path)
    assert "a folder" in complaint(tmp_path / "folder.txt", tmp_path)
    assert "not there any more; F5 scans again" in complaint(tmp_path / "gone.txt", tmp_path)
    (tmp_path / "gone.txt").symlink_to("gone.txt")
    assert "could not be read" in complaint(tmp_path / "gone.txt", tmp_path)


def test_a_link_out_of_the_library_is_not_followed(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (library / "a.txt").symlink_to(tmp_path / "secret.txt")
    (library / "up").symlink_to("..")
    assert "leads out of the library" in complaint(library / "a.txt", library)
    assert "leads out of the library" in complaint(library / "up" / "secret.txt", library)


def test_a_single_document_may_be_its_own_library(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words")
    assert read_document(path, path, "urn:uuid:x").relative == "a.txt"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    os.truncate(path, LARGEST + 1)  # sparse: it takes no room
    assert "512 MB is the most" in complaint(path, tmp_path)


def test_binary_data_under_a_text_name(tmp_path: Path) -> None:
    path = tmp_path / "red\x1b[31m\n.txt"
    path.write_bytes(bytes(range(256)) * 10)
    message = complaint(path, tmp_path)
    assert message.startswith("red␛[31m␊.txt: this is binary data")


def test_a_format_that_is_not_read_is_said_with_those_that_are(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.touch()
    assert ".txt, .text, .log, " in complaint(path, tmp_path)


def test_the_identifier_is_that_of_the_file_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "link").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    identifier = document_id_for(tmp_path / "a.txt")
    assert identifier.startswith("urn:uuid:")
    assert document_id_for(Path("a.txt")) == identifier
    assert document_id_for(tmp_path / "link" / "a.txt") == identifier
    assert document_id_for(tmp_path / "b.txt") != identifier
    assert document_id_for(tmp_path / os.fsdecode(b"\xff.txt")).startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.TXT", "text"),
        ("a.b.markdown", "markdown"),
        ("a.xhtml", "html"),
        ("README", "text"),
        ("tool", None),
        ("a.txt.notes.json", None),
        (".txt", None),
        ("a.PDF", "pdf"),
        ("a.odt", None),
    ],
)
def test_formats_by_name(name: str, format: str | None) -> None:
    found = format_of(name)
    assert (found.name if found else None) == format


def test_a_file_without_suffix_that_is_named_is_tried_as_text() -> None:
    for name in ("tool", "Interview with Dr. Smith", ".hidden"):
        found = format_to_open(Path(name))
        assert found is not None and found.name == "text"
    assert format_to_open(Path("a.odt")) is None


def test_importing_the_package_loads_no_reader_and_no_library() -> None:
    heavy = "yaml markdown_it sqlite3 html.parser html.entities textual rich whoosh"
    code = (
        "import sys; import notes.documents.reading, notes.documents.scanning, "
        "notes.documents.catalogue, notes.documents.settings; "
        f"print(sorted(set({heavy.split()!r}) & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
