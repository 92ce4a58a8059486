"""References written in each style, every expected line read by hand by the rules of its style."""

# ruff: noqa: E501 - a reference is easier to check on one line

from typing import Any

import pytest

from notes.citations import STYLES, Reference, format_citation, in_text, plain
from notes.errors import UserError

AXIS = {
    "type": "article-newspaper",
    "title": "China-Russia: axis of adversaries",
    "author": [{"family": "Kaspruk", "given": "Viktor"}],
    "issued": {"date-parts": [[2025, 2, 22]]},
    "container-title": "Espreso. Global",
}
UNISON = {
    "type": "webpage",
    "title": '"In Unison Against Unilateralism" - Xi and Putin: A Stronger Front',
}
SHOCKING = {
    "type": "article-newspaper",
    "title": "Shocking reality: British saw a growing alliance between Russia and China",
    "issued": {"date-parts": [[2025, 5, 9]]},
}
UNTITLED = {"custom": {"opening": "Chinese and Russian leaders are hatching a joint strategy now"}}
QUOTED_OPENING = {"custom": {"opening": "“My best friend is President Vladimir Putin"}}
JOURNAL = {
    "type": "article-journal",
    "title": "The Growth of <i>E. coli</i> in Space: A Study",
    "author": [
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"family": "Poe", "given": "Edgar A."},
    ],
    "issued": {"date-parts": [[2020, 3]]},
    "container-title": "Journal of Things",
    "volume": "12",
    "issue": 3,
    "page": "145-67",
    "DOI": "doi:10.1000/xyz_1",
    "URL": "https://example.org/not-this",
}
EDITED = {
    "type": "book",
    "title": "Rivals & friends: what is next?",
    "editor": [{"family": "Miller", "given": "Eve"}],
    "publisher": "Clarendon Press",
    "publisher-place": "Oxford",
    "edition": "2nd ed.",
    "issued": {"date-parts": [["1999"]]},
}
CHAPTER = {
    "type": "chapter",
    "title": "On war",
    "author": [{"family": "Lee", "given": "Jane"}],
    "container-title": "The Handbook of Peace",
    "editor": [{"family": "Miller", "given": "Eve"}, {"family": "Ross", "given": "Tim"}],
    "publisher": "Routledge",
    "page": "101-108",
    "issued": {"date-parts": [[2001]]},
}
THESIS = {
    "type": "thesis",
    "title": "Deep Learning for Maps",
    "author": [{"family": "Ng", "given": "Ann"}],
    "publisher": "Kyiv University",
    "issued": {"date-parts": [[2019]]},
}
REPORT = {
    "type": "report",
    "title": "World trade report",
    "author": [{"literal": "World Bank"}],
    "publisher": "The World Bank",
    "number": "12",
    "issued": {"date-parts": [[2024]]},
    "URL": "https://example.org/a_b?x=1",
}
PAGE = {
    "type": "webpage",
    "title": "What now?",
    "container-title": "Some Site",
    "URL": "https://example.org/",
    "accessed": {"date-parts": [[2025, 5, 5]]},
}
NEWSPAPER = {
    "type": "article-newspaper",
    "title": "'No limits' is what they said",
    "author": [{"family": "O’Brien", "given": "Jean-Paul"}, {"family": "Xi", "given": "Y."}],
    "container-title": "The New York Times",
    "page": "A1",
    "issued": {"date-parts": [[2022, 9, 4]]},
}
CHINESE = {
    "type": "book",
    "title": "活着",
    "author": [{"family": "余", "given": "华"}],
    "publisher": "作家出版社",
    "issued": {"date-parts": [[1993]]},
}
TRANSLATED = {
    "type": "book",
    "title": "The second sex",
    "author": [{"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"}],
    "translator": [{"family": "Parshley", "given": "H. M."}],
    "publisher": "Knopf",
    "issued": {"date-parts": [[1953]]},
}
FRENCH = {
    "type": "article-magazine",
    "title": "La Chine et les États de la mer du Sud",
    "author": [{"family": "Humboldt", "given": "Alexandre", "dropping-particle": "von"}],
    "container-title": "L’Express",
    "issued": {"date-parts": [[2021, 7]]},
}

