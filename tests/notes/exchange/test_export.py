"""Notes exported from a real library, read by what reads such files, and brought back."""

import csv
import io
import json
from pathlib import Path

import pytest
import yaml

from notes.documents.fragments import fragment_of
from notes.documents.model import CFI, PDF_PAGES
from notes.errors import UserError
from notes.exporting import FORMATS, export
from notes.importing import import_notes
from notes.library import Library
from notes.linking import find, link_to, read_link

COLUMN = "reading-the-axis-column.txt"
VISIT = "united-against-unilateralism.md"


@pytest.fixture
def library(sample_library: Path) -> Library:
    library = Library(sample_library)
    document = library.open(COLUMN)
    first = document.text.index("axis of adversaries")
    library.annotate(document, first, first + 19, note="Who says? | <!-- x", tags=["to check"])
    place = document.text.index("\n\n", first + 400) - 60
    library.annotate(document, place, place + 40, tags=["trade", "to check"], color="green")
    visit = library.open(VISIT)
    place = visit.text.index("eightieth")
    library.annotate(visit, place, place + 9, note="* not a heading\nsecond line", tags=["trade"])
    return library


def test_every_format_is_written_and_counted(library: Library, tmp_path: Path) -> None:
    for format in FORMATS:
        done = export(
            library, format, to=tmp_path / f"out.{format}" if format != "markdown" else None
        )
        assert (done.format, done.documents, done.notes) == (format, 2, 3)
    assert export(library, "json", "trade").notes == 2
    with pytest.raises(UserError, match="no format 'pdf'"):
        export(library, "pdf")


