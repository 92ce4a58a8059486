"""What could not be read is read again once it can be, and what was read is kept by a stop."""

import os
import sys
from pathlib import Path

import pytest
from making_pdf import Words, pdf

from notes.library import Library


def test_a_pdf_is_read_as_soon_as_the_package_for_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.pdf").write_bytes(pdf([[Words(72, 700, "Words")]], title="The title"))
    shadow = tmp_path / "shadow" / "pypdfium2.py"
    shadow.parent.mkdir()
    shadow.write_text("raise ImportError('not installed')", "utf-8")
    with monkeypatch.context() as without, Library(papers) as library:
        without.setenv("PYTHONPATH", os.pathsep.join([str(shadow.parent), *sys.path]))
        (record,) = library.documents()
        assert "pip install 'commonplace[pdf]'" in record.error
    with Library(papers) as library:
        (record,) = library.documents()
        assert (record.error, record.title) == ("", "The title")


def test_what_was_read_before_a_stop_is_not_read_again(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Text number {number}", "utf-8")
    with Library(tmp_path) as library:
        reading = library._holdings.read(library.listing().unread)
        for _ in range(3):
            next(reading)
        reading.close()
        assert [found.relative for found in library.listing().unread] == ["3.txt", "4.txt"]
