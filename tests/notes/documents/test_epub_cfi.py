"""Passages named as canonical fragment identifiers, worked out by hand after the rules of the IDPF.

The first book has the shape of the example in EPUB Canonical Fragment Identifiers 1.1: the spine is
the third element of the package, and `chap01ref` the second of the spine.
"""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_epub import epub, page

from notes.documents.epub import reader
from notes.documents.fragments import fragment_of, passage_of
from notes.documents.model import CFI, Content
from notes.documents.source import Source

BODY = """
    <p>One.</p>
    <p>Two.</p>
    <p>Three.</p>
    <p>Four.</p>
    <p id="para05">xxx<em>yyy</em>0123456789</p>
    <p>\n      First   line,
      second <!-- not
      counted -->line &amp; &#x1F600; end.\n    </p>
    <ul><li>an item</li><li id="a],^b">of two</li></ul>
    <table><tr><td>left</td><td>right</td></tr></table>
    <p>read<br/>on <ruby>漢<rt>kan</rt></ruby>字</p>
    <script>var no = "text";</script>
    <pre>  two
    lines</pre>
"""
SPINE = (
    '<itemref id="titleref" idref="c1"/><itemref id="chap01ref" idref="c0"/>'
    '<itemref id="plainref" idref="c2"/>'
)


def book(body: str = BODY) -> Content:
    chapter = page(body).replace(b"<body>", b'<body id="body01">')
    title = page("<p>Title</p>")
    plain = b"<html><body><table><tr><td>cell</td></tr></table></body></html>"
    files = {"chapter.xhtml": chapter, "title.xhtml": title, "plain.html": plain}
    return reader.read(Source.of(epub(files, spine=SPINE)))


def named(content: Content, words: str) -> str:
    start = content.text.index(words)
    return fragment_of(content, start, start + len(words))


IN = "/6/4[chap01ref]!/4[body01]"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("xxx", f"{IN}/10[para05],/1:0,/1:3"),
        ("y", f"{IN}/10[para05]/2,/1:0,/1:1"),
        ("yyy0123", f"{IN}/10[para05],/2/1:0,/3:4"),
        ("789", f"{IN}/10[para05],/3:7,/3:10"),
        ("Four.\n\nxx", f"{IN},/8/1:0,/10[para05]/1:2"),
        ("First line", f"{IN}/12,/1:7,/1:19"),  # three blanks in the file
        ("second line", f"{IN}/12,/1:27,/1:38"),  # a comment is no text, nor does it divide it
        ("& 😀 end", f"{IN}/12,/1:39,/1:47"),  # a face takes two units
        ("end", f"{IN}/12,/1:44,/1:47"),
        ("item\n• of", f"{IN}/14,/2/1:3,/4[a^]^,^^b]/1:2"),
        ("• of", f"{IN}/14/4[a^]^,^^b],/1:0,/1:2"),  # the bullet is ours
        ("left | right", f"{IN}/16/2,/2/1:0,/4/1:5"),
        ("read\non", f"{IN}/18,/1:0,/3:2"),
        ("漢字", f"{IN}/18,/4/1:0,/5:1"),
        ("two\n    lines", f"{IN}/22,/1:2,/1:15"),
    ],
)
def test_a_passage_is_named_as_the_standard_counts(words: str, name: str) -> None:
    content = book()
    assert content.fragments_of == CFI
    assert named(content, words) == f"epubcfi({name})"
    start = content.text.index(words)
    begin = start + 2 if words.startswith("•") else start
    assert passage_of(content, f"epubcfi({name})") == (begin, start + len(words))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("/6/4[chap01ref]!/4[body01]/10[para05]/3:10", ""),
        ("/6/4!/4/10/1:0", "xxxyyy"),
        ("/6/4!/4/10/2/1:3", "0123456789"),
        ("/6/4!/4/10/3:5[34,56]", "56789"),  # what stands about it may be said
        ("/6/4!/4/10[para05;s=a]/3:5", "56789"),
        ("/6/4!/4/10", "xxxyyy"),
        ("/6/4!/4/10/2", "yyy"),
        ("/6/4", "One."),
        ("/6/4!/4/12/1:8", "irst line"),
        ("/6/4!/4/12/1:12", " line, second"),
        ("/6/4!/4/12/1:14", "line, second"),  # in blanks that were left out
    ],
)
def test_a_place_that_others_named_is_found(name: str, words: str) -> None:
    content = book()
    place = passage_of(content, f"epubcfi({name})")
    assert place is not None and place[0] == place[1]
    after = content.text[place[0] :]
    assert after.startswith(words or "\n\nFirst line")


@pytest.mark.parametrize(
    "name",
    [
        "page=3",
        "epubcfi(/6/40!/4/2/1:0)",
        "epubcfi(/6/4!/4/99)",
        "epubcfi()",
        "epubcfi(/6/4!/4/10,/1:3)",
        "epubcfi(/6/4!/4/10,/3:1,/1:1)",
        "epubcfi(" + "/4" * 5000 + ")",
        "epubcfi(/6/4!/4/10[" + "^" * 4000 + ")",
    ],
)
def test_a_name_of_nothing_in_the_book_leads_nowhere(name: str) -> None:
    assert passage_of(book(), name) is None


def test_a_passage_over_two_chapters_is_named_by_its_beginning() -> None:
    content = book()
    assert named(content, "tle\n\nOne.") == "epubcfi(/6/2[titleref]!/4/2/1:2)"


def test_in_a_file_that_is_no_xml_the_part_is_the_file() -> None:
    content = book()
    assert named(content, "cell") == "epubcfi(/6/6[plainref])"


LEAVES = st.sampled_from(
    ["word", " two  words ", "\n  ", "a&amp;b", "&#x1F4D6;x", "<b>bold</b>", "<br/>", "", "|",
     "<i id='n'>in <u>deep</u></i>", "<!-- no -->", "<img src='x' alt='y'/>", "é\u00a0ß"]
)  # fmt: skip
PARAGRAPHS = st.lists(st.lists(LEAVES, max_size=8).map("".join), min_size=1, max_size=5)


@given(PARAGRAPHS, st.data())
def test_an_identifier_leads_to_the_same_words_in_a_tree(
    paragraphs: list[str], data: st.DataObject
) -> None:
    """Followed by a parser of XML, which knows nothing of how the text was made."""
    body = "".join(f"<p>{words}</p>\n" for words in paragraphs)
    content = reader.read(Source.of(epub({"c.xhtml": page(body)})))
    ink = [n for n, c in enumerate(content.text) if c not in " \n|"]
    if not ink:
        return
    at = data.draw(st.sampled_from(ink))
    name = fragment_of(content, at, at + 1)
    found = re.fullmatch(r"epubcfi\(/6/2!([^,]*),(/\d+):(\d+),\2:(\d+)\)", name)
    assert found is not None
    tree = ElementTree.fromstring(page(body).decode().partition("?>")[2])
    steps = re.findall(r"/(\d+)", re.sub(r"\[.*?\]", "", found[1]))
    for step in steps:
        tree = tree[int(step) // 2 - 1]
    before = int(found[2][1:]) // 2
    text = tree.text if before == 0 else tree[before - 1].tail
    units = (text or "").encode("utf-16-le")
    assert units[2 * int(found[3]) : 2 * int(found[4])].decode("utf-16-le") == content.text[at]
    assert passage_of(content, name) == (at, at + 1)
    assert unescape(content.text) == content.text