def test_markdown_keeps_what_the_user_wrote_between_our_blocks(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    export(library, "markdown", to=folder)
    path = folder / f"{COLUMN}.md"
    text = path.read_text("utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["source"] == COLUMN and "tags" not in front
    first, second = [line for line in text.split("\n") if line.startswith("<!-- cp-")]
    assert "^cp-" in text and "#to-check" in text
    mine = text.replace("title: ", "aliases: [mine]\ntitle: ", 1)
    mine = mine.replace(second, "My own thoughts.\n\n" + second) + "\nThe end is mine.\n"
    path.write_text(mine, "utf-8")

    document = library.open(COLUMN)
    notes = [note for note in library.notes() if note.path == COLUMN]
    [asked] = [note for note in notes if note.note]
    library.edit(COLUMN, asked.id, note="Who says so?")
    place = asked.end or 0
    library.annotate(document, place + 2, place + 12, note="between")
    export(library, "markdown", to=folder)
    again = path.read_text("utf-8")
    assert "Who says so?" in again and "Who says? |" not in again
    order = [again.index(part) for part in (first, "between", "My own thoughts.", second)]
    assert order == sorted(order)
    assert again.endswith("\nThe end is mine.\n") and "aliases: [mine]" in again
    export(library, "markdown", to=folder)
    assert path.read_text("utf-8") == again

    library.remove(COLUMN, asked.id)
    export(library, "markdown", to=folder)
    assert "Who says so?" not in path.read_text("utf-8")
    assert "My own thoughts." in path.read_text("utf-8")


PAPER, BOOK = "counting-a-friendship.pdf", "four-voices.epub"


@pytest.fixture
def with_pages(sample_library: Path) -> Library:
    library = Library(sample_library)
    for name, quote in ((PAPER, "Three things are missing"), (BOOK, "Ledgers have limits")):
        document = library.open(name)
        start = document.text.index(quote)
        library.annotate(document, start, start + len(quote), tags=["gaps"], note="#gaps or not")
    return library


@pytest.mark.parametrize("format", [one for one in FORMATS if one != "w3c"])
def test_a_note_says_the_page_and_the_heading_it_is_under(with_pages: Library, format: str) -> None:
    text = export(with_pages, format).text
    for place in (("p. 2", "3 What cannot be checked here"), ("p. 4", "The merchant")):
        assert all(part in text for part in place)
        if format not in ("json", "csv"):
            assert ", ".join(place) in text


def test_the_annotations_of_the_standard_name_the_part_of_the_file(with_pages: Library) -> None:
    items = json.loads(export(with_pages, "w3c").text)["items"]
    parts = [item["target"]["selector"][2] for item in items]
    assert [part["value"].partition("/")[0] for part in parts] == ["page=2", "epubcfi("]


def test_a_tag_stands_once_in_markdown(with_pages: Library) -> None:
    text = export(with_pages, "markdown").text
    assert text.count("gaps") == 2  # in the two notes, whose text has it


def test_words_of_a_heading_are_no_markup_in_a_link(library: Library) -> None:
    path = library.root / "odd.html"
    page = "<title>A page</title><h2>On [x](y) and *this*</h2><p>Some words here.</p>"
    path.write_text(page, "utf-8")
    document = library.open("odd.html")
    place = document.text.index("Some words")
    library.annotate(document, place, place + 10)
    shown = r"\[x\](y) and \*this\*](commonplace:odd.html"
    assert shown in export(library, "markdown").text


def test_several_documents_are_not_written_over_one_file(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "all.md"
    export(library, "markdown", to=path)
    with pytest.raises(UserError, match="give a folder"):
        export(library, "markdown", to=path)


def test_the_matrix_has_one_column_for_a_tag_whatever_its_case(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one two three four\n", "utf-8")
    with Library(tmp_path) as library:
        document = library.open("a.txt")
        for start, tag in ((0, "Trade"), (4, "trade"), (8, "trade")):
            library.annotate(document, start, start + 3, tags=(tag,))
        text = export(library, "matrix").text
        ris = export(library, "ris").text
    assert [line for line in ris.splitlines() if line.startswith("KW")] == ["KW  - trade"]
    assert text.splitlines()[0] == "| Document | #trade |"
    assert all(word in text for word in ("“one”", "“two”", "“thr”"))


def test_tables_are_read_as_tables(library: Library, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(export(library, "csv").text)))
    assert [row["Note"] for row in rows if row["Note"]] == [
        "Who says? | <!-- x",
        "* not a heading\nsecond line",
    ]
    cards = [line.split("\t") for line in export(library, "anki").text.split("\n")[4:-1]]
    assert all(len(card) == 5 for card in cards)
    assert cards[0][0].startswith("urn:uuid:") and cards[0][1] == "Who says? | &lt;!-- x"
    shown = export(library, "matrix").text.split("\n")
    assert shown[0] == "| Document | #to-check | #trade |"
    export(library, "matrix", to=tmp_path / "m.csv")
    cells = list(csv.reader(io.StringIO((tmp_path / "m.csv").read_text("utf-8"))))
    assert cells[0] == ["Document", "to-check", "trade"] and len(cells) == 3


def test_org_and_ris_hold_what_would_break_them(library: Library) -> None:
    org = export(library, "org").text
    assert "\n,* not a heading\n" in org
    records = export(library, "ris").text.split("\n\n")
    assert len(records) == 2
    for record in records:
        assert record.startswith("TY  - ") and record.rstrip().endswith("ER  -")
        assert "\nN1  - “" in record


@pytest.mark.parametrize("format", ["json", "w3c", "csv"])
def test_what_was_exported_comes_back_once(library: Library, tmp_path: Path, format: str) -> None:
    path = tmp_path / "notes.export"
    export(library, format, to=path)
    before = sorted((n.quote, n.note, n.tags) for n in library.notes())
    assert import_notes(library, path)[:2] == (0, 3)
    for note in library.notes():
        library.remove(note.path, note.id)
        library.store.load(library.root / note.path)
    if format == "csv":  # it has no ids: what was deleted here comes back as new
        assert import_notes(library, path)[:2] == (3, 0)
        assert sorted((n.quote, n.note, n.tags) for n in library.notes()) == before
    else:  # what was deleted here stays deleted
        assert import_notes(library, path)[:2] == (0, 3)


def test_notes_of_another_machine_are_put_on_their_words(library: Library, tmp_path: Path) -> None:
    axis = library.open(COLUMN).text.index("axis of adversaries")
    page = {
        "type": "AnnotationPage",
        "items": [
            {
                "id": "https://hypothes.is/a/1",
                "body": [{"type": "TextualBody", "value": "from afar", "purpose": "commenting"}],
                "target": {
                    "source": f"https://e.org/{COLUMN}",
                    "selector": [
                        {"type": "TextQuoteSelector", "exact": "axis of adversaries"},
                        {"type": "TextPositionSelector", "start": axis, "end": axis + 19},
                    ],
                },
            },
            {
                "id": "x",
                "target": {
                    "source": f"https://e.org/{COLUMN}",
                    "selector": [
                        {
                            "type": "TextQuoteSelector",
                            "exact": "words that stand nowhere at all here",
                        }
                    ],
                },
            },
            {"id": "y", "target": "https://elsewhere.org/nothing"},
            "nonsense",
        ],
    }
    path = tmp_path / "page.json"
    path.write_text(json.dumps(page), "utf-8")
    done = import_notes(library, path)
    assert (done.added, len(done.missed)) == (1, 2)
    assert {missed.reason for missed in done.missed} == {
        "its words are not in the document",
        "no document of the library is the one it is on",
    }
    assert "from afar" in {note.note for note in library.notes()}
    assert import_notes(library, path)[:2] == (0, 1)


def test_a_name_of_a_part_of_the_file_says_which_words_are_meant(
    library: Library, tmp_path: Path
) -> None:
    """Of readers that write EPUB's or PDF's own names, with the words or without."""
    book, paper = library.open(BOOK), library.open(PAPER)
    first = book.text.index("the ")
    second = book.text.index("the ", first + 1)
    page_3 = [s.start for s in paper.sections if s.level == 0][2]
    name = fragment_of(book.content, second, second + 4)
    last = paper.text.rindex(" the ", page_3)
    assert paper.text.count(" the ") > 1 and book.text.count("the ") > 2
    word = paper.text[last:].split("\n")[0][:30]

    def item(number: int, file: str, standard: str, value: str, quote: str) -> dict[str, object]:
        part = {"type": "FragmentSelector", "conformsTo": standard, "value": value}
        words = {"type": "TextQuoteSelector", "exact": quote}
        target = {"source": f"https://e.org/{file}", "selector": [part, words] if quote else part}
        return {"id": f"https://e.org/{number}", "target": target}

    path = tmp_path / "page.json"
    items = [
        item(1, BOOK, CFI, name, "the "),
        item(2, BOOK, CFI, fragment_of(book.content, first, first + 4), ""),
        item(3, PAPER, PDF_PAGES, "page=3", word),
        item(4, PAPER, PDF_PAGES, "page=99", "words that stand nowhere at all here"),
    ]
    path.write_text(json.dumps({"type": "AnnotationPage", "items": items}), "utf-8")
    done = import_notes(library, path)
    assert (done.added, len(done.missed)) == (3, 1)
    found = {(note.path, note.start, note.quote) for note in library.notes()}
    assert {(BOOK, second, "the "), (BOOK, first, "the "), (PAPER, last, word)} <= found
    sidecar = library.store.load(library.root / BOOK)
    assert sidecar is not None
    names = {one.selector.start: one.selector.fragment for one in sidecar.annotations.values()}
    assert names[second] == name


@pytest.mark.parametrize(
    "source", ["", "{", "[1, null]", '{"items": 3}', "a,b\n1,2\n", "[" * 99999]
)
def test_what_is_no_file_of_notes_is_one_line_or_nothing(
    library: Library, tmp_path: Path, source: str
) -> None:
    path = tmp_path / "bad"
    path.write_text(source, "utf-8")
    try:
        assert import_notes(library, path).added == 0
    except UserError as error:
        assert "\n" not in str(error)


def test_a_link_leads_back_to_the_passage_also_after_an_edit(library: Library) -> None:
    document = library.open(COLUMN)
    start = document.text.index("axis of adversaries")
    link = link_to(library, document, start, start + 19)
    assert link.startswith("commonplace:") and not set(link) & set(' \n"<>')
    assert find(library, read_link(link)) == (COLUMN, start, start + 19, "exact")
    path = library.root / COLUMN
    path.write_text("A new line before all.\n\n" + path.read_text("utf-8"), "utf-8")
    place = find(library, read_link(link))
    assert library.open(COLUMN).text[place.start : place.end] == "axis of adversaries"
    path.rename(library.root / "moved.txt")
    with pytest.raises(UserError, match="not in the library"):
        find(library, read_link(link))


@pytest.mark.parametrize("link", ["commonplace:", "http://e.org", "commonplace:../../etc/passwd"])
def test_a_link_that_is_none_is_refused_in_one_line(link: str) -> None:
    with pytest.raises(UserError):
        read_link(link)
