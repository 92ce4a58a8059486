"""The text layer of a PDF as one reads it: paragraphs, columns, pages, headings, metadata."""

import pytest
from making_pdf import Words, column, pdf, raw, stream

from notes.documents.fragments import fragment_of, passage_of
from notes.documents.metadata import opening_of
from notes.documents.model import Content, Document, Section
from notes.documents.pdf import reader
from notes.documents.source import Source

LEFT = [
    "The first column of a page has lines that",
    "are about as long as each other, and when",
    "they come to the foot of the column they",
]
RIGHT = [
    "go on at the head of the second one, as if",
    "nothing had happened between the two. The",
    "paragraph ends here.",
]


def read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> Content:
    path = tmp_path_factory.mktemp("pdf") / "made.pdf"
    path.write_bytes(data)
    with path.open("rb") as file:
        return reader.read(Source(file))


@pytest.fixture
def content_of(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    return lambda *pages, **more: read(tmp_path_factory, pdf(pages, **more))


def headings(content: Content) -> list[tuple[str, int, str]]:
    return [
        (s.title, s.level, content.text[s.start : s.start + 10])
        for s in content.sections
        if s.level
    ]


def test_lines_become_paragraphs_by_gap_indent_and_short_last_line(content_of) -> None:  # type: ignore[no-untyped-def]
    lines = column(
        72,
        [
            "A paragraph that was set in lines of about the same length, each of which",
            "is joined with the next one, until a line that is",
            "Too short to have ended for want of room ends the first of the paragraphs,",
            "whatever follows it.",
        ],
    )
    lines += [
        Words(84, 712, "An indented line begins another paragraph, which is told by its place"),
        Words(72, 700, "and not by a gap."),
        Words(72, 670, "A gap begins one as well."),
    ]
    assert content_of(lines).text == (
        "A paragraph that was set in lines of about the same length, each of which is joined with "
        "the next one, until a line that is\n"
        "Too short to have ended for want of room ends the first of the paragraphs, whatever "
        "follows it.\n\n"
        "An indented line begins another paragraph, which is told by its place and not by a gap."
        "\n\nA gap begins one as well.\n"
    )


def test_divided_words_are_joined_and_compounds_keep_their_hyphen(content_of) -> None:  # type: ignore[no-untyped-def]
    lines = column(
        72,
        [
            "The long-term view of this relationship is that of an inter-",
            "national order in which every state plans for the long-",
            "term, and in which no international body can do much",
        ],
    )
    assert content_of(lines).text == (
        "The long-term view of this relationship is that of an international order in which every "
        "state plans for the long-term, and in which no international body can do much\n"
    )


def test_a_sentence_goes_on_from_column_to_column(content_of) -> None:  # type: ignore[no-untyped-def]
    made = content_of([*column(60, LEFT), *column(320, RIGHT)])
    assert made.text == " ".join([*LEFT, *RIGHT]) + "\n"


def test_columns_that_were_written_row_by_row_are_taken_apart(content_of) -> None:  # type: ignore[no-untyped-def]
    left, right = column(60, LEFT * 4), column(320, RIGHT * 4)
    rows = [line for row in zip(left, right, strict=True) for line in row]
    text = content_of(rows).text
    words = " ".join(text.split())
    assert words == " ".join([*LEFT * 4, *RIGHT * 4])


def test_a_table_of_contents_is_not_taken_for_columns(content_of) -> None:  # type: ignore[no-untyped-def]
    rows = [f"{n} A chapter about something {'. ' * 30}{n * 7}" for n in range(1, 12)]
    text = content_of(column(72, rows)).text
    assert [line.split(" ", 1)[0] for line in text.split("\n") if line] == [
        str(n) for n in range(1, 12)
    ]


def pages_with_furniture(count: int) -> list[list[Words]]:
    body = "Each page has words of its own, so that nothing else of it comes again, as"
    return [
        [
            Words(72, 810, "Journal of Examples 12(3)", 8),
            *column(
                72,
                [
                    f"{'d' * n} {body}",
                    f"the word number {'iv' * (n + 1)} and what stands about it.",
                ],
            ),
            *column(
                72, [f"{'a' * n} line of its own.", f"{'b' * n} more.", f"{'w' * n}."], top=600
            ),
            Words(300, 30, str(n + 1), 8),
        ]
        for n in range(count)
    ]


def test_running_heads_and_page_numbers_are_boilerplate(content_of) -> None:  # type: ignore[no-untyped-def]
    made = content_of(*pages_with_furniture(4))
    running = [made.text[span.start : span.end] for span in made.boilerplate]
    assert running == ["Journal of Examples 12(3)", "1"] + [
        part for n in (2, 3, 4) for part in ("Journal of Examples 12(3)", str(n))
    ]


def test_pages_have_labels_and_fragments_and_passages_have_locators(content_of) -> None:  # type: ignore[no-untyped-def]
    made = content_of(*pages_with_furniture(4), labels=["i", "ii", "1", "2"])
    pages = [section for section in made.sections if section.level == 0]
    assert [page.page for page in pages] == ["i", "ii", "1", "2"]
    assert [part.value for part in made.fragments] == [f"page={n}" for n in (1, 2, 3, 4)]
    document = Document("id", __import__("pathlib").Path("a.pdf"), "a.pdf", "pdf", "", "", 0, made)
    third = pages[2].start
    assert document.locator(third, third + 5) == "p. 1"
    assert document.locator(third - 5, third + 5) == "pp. ii–1"
    assert document.locator(third - 5, third) == "p. ii"
    assert fragment_of(made, third, third + 5) == "page=3"
    assert passage_of(made, "page=3") == (third, pages[3].start)
    assert passage_of(made, "page=5") is None


def test_the_outline_gives_the_headings_where_their_words_stand(content_of) -> None:  # type: ignore[no-untyped-def]
    first = column(72, ["Some words before.", "", "A  Beginning", "", "And some after it."])
    second = column(72, ["Words.", "The end of it", "More words."])
    outline = [("A Beginning", 0, 0), ("The end of it", 1, 1), ("Not in the text", 1, 1)]
    made = content_of(first, second, outline=outline)
    assert headings(made)[0] == ("A Beginning", 1, "A Beginning"[:10])
    assert ("The end of it", 2, "The end of") in headings(made)
    assert ("Not in the text", 2, "Words.") in [(t, n, at[:6]) for t, n, at in headings(made)]
    assert {s.page for s in made.sections if s.title == "The end of it"} == {"2"}


def test_a_running_head_is_neither_where_a_chapter_begins_nor_the_title(content_of) -> None:  # type: ignore[no-untyped-def]
    outline = [("Journal of examples", 0, 1)]
    pages = pages_with_furniture(4)
    pages[1].insert(3, Words(72, 640, "Journal of Examples", 10))
    made = content_of(*pages, outline=outline)
    (found,) = [s for s in made.sections if s.level]
    second = [s.start for s in made.sections if s.level == 0][1]
    assert found.start > second + len("Journal of Examples 12(3)")
    assert made.text[found.start :].startswith("Journal of Examples\n")
    title = made.metadata.title
    assert title is None or "12(3)" not in title
    assert opening_of(made).startswith("Each page has words of its own")


def test_without_an_outline_large_print_is_a_heading_and_the_title(content_of) -> None:  # type: ignore[no-untyped-def]
    made = content_of(
        [
            Words(72, 780, "On the reading of figures", 20),
            *column(72, ["Words in the size of the text, of which there are more."] * 4, top=740),
            Words(72, 660, "A part of it", 14),
            *column(72, ["And more words in the size of the text."] * 4, top=630),
        ]
    )
    assert [(s.title, s.level) for s in made.sections if s.level] == [
        ("On the reading of figures", 1),
        ("A part of it", 2),
    ]
    title = made.metadata.fields["title"]
    assert (title.value, title.source, title.line) == ("On the reading of figures", "guessed", 1)


def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(content_of) -> None:  # type: ignore[no-untyped-def]
    lines = column(60, [*LEFT, *LEFT], top=500)
    assert content_of(lines, rotation=90).text == content_of(lines).text


def test_what_a_pdf_says_of_itself(content_of) -> None:  # type: ignore[no-untyped-def]
    made = content_of([Words(72, 700, "Words")], title="The title", author="Jane Doe and John Roe")
    values = {name: field.value for name, field in made.metadata.fields.items()}
    assert values["title"] == "The title" and values["authors"] == ("Jane Doe", "John Roe")
    assert {field.source for field in made.metadata.fields.values()} == {"embedded"}


@pytest.mark.parametrize(
    "title", ["Microsoft Word - draft7.doc", "untitled", "thesis.tex", "print"]
)
def test_titles_that_programs_fill_in_are_none(content_of, title: str) -> None:  # type: ignore[no-untyped-def]
    assert content_of([Words(72, 700, "Words")], title=title).metadata.title is None


def test_a_line_of_what_is_never_shown_is_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Letters that a broken table of characters makes control characters of."""
    table = stream(
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"1 beginbfchar <41> <0085> endbfchar 1 beginbfrange <42> <7A> <0042> endbfrange"
    )
    page = stream(
        b"BT /F 12 Tf 72 700 Td (Words before) Tj 0 -20 Td (AAA) Tj 0 -20 Td (Words after) Tj ET"
    )
    data = raw(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F 5 0 R >> >> >>",
        page,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        table,
    )
    assert read(tmp_path_factory, data).text == "Words before Words after\n"


def test_scanned_pages_are_named_as_such(tmp_path_factory: pytest.TempPathFactory) -> None:
    image = stream(b"\x00" * 12, "/Type /XObject /Subtype /Image /Width 2 /Height 2 "
                   "/ColorSpace /DeviceRGB /BitsPerComponent 8")  # fmt: skip
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        " /Resources << /XObject << /X 5 0 R >> >> >>"
    )
    scanned = raw(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
        page,
        stream(b"q 600 0 0 800 0 0 cm /X Do Q"),
        image,
    )
    made = read(tmp_path_factory, scanned)
    assert made.text == ""
    assert made.notices == (
        "scanned: 2 pages of pictures without a text layer;"
        " give it one with an OCR program such as ocrmypdf",
    )
    assert [s for s in made.sections if s.level == 0] == [
        Section("", 0, 0, "1"),
        Section("", 0, 0, "2"),
    ]


def test_the_same_bytes_always_give_the_same_text(content_of) -> None:  # type: ignore[no-untyped-def]
    pages = pages_with_furniture(5)
    assert content_of(*pages) == content_of(*pages)
