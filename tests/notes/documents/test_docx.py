"""A Word document as it reads: headings, lists, tables, notes; nothing that is not shown."""

import pytest
from making_docx import STYLES, W, docx, item, paragraph, table

from notes.documents.docx import reader
from notes.documents.model import Content
from notes.documents.source import Source
from notes.errors import DocumentError

NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/>
<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="x"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>"""


def read(body: str, **more: object) -> Content:
    return reader.read(Source.of(docx(body, **more)))  # type: ignore[arg-type]


def test_headings_are_known_by_their_styles_in_any_language() -> None:
    made = read(
        paragraph("One", "berschrift1")
        + paragraph("words")
        + paragraph("Two", "H2")
        + paragraph("Three", "Mine")
        + '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Four</w:t></w:r></w:p>'
    )
    assert made.text == "One\n\nwords\n\nTwo\n\nThree\n\nFour\n"
    assert [(s.title, s.level, s.start) for s in made.sections] == [
        ("One", 1, 0),
        ("Two", 2, 12),
        ("Three", 2, 17),
        ("Four", 3, 24),
    ]


def test_lists_are_counted_and_indented() -> None:
    body = (
        item("one")
        + item("two")
        + item("inner", level=1)
        + item("inner", level=1)
        + item("three")
        + paragraph("text")
        + item("point", list_id=2)
    )
    assert read(body, others={"styles.xml": STYLES, "numbering.xml": NUMBERING}).text == (
        "1. one\n2. two\n  2.i) inner\n  2.ii) inner\n3. three\n\ntext\n\n• point\n"
    )


def test_tables_are_rows() -> None:
    assert read(table(("a", "b"), ("c", "d")) + paragraph("after")).text == (
        "a | b\nc | d\n\nafter\n"
    )


def test_footnotes_and_endnotes_are_numbered_and_can_be_reached() -> None:
    first = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>, and on.</w:t></w:r>'
    second = '<w:r><w:endnoteReference w:id="5"/></w:r>'
    notes = f"""<w:footnotes xmlns:w="{W}"><w:footnote w:id="0" w:type="separator">
      {paragraph("line")}</w:footnote><w:footnote w:id="2">{paragraph(" A source.")}
      {paragraph("Its end.")}</w:footnote></w:footnotes>"""
    later = f'<w:endnote w:id="5">{paragraph("Later")}</w:endnote>'
    ends = f'<w:endnotes xmlns:w="{W}">{later}</w:endnotes>'
    made = read(
        paragraph("A claim", more=first) + paragraph("Another", more=second),
        others={"footnotes.xml": notes, "endnotes.xml": ends},
    )
    assert made.text == (
        "A claim[1], and on.\n\nAnother[2]\n\n[1] A source. Its end.\n\n[2] Later\n"
    )
    reached = [(made.text[one.start : one.end], made.text[one.target :][:9]) for one in made.links]
    assert reached == [
        ("[1]", "[1] A sou"),
        ("[1]", "[1], and "),
        ("[2]", "[2] Later"),
        ("[2]", "[2]\n\n[1] "),
    ]


def test_what_is_not_shown_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> added</w:t></w:r></w:ins>"
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>tab</w:t>"
        "<w:br/><w:t>line</w:t></w:r></w:p>"
    )
    assert read(body).text == "kept added link\ttab\nline\n"


def test_what_a_document_says_of_itself() -> None:
    made = read(
        paragraph("x"),
        title="The title",
        creator="Jane Doe; John Roe",
        created="2024-05-06T07:00:00Z",
    )
    assert {name: (field.value, field.source) for name, field in made.metadata.fields.items()} == {
        "title": ("The title", "embedded"),
        "authors": (("Jane Doe", "John Roe"), "embedded"),
        "date": ("2024-05-06", "embedded"),
    }


def test_without_a_title_the_first_heading_is_one() -> None:
    made = read(paragraph("A heading of it", "berschrift1") + paragraph("Words."))
    assert made.metadata.fields["title"].value == "A heading of it"
    assert made.metadata.fields["title"].source == "guessed"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "locked with a password, or an old .doc"),
        (b"words", "no archive"),
        (b"", "empty"),
    ],
)
def test_what_is_no_document_is_said_in_a_line(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        reader.read(Source.of(data))
