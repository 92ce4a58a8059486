"""Hostile references: whatever a file holds, a citation is safe text or a UserError."""

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.citations import (
    STYLES,
    Reference,
    format_citation,
    in_text,
    parse_name,
    passage_citation,
    plain,
)
from notes.errors import UserError

ROOT = Path(__file__).resolve().parents[3]
FIELDS = (
    *("type", "id", "title", "author", "editor", "translator", "issued", "accessed", "custom"),
    *("container-title", "publisher", "publisher-place", "volume", "issue", "page", "edition"),
    *("number", "genre", "DOI", "URL", "ISBN", "language", "citation-key", "section"),
)
TYPES = ("book", "chapter", "thesis", "report", "webpage", "article-journal", "article-newspaper")
PROSE = [name for name, style in STYLES.items() if style.prose]
anything = st.text(st.characters(), max_size=30) | st.text(
    "\"'“”‘’*{}\\<i>/ .?!:a\x00\x1b\ud800", max_size=20
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | anything
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("family", "given", "literal", "suffix", "date-parts", "season", "opening")
            )
            | anything,
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
items = st.dictionaries(st.sampled_from(FIELDS), values, max_size=10)
typed = st.tuples(items, st.sampled_from(TYPES), anything).map(
    lambda drawn: {**drawn[0], "type": drawn[1], "title": drawn[2]}
)


def is_safe(text: str, newlines: bool) -> bool:
    return all(
        unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        or (newlines and character == "\n")
        for character in text
    )


@settings(max_examples=150, deadline=None)
@given(items | typed)
def test_any_item_gives_safe_text_in_every_style(item: dict[str, Any]) -> None:
    reference = Reference.from_csl_json(item)
    for name, style in STYLES.items():
        written = format_citation(reference, name, "3")
        assert written
        assert is_safe(written, newlines=not style.prose)
        assert is_safe(in_text(reference, name, "3"), newlines=False)


@settings(max_examples=100, deadline=None)
@given(typed)
def test_bibtex_braces_balance(item: dict[str, Any]) -> None:
    written = format_citation(Reference.from_csl_json(item), "bibtex")
    depth = 0
    for character in written:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0 and written.endswith("}")


@settings(max_examples=100, deadline=None)
@given(anything, anything)
def test_any_passage_and_locator_give_safe_text(passage: str, locator: str) -> None:
    for name in STYLES:
        assert is_safe(passage_citation(passage, Reference(title="x"), name, locator), True)


@settings(max_examples=100, deadline=None)
@given(anything)
def test_any_name_is_read_and_printed(written: str) -> None:
    name = parse_name(written)
    assert all(name.values()) and all(is_safe(part, False) for part in name.values())


@settings(max_examples=60, deadline=None)
@given(st.text("ab *\\?“”", min_size=1, max_size=20))
def test_plain_text_has_the_title_as_it_was(title: str) -> None:
    item = {"type": "article-newspaper", "title": f"x{title}x", "language": "xx"}
    shown = plain(format_citation(Reference.from_csl_json(item), "apa"))
    # Inner quotation marks are changed to the style's; all else is as it was.
    marks = str.maketrans("", "", "“”‘’")
    expected = " ".join(f"x{title}x".split())
    assert shown.translate(marks).startswith(expected.translate(marks))


@pytest.mark.parametrize("item", [None, 3, "text", [], [{}], b"{}"])
def test_what_is_no_object_is_a_user_error(item: Any) -> None:
    with pytest.raises(UserError, match="not a reference"):
        Reference.from_csl_json(item)


def test_huge_fields_are_cut_and_answered_at_once() -> None:
    item = {
        "title": "“Word: ’s " * 200_000,
        "author": [{"family": "A" * 100_000, "given": "b. " * 100_000}] * 5_000,
        "issued": {"date-parts": [[10**400, 10**5000, -1]]},
        "volume": 10**5000,
        "page": "1-" * 100_000,
        "DOI": "10.1/" + "x" * 1_000_000,
        "language": "en",
    }
    reference = Reference.from_csl_json(item)
    assert len(reference.title) <= 4000 and reference.title.endswith("…")
    assert reference.issued is None and reference.volume == ""
    for name in STYLES:
        assert len(format_citation(reference, name)) < 1_000_000


