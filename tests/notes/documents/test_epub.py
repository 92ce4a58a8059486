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


def test_chapters_stand_in_the_order_of_the_spine_not_of_the_manifest() -> None:
    spine = '<itemref idref="c1"/><itemref idref="c0"/>'
    made = epub({"a.xhtml": page("<p>second</p>"), "b.xhtml": page("<p>first</p>")}, spine=spine)
    assert read(made).text == "first\n\nsecond\n"


def test_what_is_not_in_the_main_sequence_can_be_read_too() -> None:
    spine = '<itemref idref="c0"/><itemref idref="c1" linear="no"/>'
    made = epub({"a.xhtml": page("<p>text</p>"), "b.xhtml": page("<p>aside</p>")}, spine=spine)
    assert read(made).text == "text\n\naside\n"


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