CASES = [
    (AXIS, "apa", "Kaspruk, V. (2025, February 22). *China-Russia: Axis of adversaries*. Espreso. Global."),
    (AXIS, "mla", "Kaspruk, Viktor. “China-Russia: Axis of Adversaries.” *Espreso. Global*, 22 Feb. 2025."),
    (AXIS, "chicago", "Kaspruk, Viktor. “China-Russia: Axis of Adversaries.” *Espreso. Global*, February 22, 2025."),
    (AXIS, "chicago-note", "Viktor Kaspruk, “China-Russia: Axis of Adversaries,” *Espreso. Global*, February 22, 2025."),
    (UNISON, "apa", "*“In unison against unilateralism” - Xi and Putin: A stronger front*. (n.d.)."),
    (AXIS, "bibtex", "@article{kaspruk2025china, author = {Kaspruk, Viktor}, title = {{China-Russia}: axis of adversaries}, journal = {Espreso. Global}, year = {2025}, month = feb}"),
    (AXIS, "harvard", "Kaspruk, V. (2025) ‘China-Russia: axis of adversaries’, *Espreso. Global*, 22 February."),
    (AXIS, "ieee", "V. Kaspruk, “China-Russia: Axis of adversaries,” *Espreso. Global*, Feb. 22, 2025."),
    (AXIS, "biblatex", "@article{kaspruk2025china, author = {Kaspruk, Viktor}, title = {{China-Russia}: axis of adversaries}, journaltitle = {Espreso. Global}, date = {2025-02-22}}"),
    (AXIS, "pandoc", "[@kaspruk2025china]"),
    (UNISON, "mla", "“‘In Unison against Unilateralism’ - Xi and Putin: A Stronger Front.”"),
    (UNISON, "chicago-bibliography", "“‘In Unison Against Unilateralism’ - Xi and Putin: A Stronger Front.” N.d."),
    (UNISON, "chicago-note", "“‘In Unison Against Unilateralism’ - Xi and Putin: A Stronger Front,” n.d."),
    (UNISON, "ieee", "“‘In unison against unilateralism’ - Xi and Putin: A stronger front.”"),
    (UNISON, "bibtex", "@misc{unison, title = {``In Unison Against Unilateralism'' - {Xi} and {Putin}: A Stronger Front}}"),
    (SHOCKING, "apa", "*Shocking reality: British saw a growing alliance between Russia and China*. (2025, May 9)."),
    (SHOCKING, "mla", "“Shocking Reality: British Saw a Growing Alliance between Russia and China.” 9 May 2025."),
    (SHOCKING, "chicago", "“Shocking Reality: British Saw a Growing Alliance Between Russia and China.” May 9, 2025."),
    (SHOCKING, "bibtex", "@article{shocking2025, title = {Shocking reality: {British} saw a growing alliance between {Russia} and {China}}, year = {2025}, month = may}"),
    (UNTITLED, "apa", "[Document beginning “Chinese and Russian leaders are hatching a joint…”]. (n.d.)."),
    (UNTITLED, "mla", "“Chinese and Russian leaders are hatching a joint…”"),
    (UNTITLED, "chicago-bibliography", "“Chinese and Russian leaders are hatching a joint…” N.d."),
    (QUOTED_OPENING, "mla", "“My best friend is President Vladimir Putin.”"),
    ({}, "apa", "[Untitled]. (n.d.)."),
    ({}, "mla", "[Untitled]."),
    (JOURNAL, "apa", "van Gogh, V., King, M. L., Jr., & Poe, E. A. (2020). The growth of *E. coli* in space: A study. *Journal of Things*, *12*(3), 145–167. https://doi.org/10.1000/xyz_1"),
    (JOURNAL, "mla", "van Gogh, Vincent, et al. “The Growth of *E. coli* in Space: A Study.” *Journal of Things*, vol. 12, no. 3, Mar. 2020, pp. 145–67, https://doi.org/10.1000/xyz_1."),
    (JOURNAL, "chicago-bibliography", "van Gogh, Vincent, Martin Luther King Jr., and Edgar A. Poe. “The Growth of *E. coli* in Space: A Study.” *Journal of Things* 12, no. 3 (2020): 145–67. https://doi.org/10.1000/xyz_1."),
    (JOURNAL, "chicago-note", "Vincent van Gogh et al., “The Growth of *E. coli* in Space: A Study,” *Journal of Things* 12, no. 3 (2020): 145–67, https://doi.org/10.1000/xyz_1."),
    (JOURNAL, "harvard", "van Gogh, V., King, M.L., Jr. and Poe, E.A. (2020) ‘The growth of *E. coli* in space: a study’, *Journal of Things*, 12(3), pp. 145–167. Available at: https://doi.org/10.1000/xyz_1."),
    (JOURNAL, "ieee", "V. van Gogh, M. L. King Jr., and E. A. Poe, “The growth of *E. coli* in space: A study,” *Journal of Things*, vol. 12, no. 3, pp. 145–167, Mar. 2020, doi: 10.1000/xyz_1."),
    (JOURNAL, "bibtex", "@article{vangogh2020growth, author = {van Gogh, Vincent and King, Jr., Martin Luther and Poe, Edgar A.}, title = {The Growth of \\emph{{E}. {coli}} in Space: A Study}, journal = {Journal of Things}, volume = {12}, number = {3}, pages = {145--167}, year = {2020}, month = mar, doi = {10.1000/xyz_1}}"),
    (EDITED, "apa", "Miller, E. (Ed.). (1999). *Rivals & friends: What is next?* (2nd ed.). Clarendon Press."),
    (EDITED, "mla", "Miller, Eve, editor. *Rivals & Friends: What Is Next?* 2nd ed., Clarendon Press, 1999."),
    (EDITED, "chicago-bibliography", "Miller, Eve, ed. *Rivals & Friends: What Is Next?* 2nd ed. Oxford: Clarendon Press, 1999."),
    (EDITED, "chicago-note", "Eve Miller, ed., *Rivals & Friends: What Is Next?*, 2nd ed. (Oxford: Clarendon Press, 1999)."),
    (EDITED, "harvard", "Miller, E. (ed.) (1999) *Rivals & friends: what is next?* 2nd edn. Oxford: Clarendon Press."),
    (EDITED, "bibtex", "@book{miller1999rivals, editor = {Miller, Eve}, title = {Rivals \\& friends: what is next?}, publisher = {Clarendon Press}, address = {Oxford}, edition = {2nd}, year = {1999}}"),
    (CHAPTER, "apa", "Lee, J. (2001). On war. In E. Miller & T. Ross (Eds.), *The handbook of peace* (pp. 101–108). Routledge."),
    (CHAPTER, "mla", "Lee, Jane. “On War.” *The Handbook of Peace*, edited by Eve Miller and Tim Ross, Routledge, 2001, pp. 101–08."),
    (CHAPTER, "chicago-bibliography", "Lee, Jane. “On War.” In *The Handbook of Peace*, edited by Eve Miller and Tim Ross, 101–8. Routledge, 2001."),
    (CHAPTER, "chicago-note", "Jane Lee, “On War,” in *The Handbook of Peace*, ed. Eve Miller and Tim Ross (Routledge, 2001), 101–8."),
    (CHAPTER, "harvard", "Lee, J. (2001) ‘On war’, in E. Miller and T. Ross (eds) *The handbook of peace*. Routledge, pp. 101–108."),
    (CHAPTER, "ieee", "J. Lee, “On war,” in *The Handbook of Peace*, E. Miller and T. Ross, Eds. Routledge, 2001, pp. 101–108."),
    (THESIS, "apa", "Ng, A. (2019). *Deep learning for maps* [Doctoral dissertation, Kyiv University]."),
    (THESIS, "mla", "Ng, Ann. *Deep Learning for Maps*. 2019. Kyiv U, PhD dissertation."),
    (THESIS, "chicago-bibliography", "Ng, Ann. “Deep Learning for Maps.” PhD diss., Kyiv University, 2019."),
    (THESIS, "chicago-note", "Ann Ng, “Deep Learning for Maps” (PhD diss., Kyiv University, 2019)."),
    (REPORT, "apa", "World Bank. (2024). *World trade report* (Report No. 12). https://example.org/a_b?x=1"),
    (REPORT, "mla", "*World Trade Report*. No. 12, World Bank, 2024, example.org/a_b?x=1."),
    (REPORT, "bibtex", "@techreport{worldbank2024world, author = {{World Bank}}, title = {World trade report}, institution = {The World Bank}, number = {12}, year = {2024}, url = {https://example.org/a_b?x=1}}"),
    (PAGE, "apa", "*What now?* (n.d.). Some Site. Retrieved May 5, 2025, from https://example.org/"),
    (PAGE, "mla", "“What Now?” *Some Site*, example.org/. Accessed 5 May 2025."),
    (PAGE, "chicago-bibliography", "“What Now?” Some Site. Accessed May 5, 2025. https://example.org/."),
    (PAGE, "chicago-note", "“What Now?,” Some Site, accessed May 5, 2025, https://example.org/."),
    (PAGE, "harvard", "*What now?* (no date) *Some Site*. Available at: https://example.org/ (Accessed: 5 May 2025)."),
    (NEWSPAPER, "apa", "O’Brien, J.-P., & Xi, Y. (2022, September 4). “No limits” is what they said. *The New York Times*, A1."),
    (NEWSPAPER, "mla", "O’Brien, Jean-Paul, and Y. Xi. “‘No Limits’ Is What They Said.” *The New York Times*, 4 Sept. 2022, p. A1."),
    (CHINESE, "apa", "余华. (1993). *活着*. 作家出版社."),
    (CHINESE, "mla", "余华. *活着*. 作家出版社, 1993."),
    (TRANSLATED, "apa", "de Beauvoir, S. (1953). *The second sex* (H. M. Parshley, Trans.). Knopf."),
    (TRANSLATED, "mla", "de Beauvoir, Simone. *The Second Sex*. Translated by H. M. Parshley, Knopf, 1953."),
    (TRANSLATED, "chicago-bibliography", "de Beauvoir, Simone. *The Second Sex*. Translated by H. M. Parshley. Knopf, 1953."),
    (FRENCH, "mla", "Humboldt, Alexandre von. “La Chine et les États de la mer du Sud.” *L’Express*, July 2021."),
    (FRENCH, "apa", "Humboldt, A. von. (2021, July). La Chine et les États de la mer du Sud. *L’Express*."),
]  # fmt: skip