DATES = [
    ({"date-parts": [["2025", "2", "22"]]}, "(2025, February 22)"),
    ({"date-parts": [[2025, 13]]}, "(2025, Spring)"),
    ({"date-parts": [[2025, 1, 31.0]]}, "(2025, January 31)"),
    ({"date-parts": [[2025, 2, 31]]}, "(2025, February)"),
    ("May 3-5, 2021", "(2021, May 3–5)"),
    ("30 March – 2 April 2004", "(2004, March 30–April 2)"),
    ("2021-05-03/2021-05-07", "(2021, May 3–7)"),
    ("March–April 2004", "(2004, March–April)"),
    ("3.5.2021", "(2021, May 3)"),
    ("20200131", "(2020, January 31)"),
    ({"date-parts": [[2025, 99, 5]]}, "(2025)"),
    ({"date-parts": [[-44]]}, "(44 BCE)"),
    ({"date-parts": [[2020], [2022]]}, "(2020–2022)"),
    ({"date-parts": [[1600]], "circa": True}, "(ca. 1600)"),
    ({"date-parts": [[2020]], "season": "3"}, "(2020, Autumn)"),
    ({"raw": "2025-02-22T10:00:00Z"}, "(2025, February 22)"),
    ({"literal": "forthcoming"}, "(forthcoming)"),
    ("2025-02", "(2025, February)"),
    (2025, "(2025)"),
    ({"date-parts": [[True]]}, "(n.d.)"),
    ({"date-parts": [[]]}, "(n.d.)"),
    ({"date-parts": "2025"}, "(n.d.)"),
    ([2025], "(n.d.)"),
]


def test_harvard_says_about_a_year_as_it_is_said_in_britain() -> None:
    item = {"type": "book", "title": "T", "issued": {"date-parts": [[1600]], "circa": True}}
    assert "(c. 1600)" in format_citation(Reference.from_csl_json(item), "harvard")


NOTHINGS: tuple[Any, ...] = (
    *(None, "", [], {}, [None], [[]], [{}], float("nan"), True, {"literal": None}),
    *({"date-parts": None}, {"date-parts": [[None]]}, {"family": ["A"], "given": 3}),
)


@pytest.mark.parametrize("kind", TYPES)
def test_fields_that_say_nothing_leave_no_trace(kind: str) -> None:
    whole = {
        "type": kind,
        "title": "A title",
        "author": [{"family": "Lee", "given": "Ann"}],
        "editor": [{"family": "Roe"}],
        "issued": {"date-parts": [[2020, 5, 3]]},
        "container-title": "The Book",
        "publisher": "Press",
        "volume": "3",
        "issue": "2",
        "page": "1-9",
        "URL": "https://example.org",
        "accessed": "2021-01-02",
    }
    for field in whole:
        if field == "type":
            continue
        without = Reference.from_csl_json({k: v for k, v in whole.items() if k != field})
        for nothing in NOTHINGS:
            reference = Reference.from_csl_json({**whole, field: nothing})
            for style in PROSE:
                written = format_citation(reference, style)
                assert written == format_citation(without, style)
                assert not re.search(r"None|\[\]|\(\)|,,|  |\.\. ?(?!\.)", written), written


@pytest.mark.parametrize(("issued", "expected"), DATES)
def test_a_date_of_any_shape_is_read_or_left_out(issued: Any, expected: str) -> None:
    reference = Reference.from_csl_json({"type": "webpage", "title": "x", "issued": issued})
    assert format_citation(reference, "apa") == f"*X*. {expected}."


TITLES = [
    ("A study of things.", "A study of things."),
    ("Life in the U.S.", "Life in the U.S."),
    ("On <scp>DNA</scp>, CO<inf>2</inf> &amp; <mml:mi>x</mml:mi>.", "On DNA, CO₂ & x."),
    (["<jats:p>First</jats:p>", "Second"], "First."),
    ("a < b and c > d", "A < b and c > d."),
    ("Wait...", "Wait..."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_as_publishers_deposit_it_ends_once_and_shows_no_tags(
    title: Any, expected: str
) -> None:
    item = {"type": "article-journal", "title": title, "author": "Ann Lee", "issued": "2020"}
    written = format_citation(Reference.from_csl_json(item), "apa")
    assert written == f"Lee, A. (2020). {expected}"


def test_importing_citations_is_cheap() -> None:
    script = (
        "import json, sys; before = set(sys.modules); import notes.citations;"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = json.loads(ran.stdout)
    assert not {"yaml", "whoosh", "html", "subprocess"} & set(loaded)
    assert not [name for name in loaded if name.startswith(("textual", "rich", "pyperclip"))]
    assert "notes.citations.apa" not in loaded


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({"URL": "http://dx.doi.org/10.1000/xyz"}, "https://doi.org/10.1000/xyz"),
        ({"DOI": "https://doi.org/10.1000/xyz"}, "https://doi.org/10.1000/xyz"),
        ({"DOI": "doi:10.1000/xyz", "URL": "https://e.org/a"}, "https://doi.org/10.1000/xyz"),
        ({"URL": "https://e.org/10.1000/xyz"}, "https://e.org/10.1000/xyz"),
    ],
)
def test_a_doi_is_known_however_it_is_written(fields: dict[str, str], link: str) -> None:
    reference = Reference.from_csl_json({"type": "webpage", "title": "X", **fields})
    assert reference.link == link
