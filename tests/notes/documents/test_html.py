"""A web page becomes the text of its article, whatever is wrong with the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.documents import html
from notes.documents.model import Field

LONG = "A sentence of the article that says something and goes on for a while. " * 5
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>The title - Example News</title>
<meta property="og:title" content="The title">
<meta property="og:site_name" content="Example News">
<meta name="author" content="Jane Doe and John Roe">
<meta property="article:published_time" content="2025-02-22T18:52:00+02:00">
<link rel="canonical" href="https://example.org/a">
<style>p {{}}</style><script>if (a < b) write("<p>never</p>")</script></head>
<body><nav><a>Home</a></nav><aside>Elsewhere</aside>
<article><header><h1>The <em>title</em></h1></header>
<p>{LONG}</p><p>Second&nbsp;one &amp; more<br>after the break &mdash; end</p>
<h2>A part</h2><ul><li>one<li>two<ul><li>inner</ul></ul><ol><li>first</li><li>second</li></ol>
<table><tr><th>What<th>When<tr><td>oil<td>2022</table>
<pre>  kept
    as is</pre></article>
<form><p>Subscribe to us</p></form><footer>The end of the page</footer></body></html>"""


def text_of(page: str) -> str:
    return html.read(page.encode()).text


def test_the_article_as_text() -> None:
    assert text_of(PAGE) == (
        f"The title\n\n{LONG.strip()}\n\nSecond\xa0one & more\nafter the break — end\n\n"
        "A part\n\n• one\n• two\n  • inner\n\n1. first\n2. second\n\n"
        "What | When\noil | 2022\n\n  kept\n    as is\n"
    )


def test_headings_are_sections_at_their_place() -> None:
    content = html.read(PAGE.encode())
    assert [(s.title, s.level) for s in content.sections] == [("The title", 1), ("A part", 2)]
    for section in content.sections:
        assert content.text.startswith(section.title, section.start)


def test_what_the_page_says_of_itself() -> None:
    assert html.read(PAGE.encode()).metadata.fields == {
        "title": Field("The title", "embedded"),
        "authors": Field(("Jane Doe", "John Roe"), "embedded"),
        "date": Field("2025-02-22", "embedded"),
        "publisher": Field("Example News", "embedded"),
        "url": Field("https://example.org/a", "embedded"),
        "language": Field("en-GB", "embedded"),
    }


def test_scholarly_tags() -> None:
    tags = {
        "citation_title": "On oil",
        "citation_journal_title": "Energy",
        "citation_publication_date": "2024/3/1",
        "citation_doi": "doi:10.1000/182",
        "citation_firstpage": "3",
        "citation_lastpage": "9",
    }
    metas = "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())
    authors = '<meta name="citation_author" content="Doe, Jane">' * 2
    authors += '<meta name="citation_author" content="Roe, John">'
    metadata = html.read(f"<head>{metas}{authors}</head><p>{LONG}".encode()).metadata
    assert metadata.authors == ("Jane Doe", "John Roe")
    values = {name: metadata.text(name) for name in ("title", "container", "date", "doi", "pages")}
    assert values == {
        "title": "On oil",
        "container": "Energy",
        "date": "2024-03-01",
        "doi": "10.1000/182",
        "pages": "3-9",
    }
    assert metadata.text("type") == "article-journal"


def test_linked_data() -> None:
    data = """{"@graph": [{"@type": "Organization", "name": "no title"}, {"@type": "NewsArticle",
      "headline": "The headline", "author": [{"name": "Jane Doe"}, "John Roe"],
      "datePublished": "2025-05-09T09:25:00Z", "publisher": {"name": "Example"}}]}"""
    page = f'<script type="application/ld+json">{data}</script><p>{LONG}'
    metadata = html.read(page.encode()).metadata
    assert (metadata.title, metadata.date) == ("The headline", "2025-05-09")
    assert metadata.authors == ("Jane Doe", "John Roe")
    assert metadata.text("publisher") == "Example"
    assert metadata.text("type") == "article-newspaper"


