"""Words, sentences and paragraphs as a reader sees them."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui import text_units as units
from tui.find import MOST_MATCHES, find_all

PROSE = "Dr. Kaspruk wrote it. “Who reads it?” asked Mr. J. K. Lee. It cost 3.5 billion.[12] Done!"
SENTENCES = [
    "Dr. Kaspruk wrote it.",
    "“Who reads it?” asked Mr. J. K. Lee.",
    "It cost 3.5 billion.[12]",
    "Done!",
]


def walk(step: Callable[[str, int], int], text: str, offset: int) -> list[int]:
    found = []
    while (following := step(text, offset)) != offset:
        found.append(following)
        offset = following
    return found


def test_sentences_end_neither_at_abbreviations_nor_at_initials_nor_in_numbers() -> None:
    starts = [0, *walk(units.next_sentence, PROSE, 0)[:-1]]
    assert [PROSE[slice(*units.sentence_at(PROSE, start))] for start in starts] == SENTENCES


def test_a_country_s_initials_end_a_sentence_only_before_a_word_that_begins_one() -> None:
    text = "He left the U.S. The U.S. Congress stayed."
    assert text[slice(*units.sentence_at(text, 0))] == "He left the U.S."
    assert text[slice(*units.sentence_at(text, 20))] == "The U.S. Congress stayed."


def test_ideographic_sentences_need_no_blank_between_them() -> None:
    text = "中俄关系很好。两国领导人会晤。"
    assert text[slice(*units.sentence_at(text, 9))] == "两国领导人会晤。"


def test_a_sentence_goes_over_the_lines_of_a_hard_wrapped_paragraph() -> None:
    text = "First here. It goes\non there. Last.\n\nOther."
    assert text[slice(*units.sentence_at(text, 22))] == "It goes\non there."


def test_on_a_blank_line_the_sentence_that_follows_is_meant_and_at_the_end_the_last() -> None:
    text = "One. Two.\n\nThree.\n\n"
    assert text[slice(*units.sentence_at(text, 10))] == "Three."
    assert text[slice(*units.sentence_at(text, len(text)))] == "Three."


def test_going_back_by_sentences_meets_the_same_starts() -> None:
    forward = [0, *walk(units.next_sentence, PROSE, 0)[:-1]]
    assert walk(units.previous_sentence, PROSE, len(PROSE) - 1) == forward[::-1]


def test_short_lines_are_one_paragraph_and_a_long_line_is_its_own() -> None:
    long = "word " * 40
    text = f"one\ntwo\n{long}\n{long}\n\nlast"
    assert text[slice(*units.paragraph_at(text, 5))] == "one\ntwo"
    assert text[slice(*units.paragraph_at(text, 30))] == long.strip()
    assert units.next_paragraph(text, 0) == 8
    assert units.previous_paragraph(text, 10) == 8
    assert units.previous_paragraph(text, 8) == 0
    assert text[units.next_paragraph(text, 300) :] == "last"


def test_words_keep_their_apostrophes_and_their_combining_marks() -> None:
    text = "China’s cafe\u0301, won't"
    assert [text[slice(*units.word_at(text, at))] for at in (2, 9, 16)] == [
        "China’s",
        "cafe\u0301",
        "won't",
    ]
    assert text[slice(*units.word_at(text, 13))] == ","
    assert units.word_at(text, 7) == (7, 7)


def test_motions_by_words() -> None:
    text = "one, two  three"
    assert walk(units.next_word, text, 0) == [3, 5, 10, 14]
    assert walk(units.previous_word, text, 14) == [10, 5, 3, 0]
    assert walk(units.word_end, text, 0) == [2, 3, 7, 14]


def test_words_of_ideographs_and_kana_are_runs_of_one_script() -> None:
    text = "東京でカメラを買う"
    assert walk(units.next_word, text, 0) == [2, 3, 6, 7, 8]


def test_a_word_without_an_end_is_found_from_its_middle() -> None:
    text = "x" * 500_000
    assert units.word_at(text, 250_000) == (0, 500_000)


@given(st.text("ab. \n!?’\u0301中。\t", max_size=60), st.integers(0, 60))
@settings(max_examples=150, deadline=None)
def test_spans_and_motions_stay_in_the_text_and_go_their_way(text: str, offset: int) -> None:
    offset = min(offset, max(0, len(text) - 1))
    for span in (units.word_at, units.sentence_at, units.paragraph_at):
        start, end = span(text, offset)
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == text[start:end].strip()
    last = max(0, len(text) - 1)
    for name in ("word", "sentence", "paragraph"):
        assert offset <= getattr(units, f"next_{name}")(text, offset) <= last
        assert 0 <= getattr(units, f"previous_{name}")(text, offset) <= offset
    assert offset <= units.word_end(text, offset) <= last


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("unity", "Unity, UNITY", ["Unity", "UNITY"]),
        ("kyiv", "Ky\u0301iv Kýiv", ["Ky\u0301iv", "Kýiv"]),
        ("Évian", "evian EVIAN", ["evian", "EVIAN"]),
        ("no  limits", "no\nlimits, No limits", ["no\nlimits", "No limits"]),
        ("don't", "don’t", ["don’t"]),
        ("“a-b”", 'say "a-b"', ['"a-b"']),
        ("coop", "co\xadop", ["co\xadop"]),
        ("(c*", "a (c* b", ["(c*"]),
        ("Straße", "Straße", ["Straße"]),
        ("σοφος", "Σοφός", ["Σοφός"]),
        ("отношения", "ОТНОШЕНИЯ", ["ОТНОШЕНИЯ"]),
        ("关系", "中俄关系", ["关系"]),
        ("  ", "a  b", []),
        ("\u0301", "e\u0301", []),
        ("x", "", []),
        (
            "cooperation",
            "the coop-\neration, Coop\xad\n  eration",
            ["coop-\neration", "Coop\xad\n  eration"],
        ),
        ("cooperation", "Cooper- \nation", ["Cooper- \nation"]),
        ("their cooperation", "their\ncoop-\neration", ["their\ncoop-\neration"]),
        ("long-term", "a long-\nterm plan, long-term", ["long-\nterm", "long-term"]),
        ("évian", "e\u0301-\nvian", ["e\u0301-\nvian"]),
        ("unity", "unity, un-\nity, Unity", ["unity", "un-\nity", "Unity"]),
        ("a b", "a-\nb", []),
    ],
)
def test_finding_minds_neither_case_nor_accents_nor_line_breaks(
    pattern: str, text: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in find_all(text, pattern)] == found


@pytest.mark.parametrize("end", ["", "é"])
def test_finding_misses_nothing_where_a_long_text_is_searched_in_pieces(end: str) -> None:
    text = "needle and hay, nee-\ndle. " * 40_000 + end
    assert len(find_all(text, "needle", 10**6)) == 80_000
    spans = find_all(text, "hay, needle. needle and", 10**6)
    assert len(spans) == 39_999
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(
    st.lists(
        st.sampled_from(["un", "i", "ty", "-\n", "\xad\n", " ", "\n", "Uni", "é"]), max_size=12
    )
)
@settings(max_examples=200, deadline=None)
def test_what_is_found_reads_as_what_was_asked_for(parts: list[str]) -> None:
    text = "".join(parts)
    for start, end in find_all(text, "unity"):
        bare = re.sub("[-\xad][ \t]*\n[ \t]*|\xad", "", text[start:end])
        assert bare.lower() == "unity"


def test_finding_stops_at_its_limit() -> None:
    assert len(find_all("a " * 20_000, "a")) == MOST_MATCHES
