"""Quotation marks inside quotation marks, and passages with their citation."""

import pytest

from notes.citations import Reference, passage_citation
from notes.citations.quoting import DOUBLE, SINGLE, closed, curl, quoted, unpaired

AXIS = Reference.from_csl_json(
    {
        "type": "article-newspaper",
        "title": "China-Russia: axis of adversaries",
        "author": [{"family": "Kaspruk", "given": "Viktor"}],
        "issued": "2025-02-22",
        "container-title": "Espreso. Global",
    }
)
APA = "Kaspruk, V. (2025, February 22). *China-Russia: Axis of adversaries*. Espreso. Global."

CURLED = [
    ('He said "no".', "He said “no”."),
    ("it's the '90s", "it’s the ’90s"),
    ("('a' \"b\")", "(‘a’ “b”)"),
    ("rock 'n' roll", "rock ’n’ roll"),
    ("\"'In' out\"", "“‘In’ out”"),
]


@pytest.mark.parametrize(("text", "expected"), CURLED)
def test_straight_marks_become_curly(text: str, expected: str) -> None:
    assert curl(text) == expected


NESTED = [
    ("plain", "“plain”"),
    ('a "b" c', "“a ‘b’ c”"),
    ("a “b ‘c’ d” e", "“a ‘b “c” d’ e”"),
    ("a ‘b’ c", "“a ‘b’ c”"),
    ("it’s the leaders’ plan", "“it’s the leaders’ plan”"),
    ("‘the leaders’ plan’ failed", "“‘the leaders’ plan’ failed”"),
    ("broken off: “no limits", "“broken off: ‘no limits”"),
    ("limits” it ends", "“limits’ it ends”"),
    ("„Ordnung“ sagt er", "“‘Ordnung’ sagt er”"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_the_marks_inside_a_quotation_change(text: str, expected: str) -> None:
    assert quoted(text, DOUBLE) == expected


def test_between_single_marks_the_inner_ones_are_double() -> None:
    assert quoted('a "b" c', SINGLE) == "‘a “b” c’"
    assert quoted("a ‘b’ c", SINGLE) == "‘a “b” c’"


CLOSED = [
    ("“a”", ".", "“a.”"),
    ("“a ‘b’”", ".", "“a ‘b.’”"),
    ("“a?”", ".", "“a?”"),
    ("“a?”", ",", "“a?,”"),
    ("“leaders’”", ",", "“leaders,’”"),
    ("the leaders’", ",", "the leaders’,"),
    ("a", ".", "a."),
]


@pytest.mark.parametrize(("text", "mark", "expected"), CLOSED)
def test_the_full_stop_goes_inside_the_marks(text: str, mark: str, expected: str) -> None:
    assert closed(text, mark) == expected


def test_an_opening_mark_that_is_never_closed_is_dropped() -> None:
    assert unpaired("“My best friend") == "My best friend"
    assert unpaired("“In unison” they said") == "“In unison” they said"


PASSAGES = [
    ('He said "no limits".', "apa", "“He said ‘no limits’” (Kaspruk, 2025, p. 3)."),
    ("Two\n lines,", "apa", "“Two lines” (Kaspruk, 2025, p. 3)."),
    ("Why?", "apa", "“Why?” (Kaspruk, 2025, p. 3)."),
    ("And so on...", "mla", "“And so on...” (Kaspruk 3)."),
    ("He said “no”", "harvard", "‘He said “no”’ (Kaspruk, 2025, p. 3)."),
    ("a * b", "mla", "“a \\* b” (Kaspruk 3)."),
]


@pytest.mark.parametrize(("passage", "style", "expected"), PASSAGES)
def test_a_passage_is_quoted_and_cited(passage: str, style: str, expected: str) -> None:
    assert passage_citation(passage, AXIS, style, "3").split("\n\n")[0] == expected


def test_the_reference_follows_as_its_own_paragraph() -> None:
    assert passage_citation("No.", AXIS, "apa") == f"“No” (Kaspruk, 2025).\n\n{APA}"


def test_pandoc_needs_no_reference_beside_it() -> None:
    assert passage_citation("No.", AXIS, "pandoc", "3") == "“No” [@kaspruk2025china, p. 3]."


def test_a_long_passage_is_a_block_with_its_own_marks_and_paragraphs() -> None:
    long = "word " * 40 + "“last.”\n\nSecond paragraph."
    expected = "> " + "word " * 40 + "“last.”\n>\n> Second paragraph. (Kaspruk, 2025)\n\n" + APA
    assert passage_citation(long, AXIS, "apa") == expected
    assert passage_citation(long, AXIS, "chicago").startswith("“word")
