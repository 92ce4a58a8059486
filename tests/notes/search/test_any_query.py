"""Whatever is typed as a query is answered, or why not is said."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notes.search.model import Answer

Ask = Callable[..., Answer]


HOSTILE = [
    "*",
    "*a*",
    "**",
    "?*?",
    "[a-z]*",
    "bank~9",
    "[a to z]",
    " ".join(f"{letter}*" for letter in "abcdefghijklmnopqrst"),
    " ".join(f"{letter}e*" for letter in "abcdefghijklmnopqrst"),
    "*" * 100,
    "x" * 100_000,
    ">5",
    "(" * 5_000,
    "(" * 5_000 + "a" + ")" * 5_000,
    "a b " * 4_096,
    '"',
    '"axis',
    "nofield:x",
    "date:garbage",
    "",
    "   ",
    "-",
    "--",
    "-axis",
    "title:",
    "tag:*",
    "a\x00b",
    "\ud800",
    "axis~~2",
    "axis~99999999999",
    "OR OR OR",
    "NOT",
    ")(",
    '"' + "to " * 300,
    " OR ".join(["tar*", "ax~2", '"of two"'] * 30),
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_raises_or_goes_unexplained(ask: Ask, query: str) -> None:
    answer = ask(query, deadline=2.0)
    assert answer.query == query
    assert answer.hits or answer.hints


PIECES = [
    *'()"*~?-:#',
    *(" ", " OR ", "NOT ", "title:", "tag:", "date:", "is:lost ", "near ", "2023.."),
    *("steel", "tar", "axis", "trade", "中国", "e-mail", '"two capitals"~3'),
]


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30))
def test_no_query_at_all_raises_or_gives_a_wrong_place(
    ask: Ask, texts: dict[str, str], query: str
) -> None:
    answer = ask(query)
    assert answer.hits or answer.hints
    assert not answer.partial
    for hit in answer.hits:
        for passage in hit.passages:
            for low, high in passage.matches:
                assert 0 <= low < high <= len(texts[hit.path])
            for low, high in passage.snippet_matches:
                assert 0 <= low < high <= len(passage.snippet)
