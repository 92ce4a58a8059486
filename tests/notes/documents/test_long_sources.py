"""Long sources are read block by block: what stands where two blocks meet is read like all else."""

from pathlib import Path

import pytest

from notes.documents.assembling import assembled
from notes.documents.blocks import BLOCK, Blocks
from notes.documents.decoding import decode
from notes.documents.metadata import guess_metadata
from notes.documents.reading import read_document
from notes.errors import DocumentError

LONG = 3_000_000  # code points: more than are joined at once


@pytest.mark.parametrize("last", ["z", "é", "Ω", "\N{OLD ITALIC LETTER A}"])
def test_a_text_put_together_from_pieces_is_like_any_other(last: str) -> None:
    pieces = ["plain " * 100_000, "words\n" * 400_000, "", f"and {last}"]
    whole = "".join(pieces)
    assert len(whole) > LONG - 600_000
    made = assembled(pieces)
    assert (made, hash(made), pieces) == (whole, hash(whole), [])
    assert made.isascii() == whole.isascii()
    assert made.encode() == whole.encode()
    assert {made: "found"}[whole] == "found"


@pytest.mark.parametrize("pieces", [[], [""], ["a"], ["a", "b"]])
def test_a_short_text_is_put_together_too(pieces: list[str]) -> None:
    whole = "".join(pieces)
    assert assembled(pieces) == whole


@pytest.mark.parametrize("text", ["\r\n", "é", "€", "\N{OLD ITALIC LETTER A}", "\r", "\r\n\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_what_stands_where_two_blocks_meet_stays_whole(text: str, encoding: str) -> None:
    given = text.encode("utf-16-le" if encoding == "utf-16" else "utf-8")
    mark = len("".encode(encoding))  # bytes
    width = 2 if encoding == "utf-16" else 1
    for back in range(0, len(given) + 1, width):
        before = (BLOCK - mark - back) // width
        whole = "x" * before + text + "after " * 10
        read = decode(whole.encode(encoding)).text
        assert read == whole.replace("\r\n", "\n").replace("\r", "\n")


def test_a_byte_that_does_not_fit_is_named_by_its_place_in_the_file() -> None:
    data = b"x" * (BLOCK - 1) + "é".encode() + b"words \xff and more"
    with pytest.raises(DocumentError, match=f"byte {BLOCK + 7} is not valid utf-8"):
        decode(data, "utf-8")


def test_an_old_encoding_is_guessed_when_its_first_sign_is_far_down() -> None:
    data = b"plain words\n" * 60_000 + "café".encode("cp1252")
    assert len(data) > 2 * BLOCK
    found = decode(data)
    assert (found.encoding, found.text[-5:]) == ("cp1252", "\ncafé")


def test_a_source_that_is_overwritten_between_two_looks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "changing.txt"
    path.write_bytes(b"some words " * 60_000)
    with path.open("r+b") as file:
        blocks = Blocks(file, path.stat().st_size)
        assert len(blocks.whole()) == path.stat().st_size
        with path.open("r+b") as writer:
            writer.seek(BLOCK + 5)
            writer.write(b"other")
        with pytest.raises(DocumentError, match="changed while it was read"):
            blocks.whole()


def test_a_log_that_grows_while_it_is_read_is_read_up_to_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "growing.log"
    path.write_bytes(b"a line\n" * 60_000)
    size = path.stat().st_size
    with path.open("rb") as file:
        blocks = Blocks(file, size)
        read = []
        for block in blocks:
            read.append(block)
            with path.open("ab") as writer:
                writer.write(b"one more line\n")
        assert b"".join(read) == b"a line\n" * 60_000
        before = blocks.sha256
        assert (blocks.whole(), blocks.sha256, blocks.size) == (b"".join(read), before, size)


def test_a_long_document_is_what_its_bytes_are(tmp_path: Path) -> None:
    import hashlib

    path = tmp_path / "long.txt"
    text = "A line of words, an é and “quotes”.\n" * 60_000
    path.write_bytes(text.replace("\n", "\r\n").encode())
    document = read_document(path, tmp_path, "urn:uuid:1")
    assert document.text == text
    assert document.size == path.stat().st_size
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.text_sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_byline_far_down_in_a_long_text_is_somebody_elses() -> None:
    lines = ["Some words of a paragraph that goes on for a while, and says little. " * 4] * 400
    for line in ("By Jane Doe", "Authors: Jane Doe, John Roe and Ann Lee"):
        assert "authors" not in guess_metadata("\n".join([*lines, line, *lines[:9]])).fields
        short = guess_metadata("\n".join([*lines[:60], line, *lines[:9]])).fields["authors"]
        assert short.line == 61
