"""Markdown is shown as it is written; headings and front matter are found in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.documents import markdown
from notes.documents.model import Field, Span

SOURCE = """# The *first* `title` with [a link](https://example.org) \\#1

By Jane Doe

Setext & more
-------------

```text
# not a heading
```

    # nor this

> ## Quoted ##
"""


def test_the_text_is_the_source() -> None:
    assert markdown.read(SOURCE.encode()).text == SOURCE


def test_headings_of_both_kinds_but_not_in_code() -> None:
    sections = markdown.read(SOURCE.encode()).sections
    assert [(s.title, s.level, SOURCE[s.start :].split("\n")[0]) for s in sections] == [
        ("The first title with a link #1", 1, SOURCE.split("\n")[0]),
        ("Setext & more", 2, "Setext & more"),
        ("Quoted", 2, "> ## Quoted ##"),
    ]


def test_names_with_underscores_keep_them() -> None:
    assert (
        markdown.plain_heading("The _role_ of snake_case_names") == "The role of snake_case_names"
    )


def test_the_first_heading_is_the_guessed_title_and_the_byline_is_found() -> None:
    fields = markdown.read(SOURCE.encode()).metadata.fields
    assert fields == {
        "title": Field("The first title with a link #1", "guessed", 1),
        "authors": Field(("Jane Doe",), "guessed", 3),
    }


FRONT = """---
title: "No: a *title*"
authors:
  - Doe, Jane
  - {given: John, family: Roe}
  - name: The Institute
date: 2025-02-22
journal: 010
lang: No
tags: [a, b]
accessed: 3/4/2025
---
"""


def test_front_matter_is_metadata_with_lines_and_is_dimmed() -> None:
    content = markdown.read((FRONT + SOURCE).encode())
    source = "front matter"
    assert content.metadata.fields == {
        "title": Field("No: a *title*", source, 2),
        "authors": Field(("Jane Doe", "John Roe", "The Institute"), source, 3),
        "date": Field("2025-02-22", source, 7),
        "container": Field("010", source, 8),
        "language": Field("No", source, 9),
    }
    assert content.boilerplate == (Span(0, len(FRONT)),)
    assert content.sections[0].start == len(FRONT)
    assert content.text == FRONT + SOURCE
    assert content.notices == ()


def test_guesses_behind_front_matter_name_the_lines_of_the_file() -> None:
    content = markdown.read(("---\nlang: en\n---\n" + SOURCE).encode())
    assert content.metadata.fields["title"].line == 4
    assert content.metadata.fields["authors"].line == 6


@pytest.mark.parametrize(
    "yaml",
    [
        "a: " + "[" * 5000,
        "a: " + "{a: " * 5000,
        "? " * 5000,
        "title: &a [x, x]\nb: [*a, *a, *a]",
        "<<: &a {b: c}\nd:\n  <<: [*a, *a]",
        "title: 'never closed",
        "title: a: b: c",
        "key: \x07",
        "? [a, b]\n: c\n- d",
    ],
)
def test_hostile_front_matter_is_a_notice_and_the_text_is_read(yaml: str) -> None:
    text = f"---\n{yaml}\n---\n# Title\n"
    content = markdown.read(text.encode())
    assert content.text == text
    (notice,) = content.notices
    assert notice.startswith("front matter not read") and "\n" not in notice
    assert [section.title for section in content.sections] == ["Title"]


def test_tags_of_python_objects_construct_nothing() -> None:
    yaml = "title: !!python/object/apply:os.getcwd []\nauthor: !!python/name:os.system ''\nlang: en"
    content = markdown.read(f"---\n{yaml}\n---\n".encode())
    assert content.metadata.fields == {"language": Field("en", "front matter", 4)}


@pytest.mark.parametrize(
    "text", ["---\nwords\n\n---\nmore\n", "---\ntitle: x\n", " ---\na: b\n---\n", "--- a\nb\n---\n"]
)
def test_rules_are_no_front_matter(text: str) -> None:
    content = markdown.read(text.encode())
    assert (content.boilerplate, content.notices) == ((), ())


def test_a_byte_order_mark_and_windows_newlines() -> None:
    content = markdown.read(b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\n# H\r\n")
    assert content.text == "---\ntitle: T\n---\n# H\n"
    assert content.metadata.title == "T"


def test_deep_and_endless_structures() -> None:
    for source in (
        "[" * 50_000,
        "> " * 5000 + "x",
        "*" * 50_000,
        "- " * 5000,
        "# " + " " * 100_000,
    ):
        assert markdown.read(source.encode()).text == source


PIECES = st.lists(
    st.sampled_from(
        ["# ", "## a", "\n", "\n\n", "---", "===", "```", "> ", "- ", "    ", "a: b", "*", "[x](y)"]
    )
    | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=4),
    max_size=50,
)


@given(PIECES.map("".join), st.booleans())
@settings(max_examples=250, deadline=None)
def test_any_source_is_read_with_sections_on_its_lines(source: str, with_front: bool) -> None:
    source = f"---\n{source}\n---\n{source}" if with_front else source
    content = markdown.read(b"\xef\xbb\xbf" + source.encode("utf-8", "replace"))
    assert "\r" not in content.text
    for section in content.sections:
        assert 0 <= section.start < len(content.text)
        assert section.start == 0 or content.text[section.start - 1] == "\n"