@pytest.mark.parametrize(("item", "style", "expected"), CASES)
def test_a_reference_is_written_as_the_manual_has_it(
    item: dict[str, Any], style: str, expected: str
) -> None:
    assert format_citation(Reference.from_csl_json(item), style) == expected


def people(count: int) -> dict[str, Any]:
    names = [{"family": f"Name{chr(65 + number)}", "given": "Ann"} for number in range(count)]
    return {"type": "book", "title": "Many hands", "author": names, "issued": "2020"}


MANY = [
    (2, "apa", "NameA, A., & NameB, A. (2020). *Many hands*."),
    (3, "apa", "NameA, A., NameB, A., & NameC, A. (2020). *Many hands*."),
    (2, "mla", "NameA, Ann, and Ann NameB. *Many Hands*. 2020."),
    (3, "mla", "NameA, Ann, et al. *Many Hands*. 2020."),
    (2, "chicago-bibliography", "NameA, Ann, and Ann NameB. *Many Hands*. 2020."),
    (6, "chicago-bibliography", "NameA, Ann, Ann NameB, Ann NameC, Ann NameD, Ann NameE, and Ann NameF. *Many Hands*. 2020."),
    (7, "chicago-bibliography", "NameA, Ann, Ann NameB, Ann NameC, et al. *Many Hands*. 2020."),
    (4, "harvard", "NameA, A. *et al.* (2020) *Many hands*."),
    (7, "ieee", "A. NameA *et al.*, *Many Hands*. 2020."),
]  # fmt: skip


