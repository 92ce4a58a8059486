"""What can be asked besides words: dates, states, places, orders, facets, related passages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from notes.search.index import SearchIndex
from notes.search.model import Answer, Reading, SourceNote, SourceText

BODIES = {
    "a/steel.txt": "The tariff on steel rose again in spring, said the ministry of trade.",
    "b/axis.txt": "An axis of steel and oil: the partnership has no limits, they said.",
    "c/old.md": "Steel was cheap. Nobody spoke of a tariff then, nor of any partnership.",
    "d/undated.pdf": "Undated steel, found in a drawer.",
}
DATES = {"a/steel.txt": "2024-05-17", "b/axis.txt": "2023-11", "c/old.md": "1999"}


def source(path: str, body: str) -> SourceText:
    authors = ("Ada Author", "Bo Writer") if path < "c" else ("Bo Writer",)
    publisher = "The Daily" if path < "b" else ""
    return SourceText(
        path, path, "1", "", authors, DATES.get(path, ""), path[-3:], "en", body, publisher
    )


def note(name: str, path: str, text: str, *tags: str, start: int | None = 0) -> SourceNote:
    return SourceNote(name, path, "1", "steel", text, tags, "yellow", start, start, "")


@pytest.fixture
def filled(index: SearchIndex) -> SearchIndex:
    """Two commits, so that notes and their documents are in different segments."""
    index.update([source(path, body) for path, body in BODIES.items()])
    index.update(
        (),
        [
            note("n1", "a/steel.txt", "who pays?", "trade/steel"),
            note("n2", "a/steel.txt", "who else pays?", "trade"),
            note("n3", "b/axis.txt", "a phrase that pays", "rhetoric", start=None),
        ],
    )
    return index


Ask = Callable[..., Answer]


@pytest.fixture
def ask(filled: SearchIndex) -> Ask:
    def search(query: str, **options: object) -> Answer:
        options = {"deadline": 30.0, "load_text": BODIES.get, **options}
        return filled.search(query, **options)  # type: ignore[arg-type]

    return search


def paths(answer: Answer) -> list[str]:
    return [hit.path for hit in answer.hits]


def names(answer: Answer) -> str:
    return "".join(sorted(path[0] for path in paths(answer)))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("date:2024", "a"),
        ("date:2024-05", "a"),
        ("date:2024-06", ""),
        ("date:2023..2024", "ab"),
        ("date:2023-11-02..", "a"),
        ("date:..2000", "c"),
        ("before:2024", "bc"),
        ("after:1999", "ab"),
        ("after:2023 steel", "a"),
        ("steel -date:1990..2030", "d"),
        ("is:annotated", "ab"),
        ("is:lost", "b"),
        ("is:unread", "bcd"),
        ("is:unread steel", "bcd"),
        ("is:unread is:annotated", "b"),
        ("steel -is:annotated", "cd"),
        ("pays date:2024", "a"),
        ("pays is:lost", "b"),
        ("pays is:unread", "b"),
        ('near "tariff ministry"~9', "a"),
        ('"ministry tariff"~9', "a"),
        ('"tariff ministry"~3', ""),
        ('"tariff partnership"~8', "c"),
        ("par*ship", "bc"),
        ("ta?iff", "ac"),
        ('source:"the daily"', "a"),
        ("source:axis", "b"),
        ('author:"ada author" steel', "ab"),
    ],
)
def test_finds(ask: Ask, query: str, found: str) -> None:
    answer = ask(query, opened=lambda: ["a/steel.txt", "gone.txt"])
    assert names(answer) == found
    assert answer.total == len(found)
    assert found or answer.hints


def test_near_words_are_lit_up_only_where_they_are_near(filled: SearchIndex) -> None:
    text = "steel here. " + "and " * 30 + "the tariff on steel " + "and " * 30 + "a tariff."
    lit = [text[low:high] for low, high in filled.all_matches('"steel tariff"~4', text)]
    assert lit == ["tariff", "steel"]


def test_words_that_are_everywhere_rank_by_standing_together(index: SearchIndex) -> None:
    bodies = {f"{n}.txt": "it is what it is, as far as it is known " * 9 for n in range(6)}
    bodies["sold.txt"] = "It was known that it is sold as is. " + "Nobody knows. " * 60
    bodies["other.txt"] = "Nothing of the kind: steel rose, and as " * 9
    index.update([source(path, body) for path, body in bodies.items()])
    for typed in (False, True):
        found = index.search("as is", load_text=bodies.get, deadline=30, reading=Reading(typed))
        assert paths(found)[0] == "sold.txt"
        assert found.total == 7
    narrowed = index.search("as is", load_text=bodies.get, deadline=30, within="0.txt")
    assert paths(narrowed) == ["0.txt"]


def test_orders_by_date_and_by_place(ask: Ask) -> None:
    newest = ["a/steel.txt", "b/axis.txt", "c/old.md", "d/undated.pdf"]
    assert paths(ask("steel", order="date")) == newest
    assert paths(ask("steel", order="position")) == sorted(newest)
    assert paths(ask("steel", order="date", limit=2)) == newest[:2]


def test_looks_within_one_document(ask: Ask) -> None:
    assert paths(ask("tariff", within="c/old.md")) == ["c/old.md"]
    assert paths(ask("pays", within="b/axis.txt")) == ["b/axis.txt"]
    answer = ask("axis", within="c/old.md")
    assert (answer.total, answer.hints) == (
        0,
        ("It is in the library, but not in this document.",),
    )


def test_facets_count_documents_once(filled: SearchIndex) -> None:
    facets = filled.facets("steel", deadline=30)
    assert facets["author"] == {"Ada Author": 2, "Bo Writer": 4}
    assert facets["source"] == {"The Daily": 1}
    assert facets["format"] == {"txt": 2, ".md": 1, "pdf": 1}
    assert facets["date"] == {"2024": 1, "2023": 1, "1999": 1}
    assert facets["tag"] == {"trade": 1, "trade/steel": 1, "rhetoric": 1}
    assert facets["color"] == {"yellow": 2}
    assert filled.facets("nowhere") == {name: {} for name in facets}
    assert filled.facets("") == {}


@pytest.mark.parametrize("name", ["author", "source", "format", "date", "tag", "color"])
def test_narrowing_by_a_facet_gives_what_it_counts(filled: SearchIndex, name: str) -> None:
    for value, count in filled.facets("steel", deadline=30)[name].items():
        narrowed = f'steel {name}:"{value}"'
        answer = filled.search(narrowed, load_text=BODIES.get, deadline=30)
        assert answer.total == count, narrowed


def test_facets_after_all_texts_of_joined_segments_were_deleted(index: SearchIndex) -> None:
    def text(name: str, body: str) -> SourceText:
        return SourceText(name, name, "1", "", ("Ada",), "2024", "txt", "en", body)

    index.update([text(f"{number}.txt", "steel") for number in range(40)])
    for number in range(12):
        index.update([text("passing.txt", f"steel and tariffs{number}")])
        index.update((), (), ["passing.txt"])
    facets = index.facets("steel", deadline=30)
    assert (index.notice, facets["format"]) == (None, {"txt": 40})


def test_an_empty_index_has_no_facets_and_nothing_related(folder: Path) -> None:
    index = SearchIndex(folder)
    assert index.facets("steel") == {}
    assert index.related("steel and tariffs", load_text=BODIES.get) == ()


def test_related_are_the_passages_that_share_the_rare_words(index: SearchIndex) -> None:
    filler = " ".join(f"word{n}" for n in range(40))
    said = "The ministry raised the tariff on imported steel in spring."
    bodies = {f"{n}.txt": f"The {filler} of the day {n}." for n in range(20)}
    bodies["own.txt"] = said
    bodies["near.txt"] = (
        f"{filler}.\n\nA tariff on steel that is imported: the ministry rose.\n\nEnd."
    )
    bodies["far.txt"] = f"The ministry was late.\n\n{filler}\n\n{filler}\n\n{filler}\n\nSteel? No."
    index.update([source(path, body) for path, body in bodies.items()])
    hits = index.related(said, exclude="own.txt", load_text=bodies.get, deadline=30)
    assert hits[0].path == "near.txt"
    assert "own.txt" not in {hit.path for hit in hits}
    (passage,) = hits[0].passages
    assert passage.snippet.startswith("… A tariff on steel")
    lit = {bodies["near.txt"][low:high] for low, high in passage.matches}
    assert {"tariff", "steel", "imported", "ministry"} <= lit
    assert index.related("the of", load_text=bodies.get) == ()
