"""Bylines give names only where they are names; fields give what they say."""

import pytest

from notes.documents.names import byline_authors, split_authors


@pytest.mark.parametrize(
    ("rest", "names"),
    [
        ("Viktor Kaspruk", ("Viktor Kaspruk",)),
        ("Viktor Kaspruk, journalist.", ("Viktor Kaspruk",)),
        ("VIKTOR KASPRUK and ANNE O'NEIL", ("Viktor Kaspruk", "Anne O'Neil")),
        ("Jane Doe, John Roe and Ann Poe", ("Jane Doe", "John Roe", "Ann Poe")),
        ("Jane Doe, BBC News", ("Jane Doe",)),
        ("Jane Doe | Reuters", ("Jane Doe",)),
        ("Ludwig van der Berg jane@example.org", ("Ludwig van der Berg",)),
        ("J. K. Rowling", ("J. K. Rowling",)),
        ("Kaspruk, Viktor", ("Viktor Kaspruk",)),
        ("the Commonplace editors", ("The Commonplace editors",)),
        ("contrast, Beijing waits", ()),
        ("Monday Morning", ()),
        ("The Numbers", ()),
        ("2030 Trade Will Double", ()),
        ("admin", ()),
        ("Order of the King", ()),
    ],
)
def test_a_byline(rest: str, names: tuple[str, ...]) -> None:
    assert byline_authors(rest) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Doe, Jane; Roe, John", ("Jane Doe", "John Roe")),
        ("Jane Doe, John Roe", ("Jane Doe", "John Roe")),
        ("Doe, Jane", ("Jane Doe",)),
        ("Reuters", ("Reuters",)),
        ("", ()),
    ],
)
def test_an_author_field(value: str, names: tuple[str, ...]) -> None:
    assert split_authors(value) == names
