"""What the colours stand for, by library, on this machine and never in the library."""

from pathlib import Path

import pytest

from notes.categories import Categories
from notes.errors import UserError
from notes.library import Library


def test_names_and_marks_are_there_the_next_time_and_not_in_the_library(tmp_path: Path) -> None:
    papers, others = tmp_path / "papers", tmp_path / "others"
    papers.mkdir()
    others.mkdir()
    library = Library(papers)
    chosen = library.categories.named("green", "  my  claim ").marked("green", "●")
    library.choose_categories(chosen)
    again = Library(papers).categories
    assert (again.name("green"), again["green"].mark) == ("my claim", "●")
    assert again.name("blue") == "blue"
    assert [one.color for one in again][:2] == ["yellow", "green"]
    assert list(Library(others).categories) == list(Categories())
    assert list(papers.iterdir()) == []


def test_a_name_finds_its_colour_whatever_its_case() -> None:
    categories = Categories().named("pink", "Evidence")
    assert categories.color("evidence ") == "pink"
    assert categories.color("blue") == "blue"
    assert categories.color("nothing") == "nothing"


def test_two_colours_never_have_one_name() -> None:
    categories = Categories().named("pink", "Evidence")
    for taken in ("evidence", "Blue"):
        with pytest.raises(UserError, match="another colour"):
            categories.named("green", taken)
    assert categories.named("pink", "").name("pink") == "pink"
    assert categories.named("pink", "PINK").name("pink") == "pink"


@pytest.mark.parametrize(
    "spoiled", [b"", b"[]", b'{"categories": 3}', b'{"categories": {"green": 1}}', b"\xff" * 9]
)
def test_a_spoiled_file_counts_as_none(tmp_path: Path, spoiled: bytes) -> None:
    library = Library(tmp_path)
    library.choose_categories(Categories().named("green", "x"))
    (file,) = (library.folders.data / "categories").iterdir()
    file.write_bytes(spoiled)
    assert Library(tmp_path).categories.name("green") == "green"
