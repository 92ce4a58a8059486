"""BibTeX, BibLaTeX, RIS, CSL-JSON and the keys that join them to a text."""

import json

import pytest

from notes.bibliographies.bib_entries import read_bib
from notes.citations import Reference, citation_key, format_citation
from notes.citations.bibtex import entry
from notes.citations.keys import ascii_fold
from notes.citations.locators import labelled
from notes.citations.pages import page_range


def reference(**item: object) -> Reference:
    return Reference.from_csl_json({key.replace("_", "-"): value for key, value in item.items()})


KEYS = [
    ({"title": "The axis", "author": "Viktor Kaspruk", "issued": "2025"}, "kaspruk2025axis"),
    ({"title": "A “new” axis", "author": "José Núñez", "issued": "2025-02"}, "nunez2025new"),
    ({"title": "Шлях", "author": "Віктор Каспрук", "issued": "2025"}, "kaspruk2025shlyakh"),
    ({"title": "Krieg", "author": "Jürgen Groß"}, "grosskrieg"),
    ({"title": "On war", "author": {"literal": "World Bank"}, "issued": 2024}, "worldbank2024on"),
    ({"title": "Shocking reality", "issued": "2025"}, "shocking2025"),
    ({"title": "O’Brien’s law"}, "obriens"),
    ({"title": "活着", "author": "余华", "issued": "1993"}, "source1993"),
    ({"custom": {"opening": "The leaders met"}}, "leadersmet"),
    ({"custom": {"opening": "“My best friend is President Putin"}}, "bestfriend"),
    ({"title": "In Unison Against It"}, "unison"),
    ({"title": "1984", "issued": "1949"}, "source19841949"),
    ({}, "source"),
    ({"citation_key": "mine:2020", "title": "X"}, "mine:2020"),
    ({"citation_key": "not {safe}", "title": "Xylem"}, "xylem"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "key"), KEYS)
def test_a_key_is_made_of_author_year_and_first_word(item: dict[str, object], key: str) -> None:
    assert citation_key(reference(**item)) == key


def test_a_key_that_is_taken_gets_a_letter() -> None:
    one = reference(title="Axis", issued="2025")
    taken = {"axis2025"}
    for expected in ("axis2025a", "axis2025b"):
        key = citation_key(one, taken)
        assert key == expected
        taken.add(key)
    taken |= {f"axis2025{chr(letter)}" for letter in range(ord("a"), ord("z") + 1)}
    assert citation_key(one, taken) == "axis2025aa"


def test_letters_fold_to_ascii() -> None:
    assert ascii_fold("Ærøskøbing Łódź Straße Ἀθῆναι Йога") == "aeroskobinglodzstrasseathinaiyoga"


def test_bibtex_escapes_what_latex_would_read() -> None:
    written = format_citation(
        reference(title="50% of {A_B} & $x^2 ~ #1 \\ end }", type="book"), "bibtex"
    )
    assert written == (
        "@book{50, title = {50\\% of \\textbraceleft{}{A}\\_{B}\\textbraceright{} \\& "
        "\\$x\\textasciicircum{}2 \\textasciitilde{} \\#1 \\textbackslash{} end "
        "\\textbraceright{}}}"
    ).replace("{50,", "{source50,")


def test_the_number_of_an_article_stands_where_its_pages_would() -> None:
    article = reference(
        title="x", type="article-journal", number="4321", **{"container-title": "J", "volume": "1"}
    )
    assert "volume = {1}, pages = {4321}}" in format_citation(article, "bibtex")
    assert "volume = {1}, eid = {4321}}" in format_citation(article, "biblatex")
    ris = format_citation(article, "ris").split("\n")
    assert "SP  - 4321" in ris and not any(line.startswith("IS") for line in ris)
    for style in ("bibtex", "biblatex"):
        [entry] = read_bib(format_citation(article, style))
        assert entry.values["pages"] == "4321"


def test_biblatex_takes_no_publisher_apart() -> None:
    book = reference(title="x", type="book", publisher="Marks and Spencer")
    assert "publisher = {{Marks and Spencer}}" in format_citation(book, "biblatex")
    [entry] = read_bib(format_citation(book, "biblatex"))
    assert entry.values["publisher"] == "Marks and Spencer"


