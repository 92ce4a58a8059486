"""Whole bibliographies, keys that stay, and styles that pandoc writes."""

import json
import shutil
from pathlib import Path

import pytest

from notes.citations import Reference, is_csl
from notes.citations.citeproc import format_with_csl
from notes.citations.listing import bibliography
from notes.errors import UserError
from notes.library import Library

COLUMN = "reading-the-axis-column.txt"
CSL = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix="!">
    <names variable="author"><name name-as-sort-order="all"/></names>
    <text variable="title" prefix=" / " font-style="italic"/>
    <text variable="URL" prefix=" at "/>
  </layout></bibliography>
</style>
"""


def book(title: str, author: str, year: int = 2020) -> Reference:
    return Reference.from_csl_json(
        {
            "type": "book",
            "title": title,
            "author": author,
            "issued": str(year),
            "URL": "https://e.org/a_b",
        }
    )


BOOKS = [book("Zebras", "Ann Lee"), book("Apples", "Ann Lee"), book("The Owl", "Ørsted, Bo", 2019)]


def test_a_list_is_sorted_and_years_that_are_alike_get_letters() -> None:
    shown = bibliography(BOOKS, "apa").split("\n\n")
    assert [line.partition(" https")[0] for line in shown] == [
        "Lee, A. (2020a). *Apples*.",
        "Lee, A. (2020b). *Zebras*.",
        "Ørsted, B. (2019). *The owl*.",
    ]
    assert "Lee, Ann. *Apples*." in bibliography(BOOKS, "mla")
    numbered = bibliography(BOOKS, "ieee").split("\n\n")
    assert numbered[0].startswith("[1] A. Lee, *Zebras*") and numbered[2].startswith("[3]")


def test_data_formats_are_one_file() -> None:
    assert [one["title"] for one in json.loads(bibliography(BOOKS, "csl-json"))] == [
        "Zebras",
        "Apples",
        "The Owl",
    ]
    assert bibliography(BOOKS, "bibtex").count("\n}\n\n@book{") == 2
    assert bibliography(BOOKS, "ris").count("ER  -") == 3


def test_keys_of_a_library_differ_and_stay(sample_library: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (sample_library / name).write_text(
            "The Long Road To Peace\n\nBy Ann Lee\n\n" + "Words. " * 60
        )
    with Library(sample_library) as library:
        first = library.cite("one.txt", "pandoc")
        assert library.cite("two.txt", "pandoc") == "[@leelonga]" != first == "[@leelong]"
        library.set_metadata("one.txt", {"date": "1999"})
        assert library.cite("one.txt", "pandoc") == first
        assert "@misc{leelong," in library.cite("one.txt", "bibtex")
    with Library(sample_library) as library:
        library.documents()
        text, count = library.bibliography("bibtex")
        assert count == 9 and "{leelonga," in text and "{leelong," in text
        library.set_metadata("one.txt", {"key": "mine"})
        assert library.cite("one.txt", "pandoc") == "[@mine]"


def test_a_csl_file_is_written_by_pandoc(tmp_path: Path, sample_library: Path) -> None:
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    style = tmp_path / "own.csl"
    style.write_text(CSL, "utf-8")
    assert format_with_csl(BOOKS[:1], str(style)) == "Lee, Ann / *Zebras* at https://e.org/a_b!"
    with Library(sample_library) as library:
        assert library.cite(COLUMN, str(style)).endswith("!")
        text, count = library.bibliography(str(style))
        assert text.count("!") == count == 7


def test_without_pandoc_or_a_style_it_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_csl(" own.CSL ") and not is_csl("apa")
    with pytest.raises(UserError, match="no citation style"):
        format_with_csl(BOOKS, str(tmp_path / "missing.csl"))
    style = tmp_path / "own.csl"
    style.write_text("<style/>", "utf-8")
    if shutil.which("pandoc"):
        with pytest.raises(UserError) as caught:
            format_with_csl(BOOKS, str(style))
        assert "\n" not in str(caught.value)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="needs pandoc, which is not installed"):
        format_with_csl(BOOKS, str(style))
