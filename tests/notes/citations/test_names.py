"""Names as documents write them, and the forms styles need."""

import pytest

from notes.citations import Name, parse_name

WRITTEN = [
    ("Viktor Kaspruk", {"family": "Kaspruk", "given": "Viktor"}),
    ("Kaspruk, Viktor", {"family": "Kaspruk", "given": "Viktor"}),
    ("Vincent van Gogh", {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}),
    (
        "Oscar de la Hoya",
        {"family": "Hoya", "given": "Oscar", "non-dropping-particle": "de la"},
    ),
    ("van Gogh, Vincent", {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}),
    ("Martin Van Buren", {"family": "Van Buren", "given": "Martin"}),
    ("Martin Luther King Jr.", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
    ("Martin Luther King, Jr.", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
    ("King, Martin Luther, Jr.", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
    ("King, Jr., Martin Luther", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
    ("William Gates III", {"family": "Gates", "given": "William", "suffix": "III"}),
    ("J. R. R. Tolkien", {"family": "Tolkien", "given": "J. R. R."}),
    ("Ann Ng, PhD", {"family": "Ng", "given": "Ann"}),
    ("{Smith and Sons}", {"literal": "Smith and Sons"}),
    ("Institute for the Study of War", {"literal": "Institute for the Study of War"}),
    ("Kyiv University", {"literal": "Kyiv University"}),
    ("The Editors", {"literal": "The Editors"}),
    ("University of California, Berkeley", {"literal": "University of California, Berkeley"}),
    ("Xi Jinping", {"family": "Xi", "given": "Jinping"}),
    ("Wang Qi", {"family": "Wang", "given": "Qi"}),
    ("Kim Jong-un", {"family": "Kim", "given": "Jong-un"}),
    ("Kim Novak", {"family": "Novak", "given": "Kim"}),
    ("Dan Brown", {"family": "Brown", "given": "Dan"}),
    ("习近平", {"literal": "习近平"}),
    ("Віктор Каспрук", {"family": "Каспрук", "given": "Віктор"}),
    ("Plato", {"literal": "Plato"}),
    ("  \x1b[31mViktor\n Kaspruk ", {"family": "Kaspruk", "given": "[31mViktor"}),
    ("", {}),
    (" ,; ", {}),
    ("{}", {}),
]


@pytest.mark.parametrize(("written", "expected"), WRITTEN)
def test_a_written_name_is_understood(written: str, expected: dict[str, str]) -> None:
    assert parse_name(written) == expected


INITIALS = [
    ("Viktor", "V."),
    ("Jean-Paul", "J.-P."),
    ("J.R.R.", "J. R. R."),
    ("Edgar A.", "E. A."),
    ("Віктор", "В."),
    ("élodie", "é."),
    ("Ji-woo", "J."),
    ("الطيب", "الطيب"),
    ("ʿAʾisha", "A."),
    ("-", ""),
    ("", ""),
]


@pytest.mark.parametrize(("given", "initials"), INITIALS)
def test_given_names_become_initials(given: str, initials: str) -> None:
    assert Name(family="X", given=given).initials == initials


def test_a_name_is_printed_direct_inverted_and_with_initials() -> None:
    king = Name("King", "Martin Luther", suffix="Jr.")
    assert king.direct == "Martin Luther King Jr."
    assert king.inverted() == "King, Martin Luther, Jr."
    assert king.inverted(initials=True) == "King, M. L., Jr."
    assert king.abbreviated() == "M. L. King Jr."


@pytest.mark.parametrize(
    ("given", "shown"), [("A.A.", "A. A."), ("C", "C."), ("JRR", "J. R. R."), ("Jo A", "Jo A.")]
)
def test_initials_have_full_stops_and_blanks_in_every_form(given: str, shown: str) -> None:
    assert Name("Lee", given).direct == f"{shown} Lee"
    assert Name("Lee", given).inverted() == f"Lee, {shown}"


def test_a_particle_stays_before_the_family_name_unless_it_is_dropped() -> None:
    assert Name("Gogh", "Vincent", particle="van").inverted() == "van Gogh, Vincent"
    assert Name("Humboldt", "Alexander", dropping="von").inverted() == "Humboldt, Alexander von"
    assert Name("Humboldt", "Alexander", dropping="von").direct == "Alexander von Humboldt"
    assert Name("Arc", "Jeanne", particle="d’").inverted() == "d’Arc, Jeanne"


CAPITALS = [
    ("KEYNES", "JOHN M.", "John M. Keynes"),
    ("O'BRIEN", "PAT", "Pat O'Brien"),
    ("VAN DER MEER", "Jan", "Jan van der Meer"),
    ("MCDONALD", "IAN", "Ian McDonald"),
    ("DUPONT", "JEAN-PAUL", "Jean-Paul Dupont"),
    ("TOLKIEN", "JRR", "J. R. R. Tolkien"),
    ("NG", "A.", "A. Ng"),
    ("КОВАЛЁВ", "ИВАН", "Иван Ковалёв"),
    ("X", "Malcolm", "Malcolm X"),
    ("NASA", "", "NASA"),
    ("SMITH, JR", "TOM", "Tom Smith Jr."),
]


@pytest.mark.parametrize(("family", "given", "shown"), CAPITALS)
def test_names_in_capitals_are_written_as_others_are(family: str, given: str, shown: str) -> None:
    name = Name.from_csl({"family": family, "given": given})
    assert name is not None and name.direct == shown


def test_a_chinese_name_in_its_own_script_is_not_turned_round() -> None:
    name = Name("习", "近平")
    assert {name.direct, name.inverted(), name.inverted(initials=True), name.surname} == {"习近平"}


def test_a_csl_name_of_the_wrong_kind_is_no_name() -> None:
    values: tuple[object, ...] = (
        None,
        3,
        [],
        {},
        {"family": 3},
        {"family": "\x00"},
        "",
        {"literal": ["x"]},
    )
    for value in values:
        assert Name.from_csl(value) is None