def test_bibtex_guards_names_that_it_would_take_apart() -> None:
    names = [
        {"family": "Marks and Spencer", "given": "Tom"},
        {"literal": "Black, White and Co."},
        {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
    ]
    written = format_citation(reference(title="x", type="book", author=names), "bibtex")
    assert (
        "author = {{Marks and Spencer}, Tom and {Black, White and Co.} and"
        " von Humboldt, Alexander}" in written
    )


def test_a_bibtex_entry_can_have_a_line_for_each_field() -> None:
    one = reference(title="Axis", type="book", issued="2025")
    assert entry(one, "k", multiline=True) == "@book{k,\n  title = {Axis},\n  year = {2025}\n}"


def test_ris_has_a_line_for_each_field() -> None:
    one = reference(
        type="article-journal",
        title="On <i>war</i>",
        author=["Jane Lee", {"literal": "World Bank"}],
        issued="2020-03-04",
        container_title="Journal",
        page="145-67",
        URL="https://example.org",
    )
    assert format_citation(one, "ris").split("\n") == [
        "TY  - JOUR",
        "AU  - Lee, Jane",
        "AU  - World Bank",
        "TI  - On war",
        "T2  - Journal",
        "PY  - 2020",
        "DA  - 2020/03/04/",
        "SP  - 145",
        "EP  - 167",
        "UR  - https://example.org",
        "ER  -",
    ]


def test_csl_json_read_back_is_the_same_reference() -> None:
    one = reference(
        type="chapter",
        title="On <i>war</i>",
        author=[{"family": "Gogh", "given": "V", "non-dropping-particle": "van"}],
        issued={"date-parts": [[2020, 3], [2022]], "circa": True},
        container_title="Journal",
        DOI="10.1/x",
        citation_key="k",
    )
    [item] = json.loads(format_citation(one, "csl-json"))
    assert item["id"] == "k"
    again = Reference.from_csl_json({**item, "id": "", "DOI": one.doi})
    assert again == one


def test_biblatex_gives_full_dates_and_online_sources() -> None:
    one = reference(
        type="webpage", title="Home", issued="2025-02-22", URL="https://e.org/{x}", accessed="2025"
    )
    assert format_citation(one, "biblatex") == (
        "@online{home2025, title = {Home}, date = {2025-02-22}, url = {https://e.org/%7Bx%7D},"
        " urldate = {2025}}"
    )


RANGES = [
    ("145-67", "full", "145–167"),
    ("145--167", "mla", "145–67"),
    ("101-108", "mla", "101–08"),
    ("101-108", "chicago", "101–8"),
    ("100-104", "chicago", "100–104"),
    ("321-328", "chicago", "321–28"),
    ("1496-1500", "chicago", "1496–1500"),
    ("71-72", "chicago", "71–72"),
    ("12", "full", "12"),
    ("xii-xv", "full", "xii–xv"),
    ("A1-A3", "mla", "A1–A3"),
    ("1-3, 7-9", "full", "1–3, 7–9"),
    ("9-3", "mla", "9–3"),
]


@pytest.mark.parametrize(("pages", "form", "expected"), RANGES)
def test_page_ranges_are_shortened_as_each_style_does(pages: str, form: str, expected: str) -> None:
    assert page_range(pages, form) == expected


LOCATORS = [
    ("12", "p. 12"),
    ("p. 12", "p. 12"),
    ("pp 3-5", "pp. 3–5"),
    ("3, 7", "pp. 3, 7"),
    ("xii", "p. xii"),
    ("para. 4", "para. 4"),
    ("§ 3", "§ 3"),
    ("", ""),
]


@pytest.mark.parametrize(("locator", "expected"), LOCATORS)
def test_a_page_is_labelled_and_other_places_stay(locator: str, expected: str) -> None:
    assert labelled(locator) == expected


PLACES = [
    ("chapter 3", "apa", "Chapter 3"),
    ("ch. 3-4", "mla", "chs. 3–4"),
    ("chap 3", "chicago", "chap. 3"),
    ("paragraph 4", "mla", "par. 4"),
    ("¶ 4", "apa", "para. 4"),
    ("§§ 3-4", "", "§§ 3–4"),
    ("section 4.2", "apa", "Section 4.2"),
    ("Table 2", "apa", "Table 2"),
    ("fig. 1", "ieee", "Fig. 1"),
    ("line 5", "mla", "line 5"),
    ("vv. 5, 7", "", "vv. 5, 7"),
    ("n. 3", "chicago", "n. 3"),
    ("101-108", "chicago", "pp. 101–8"),
    ("101-108", "mla", "pp. 101–08"),
    ("1:30:40", "apa", "1:30:40"),
    ("Genesis 3", "apa", "Genesis 3"),
    ("Genesis 1:1-3", "mla", "Genesis 1:1–3"),
    ("bk. 2, chap. 4", "apa", "Book 2, Chapter 4"),
    ("bk. 2, chap. 4", "mla", "bk. 2, ch. 4"),
    ("p. 5, para. 2", "mla", "p. 5, par. 2"),
    ("12:34-12:50", "apa", "12:34–12:50"),
    ("timestamp 1:02", "chicago", "1:02"),
    ("2.1.3", "apa", "2.1.3"),
    ("1,024", "apa", "p. 1,024"),
    ("pp. 1,024-1,030", "chicago", "pp. 1,024–1,030"),
    ("appendix B", "apa", "Appendix B"),
    ("12n3", "harvard", "p. 12n3"),
]


@pytest.mark.parametrize(("locator", "style", "expected"), PLACES)
def test_a_place_of_another_kind_has_the_styles_own_word(
    locator: str, style: str, expected: str
) -> None:
    assert labelled(locator, style) == expected


def test_a_type_that_is_none_is_not_handed_on_to_other_programs() -> None:
    reference = Reference.from_csl_json({"title": "A Title", "type": "nonsense"})
    assert json.loads(format_citation(reference, "csl-json"))[0]["type"] == "document"