@pytest.mark.parametrize(("count", "style", "expected"), MANY)
def test_many_authors_are_shortened_as_each_style_does(
    count: int, style: str, expected: str
) -> None:
    assert format_citation(Reference.from_csl_json(people(count)), style) == expected


def test_apa_lists_twenty_authors_and_of_more_the_first_nineteen_and_the_last() -> None:
    twenty = format_citation(Reference.from_csl_json(people(20)), "apa")
    assert twenty.count("Name") == 20 and ", & NameT, A. (2020)" in twenty
    many = format_citation(Reference.from_csl_json(people(23)), "apa")
    assert many.count("Name") == 20 and "NameS, A., . . . NameW, A. (2020)" in many


IN_TEXT = [
    (AXIS, "apa", None, "(Kaspruk, 2025)"),
    (AXIS, "apa", "3", "(Kaspruk, 2025, p. 3)"),
    (AXIS, "apa", "p. 3-5", "(Kaspruk, 2025, pp. 3–5)"),
    (AXIS, "apa", "para. 4", "(Kaspruk, 2025, para. 4)"),
    (AXIS, "mla", None, "(Kaspruk)"),
    (AXIS, "mla", "p. 3", "(Kaspruk 3)"),
    (AXIS, "mla", "par. 4", "(Kaspruk, par. 4)"),
    (AXIS, "chicago", "p. 3", "(Kaspruk 2025, 3)"),
    (AXIS, "chicago-note", "p. 3", "(Kaspruk, “China-Russia,” 3)"),
    (AXIS, "harvard", "3", "(Kaspruk, 2025, p. 3)"),
    (AXIS, "ieee", "3", "[1, p. 3]"),
    (AXIS, "pandoc", "3", "[@kaspruk2025china, p. 3]"),
    (AXIS, "apa", "ch. 3", "(Kaspruk, 2025, Chapter 3)"),
    (AXIS, "mla", "vol. 2, p. 33", "(Kaspruk 2: 33)"),
    (AXIS, "chicago", "vol. 2, pp. 133-35", "(Kaspruk 2025, 2:133–35)"),
    ({**AXIS, "original-date": {"date-parts": [[1859]]}}, "chicago", "3",
     "(Kaspruk [1859] 2025, 3)"),
    ({"type": "webpage", "title": "On things", "author": [{"literal": "The Site"}],
      "container-title": "Site"}, "mla", None, "(“On Things”)"),
    (AXIS, "bibtex", "3-5", "\\cite[3--5]{kaspruk2025china}"),
    (AXIS, "biblatex", None, "\\autocite{kaspruk2025china}"),
    (UNISON, "apa", None, "(“In Unison Against Unilateralism,” n.d.)"),
    (UNISON, "mla", None, "(“In Unison Against Unilateralism”)"),
    (SHOCKING, "apa", None, "(*Shocking Reality*, 2025)"),
    (SHOCKING, "harvard", None, "(‘Shocking reality’, 2025)"),
    (JOURNAL, "apa", None, "(van Gogh et al., 2020)"),
    (JOURNAL, "mla", "145", "(van Gogh et al. 145)"),
    (NEWSPAPER, "apa", None, "(O’Brien & Xi, 2022)"),
    (NEWSPAPER, "mla", None, "(O’Brien and Xi)"),
    (EDITED, "chicago-bibliography", "7", "(Miller, *Rivals & Friends*, 7)"),
    (REPORT, "apa", "xii", "(World Bank, 2024, p. xii)"),
]  # fmt: skip


