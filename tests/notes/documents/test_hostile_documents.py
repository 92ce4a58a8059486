"""Files made to do harm end in one line, or in a text; nothing outside the library is touched."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import HOSTILE, PLAIN, SECRET

from notes.documents.extractor import Extractor
from notes.documents.reading import read_document
from notes.errors import DocumentError

# What is still to be read of those that are not refused.
READABLE = {
    "reaching-out.epub",
    "foreign-entities.epub",
    "chapter-laughs.epub",
    "nested-contents.epub",
    "again-and-again.epub",
    "nested.html",
}
EMPTY = {
    "empty.pdf",
    "page-tree-in-a-circle.pdf",
    "table-in-a-circle.pdf",
    "another-file.pdf",
    "lying.epub",
    "without-end.html",
}
SHORT = {"a-million-pages.pdf", "outline-in-a-circle.pdf", "nested.epub"}


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor(seconds=4.0) as made:
        yield made


def files_around(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


@pytest.mark.parametrize("name", HOSTILE)
def test_harm_is_not_done(name: str, tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    library = tmp_path / "library"
    library.mkdir()
    path = library / name
    path.write_bytes(HOSTILE[name]())
    before = files_around(tmp_path)
    text, complaint = None, ""
    with contextlib.suppress(DocumentError):
        try:
            text = read_document(path, library, "urn:uuid:x", extractor=lambda: extractor).text
        except DocumentError as error:
            complaint = str(error)
            raise
    assert files_around(tmp_path) == before
    if name in READABLE:
        assert text is not None and PLAIN.strip() in text
    elif name in EMPTY:
        assert text == ""
    elif name in SHORT:
        assert text and len(text) < 50_000
    else:
        assert complaint.startswith(f"{name}: ") and "\n" not in complaint
        assert len(complaint) < 200
    assert text is None or (SECRET not in text and "root:" not in text)


def test_the_next_document_is_read_as_if_nothing_had_been(
    tmp_path: Path, extractor: Extractor
) -> None:
    from making_pdf import Words, pdf

    for name in ("endless-drawing.pdf", "after.pdf"):
        data = HOSTILE[name]() if name in HOSTILE else pdf([[Words(72, 700, "Still here")]])
        (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError):
        read_document(tmp_path / "endless-drawing.pdf", tmp_path, "x", extractor=lambda: extractor)
    after = read_document(tmp_path / "after.pdf", tmp_path, "x", extractor=lambda: extractor)
    assert after.text == "Still here\n"
