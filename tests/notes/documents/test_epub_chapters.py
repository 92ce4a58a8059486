"""What the files of a book are read as: paragraphs, notes, links, drawings, other writing."""

import pytest
from making_epub import epub, page

from notes.documents.epub import reader
from notes.documents.model import Content
from notes.documents.source import Source


def read(data: bytes) -> Content:
    return reader.read(Source.of(data))


def text_of(body: str, **more: str) -> str:
    return read(epub({"c.xhtml": page(body)}, **more)).text  # type: ignore[arg-type]


def test_footnotes_are_in_the_text_and_can_be_reached() -> None:
    body = """<p>A claim.<a epub:type="noteref" href="#n1" id="r1">1</a> More.</p>
      <aside epub:type="footnote" id="n1"><p><a href="#r1">1</a> Its source.</p></aside>
      <p>See <a href="b.xhtml#far">there</a>, not <a href="http://example.org/">here</a>.</p>"""
    made = read(epub({"a.xhtml": page(body), "b.xhtml": page('<p>x</p><p id="far">far</p>')}))
    assert made.text.startswith("A claim.1 More.\n\n1 Its source.\n\nSee there, not here.\n\nx")
    reached = [
        (made.text[one.start : one.end], made.text[one.target :].split("\n")[0])
        for one in made.links
    ]
    assert reached == [("1", "1 Its source."), ("1", "1 More."), ("there", "far")]


def test_links_may_lead_out_of_the_book() -> None:
    body = """<p>See <a href=" https://example.org/a?b=1&amp;c#d ">there</a>, or
      <a href="MAILTO:ada@example.org">write</a>; <a href="javascript:x()">not</a>
      <a href="file:///etc/passwd">these</a>.</p>
      <svg><a xlink:href="http://example.org/"><text>drawn</text></a></svg>"""
    made = read(epub({"a.xhtml": page(body)}))
    assert [(made.text[one.start : one.end], one.address) for one in made.hyperlinks] == [
        ("there", "https://example.org/a?b=1&c#d"),
        ("write", "MAILTO:ada@example.org"),
        ("drawn", "http://example.org/"),
    ]
    assert made.links == ()


def test_notes_that_are_hidden_until_they_are_asked_for_are_read() -> None:
    body = '<p>A claim.</p><aside hidden="" epub:type="footnote">Its source.</aside>'
    assert text_of(body) == "A claim.\n\nIts source.\n"


def test_a_reading_of_a_word_that_is_never_closed_swallows_no_more() -> None:
    assert text_of("<p><ruby>漢<rp>(<rt>kan</ruby>字</p><p>on</p>") == "漢字\n\non\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>one<br/>two</p><script/><p>three</p>", "one\ntwo\n\nthree\n"),
        ("<div><p/>words</div><style>p { }</style>", "words\n"),
        ("<nav><p>kept</p></nav><header><p>too</p></header>", "kept\n\ntoo\n"),
        ("<h:p xmlns:h='http://www.w3.org/1999/xhtml'>prefixed</h:p>", "prefixed\n"),
        ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby></p>", "漢字\n"),
        ("<p>E = <math><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math></p>", "E = mc^2\n"),
        (
            "<svg xmlns='http://www.w3.org/2000/svg'><title>t</title><text>drawn</text></svg>",
            "drawn\n",
        ),
        (
            "<svg><text>one</text><text>two</text></svg><p>x<svg><text>y</text></svg>z</p>",
            "one\ntwo\n\nxyz\n",
        ),
        (
            "<svg><text y='1'><tspan x='0' dy='1em'>a </tspan><tspan y='1'>b</tspan>"
            "<tspan x='0' dy='1em'>c</tspan><tspan x='9' y='7'>d</tspan></text></svg>",
            "a b\nc\nd\n",
        ),
        (
            "<svg><style>a</style><title>b</title><g id='g'><text>one </text></g><g id='h'>"
            "<text> two</text></g></svg>",
            "one\ntwo\n",
        ),
        ("<p><a id='x'/><br/>one <a id='y'/><br/> <a id='z'/> two <i id='w'/></p>", "one\ntwo\n"),
        ("<ul><li>a<ul><li id='x'>b</li></ul></li></ul>", "• a\n  • b\n"),
        ("<pre>  a <b id='x'/> b\n   <i id='y'/>c</pre>", "  a  b\n   c\n"),
        ("<iframe src='a'><p>instead &amp; <b>so</b></p></iframe>", "instead & so\n"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two\n"),
        (
            "<ol start='0'><li>zero</li><li value='7'>seven</li><li>eight</li></ol>"
            "<ol start='x'><li>one</li></ol>",
            "0. zero\n7. seven\n8. eight\n\n1. one\n",
        ),
        ("<table><tr><th>a</th><td>b</td></tr></table>", "a | b\n"),
        ("<p dir='rtl'>שלום</p>", "שלום\n"),
        ("<p>a&#160;b &amp; <![CDATA[<c>]]></p>", "a\xa0b & <c>\n"),
        ("<video><p>a film</p></video>", "a film\n"),
    ],
)
def test_what_chapters_are_made_of(body: str, text: str) -> None:
    assert text_of(body) == text


def test_an_empty_title_does_not_swallow_the_chapter() -> None:
    chapter = (
        b"<html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body>x</body></html>"
    )
    assert read(epub({"c.xhtml": chapter})).text == "x\n"


def test_entities_that_a_chapter_defines_stand_for_their_words() -> None:
    chapter = (
        '<!DOCTYPE html [<!ENTITY D "—"><!ENTITY who "Ada">]>'
        "<html><body><p>&who; &D; she</p></body></html>"
    )
    assert read(epub({"c.xhtml": chapter})).text == "Ada — she\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_chapters_may_be_in_other_encodings(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    source = f'<?xml version="1.0" encoding="{declared}"?><html><body><p>Ünïcode</p></body></html>'
    assert read(epub({"c.xhtml": source.encode(encoding)})).text == "Ünïcode\n"