def test_an_episode_has_its_writer_and_its_director_in_apa() -> None:
    episode = Reference.from_csl_json(
        {
            "type": "broadcast",
            "genre": "TV series episode",
            "title": "Ozymandias",
            "author": [{"family": "Walley-Beckett", "given": "Moira"}],
            "director": [{"family": "Johnson", "given": "Rian"}],
            "number": "season 5, episode 14",
            "container-title": "Breaking Bad",
            "publisher": "AMC",
            "issued": {"date-parts": [[2013, 9, 15]]},
        }
    )
    assert format_citation(episode, "apa") == (
        "Walley-Beckett, M. (Writer), & Johnson, R. (Director). (2013, September 15). Ozymandias "
        "(Season 5, Episode 14) [TV series episode]. In *Breaking bad*. AMC."
    )


@pytest.mark.parametrize(("item", "style", "locator", "expected"), IN_TEXT)
def test_the_citation_in_a_text(
    item: dict[str, Any], style: str, locator: str | None, expected: str
) -> None:
    assert in_text(Reference.from_csl_json(item), style, locator) == expected


def test_the_locator_goes_where_the_style_has_a_place_for_it() -> None:
    axis = Reference.from_csl_json(AXIS)
    assert format_citation(axis, "chicago-note", "p. 12").endswith("February 22, 2025, 12.")
    assert format_citation(axis, "pandoc", "12") == "[@kaspruk2025china, p. 12]"
    assert format_citation(axis, "apa", "12").endswith("Espreso. Global. (p. 12)")
    assert format_citation(axis, "mla", "p. 12").endswith("22 Feb. 2025, p. 12.")
    assert format_citation(axis, "harvard", "12-14").endswith("22 February, pp. 12–14.")
    assert format_citation(axis, "ieee", "ch. 3").endswith("Feb. 22, 2025, ch. 3.")
    assert format_citation(axis, "bibtex", "12") == format_citation(axis, "bibtex")
    book = Reference.from_csl_json(EDITED)
    assert format_citation(book, "mla", "7").endswith("Clarendon Press, 1999, p. 7.")
    assert format_citation(book, "chicago", "7").endswith("Oxford: Clarendon Press, 7.")
    assert format_citation(book, "chicago-note", "chap. 2").endswith("1999), chap. 2.")


