"""Links: which there are in a text, and where each leads."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.documents.model import Document
from notes.documents.reading import read_document
from notes.links import Destination, destination, links_of, place_of

PATHS = ("index.md", "sub/page.md", "sub/other page.txt", "paper.html", "sub/deep/Notes on oil.md")


def document(folder: Path, name: str, text: str) -> Document:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return read_document(path, folder, "urn:uuid:0")


def found(folder: Path, name: str, text: str) -> list[tuple[str, str]]:
    one = document(folder, name, text)
    return [(one.text[link.start : link.end], link.address) for link in links_of(one)]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://a.org/x?y=1#z.", [("https://a.org/x?y=1#z", "https://a.org/x?y=1#z")]),
        ("(https://a.org/b_(c)), and", [("https://a.org/b_(c)", "https://a.org/b_(c)")]),
        ("“https://a.org/”, he said", [("https://a.org/", "https://a.org/")]),
        ("www.a.org!", [("www.a.org", "https://www.a.org")]),
        ("doi:10.1000/182.", [("10.1000/182", "https://doi.org/10.1000/182")]),
        ("mailto:a@b.org;", [("mailto:a@b.org", "mailto:a@b.org")]),
        ("no link: http:// and www. and 10.5/7", []),
        ("[not](a.md) in a plain text", []),
    ],
)
def test_addresses_in_plain_text(tmp_path: Path, text: str, links: list[tuple[str, str]]) -> None:
    assert found(tmp_path, "a.txt", text) == links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[the page](sub/page.md)", [("the page", "sub/page.md")]),
        ('[a](<my page.md> "a title")', [("a", "my page.md")]),
        ("[a](b_(c).md)", [("a", "b_(c).md")]),
        ("[a][ref] [Ref][] [none]\n\n[REF]: https://a.org/", [
            ("a", "https://a.org/"),
            ("Ref", "https://a.org/"),
            ("https://a.org/", "https://a.org/"),
        ]),
        ("<https://a.org/>", [("https://a.org/", "https://a.org/")]),
        ("[[Oil and us]] [[page|words]]", [("Oil and us", "[[Oil and us"), ("words", "[[page")]),
        (r"\[not](a.md) []() [x]()", []),
        ("[https://a.org](https://b.org)", [("https://a.org", "https://b.org")]),
    ],
)  # fmt: skip
def test_links_of_markdown(tmp_path: Path, text: str, links: list[tuple[str, str]]) -> None:
    assert found(tmp_path, "a.md", text) == links


def test_links_of_a_page_are_on_their_words(tmp_path: Path) -> None:
    page = (
        "<html><body><main><h2 id=top>Head</h2><p>See <a href='sub/page.md#x'> the\n other</a> "
        "and<br> <a href='https://a.org/?q=1&amp;r=2'>web</a>.<ul><li><a href=i.md>item</a></ul>"
        "<table><tr><td><td><a href=t.md>cell</a> |</table>"
        "<a href=big.md><p>a block</p><p>and one</p></a><p name=end>" + "filler " * 40
    )
    assert found(tmp_path, "a.html", page) == [
        ("the other", "sub/page.md#x"),
        ("web", "https://a.org/?q=1&r=2"),
        ("item", "i.md"),
        ("cell", "t.md"),
        ("a block", "big.md"),
        ("and one", "big.md"),
    ]
    one = document(tmp_path, "a.html", page)
    assert place_of(one, "top") == 0
    assert one.text.startswith("filler", place_of(one, "end"))


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("page.md", Destination(path="sub/page.md")),
        ("./page", Destination(path="sub/page.md")),
        ("other%20page.txt#A%20part", Destination(path="sub/other page.txt", name="A part")),
        ("../index.md?x=1", Destination(path="index.md")),
        ("#part", Destination(path="sub/page.md", name="part")),
        ("[[notes on OIL", Destination(path="sub/deep/Notes on oil.md")),
        ("[[sub/page", Destination(path="sub/page.md")),
        ("https://a.org/x", Destination(address="https://a.org/x")),
        ("mailto:a@b.org", Destination(address="mailto:a@b.org")),
    ],
)
def test_where_an_address_leads(tmp_path: Path, address: str, leads: Destination) -> None:
    assert destination(address, document(tmp_path, "sub/page.md", "x"), PATHS) == leads


@pytest.mark.parametrize(
    "address",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "nowhere.md",
        "[[nowhere",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a.org/ b",
        "https://a.org/\x1b[31m",
        "x" * 3000,
        "C:\\x.txt",
    ],
)
def test_what_is_not_followed_says_why(tmp_path: Path, address: str) -> None:
    leads = destination(address, document(tmp_path, "sub/page.md", "x"), PATHS)
    assert leads.reason and leads == Destination(reason=leads.reason)
    assert leads.reason.isprintable()


def test_a_saved_page_s_own_address_is_what_relative_ones_are_beside(tmp_path: Path) -> None:
    page = '<meta property="og:url" content="https://a.org/news/one.html"><p>words'
    one = document(tmp_path, "saved.html", page)
    assert destination("two.html", one, PATHS).address == "https://a.org/news/two.html"
    assert destination("sub/page.md", one, PATHS).path == "sub/page.md"


def test_a_heading_is_found_by_its_words_and_as_web_sites_name_it(tmp_path: Path) -> None:
    text = "# What does it buy?\n\nx\n\n# Twice\n\ny\n\n# Twice\n\nz\n"
    one = document(tmp_path, "a.md", text)
    assert place_of(one, "what-does-it-buy") == 0
    assert place_of(one, "What does it buy?") == 0
    assert place_of(one, "twice-1") == text.rindex("# Twice")
    assert (place_of(one, "nowhere"), place_of(one, "")) == (None, None)


@given(st.lists(st.sampled_from(["[", "]", "(", ")", "<a href='b'>", "</a>", "<p>", "<li>", "| ",
                                 "a", " ", "\n", "https://a.org", "[[", "]]", "中", "<td>"]),
                max_size=40))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_links_are_in_order_and_apart_in_any_text(parts: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.md", "a.html"):
            one = document(Path(folder), name, "".join(parts))
            end = 0
            for link in links_of(one):
                assert end <= link.start < link.end <= len(one.text)
                end = link.end
