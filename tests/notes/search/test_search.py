"""Questions to a real index of a small library, and what is answered."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from search_sources import source_text

from notes.errors import DocumentError
from notes.search.index import SearchIndex
from notes.search.model import Answer, SourceText

Ask = Callable[..., Answer]


def paths(answer: Answer) -> set[str]:
    return {hit.path for hit in answer.hits}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("steel", {"tariffs.txt", "gone.txt"}),
        ("TARIFF", {"tariffs.txt", "axis.txt"}),
        ("tariff -steel", {"axis.txt"}),
        ("tariff steel", {"tariffs.txt"}),
        ("february OR steel", {"tariffs.txt", "axis.txt", "gone.txt"}),
        ("(february OR steel) tariff", {"tariffs.txt", "axis.txt"}),
        ('"axis of two"', {"axis.txt"}),
        ('"two axis of"', set()),
        ("to be or not to be", {"tariffs.txt"}),
        ("partner*", {"axis.txt"}),
        ("partnershp~", {"axis.txt"}),
        ("partnesrhip~", {"axis.txt"}),
        ("partnrshp~2", {"axis.txt"}),
        ("title:axis", {"axis.txt"}),
        ("title:steel", set()),
        ("author:ada steel", {"tariffs.txt"}),
        ("source:axis", {"axis.txt"}),
        ("format:txt february", {"axis.txt"}),
        ("tag:trade", {"axis.txt"}),
        ("tag:trade tariff", {"axis.txt"}),
        ("tag:trade steel", set()),
        ("tag:rhetoric", {"axis.txt"}),
        ("tag:rhetoric/w*", {"axis.txt"}),
        ("author:ada tag:trade", {"axis.txt"}),
        ("author:bob tag:trade", set()),
        ("color:yellow", {"axis.txt"}),
        ("note:beijing", {"gone.txt"}),
        ("note:capitals", set()),
        ("quote:capitals", {"axis.txt"}),
        ("strasse", {"straße.txt"}),
        ("istanbul fine cafe lodz", {"straße.txt"}),
        ("haus", {"straße.txt"}),
        ("中国人", {"中文.txt"}),
        ("人", {"中文.txt"}),
        ("贸易", {"中文.txt"}),
        ("中贸", set()),
        ("email", {"tariffs.txt"}),
        ("e-mail", {"tariffs.txt"}),
        ("mail", {"tariffs.txt"}),
        ("C++", {"code.txt"}),
        ("r&d u.s. @name", {"code.txt"}),
        ("snake", {"code.txt"}),
    ],
)
def test_finds(ask: Ask, query: str, found: set[str]) -> None:
    answer = ask(query)
    assert paths(answer) == found
    assert answer.total == len(found)
    assert found or answer.hints


def test_the_scope_leaves_out_texts_or_notes(ask: Ask) -> None:
    assert paths(ask("steel", scope="body")) == {"tariffs.txt"}
    assert paths(ask("steel", scope="notes")) == {"gone.txt"}


def test_the_word_as_typed_ranks_before_its_other_forms(index: SearchIndex) -> None:
    bodies = {"plural.txt": "the tariffs fell again", "exact.txt": "the tariff fell again"}
    index.update([source_text(path, body) for path, body in bodies.items()])
    answer = index.search("tariff", load_text=bodies.get, deadline=30)
    assert [hit.path for hit in answer.hits] == ["exact.txt", "plural.txt"]


def test_matches_are_places_in_the_text_and_in_the_snippet(ask: Ask, texts: dict[str, str]) -> None:
    for query in ("tariff", '"axis of two"', "中国人", "strasse", "e-mail", "istanbul"):
        for hit in ask(query).hits:
            for passage in hit.passages:
                if passage.kind == "body":
                    assert passage.start == passage.matches[0][0]
                    assert passage.end == passage.matches[-1][1]
                    inside = [passage.snippet[a:b] for a, b in passage.snippet_matches]
                    assert inside == [texts[hit.path][a:b] for a, b in passage.matches]
                    assert inside


def test_a_quote_is_shown_where_it_stands(ask: Ask, texts: dict[str, str]) -> None:
    (hit,) = ask("capitals", scope="notes").hits
    (passage,) = hit.passages
    assert (passage.kind, passage.annotation) == ("quote", "n1")
    assert [texts["axis.txt"][a:b] for a, b in passage.matches] == ["capitals"]


def test_a_note_that_lost_its_place_has_none(ask: Ask) -> None:
    (hit,) = ask("note:beijing").hits
    (passage,) = hit.passages
    assert (passage.start, passage.end, passage.matches) == (None, None, ())
    assert (hit.title, hit.document) == ("gone.txt", "")
    assert passage.snippet == "Beijing answers"


def test_a_match_only_in_the_title_shows_the_title(index: SearchIndex) -> None:
    source = SourceText("a.md", "i", "1", "On Tariffs", (), "", "md", "", "A body without it.")
    index.update([source])
    (hit,) = index.search("tariffs", load_text=lambda path: source.text, deadline=30).hits
    (passage,) = hit.passages
    assert (passage.kind, passage.snippet, passage.start) == ("title", "On Tariffs", None)


def test_text_and_note_matches_add_up_in_one_hit(ask: Ask) -> None:
    answer = ask("tariff")
    hit = next(hit for hit in answer.hits if hit.path == "axis.txt")
    assert {passage.kind for passage in hit.passages} == {"body", "note"}
    assert hit.total_passages == 2
    assert answer.matches == sum(hit.total_passages for hit in answer.hits)


def test_a_document_that_cannot_be_read_is_still_found(ask: Ask) -> None:
    def unreadable(path: str) -> str:
        raise DocumentError(path)

    answer = ask("tariff", load_text=unreadable)
    assert paths(answer) == {"tariffs.txt", "axis.txt"}


def test_the_limit_bounds_the_hits_not_the_total(ask: Ask) -> None:
    answer = ask("tariff", limit=1)
    assert (len(answer.hits), answer.total) == (1, 2)


def test_says_which_word_is_nowhere_and_what_may_be_meant(ask: Ask) -> None:
    answer = ask("Tarif steel")
    assert answer.suggestion == "tariff steel"
    assert answer.hints == ("“Tarif” is not in any text or note.",)
    assert ask("адверсарии").suggestion is None


def test_says_when_the_words_are_never_together(ask: Ask) -> None:
    (hint,) = ask("steel snake").hints
    assert "No single" in hint


@pytest.mark.parametrize("count", [1, 2, 3])
def test_agrees_with_reading_every_text_whatever_the_segments(
    index: SearchIndex, count: int
) -> None:
    words = ("axis", "steel", "trade", "war")
    bodies = {
        f"{n}.txt": " ".join(word for bit, word in enumerate(words) if n >> bit & 1) + f" n{n}"
        for n in range(16)
    }
    sources = iter([source_text(path, body) for path, body in bodies.items()])
    while batch := list(islice(sources, 16 // count)):
        index.update([source_text(source.path, "old axis war") for source in batch[:2]])
        index.update(batch)

    def found(query: str) -> set[str]:
        return paths(index.search(query, limit=99, load_text=bodies.get, deadline=30))

    def reading(test: Callable[[set[str]], bool]) -> set[str]:
        return {path for path, body in bodies.items() if test(set(body.split()))}

    assert found("axis") == reading(lambda have: "axis" in have)
    assert found("axis war") == reading(lambda have: {"axis", "war"} <= have)
    assert found("axis OR war") == reading(lambda have: bool({"axis", "war"} & have))
    assert found("axis -war") == reading(lambda have: "axis" in have and "war" not in have)
    assert found("(axis OR war) -steel trade") == reading(
        lambda have: bool({"axis", "war"} & have) and "steel" not in have and "trade" in have
    )
    assert found("n1*") == {"1.txt", *(f"{n}.txt" for n in range(10, 16))}
    assert found('"axis steel"') == reading(lambda have: {"axis", "steel"} <= have)
    assert found("old") == set()


def test_suggest_puts_unknown_words_right(filled: SearchIndex) -> None:
    assert filled.suggest("adversaires") == "adversaries"
    assert filled.suggest("adversaries") is None
    assert filled.suggest("Adversarie") is None  # a form of the word is there


def test_the_sample_texts_are_searchable(index: SearchIndex, shared_seeds: Path) -> None:
    bodies = {file.name: file.read_text("utf-8") for file in shared_seeds.glob("*.txt")}
    index.update([source_text(path, body) for path, body in bodies.items()])
    answer = index.search("unilateral* china", load_text=bodies.get, deadline=30)
    assert answer.total >= 2
    for hit in answer.hits:
        for passage in hit.passages:
            assert all(
                bodies[hit.path][low:high].casefold().startswith(("unilateral", "china"))
                for low, high in passage.matches
            )
