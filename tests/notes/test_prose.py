"""A passage copied as it reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.prose import as_prose


def prose(text: str) -> str:
    return as_prose(text, 0, len(text))


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("the coop-\neration of both", "the cooperation of both"),
        ("the coop-  \n   eration of both", "the cooperation of both"),
        ("the coop\xad\neration, co\xadoperating", "the cooperation, cooperating"),
        ("the Franco-\nGerman axis", "the Franco-German axis"),
        ("from 2024-\n2025 on", "from 2024-2025 on"),
        ("a self-\nmade man", "a self-made man"),
        ("a long-\nterm plan; long-term, too", "a long-term plan; long-term, too"),
        ("the coop-\neration; a cooperation", "the cooperation; a cooperation"),
        ("he said -\nand went", "he said - and went"),
        ("one\ntwo\r\nthree", "one two three"),
        ("one \n two", "one two"),
        ("one paragraph\n\n \n another\nof two lines", "one paragraph\n\nanother of two lines"),
        ("中俄关\n系的发展", "中俄关系的发展"),
        (
            "Kaspruk says:\n- first\n- second\n1. third",
            "Kaspruk says:\n- first\n- second\n1. third",
        ),
        ("nothing to do", "nothing to do"),
        ("", ""),
        (" \n\n ", ""),
    ],
)
def test_line_ends_become_what_they_stand_for(source: str, wanted: str) -> None:
    assert prose(source) == wanted


def test_lines_too_long_to_be_wrapped_by_hand_are_paragraphs() -> None:
    line = "word " * 30
    assert prose(f"{line}\nAnother") == f"{line.strip()}\nAnother"


def test_a_passage_from_within_a_long_line_knows_its_line() -> None:
    text = "word " * 30 + "the end.\nAnother one begins."
    start = text.index("the end")
    assert as_prose(text, start, len(text)) == "the end.\nAnother one begins."


@given(st.text(alphabet="ab -\n\xad中é\t", max_size=60))
@settings(max_examples=200, deadline=None)
def test_nothing_but_blanks_and_hyphens_is_ever_lost(text: str) -> None:
    def letters(of: str) -> str:
        return "".join(character for character in of if character not in " -\n\xad\t")

    assert letters(prose(text)) == letters(text)
    assert "\n\n\n" not in prose(text)
