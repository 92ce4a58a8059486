"""A book as one text: what the W3C's tests for EPUB readers exercise, on books made here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from making_epub import CONTAINER, METADATA, PACKAGE, epub, page, zipped

from notes.documents.epub import reader
from notes.documents.model import Content
from notes.documents.source import Source
from notes.errors import DocumentError


def read(data: bytes) -> Content:
    return reader.read(Source.of(data))


def text_of(body: str, **more: str) -> str:
    return read(epub({"c.xhtml": page(body)}, **more)).text  # type: ignore[arg-type]


def headings(content: Content) -> list[tuple[str, int, str]]:
    return [
        (s.title, s.level, content.text[s.start :].split("\n")[0])
        for s in content.sections
        if s.level
    ]


def test_chapters_stand_in_the_order_of_the_spine_not_of_the_manifest() -> None:
    spine = '<itemref idref="c1"/><itemref idref="c0"/>'
    made = epub({"a.xhtml": page("<p>second</p>"), "b.xhtml": page("<p>first</p>")}, spine=spine)
    assert read(made).text == "first\n\nsecond\n"


def test_what_is_not_in_the_main_sequence_can_be_read_too() -> None:
    spine = '<itemref idref="c0"/><itemref idref="c1" linear="no"/>'
    made = epub({"a.xhtml": page("<p>text</p>"), "b.xhtml": page("<p>aside</p>")}, spine=spine)
    assert read(made).text == "text\n\naside\n"


def test_the_contents_become_headings_with_their_depth() -> None:
    nav = """<nav epub:type="toc"><h1>Contents</h1><ol>
      <li><a href="a.xhtml">One</a><ol><li><a href="a.xhtml#part">A <em>part</em></a></li></ol></li>
      <li><span>A group</span><ol><li><a href="b.xhtml">Two</a></li></ol></li></ol></nav>
      <nav epub:type="landmarks"><ol><li><a href="b.xhtml">Begin</a></li></ol></nav>"""
    made = epub(
        {"a.xhtml": page('<p>one</p><p id="part">its part</p>'), "b.xhtml": page("<p>two</p>")},
        nav=nav,
    )
    assert headings(read(made)) == [
        ("One", 1, "one"),
        ("A part", 2, "its part"),
        ("A group", 1, "two"),
        ("Two", 2, "two"),
    ]


def test_a_picture_in_the_contents_is_read_as_its_description() -> None:
    nav = """<nav epub:type="toc"><ol>
      <li><a href="a.xhtml"><img src="a.png" alt="An ornate A" title="hover"/></a></li>
      <li><a href="b.xhtml">Chapter <img src="b.png" title="two"/></a></li>
      <li><a href="c.xhtml" title="The third"><svg/></a></li>
      <li><a href="d.xhtml"><span>IV</span> <span>Last</span></a></li></ol></nav>"""
    made = epub({f"{name}.xhtml": page(f"<p>{name}</p>") for name in "abcd"}, nav=nav)
    assert [title for title, _, _ in headings(read(made))] == [
        "An ornate A",
        "Chapter two",
        "The third",
        "IV Last",
    ]


def test_groups_within_groups_and_groups_of_nothing() -> None:
    nav = """<nav epub:type="toc"><ol>
      <li><span>Empty</span></li>
      <li><span>Outer</span><ol>
        <li><span>Inner</span><ol><li><a href="a.xhtml">A</a></li></ol></li>
        <li><a href="b.xhtml">B</a></li></ol></li></ol></nav>"""
    made = epub({"a.xhtml": page("<p>a</p>"), "b.xhtml": page("<p>b</p>")}, nav=nav)
    assert headings(read(made)) == [
        ("Outer", 1, "a"),
        ("Inner", 2, "a"),
        ("A", 3, "a"),
        ("B", 2, "b"),
    ]


def test_a_part_and_its_first_chapter_may_lead_to_one_place() -> None:
    ncx = """<ncx><navMap><navPoint><navLabel><text>Part one</text></navLabel>
      <content src="a.xhtml"/><navPoint><navLabel><text>Chapter one</text></navLabel>
      <content src="a.xhtml"/></navPoint></navPoint></navMap></ncx>"""
    made = read(epub({"a.xhtml": page("<h1>Chapter one</h1><p>words</p>")}, ncx=ncx))
    assert headings(made) == [("Part one", 1, "Chapter one"), ("Chapter one", 2, "Chapter one")]


def test_headings_in_the_text_are_not_doubled_by_the_contents() -> None:
    nav = '<nav epub:type="toc"><ol><li><a href="a.xhtml#x">Chapter one</a></li></ol></nav>'
    body = '<section id="x"><h1>Chapter one</h1><p>words</p><h2>Below</h2></section>'
    assert headings(read(epub({"a.xhtml": page(body)}, nav=nav))) == [
        ("Chapter one", 1, "Chapter one"),
        ("Below", 2, "Below"),
    ]


def test_headings_are_as_deep_as_the_contents_have_them() -> None:
    nav = """<nav epub:type="toc"><ol><li><a href="part.xhtml">Part I</a><ol>
      <li><a href="a.xhtml">Alpha</a></li><li><a href="b.xhtml">2. Beta</a></li></ol></li>
      <li><a href="c.xhtml">Gamma</a></li></ol></nav>"""
    chapters = {
        "part.xhtml": page("<h1>Part I</h1>"),
        "a.xhtml": page("<h1>Alpha</h1><p>x</p><h2>In alpha</h2>"),
        "b.xhtml": page("<h1>Beta</h1><p>x</p><h2>In beta</h2>"),
        "c.xhtml": page("<h2>Gamma</h2><p>x</p><h3>In gamma</h3>"),
    }
    assert [(title, level) for title, level, _ in headings(read(epub(chapters, nav=nav)))] == [
        ("Part I", 1),
        ("Alpha", 2),
        ("In alpha", 3),
        ("2. Beta", 2),
        ("In beta", 3),
        ("Gamma", 1),
        ("In gamma", 2),
    ]


def test_an_epub_2_has_its_contents_in_another_file() -> None:
    ncx = """<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "ncx-2005-1.dtd"><ncx><navMap>
      <navPoint><navLabel><text>One</text></navLabel><content src="a.xhtml"/>
        <navPoint><navLabel><text>Below</text></navLabel><content src="a.xhtml#b"/></navPoint>
      </navPoint></navMap><pageList><pageTarget value="3"><navLabel><text>3</text></navLabel>
      <content src="a.xhtml#b"/></pageTarget></pageList></ncx>"""
    made = read(epub({"a.xhtml": page('<p>one</p><p id="b">more</p>')}, ncx=ncx))
    assert headings(made) == [("One", 1, "one"), ("Below", 2, "more")]
    assert [(s.page, s.start) for s in made.sections if s.level == 0] == [("3", 5)]


def test_pages_of_the_printed_edition_begin_in_the_middle_of_a_sentence() -> None:
    body = """<p>up to <span epub:type="pagebreak" id="p7" title="7"/> here, and
      <span role="doc-pagebreak" aria-label="8" id="p8"></span>there</p>"""
    nav = """<nav epub:type="toc"><ol><li><a href="a.xhtml">A</a></li></ol></nav>
      <nav epub:type="page-list"><ol><li><a href="a.xhtml#p7">7</a></li></ol></nav>"""
    made = read(epub({"a.xhtml": page(body)}, nav=nav))
    assert made.text == "up to here, and there\n"
    pages = [(s.page, made.text[s.start :]) for s in made.sections if s.level == 0]
    assert pages == [("7", "here, and there\n"), ("8", "there\n")]


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


def test_lines_of_the_contents_may_be_hidden_in_the_book_alone() -> None:
    nav = """<nav epub:type="toc"><ol><li><a href="a.xhtml">One</a></li>
      <li hidden=""><a href="b.xhtml">Two</a><ol><li><a href="b.xhtml#x">More</a></li></ol></li>
      <li style="color: red; DISPLAY : none"><a href="c.xhtml">Three</a></li>
      <li><a href="d.xhtml">Four</a></li></ol></nav>
      <nav hidden="hidden" epub:type="page-list"><ol><li><a href="a.xhtml">1</a></li></ol></nav>
      <p hidden="">After it.</p>"""
    chapters = {f"{name}.xhtml": page(f"<p>{name}</p>") for name in "abcd"}
    spine = '<itemref idref="nav"/>' + "".join(f'<itemref idref="c{n}"/>' for n in range(4))
    made = read(epub(chapters, nav=nav, spine=spine))
    assert made.text == "1. One\n2. Four\n\nAfter it.\n\na\n\nb\n\nc\n\nd\n"
    assert [title for title, _, _ in headings(made)] == ["One", "Two", "More", "Three", "Four"]


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


@pytest.mark.parametrize(
    ("href", "name"),
    [
        ("a%20b.xhtml", "EPUB/a b.xhtml"),
        ("text/../c.xhtml", "EPUB/c.xhtml"),
        ("../../../top.xhtml", "top.xhtml"),
        ("/root.xhtml", "root.xhtml"),
        ("d.xhtml?query#part", "EPUB/d.xhtml"),
        ("caf\u00e9.xhtml", "EPUB/cafe\u0301.xhtml"),
        ("cafe\u0301.xhtml", "EPUB/caf\u00e9.xhtml"),
        ("Text/One.xhtml", "epub/text/one.XHTML"),
        ("text/one.xhtml", "EPUB\\text\\one.xhtml"),
        ("a%20b.xhtml", "EPUB/a%20b.xhtml"),
        ("a b.xhtml", "./EPUB/a b.xhtml"),
    ],
)
def test_references_are_resolved_within_the_archive(href: str, name: str) -> None:
    manifest = f'<item id="c0" href="{href}" media-type="application/xhtml+xml"/>'
    made = epub(
        {"z.xhtml": page("")}, manifest=manifest, others={name: page("<p>found</p>").decode()}
    )
    assert read(made).text == "found\n"


def test_the_first_package_is_read() -> None:
    container = CONTAINER.format(path="one.opf").replace(
        "</rootfiles>",
        '<rootfile full-path="two.opf" media-type="application/oebps-package+xml"/></rootfiles>',
    )
    item = '<item id="c" href="{}.xhtml" media-type="application/xhtml+xml"/>'
    packages = {
        f"{name}.opf": PACKAGE.format(
            metadata=METADATA, manifest=item.format(name), toc="", spine='<itemref idref="c"/>'
        )
        for name in ("one", "two")
    }
    texts = {f"{name}.xhtml": page(f"<p>{name}</p>") for name in ("one", "two")}
    made = zipped({"META-INF/container.xml": container, **packages, **texts})
    assert read(made).text == "one\n"


def test_of_what_cannot_be_read_the_fallback_is_read() -> None:
    manifest = """<item id="p" href="p.pdf" media-type="application/pdf" fallback="q"/>
      <item id="q" href="q.xml" media-type="application/x-other" fallback="r"/>
      <item id="r" href="r.xhtml" media-type="application/xhtml+xml"/>
      <item id="l1" href="l" media-type="x/y" fallback="l2"/>
      <item id="l2" href="l" media-type="x/y" fallback="l1"/>"""
    spine = '<itemref idref="p"/><itemref idref="l1"/><itemref idref="missing"/>'
    made = epub({"r.xhtml": page("<p>instead</p>")}, manifest=manifest, spine=spine)
    assert read(made).text == "instead\n"


def test_what_is_written_without_scripts_is_read_instead_of_what_needs_them() -> None:
    manifest = """<item id="s" href="s.xhtml" media-type="application/xhtml+xml"
        properties="scripted" fallback="p"/>
      <item id="p" href="p.xhtml" media-type="application/xhtml+xml"/>
      <item id="alone" href="alone.xhtml" media-type="application/xhtml+xml" properties="scripted"/>
    """
    spine = '<itemref idref="s"/><itemref idref="alone"/>'
    pages = {name: page(f"<p>{name}</p>") for name in ("s.xhtml", "p.xhtml", "alone.xhtml")}
    assert read(epub(pages, manifest=manifest, spine=spine)).text == "p.xhtml\n\nalone.xhtml\n"


def test_a_chapter_is_read_wherever_it_stands_in_the_spine() -> None:
    lines = '<p><a href="#end">A chorus</a>, <a href="a.xhtml">again</a>.</p><p id="end">End.</p>'
    chorus = page(lines)
    spine = '<itemref idref="c1"/><itemref idref="c0"/><itemref idref="c1"/>'
    made = read(epub({"a.xhtml": page("<p>A verse.</p>"), "b.xhtml": chorus}, spine=spine))
    once = "A chorus, again.\n\nEnd."
    assert made.text == f"{once}\n\nA verse.\n\n{once}\n"
    verse, first = made.text.index("A verse"), made.text.index("End")
    assert [one.target for one in made.links] == [first, verse, first, verse]
    chapters = [part.value for part in made.fragments if not part.size]
    assert chapters == ["/6/2!/4", "/6/4!/4", "/6/6!/4"]


def test_chapters_that_nothing_can_be_read_of_are_told() -> None:
    manifest = """<item id="c0" href="a.xhtml" media-type="application/xhtml+xml"/>
      <item id="film" href="f.mp4" media-type="video/mp4"/>"""
    spine = '<itemref idref="c0"/><itemref idref="film"/><itemref idref="nowhere"/>'
    made = read(epub({"a.xhtml": page("<p>here</p>")}, manifest=manifest, spine=spine))
    assert made.text == "here\n"
    assert made.notices == ("2 of 3 chapters are of a kind that is not read, or not in the file",)


def test_a_chapter_of_a_careless_kind_is_known_by_its_name() -> None:
    manifest = '<item id="c0" href="c.html" media-type="text/xml"/>'
    assert read(epub({"c.html": page("<p>x</p>")}, manifest=manifest)).text == "x\n"


def test_drawings_and_plain_text_may_be_chapters() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><desc>no</desc><text>in a drawing</text></svg>'
    assert read(epub({"a.svg": svg, "b.txt": "plain\n\ntext"})).text == (
        "in a drawing\n\nplain\n\ntext\n"
    )


def test_obfuscated_fonts_are_no_lock() -> None:
    encryption = (
        "<encryption><EncryptedData><EncryptionMethod"
        ' Algorithm="http://www.idpf.org/2008/embedding"/><CipherData>'
        '<CipherReference URI="EPUB/font.otf"/></CipherData></EncryptedData></encryption>'
    )
    made = epub({"c.xhtml": page("<p>x</p>")}, others={"META-INF/encryption.xml": encryption})
    assert read(made).text == "x\n"


def test_of_two_names_that_differ_in_their_case_the_one_that_is_meant_is_read() -> None:
    made = epub({"c.xhtml": page("<p>small</p>")}, others={"EPUB/C.xhtml": page("<p>large</p>")})
    assert read(made).text == "small\n"


def test_a_chapter_that_is_missing_does_not_hide_the_others() -> None:
    manifest = """<item id="c0" href="gone.xhtml" media-type="application/xhtml+xml"/>
      <item id="c1" href="here.xhtml" media-type="application/xhtml+xml"/>"""
    spine = '<itemref idref="c0"/><itemref idref="c1"/>'
    made = read(epub({"here.xhtml": page("<p>here</p>")}, manifest=manifest, spine=spine))
    assert made.text == "here\n"
    assert made.notices == ("1 of 2 chapters are missing in the file, or damaged",)


def test_a_book_of_which_every_chapter_is_missing_is_not_called_one_of_pictures() -> None:
    manifest = '<item id="c0" href="gone.xhtml" media-type="application/xhtml+xml"/>'
    made = read(epub({"z.xhtml": ""}, manifest=manifest))
    assert made.notices == ("1 of 1 chapters are missing in the file, or damaged",)


def test_a_book_of_pictures_says_so() -> None:
    made = read(epub({"c.xhtml": page('<img src="a.png" alt=""/>')}))
    assert (made.text, made.notices) == ("", ("the book has no text, only pictures",))


METADATA_OF_3 = """<dc:identifier>urn:isbn:978-3-16-148410-0</dc:identifier>
<dc:title id="s">The reading of it</dc:title>
<meta refines="#s" property="title-type">subtitle</meta>
<dc:title id="m">A book</dc:title><meta refines="#m" property="title-type">main</meta>
<dc:creator id="a">Doe, Jane</dc:creator><meta refines="#a" property="role">aut</meta>
<dc:creator>John Roe</dc:creator>
<dc:creator id="t">Trans Lator</dc:creator><meta refines="#t" property="role">trl</meta>
<dc:publisher>Example House</dc:publisher><dc:date>2019-03-01T00:00:00Z</dc:date>
<dc:language>de</dc:language><meta property="dcterms:modified">2025-01-01T00:00:00Z</meta>"""
METADATA_OF_2 = """<dc:title>Old book</dc:title>
<dc:creator opf:role="aut" opf:file-as="Doe, J." xmlns:opf="o">Jane Doe</dc:creator>
<dc:creator opf:role="edt" xmlns:opf="o">Ed Itor</dc:creator>
<dc:date opf:event="modification" xmlns:opf="o">2020</dc:date>
<dc:date opf:event="publication" xmlns:opf="o">1999-05</dc:date>"""


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (
            METADATA_OF_3,
            {
                "type": "book",
                "title": "A book: The reading of it",
                "authors": ("Jane Doe", "John Roe"),
                "date": "2019-03-01",
                "publisher": "Example House",
                "language": "de",
                "isbn": "9783161484100",
            },
        ),
        (
            METADATA_OF_2,
            {"type": "book", "title": "Old book", "authors": ("Jane Doe",), "date": "1999-05"},
        ),
    ],
)
def test_what_the_package_says_of_the_book(metadata: str, expected: dict[str, object]) -> None:
    found = read(epub({"c.xhtml": page("<p>x</p>")}, metadata=metadata)).metadata.fields
    assert {name: field.value for name, field in found.items()} == expected


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: zipped({"a": "b"}), "no EPUB"),
        (lambda: zipped({"META-INF/container.xml": CONTAINER.format(path="x.opf")}), "package"),
        (lambda: zipped({"META-INF/container.xml": "<container"}), "no XML"),
        (lambda: epub({"c.xhtml": ""}, spine="<nothing/>"), "nothing in it"),
        (lambda: epub({"c.png": ""}), "of another kind"),
    ],
)
def test_what_is_no_book_is_said_in_a_line(made: Callable[[], bytes], message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        read(made())


def test_nothing_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read(epub({"c.xhtml": page("<p>x</p>")}, others={"../out.txt": "x"}))
    assert list(tmp_path.iterdir()) == []
