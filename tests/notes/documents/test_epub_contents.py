"""The outline of a book, of its contents, the headings in its text, and the pages in print."""

from making_epub import epub, page

from notes.documents.epub import reader
from notes.documents.model import Content
from notes.documents.source import Source


def read(data: bytes) -> Content:
    return reader.read(Source.of(data))


def headings(content: Content) -> list[tuple[str, int, str]]:
    return [
        (s.title, s.level, content.text[s.start :].split("\n")[0])
        for s in content.sections
        if s.level
    ]


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


def test_contents_in_a_list_of_the_other_kind_are_contents() -> None:
    nav = '<nav epub:type="toc"><ul><li><a href="a.xhtml">A</a></li></ul></nav>'
    assert headings(read(epub({"a.xhtml": page("<p>a</p>")}, nav=nav))) == [("A", 1, "a")]


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
