"""What the rows of the document list say, and which of them are shown in which order."""

import pytest
from rich.cells import cell_len

from tui.document_rows import SHOWS, SORTS, DocumentRow, filter_rows, percent, sort_rows

ROWS = (
    DocumentRow("b/axis.txt", "Axis of adversaries", authors="Kaspruk", year="2025", progress=0.41),
    DocumentRow("a/steel.txt", "friends of steel", authors="Öztürk", year="2024", progress=1.0),
    DocumentRow("c.txt", "Été", date="2023-05-01", notes=1),
    DocumentRow("d.txt", "", opening="Chinese and Russian leaders", highlights=2, attention=1),
)


def words(row: DocumentRow, width: int = 34) -> list[str]:
    return ["".join(text for text, _ in line) for line in row.lines(width)]


def styles(row: DocumentRow) -> list[list[str]]:
    return [[style for _, style in line] for line in row.lines(34)]


def test_a_row_says_title_byline_marks_and_progress() -> None:
    row = DocumentRow("a", "Axis", authors="Kaspruk", year="2025", highlights=4, progress=0.41)
    assert words(row) == ["Axis", "Kaspruk 2025             ▌4    41%"]


def test_without_a_title_the_opening_words_stand_in_quotation_marks() -> None:
    row = DocumentRow("a", opening="Chinese and Russian leaders hail the best of times")
    assert words(row, 24)[0] == "“Chinese and Russian l…”"
    assert styles(row)[0] == ["quote"]
    assert words(row)[1].startswith("no title, n.d.")


def test_without_title_and_words_the_name_stands_in() -> None:
    assert words(DocumentRow("x/e\x1bmpty.txt"))[0] == "e␛mpty.txt"


def test_what_is_missing_is_said() -> None:
    assert DocumentRow("a", "T").byline == "n.d."
    assert DocumentRow("a", "T", authors="Li").byline == "Li n.d."
    assert DocumentRow("a", authors="Li", year="1999").byline == "Li 1999 · no title"


def test_notes_to_be_checked_are_counted_in_words() -> None:
    row = DocumentRow("a", "T", highlights=120, attention=3, lost=1)
    assert words(row)[1].startswith("1 lost · 2 check me")
    assert "▌99+" in words(row)[1]
    assert "warning" in styles(row)[1]


def test_notes_that_are_not_beside_the_document_say_so_first() -> None:
    row = DocumentRow("a", "T", authors="Li", attention=1, state="not beside the file")
    assert words(row, 60)[1].startswith("not beside the file · 1 check me")


def test_an_unreadable_document_says_why() -> None:
    row = DocumentRow("a.pdf", error="it is\nencrypted")
    assert words(row, 60) == ["a.pdf", "not read: it is encrypted"]
    assert styles(row)[1] == ["warning"]


@pytest.mark.parametrize("width", [0, 1, 3, 8, 20, 30, 90])
@pytest.mark.parametrize(
    "title", ["中俄关系的新时代与多边主义", "العلاقات الصينية", "\x1b[31m", "see [/p. 4]"]
)
def test_lines_keep_to_their_width(title: str, width: int) -> None:
    for row in (
        DocumentRow("a", title, authors="王小明", highlights=5, attention=2, progress=1.0),
        DocumentRow("a", opening=title),
    ):
        assert all(cell_len(line) <= width for line in words(row, width))
        assert len(words(row, width)) == row.height(width)


@pytest.mark.parametrize(
    ("progress", "shown"), [(0, 0), (0.001, 1), (0.41, 41), (0.994, 99), (0.996, 100), (1, 100)]
)
def test_only_the_beginning_is_0_and_only_the_end_is_100(progress: float, shown: int) -> None:
    assert percent(progress) == shown


def ids(rows: list[DocumentRow]) -> str:
    return " ".join(row.id for row in rows)


def test_words_are_found_without_case_and_accents_in_any_order() -> None:
    assert ids(filter_rows(ROWS, "ozturk FRIENDS")) == "a/steel.txt"
    assert ids(filter_rows(ROWS, "ete")) == "c.txt"
    assert ids(filter_rows(ROWS, "kaspruk 2025")) == "b/axis.txt"
    assert ids(filter_rows(ROWS, "b/axis")) == "b/axis.txt"
    assert ids(filter_rows(ROWS, "kaspruk steel")) == ""


def test_documents_are_shown_by_how_far_they_are_read() -> None:
    shown = {show: ids(filter_rows(ROWS, "", show)) for show in SHOWS}
    assert shown == {
        "all": "b/axis.txt a/steel.txt c.txt d.txt",
        "unread": "c.txt d.txt",
        "reading": "b/axis.txt",
        "done": "a/steel.txt",
        "annotated": "c.txt d.txt",
    }


def test_sorting_by_title_goes_by_what_is_shown_without_accents() -> None:
    assert ids(sort_rows(ROWS)) == "b/axis.txt d.txt c.txt a/steel.txt"
    assert ids(sort_rows(ROWS, "name")) == "a/steel.txt b/axis.txt c.txt d.txt"


@pytest.mark.parametrize("descending", [False, True])
def test_documents_without_a_value_come_last_in_both_directions(descending: bool) -> None:
    dated = ids(sort_rows(ROWS, "date", descending)).split()
    assert dated[-1] == "d.txt"
    assert dated[:3] == sorted(
        dated[:3], key=["c.txt", "a/steel.txt", "b/axis.txt"].index, reverse=descending
    )
    read = ids(sort_rows(ROWS, "progress", descending)).split()
    assert read[2:] == ["d.txt", "c.txt"]


def test_unknown_orders_are_refused() -> None:
    with pytest.raises(ValueError, match="sort by 'size'"):
        sort_rows(ROWS, "size")
    with pytest.raises(ValueError, match="show 'some'"):
        filter_rows(ROWS, "", "some")


def test_ten_thousand_rows_come_in_every_order() -> None:
    rows = [DocumentRow(f"{i}.txt", f"Title {i * 7919 % 10000:05}") for i in range(10_000)]
    for by in SORTS:
        assert len(sort_rows(rows, by, True)) == 10_000
    assert sort_rows(rows, "title")[0].title == "Title 00000"
    assert len(filter_rows(rows, "title 0123")) == 11


def test_where_authors_are_cut_the_year_stays() -> None:
    row = DocumentRow("a", "T", authors="Featherstonehaugh & Cholmondeley", year="1999")
    (_, details) = row.lines(33)
    assert "".join(text for text, _ in details).startswith("Featherstonehaugh… 1999 ")