def test_a_published_page_of_unknown_type_is_cited_as_news() -> None:
    item = {**AXIS, "type": "document", "publisher": AXIS["container-title"]}
    del item["container-title"]
    for style in ("apa", "mla", "chicago", "chicago-note", "bibtex"):
        expected = format_citation(Reference.from_csl_json(AXIS), style)
        assert format_citation(Reference.from_csl_json(item), style) == expected


def test_asterisks_of_a_title_are_no_italics() -> None:
    item = {"type": "book", "title": "M*A*S*H \\ a novel", "issued": "1968"}
    written = format_citation(Reference.from_csl_json(item), "apa")
    assert written == "*M\\*A\\*S\\*H \\\\ a novel*. (1968)."
    assert plain(written) == "M*A*S*H \\ a novel. (1968)."


def test_italics_inside_an_italic_title_are_turned_round() -> None:
    item = {"type": "book", "title": "Reading <i>Hamlet</i> again"}
    assert (
        format_citation(Reference.from_csl_json(item), "mla")
        == "*Reading* Hamlet *Again*."
    )  # fmt: skip


def test_an_unknown_style_is_named_with_those_that_are_known() -> None:
    with pytest.raises(UserError, match=r"'vancouver'.*apa, mla, chicago"):
        format_citation(Reference.from_csl_json(AXIS), "vancouver")


def test_every_style_of_the_registry_writes_a_reference_and_a_citation() -> None:
    assert list(STYLES) == [
        *("apa", "mla", "chicago", "chicago-bibliography", "chicago-note", "harvard", "ieee"),
        *("bibtex", "biblatex", "ris", "csl-json", "pandoc"),
    ]  # fmt: skip
    axis = Reference.from_csl_json(AXIS)
    for style in STYLES:
        assert "aspruk" in format_citation(axis, style)
        assert in_text(axis, style)
