"""Bibliographies in a real folder joined to the documents in it, and followed when they change."""

import json
from pathlib import Path

import pytest

from notes.documents.identifiers import identifiers
from notes.library import Library

TEXT = "Some opening words of this text that are here for no other reason.\n\nMore of it.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    (root / "files" / "7").mkdir(parents=True)
    for name in ("axis.txt", "lee2001.txt", "plain.txt", "files/7/Roe - 1999.txt"):
        (root / name).write_text(TEXT, "utf-8")
    (root / "titled.md").write_text("---\ntitle: A Long Road to Peace\n---\n" + TEXT, "utf-8")
    (root / "refs.bib").write_text(
        """@article{kaspruk2025, author={Kaspruk, Viktor}, title={The Axis}, date={2025-02-22},
  journaltitle={Espreso}, file={:axis.txt:TXT}}
@book{lee2001, author={Lee, Ann}, title={By Its Key}, year={2001}, publisher={P}}
@book{roe, author={Roe, Bob}, title={By Path}, year={1999},
  file={TXT:files/7/Roe - 1999.txt:text/plain}}
@book{peace, author={Ng, Ann}, title={A {Long} Road to Peace}, year={1987}}
""",
        "utf-8",
    )
    return root


def test_files_keys_paths_and_titles_find_their_documents(folder: Path) -> None:
    with Library(folder) as library:
        found = {record.relative: record for record in library.documents()}
        assert found["axis.txt"].title == "The Axis"
        assert found["axis.txt"].authors == ("Viktor Kaspruk",)
        assert found["lee2001.txt"].title == "By Its Key"
        assert found["files/7/Roe - 1999.txt"].date == "1999"
        assert found["titled.md"].authors == ("Ann Ng",)
        assert found["plain.txt"].authors == ()
        titled = library.open("titled.md").metadata.fields
        assert titled["title"].source == "front matter"
        assert (titled["date"].source, titled["date"].line) == ("refs.bib", 6)
        assert library.cite("axis.txt", "mla").startswith("Kaspruk, Viktor. “The Axis.” *Espreso*")


def test_a_bibliography_that_changes_is_read_again(folder: Path) -> None:
    with Library(folder) as library:
        library.documents()
        assert library.listing().unread == ()
        bibliography = folder / "refs.bib"
        bibliography.write_text(
            bibliography.read_text("utf-8").replace("The Axis", "Axes"), "utf-8"
        )
        assert len(library.listing().unread) == 5
        assert {r.relative: r.title for r in library.documents()}["axis.txt"] == "Axes"
        assert library.listing().unread == ()
        bibliography.unlink()
        assert {r.relative: r.authors for r in library.documents()}["axis.txt"] == ()


def test_what_the_user_set_stands_above_a_bibliography(folder: Path) -> None:
    with Library(folder) as library:
        document = library.set_metadata("axis.txt", {"title": "Mine", "editors": ("Ann Lee",)})
        fields = document.metadata.fields
        assert (fields["title"].value, fields["title"].source) == ("Mine", "user")
        assert fields["editors"].value == ("Ann Lee",)
        assert fields["date"].source == "refs.bib"
        assert library.open("axis.txt").metadata.fields["editors"].value == ("Ann Lee",)


def test_papis_counts_for_its_own_folder_and_csl_json_by_doi(tmp_path: Path) -> None:
    one = tmp_path / "papers" / "one"
    below = one / "more"
    below.mkdir(parents=True)
    (one / "scan.txt").write_text(TEXT, "utf-8")
    (below / "other.txt").write_text(TEXT, "utf-8")
    (one / "info.yaml").write_text("title: From papis\nauthor: Lee, Ann\nyear: '2020'\n", "utf-8")
    (tmp_path / "papers" / "doi.md").write_text("---\ndoi: 10.1000/ABC\n---\n" + TEXT, "utf-8")
    items = [{"id": "x", "type": "book", "title": "By DOI", "DOI": "10.1000/abc"}]
    (tmp_path / "papers" / "zotero.json").write_text(json.dumps(items), "utf-8")
    with Library(tmp_path / "papers") as library:
        titles = {r.relative: r.title for r in library.documents()}
        assert titles["one/scan.txt"] == "From papis"
        assert titles["one/more/other.txt"] != "From papis"
        assert titles["doi.md"] == "By DOI"
        source = library.open("one/scan.txt").metadata.fields["title"].source
        assert source == "one/info.yaml"


def test_a_library_bib_above_the_folder_counts(tmp_path: Path) -> None:
    (tmp_path / "library" / "papers").mkdir(parents=True)
    (tmp_path / "library" / "papers" / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "library" / "library.bib").write_text(
        "@book{k, title={Above}, author={Lee, Ann}, file={papers/a.txt}}", "utf-8"
    )
    with Library(tmp_path / "library" / "papers") as library:
        [record] = library.documents()
        assert record.title == "Above"
        assert library.open("a.txt").metadata.fields["title"].source == "library.bib"


def test_two_entries_that_claim_a_document_are_not_chosen_between(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "r.bib").write_text(
        "@book{k, title={One}, file={a.txt}} @book{l, title={Two}, file={a.txt}}", "utf-8"
    )
    with Library(tmp_path) as library:
        assert library.documents()[0].title not in ("One", "Two")


def test_numbers_in_the_text_are_candidates_and_no_more(tmp_path: Path) -> None:
    text = """Title of the thing that is here

doi:10.1353/jod.2020.0001. See (https://doi.org/10.1000/xyz(99)1) and arXiv:2005.14165v2,
ISBN 978-0-226-45808-3 but not ISBN 978-0-226-45808-4, ISBN-10: 0-306-40615-2.
"""
    assert [tuple(one) for one in identifiers(text)] == [
        ("doi", "10.1353/jod.2020.0001", 3),
        ("doi", "10.1000/xyz(99)1", 3),
        ("number", "arXiv:2005.14165v2", 3),
        ("isbn", "9780226458083", 4),
        ("isbn", "0306406152", 4),
    ]
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with Library(tmp_path) as library:
        assert library.open("a.txt").metadata.text("doi") is None
