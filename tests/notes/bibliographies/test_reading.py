"""Bibliographies of every kind read into the fields of a document's metadata."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes.bibliographies.bib_entries import read_bib
from notes.bibliographies.csl_entries import read_csl
from notes.bibliographies.papis_entries import read_papis
from notes.bibliographies.people import display_name, split_people
from notes.citations.latex_text import plain_text

ARTICLE = r"""
% a remark with an @ in it
@string{jod = "Journal of " # {Democracy}}
@comment{jabref-meta: databaseType:bibtex;}
@Article{przeworski2020,
  author  = {Przeworski, Adam and {World Bank} and van Gogh, Vincent},
  title   = {{Is There} a Crisis of {Democracy?}},
  journal = jod,
  year    = 2020, month = apr,
  volume  = 31, number = {2},
  pages   = {5--18},
  doi     = {https://doi.org/10.1353/jod.2020.0001},
  file    = {Full Text PDF:files/12/Przeworski - 2020.pdf:application/pdf}
}
"""


def test_an_article_with_macros_and_a_file() -> None:
    [entry] = read_bib(ARTICLE)
    assert entry.key == "przeworski2020" and entry.line == 5
    assert entry.files == ("files/12/Przeworski - 2020.pdf",)
    assert dict(entry.values) == {
        "type": "article-journal",
        "title": "Is There a Crisis of Democracy?",
        "authors": ("Adam Przeworski", "World Bank", "Vincent van Gogh"),
        "container": "Journal of Democracy",
        "date": "2020-04",
        "volume": "31",
        "issue": "2",
        "pages": "5–18",
        "doi": "10.1353/jod.2020.0001",
        "key": "przeworski2020",
    }


BIBLATEX = """
@incollection{a, author={García Márquez, Gabriel}, title={Uno}, subtitle={dos?}, booktitle={Libro},
  editor={Lee, Ann and Roe, Bob}, date={1999-05-03/1999-05-09}, origdate={1967},
  urldate={2020-01-02}, location={Madrid}, publisher={P}, edition={2}, langid={spanish}, url={https://e.org/a_b\\%20c}}
@inbook{b, crossref={whole}, title={Part}, pages={1-9}}
@book{whole, title={The Whole}, editor={Ann Lee}, year={2001}, publisher={Q}}
@mastersthesis{c, author={Ng, Ann}, title={Maps}, school={Kyiv University}, year={2019}}
@misc{d, author={Brown, Tom}, title={Few}, eprint={2005.14165}, archiveprefix={arXiv}, year={2020}}
@online{e, title={Home}, url={\\url{https://e.org}}, year={n.d.}}
"""


def test_biblatex_chapters_theses_preprints_and_pages() -> None:
    found = {entry.key: entry.values for entry in read_bib(BIBLATEX)}
    a = found["a"]
    assert a["authors"] == ("García Márquez, Gabriel",)
    assert (a["title"], a["container"], a["type"]) == ("Uno: dos?", "Libro", "chapter")
    assert (a["date"], a["original-date"], a["accessed"]) == ("1999-05-03", "1967", "2020-01-02")
    assert (a["editors"], a["language"]) == (("Ann Lee", "Bob Roe"), "es")
    assert a["url"] == "https://e.org/a_b%20c"
    b = found["b"]
    assert (b["title"], b["container"], b["date"], b["publisher"]) == (
        "Part",
        "The Whole",
        "2001",
        "Q",
    )
    assert (found["c"]["type"], found["c"]["genre"]) == ("thesis", "Master’s thesis")
    d = found["d"]
    assert (d["type"], d["number"], d["publisher"]) == ("article", "arXiv:2005.14165", "arXiv")
    assert found["e"]["url"] == "https://e.org" and "date" not in found["e"]


BROKEN = """@article{one, title = {Kept}
@book{two, title = "Also {"}kept{"}", year = 1999}
@book{three, title = {never closed, year = 2000}
@misc{, title = {No key}}
"""


def test_a_broken_entry_does_not_take_the_others_along() -> None:
    found = [(entry.key, entry.text("title")) for entry in read_bib(BROKEN)]
    assert ("two", 'Also "kept"') in found


@given(st.text(alphabet='@{}(),="#\\ \nabtitle1', max_size=80))
def test_any_text_is_read_without_an_error(source: str) -> None:
    list(read_bib(source))
    plain_text(source)


LATEX = [
    (r"Erd{\H o}s and P{\'o}lya", "Erdős and Pólya"),
    (r"G{\"o}del, {\'E}mile, \v{S}afa\v{r}\'{\i}k, \c{C}a", "Gödel, Émile, Šafařík, Ça"),
    (r"{\ss}, {\o}re, \L{}\'od\'z, \aa", "ß, øre, Łódź, å"),
    (r"50\% of \$5 \& A\_B \#1 --- x--y", "50% of $5 & A_B #1 — x–y"),
    (r"``On'' \emph{E. coli} and H\textsubscript{2}O", "“On” <i>E. coli</i> and H<sub>2</sub>O"),
    (r"\textbackslash{} \textbraceleft x~y \unknown{z}", "\\ {x y z"),
]


@pytest.mark.parametrize(("latex", "expected"), LATEX)
def test_latex_becomes_plain_text(latex: str, expected: str) -> None:
    assert plain_text(latex) == expected


def test_names_are_parted_at_and_but_not_in_braces() -> None:
    written = "{Marks and Spencer} and Lee, Ann and others"
    assert list(split_people(written)) == ["{Marks and Spencer}", "Lee, Ann"]
    assert display_name("{Barnes & Noble}") == "Barnes & Noble"
    assert display_name("King, Jr., Martin Luther") == "Martin Luther King Jr."
    assert display_name("de la Cruz, Juana") == "Juana de la Cruz"


def test_csl_json_of_zotero_is_read() -> None:
    source = """[{"id": "http://zotero.org/1", "citation-key": "lee2001", "type": "chapter",
      "title": "On war", "container-title": "Peace", "editor": [{"family": "Roe", "given": "Bob"}],
      "author": [{"family": "Lee", "given": "Jane"}, {"literal": "NASA"}],
      "issued": {"date-parts": [["2001", "5"]]}, "page": "1-9"}, 7, {"x": 1}]"""
    [entry] = read_csl(source)
    assert dict(entry.values) == {
        "title": "On war",
        "type": "chapter",
        "container": "Peace",
        "pages": "1-9",
        "authors": ("Jane Lee", "NASA"),
        "editors": ("Bob Roe",),
        "date": "2001-05",
        "key": "lee2001",
    }


@pytest.mark.parametrize("source", ["", "{", "[1, 2]", '{"a": 1}', "[" * 100_000])
def test_json_of_another_kind_is_passed_over(source: str) -> None:
    assert list(read_csl(source)) == []


def test_papis_names_its_file_and_its_people() -> None:
    source = """
title: The Axis
author: somebody else
author_list:
- {family: Kaspruk, given: Viktor}
- {family: Lee, given: Ann}
year: 2025
month: 2
journal: Espreso
type: article
ref: kaspruk2025
files: [axis.pdf]
"""
    [entry] = read_papis(source)
    assert entry.files == ("axis.pdf",)
    assert entry.values["authors"] == ("Viktor Kaspruk", "Ann Lee")
    assert (entry.values["date"], entry.values["key"]) == ("2025-02", "kaspruk2025")


@pytest.mark.parametrize("source", ["", "- a", "a: &x [1]\nb: *x\ntitle: t", "title: [", "{}"])
def test_yaml_of_another_kind_is_passed_over(source: str) -> None:
    assert list(read_papis(source)) == []
