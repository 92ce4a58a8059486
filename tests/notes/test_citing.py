"""Citing a document whose facts are known reads nothing; one that has changed is read again."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from notes.citations import STYLES, format_citation
from notes.documents import reading
from notes.errors import DocumentError
from notes.library import Library

MARKDOWN = "united-against-unilateralism.md"


@pytest.fixture
def library(sample_library: Path) -> Iterator[Library]:
    with Library(sample_library) as opened:
        yield opened


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The documents that were read."""
    paths: list[Path] = []
    read = reading.read_document

    def noted(path: Path, *rest: object, **named: object) -> object:
        paths.append(path)
        return read(path, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_document", noted)
    return paths


def test_what_is_known_is_cited_without_reading_and_alike(
    library: Library, reads: list[Path]
) -> None:
    names = [record.relative for record in library.documents()]
    read = {
        (name, style): format_citation(library.reference(library.open(name)), style)
        for name in names
        for style in STYLES
    }
    reads.clear()
    assert {(n, s): library.cite(n, s) for n in names for s in STYLES} == read
    assert reads == []


def test_a_document_that_has_changed_is_read_again(library: Library, reads: list[Path]) -> None:
    library.documents()
    source = library.path(MARKDOWN)
    source.write_text(source.read_text("utf-8").replace("United against", "Joined against"))
    assert "Joined against" in library.cite(MARKDOWN, "apa")
    library.documents()
    library.set_metadata(MARKDOWN, {"title": "By hand"})
    assert "By hand" in library.cite(MARKDOWN, "apa")
    library.documents()
    reads.clear()
    assert "By hand" in library.cite(MARKDOWN, "apa")
    assert reads == []
    source.unlink()
    with pytest.raises(DocumentError):
        library.cite(MARKDOWN, "apa")


def test_loading_a_style_leaves_nothing_to_be_loaded(library: Library) -> None:
    library.documents()
    script = f"""
import sys
from notes.library import Library
with Library({str(library.root)!r}) as library:
    library.listing()
    library.load_style("apa")
    before = set(sys.modules)
    print(library.cite({MARKDOWN!r}, "apa"), file=sys.stderr)
    print(sorted(set(sys.modules) - before))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "United against" in done.stderr
    assert done.stdout.strip() == "[]"
