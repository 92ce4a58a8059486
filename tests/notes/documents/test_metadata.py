"""What is guessed from bare text is right, or is not guessed."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.documents import text as text_format
from notes.documents.metadata import guess_metadata, opening_words
from notes.documents.model import Field

PARAGRAPH = "A sentence of the text that says a little and goes on for a while. " * 5
EXPECTED: dict[str, dict[str, tuple[str | tuple[str, ...], int]]] = {
    "000_79fa63b90f735858.txt": {
        "title": ("China-Russia: axis of adversaries", 4),
        "authors": (("Viktor Kaspruk",), 63),
        "date": ("2025-02-22", 6),
        "publisher": ("Espreso. Global", 1),
    },
    "001_29087e77ad7b3d4a.txt": {
        "title": (
            "Shocking reality: British saw a growing alliance between Russia and China",
            1,
        ),
        "date": ("2025-05-09", 3),
    },
    "002_924186f9d435c1e7.txt": {
        "title": ('"In Unison Against Unilateralism" - Xi and Putin: A Stronger Front', 1),
    },
    "003_e698897ae060d885.txt": {},
    "004_726922b814650716.txt": {},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_outside_texts_are_described_rightly(shared_seeds: Path, name: str) -> None:
    content = text_format.read((shared_seeds / name).read_bytes())
    expected = {
        field: Field(value, "guessed", line) for field, (value, line) in EXPECTED[name].items()
    }
    assert content.metadata.fields == expected


@pytest.mark.parametrize(
    "head",
    [
        "By the numbers",
        "Photo: two presidents at a long table",
        "https://example.org/a/very/long/address/of/a/page",
        "Home | World | Economy | Opinion",
        "Skip to main content",
        "This line is a sentence and ends in a full stop.",
        "Two words",
        "2025-02-22 10:00:00 INFO the server has started well",
        "client/title.list_title",
        "Dear reader of these lines,",
    ],
)
def test_a_line_that_is_no_title(head: str) -> None:
    assert guess_metadata(f"{head}\n\n{PARAGRAPH}").title is None


FIELDS = "Format: a specification of fields\nUpstream-Name: A Library\nUpstream-Contact: Jo Doe\n"


@pytest.mark.parametrize(
    "text",
    [
        FIELDS,
        FIELDS + "\nFiles: *\nCopyright: 2005 Jo Doe\n 2006 Ann Lee and many others\n",
        "Apache License\nVersion 2.0, January 2004\nhttp://example.org/licenses/\n",
        "Copyright (c) 1994, 1995 by Somebody Or Other\n",
        "Maintained by Jo Doe <jo@example.org> since then\n",
        "This package was made for them by\nthose who liked it\n",
        "This is what we know of it\nso far, and no more\n",
        "src/base/some/path/of/words/*\n",
        "* Make it work again everywhere\n",
    ],
)
def test_fields_licences_and_prose_are_no_title(text: str) -> None:
    assert guess_metadata(text).title is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("China-Russia: axis of adversaries\n\nText.", "China-Russia: axis of adversaries"),
        ("How to read a page\nby Mortimer Example\n\nText.", "How to read a page"),
        (FIELDS + "\nNotes on the making of maps\n\nText.", "Notes on the making of maps"),
        ("Version control for the rest of us\n\nText.", "Version control for the rest of us"),
        ("Copyright and the commons\n\nText.", "Copyright and the commons"),
    ],
)
def test_a_title_near_such_lines_is_still_one(text: str, title: str) -> None:
    assert guess_metadata(text).title == title


def test_a_title_in_chinese_needs_no_blanks() -> None:
    assert guess_metadata(f"中俄关系的新阶段\n\n{PARAGRAPH}").title == "中俄关系的新阶段"


def test_nothing_is_taken_from_below_the_first_paragraph() -> None:
    text = f"{PARAGRAPH}\n\nA heading that comes much later\n\n9 May 2025\n\n{PARAGRAPH}"
    assert guess_metadata(text).fields == {}


def test_a_hard_wrapped_paragraph_ends_the_head_as_well() -> None:
    wrapped = "\n".join(["These lines were wrapped by an editor at sixty-odd characters"] * 6)
    assert guess_metadata(f"{wrapped}\n\n9 May 2025\n").date is None
    found = guess_metadata(f"On the wrapping of lines\n\n9 May 2025\n\n{wrapped}\n")
    assert (found.title, found.date) == ("On the wrapping of lines", "2025-05-09")


def test_a_name_on_the_first_line_is_no_publisher() -> None:
    found = guess_metadata(f"John Smith\n\nMy essay on the state of the world\n\n{PARAGRAPH}")
    assert found.text("publisher") is None
    assert found.title == "My essay on the state of the world"


def test_bylines_of_other_pages_below_the_text_give_no_author() -> None:
    text = f"{PARAGRAPH}\n\n{PARAGRAPH}\n\nBy Jane Doe\nBy John Roe\n"
    assert guess_metadata(text).authors == ()


def test_line_numbers_are_those_of_the_document() -> None:
    found = guess_metadata(f"A title of some words\nBy Jane Doe\n\n{PARAGRAPH}", first_line=11)
    assert found.fields["title"].line == 11
    assert found.fields["authors"] == Field(("Jane Doe",), "guessed", 12)


def test_a_guessed_title_begins_with_words_and_not_with_signs() -> None:
    found = guess_metadata(f"# # A tool of common use\n#\n{PARAGRAPH}").fields
    assert found["title"] == Field("A tool of common use", "guessed", 1)


def test_opening_words_end_with_a_whole_word() -> None:
    assert opening_words("  When pressure\n\tgrows, neighbours  move", 24) == "When pressure grows…"
    assert opening_words("Short.", 24) == "Short."
    assert opening_words("", 24) == ""


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("# # Copyright 2020 Ada\n# # All rights reserved.\n", "Copyright 2020 Ada All rights"),
        ("/*\n * Copyright Ada\n */\nint main", "Copyright Ada int main"),
        ("=====\nA title\n=====\n\nWords.", "A title Words."),
        ("// made by a tool", "made by a tool"),
        ("//made by a tool", "made by a tool"),
        ("#made by a tool", "made by a tool"),
        ("--- \n- one\n- two - and three", "one two - and three"),
        ("/usr/bin and -5 degrees", "/usr/bin and -5 degrees"),
        ("C# and C++ * 2", "C# and C++ * 2"),
        ("* * *\n---\n", ""),
    ],
)
def test_opening_words_begin_with_words_and_not_with_signs(text: str, opening: str) -> None:
    assert opening_words(text, 30).removesuffix("…") == opening


@given(st.text(max_size=300), st.integers(min_value=2, max_value=80))
@settings(max_examples=100, deadline=None)
def test_opening_words_are_one_line_of_the_length_asked_for(text: str, limit: int) -> None:
    words = opening_words(text, limit)
    assert len(words) <= limit
    assert "\n" not in words


@given(st.text(alphabet="By AuthorJaneDoe:\n.,;| 2025-/:'«»", max_size=400))
@settings(max_examples=150, deadline=None)
def test_guessing_never_fails_and_names_lines_that_exist(text: str) -> None:
    for field in guess_metadata(text).fields.values():
        assert field.source == "guessed"
        assert field.line is not None and 1 <= field.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("*os_mac.txt*    For Vim version 9.1.  Last change: 2019 Apr 21", "2019-04-21"),
        ("Last updated: 3 May 2021.", "2021-05-03"),
        ("Last modified on 2021-05-03 10:00 UTC", "2021-05-03"),
        ("| Revised: 3 May 2021", "2021-05-03"),
        ("The treaty of two states (version of 3 May 2021)", "2021-05-03"),
        ("Version of 3 May 2021", "2021-05-03"),
        ("Date: 3 May 2021", "2021-05-03"),
        ("Last change: 3 May 2021 by somebody", None),
        ("It was up to date 3 May 2021", None),
        ("Last change: 3/5/2021", None),
    ],
)
def test_a_date_with_a_name_comes_before_a_bare_one(line: str, date: str | None) -> None:
    found = guess_metadata(f"{line}\n\nHow it came about\n\n1994 Oct 19\n\n{PARAGRAPH}")
    assert found.fields["date"].value == (date or "1994-10-19")