def test_without_tags_the_text_is_guessed_from() -> None:
    page = f"<p>A title of some words</p><p>By Jane Doe</p><p>9 May 2025</p><p>{LONG}</p>"
    metadata = html.read(page.encode()).metadata
    assert metadata.fields["title"] == Field("A title of some words", "guessed", 1)
    assert metadata.fields["authors"] == Field(("Jane Doe",), "guessed", 3)
    assert metadata.fields["date"] == Field("2025-05-09", "guessed", 5)


def test_a_page_wholly_within_a_form_is_still_read() -> None:
    assert text_of(f"<body><form><p>{LONG}</p></form></body>") == LONG.strip() + "\n"


def test_empty_headings_and_items_leave_no_trace() -> None:
    content = html.read(b"<h2></h2><p>one</p><ul><li></li></ul><p>two</p>")
    assert (content.text, content.sections) == ("one\n\ntwo\n", ())


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="koi8-r">', "koi8-r"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>", "cp1251"),
        ('<?xml version="1.0" encoding="iso-8859-5"?>', "iso8859-5"),
    ],
)
def test_the_declared_encoding_is_used_without_a_guess(head: str, encoding: str) -> None:
    content = html.read(f"{head}<p>Хартия</p>".encode(encoding))
    assert (content.text, content.encoding, content.notices) == ("Хартия\n", encoding, ())


def test_a_false_declaration_does_no_harm() -> None:
    assert html.read('<meta charset="utf-16"><p>é</p>'.encode()).text == "é\n"
    assert html.read('<meta charset="klingon"><p>é</p>'.encode()).text == "é\n"


def test_two_hundred_thousand_nested_elements() -> None:
    deep = 200_000
    assert text_of("<div>" * deep + "core" + "</div>" * deep) == "core\n"


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        '<a x="',
        "<a/",
        "<!--",
        "<![",
        "</",
        "<!-- --!",
        "<![CDATA[",
        "</x>",
        "<script>",
        "&#",
    ],
)
def test_broken_markup_in_bulk(piece: str) -> None:
    content = html.read(("<p>before</p>" + piece * 100_000).encode())
    assert content.text.startswith("before\n")


def test_numbers_too_long_for_an_integer_stay_as_they_are() -> None:
    reference = "&#" + "9" * 5000 + ";"
    assert text_of(f"<p>{reference}</p>") == reference + "\n"


def test_hostile_linked_data_is_left_alone() -> None:
    page = '<script type="application/ld+json">' + "[" * 300_000 + "</script><p>text</p>"
    assert html.read(page.encode()).metadata.fields == {}


def test_an_empty_file_and_an_empty_page_say_so() -> None:
    assert html.read(b"").notices == ("the file is empty",)
    assert html.read(b"<html><head></head><body></body>").notices == ("the page has no text",)


MARKUP = (
    "<p> </p> <li> <ul> </ul> <h1> </h1> <pre> </pre> <td> <tr> <table> </table> <br> <nav> "
    "<article> </article> <title> </title> <script> </script> <b </b> <!-- --> &#13; &amp; "
    "&#xD800; < > \" ' = <a/ <ol> </ol> <body> <header> <form> text more"
)
PIECES = st.lists(
    st.sampled_from(MARKUP.split())
    | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=5),
    max_size=60,
)


@given(PIECES.map(" ".join) | PIECES.map("".join))
@settings(max_examples=300, deadline=None)
def test_any_markup_is_read_with_sections_within_the_text(page: str) -> None:
    data = b"\xef\xbb\xbf" + page.encode("utf-8", "replace")
    content = html.read(data)
    assert "\r" not in content.text
    for section in content.sections:
        assert 0 <= section.start < len(content.text)
    assert html.read(data) == content


def test_a_head_that_is_never_closed_does_not_swallow_the_page() -> None:
    content = html.read(b"<html><head><title>x</title><p>Words of the page.<p>More.")
    assert content.text == "Words of the page.\n\nMore.\n"
