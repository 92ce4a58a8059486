"""Names that are typed into one line are those that were meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes.documents.typed_names import names_to_type, names_typed


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("Doe, Jane", ["Doe, Jane"]),
        ("Fox, Brian and Chet Ramey", ["Fox, Brian", "Chet Ramey"]),
        ("John Doe and Jane Roe", ["John Doe", "Jane Roe"]),
        ("John Doe  AND\tJane Roe and others", ["John Doe", "Jane Roe"]),
        ("Fox, Brian, and Ramey, Chet", ["Fox, Brian", "Ramey, Chet"]),
        ("Ann Lee, John Doe and Jane Roe", ["Ann Lee", "John Doe", "Jane Roe"]),
        ("Ann Lee, John Doe, and Jane Roe", ["Ann Lee", "John Doe", "Jane Roe"]),
        ("Ann Lee, J. K. Doe, Jane Roe", ["Ann Lee", "J. K. Doe", "Jane Roe"]),
        ("Ann Lee, Cy", ["Ann Lee, Cy"]),
        ("García Márquez, Gabriel José", ["García Márquez, Gabriel José"]),
        ("van Gogh, Vincent Willem and Jane Doe", ["van Gogh, Vincent Willem", "Jane Doe"]),
        ("Ann Lee, John and Doe, Jane", ["Ann Lee, John", "Doe, Jane"]),
        ("Fox, Brian, Jr. and Jane Doe", ["Fox, Brian, Jr.", "Jane Doe"]),
        ("John Doe & Jane Roe", ["John Doe", "Jane Roe"]),
        ("Fox, B., & Ramey, C.", ["Fox, B.", "Ramey, C."]),
        ("Procter & Gamble", ["Procter & Gamble"]),
        ("Centre for Trade & Peace Studies", ["Centre for Trade & Peace Studies"]),
        ("{Smith and Sons} and Jane Doe", ["{Smith and Sons}", "Jane Doe"]),
        ("{Trade; and War}; Jane Doe", ["{Trade; and War}", "Jane Doe"]),
        ("Smith and Sons;", ["Smith and Sons"]),
        (
            "Ministry of Trade and Industry; Doe, Jane",
            ["Ministry of Trade and Industry", "Doe, Jane"],
        ),
        ("Alexander Brandt", ["Alexander Brandt"]),
        (" ; ", []),
        ("and", ["and"]),
        ("", []),
    ],
)
def test_a_line_of_names(typed: str, names: list[str]) -> None:
    assert names_typed(typed) == tuple(names)


@given(
    st.lists(
        st.sampled_from(["Ann Lee", "Doe", ", ", ";", " and ", " & ", "{", "}", " "]), max_size=9
    ).map("".join)
)
def test_names_are_written_so_that_they_are_read_again(typed: str) -> None:
    names = names_typed(typed)
    assert names_typed(names_to_type(names)) == names
