"""PDF, EPUB and Word documents on the command line: text, pages, citations, notes."""

import json
from pathlib import Path

import pytest
from command_line import Ask
from making_docx import docx, paragraph
from making_pdf import Words, pdf

PAPER, BOOK = "counting-a-friendship.pdf", "four-voices.epub"
ON_PAGE_2 = "Three things are missing from all five texts"
ON_PAGE_4 = "Ledgers have limits"


def test_the_sections_of_a_pdf_have_pages(ask: Ask) -> None:
    found = ask("text", PAPER)
    pages = [section for section in found["sections"] if not section["level"]]
    assert [page["page"] for page in pages] == ["1", "2", "3"]
    heading = next(s for s in found["sections"] if s["title"].startswith("3 What"))
    assert (heading["level"], heading["page"]) == (1, "2")
    assert found["text"][heading["start"] :].startswith("3 What cannot be checked here")


@pytest.mark.parametrize(
    ("file", "quote", "style", "cited"),
    [
        (PAPER, ON_PAGE_2, "apa", "(The Commonplace editors, 2026, p. 2)"),
        (BOOK, ON_PAGE_4, "apa", "(The Commonplace editors, 2026, p. 4)"),
        (BOOK, ON_PAGE_4, "pandoc", ", p. 4]"),
    ],
)
def test_a_quote_is_cited_with_its_page(
    ask: Ask, file: str, quote: str, style: str, cited: str
) -> None:
    assert cited in ask("cite", file, "--quote", quote, "--style", style)["text"]
    chosen = ask("cite", file, "--quote", quote, "--style", style, "--page", "99")["text"]
    assert "p. 99" in chosen and cited not in chosen


@pytest.mark.parametrize(
    ("file", "quote", "selector"),
    [
        (PAPER, ON_PAGE_2, {"conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": "page=2"}),
        (
            BOOK,
            ON_PAGE_4,
            {
                "conformsTo": "http://www.idpf.org/epub/linking/cfi/epub-cfi.html",
                "value": "epubcfi(/6/8!/4/2[chapter-4]/6,/1:0,/1:19)",
            },
        ),
    ],
)
def test_a_note_says_in_which_part_of_the_file_it_is(
    ask: Ask, sample_library: Path, file: str, quote: str, selector: dict[str, str]
) -> None:
    made = ask("add", file, "--quote", quote, "--note", "why?")
    written = json.loads((sample_library / f"{file}.notes.json").read_text("utf-8"))
    (item,) = written["items"]
    kinds = [one["type"] for one in item["target"]["selector"]]
    assert kinds == ["TextQuoteSelector", "TextPositionSelector", "FragmentSelector"]
    assert item["target"]["selector"][2] == {"type": "FragmentSelector", **selector}
    edited = ask("edit", made["id"], "--color", "green")
    again = json.loads((sample_library / f"{file}.notes.json").read_text("utf-8"))
    assert edited["color"] == "green"
    assert again["items"][0]["target"] == item["target"]
    assert ask("notes")["notes"][0]["state"] == "exact"


def test_all_formats_are_searched(ask: Ask, sample_library: Path) -> None:
    (sample_library / "memo.docx").write_bytes(docx(paragraph("A quincunx has five points.")))
    assert [one["path"] for one in ask("search", "quincunx")["results"]] == ["memo.docx"]
    assert [one["path"] for one in ask("search", '"keeps a ledger"')["results"]] == [BOOK]


def test_what_cannot_be_read_is_listed_with_its_reason(ask: Ask, sample_library: Path) -> None:
    (sample_library / "locked.pdf").write_bytes(pdf([[Words(72, 700, "x")]], password="p"))
    (sample_library / "broken.epub").write_bytes(b"PK\x03\x04 and no more")
    found = ask("index")
    assert found["documents"] == 7
    assert {one["path"]: one["reason"] for one in found["failed"]} == {
        "broken.epub": "it is damaged: no archive can be read of it; fetch it again",
        "locked.pdf": "it is locked with a password; save a copy without one",
    }
