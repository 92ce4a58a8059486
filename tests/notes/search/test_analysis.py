"""Tokens: what is a word, and that offsets are those of the original text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.search.analysis import Analyzer
from notes.search.folding import fold, fold_term

ANALYZER = Analyzer()


def terms(text: str) -> set[str]:
    return {token.term for token in ANALYZER.tokens(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("C++ and C#", {"c++", "c#", "c"}),
        ("R&D", {"r&d", "r", "d"}),
        ("ask @name", {"@name", "name"}),
        ("an e-mail", {"email", "e", "mail"}),
        ("U.S. troops", {"u.s", "u", "s"}),
        ("don’t", {"don't"}),
        ("China's", {"china's", "china"}),
        ("_word_ snake_case", {"word", "snake_case", "snake"}),
        ("Straße İstanbul ﬁne Łódź", {"strasse", "istanbul", "fine", "lodz"}),
        ("soft\u00adhyphen", {"softhyphen"}),
        ("中国人", {"中", "国", "人", "中国", "国人"}),
        ("C语言", {"c", "语言", "语"}),
        ("ｶﾞｽ", {"ガ", "ス", "ガス"}),
        ("हिन्दी में", {fold("हिन्दी"), fold("में")}),
    ],
)
def test_finds_the_words_that_readers_type(text: str, wanted: set[str]) -> None:
    assert wanted <= terms(text)


def test_composed_and_decomposed_letters_are_the_same_word() -> None:
    for word in ("été", "Ångström", "한국어", "がぎぐ", "naïve", "кофейня"):
        decomposed = unicodedata.normalize("NFD", word)
        assert terms(word) == terms(decomposed), word


def test_offsets_count_the_original_code_points() -> None:
    text = "ﬁ İx Straße e\u0301te\u0301 x"
    places = {token.term: text[token.start : token.end] for token in ANALYZER.tokens(text)}
    assert places == {
        "fi": "ﬁ",
        "ix": "İx",
        "strasse": "Straße",
        "ete": "e\u0301te\u0301",
        "x": "x",
    }


def test_stop_words_have_positions_of_their_own() -> None:
    assert [t.position for t in ANALYZER.tokens("to be or not to be")] == [0, 1, 2, 3, 4, 5]


def test_pieces_of_a_compound_follow_each_other_and_the_whole_joins_both_ends() -> None:
    found = ANALYZER.positions("my e-mail address")[0]
    assert found == {"my": [0], "email": [1, 2], "e": [1], "mail": [2], "address": [3]}


def test_endless_words_become_terms_of_bounded_length() -> None:
    assert {len(term) for term in terms("x" * 100_000)} == {64}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_tokens_in_range_that_fold_to_themselves(text: str) -> None:
    positions: dict[str, list[int]] = {}
    for token in ANALYZER.tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert fold_term(token.term) == token.term
        positions.setdefault(token.term, []).append(token.position)
    assert positions == ANALYZER.positions(text)[0]
    assert all(places == sorted(places) for places in positions.values())
