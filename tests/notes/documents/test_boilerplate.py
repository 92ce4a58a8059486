"""Boilerplate is found on whole lines and in doubt left alone."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.documents.boilerplate import LONGEST_TEXT, boilerplate, merged
from notes.documents.model import Span

PARAGRAPH = "This paragraph speaks of Moscow and of Beijing, of Trade, Energy and the Arctic. " * 4


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in boilerplate(text)]


def test_the_ticker_the_tags_and_the_template_token(shared_seeds: Path) -> None:
    text = (shared_seeds / "000_79fa63b90f735858.txt").read_text("utf-8")
    token, tail = found(text)
    assert token == "client/title.list_title"
    assert tail.startswith("Tags:\nRead also:") and tail.endswith("More news")
    assert len(tail.split("\n")) > 100


def test_paragraphs_repeated_word_for_word(shared_seeds: Path) -> None:
    text = (shared_seeds / "003_e698897ae060d885.txt").read_text("utf-8")
    (repeats,) = found(text)
    assert repeats.split("\n") == text.split("\n")[8:]


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("001_29087e77ad7b3d4a.txt", "read more in our Telegram", "International_Affairs"),
        ("002_924186f9d435c1e7.txt", "- Xi Jinping", "- Attack on Ukraine"),
        ("004_726922b814650716.txt", "Print Friendly", "Email"),
    ],
)
def test_the_single_ranges_of_the_other_texts(
    shared_seeds: Path, name: str, start: str, end: str
) -> None:
    (only,) = found((shared_seeds / name).read_text("utf-8"))
    assert only.startswith(start) and only.endswith(end)


def test_wrapped_paragraphs_repeat_too() -> None:
    first = "one two three four five six seven eight nine ten\n" * 3
    other = "one two three four five six seven eight nine\nten one two three four five six\n"
    text = f"{first}\nbetween\n\n{first}\n{other}"
    (repeat,) = found(text)
    assert repeat == first.rstrip("\n")


@pytest.mark.parametrize(
    "text",
    [
        "0:00\nso today we talk\n0:05\nabout trade\n0:11\nand energy\n0:17\nand gas\n",
        "a | b | c\n1 | 2 | 3\n4 | 5 | 6\n",
        f"{PARAGRAPH}\nThe points:\n- Trade\n- Energy\n- Moscow\n- Beijing\n- Arctic\n",
        "Buy:\n- Milk\n- Bread\n- Salt\n- Eggs\n- Tea\n",
        "Read more carefully than you speak, said the old teacher to the class.",
        "Refrain, refrain\nverse\nRefrain, refrain\n",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert found(text) == []


def test_a_very_long_text_is_no_web_page() -> None:
    assert boilerplate("Advertisement\n" + "x\n" * (LONGEST_TEXT // 2)) == ()


def test_ranges_are_united() -> None:
    assert merged([Span(5, 9)], [Span(0, 6), Span(12, 14)]) == (Span(0, 9), Span(12, 14))


LINES = st.sampled_from(
    ["", "Tags:", "Read also:", "10:00", "09:30", "News", "- Trade", PARAGRAPH, "Menu", " ", "x."]
)


@given(st.lists(LINES, max_size=30))
@settings(max_examples=150, deadline=None)
def test_ranges_are_ordered_apart_and_made_of_whole_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans = boilerplate(text)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.start == 0 or text[span.start - 1] == "\n"
        assert span.end == len(text) or text[span.end] == "\n"
    assert all(before.end < after.start for before, after in pairwise(spans))
