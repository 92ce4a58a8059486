"""The sample library shows what it was written to show."""

from collections.abc import Callable
from pathlib import Path

import pytest
from make_samples import EPUB_NAME, PDF_NAME, sample_epub, sample_pdf

from notes.documents.model import Document
from notes.documents.reading import document_id_for, read_document
from notes.documents.scanning import scan

EDITORS = ("The Commonplace editors",)
EXPECTED = {
    "a-lifeline-in-trade.html": (
        "A lifeline in trade: how sanctions bound Moscow to Beijing",
        EDITORS,
        "2026-11-22",
        "embedded",
    ),
    "a-text-without-a-name.txt": (None, (), None, None),
    "counting-a-friendship.pdf": (
        "Counting a friendship: which figure is which",
        EDITORS,
        "2026-11-22",
        "embedded",
    ),
    "four-voices.epub": (
        "Four voices on one partnership: A reader's booklet",
        EDITORS,
        "2026-11-22",
        "embedded",
    ),
    "friends-of-steel-scrape.txt": (
        "Friends of steel: what two newspapers heard in the Kremlin",
        (),
        "2025-05-09",
        "guessed",
    ),
    "reading-the-axis-column.txt": (
        'Reading a column on the "axis of adversaries"',
        EDITORS,
        "2026-11-22",
        "guessed",
    ),
    "united-against-unilateralism.md": (
        "United against “unilateralism”: notes on a visit",
        EDITORS,
        "2026-11-22",
        "front matter",
    ),
}


def sample(library: Path, name: str) -> Document:
    return read_document(library / name, library, document_id_for(library / name))


def test_there_are_seven(sample_library: Path) -> None:
    assert [found.relative for found in scan(sample_library)] == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_is_described_rightly_and_has_the_length_of_an_article(
    sample_library: Path, name: str
) -> None:
    document = sample(sample_library, name)
    metadata = document.metadata
    title, authors, date, source = EXPECTED[name]
    assert (metadata.title, metadata.authors, metadata.date) == (title, authors, date)
    assert source is None or metadata.fields["title"].source == source
    assert 500 <= len(document.text.split()) <= 900
    assert document.content.notices == ()


@pytest.mark.parametrize("name", EXPECTED)
def test_none_takes_a_sentence_from_the_texts_it_retells(
    sample_library: Path, shared_seeds: Path, name: str
) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.lower().replace("’", "'").split()
        return {tuple(words[i : i + 9]) for i in range(len(words) - 8)}

    texts = [path.read_text("utf-8") for path in shared_seeds.glob("*.txt")]
    # Their titles are shorter, and are named on purpose.
    paragraphs = [line for text in texts for line in text.split("\n") if len(line) > 100]
    originals = set().union(*map(runs, paragraphs))
    assert len(originals) > 3000
    assert runs(sample(sample_library, name).text) & originals == set()


def test_the_scrape_and_the_repeats_have_boilerplate(sample_library: Path) -> None:
    scrape = sample(sample_library, "friends-of-steel-scrape.txt")
    ranges = [scrape.text[span.start : span.end] for span in scrape.content.boilerplate]
    assert ranges[0].startswith("Skip to main content")
    assert ranges[-1].startswith("Tags:\nKremlin") and ranges[-1].endswith("our readers")
    unnamed = sample(sample_library, "a-text-without-a-name.txt")
    assert len(unnamed.content.boilerplate) == 2


@pytest.mark.parametrize(("name", "made"), [(PDF_NAME, sample_pdf), (EPUB_NAME, sample_epub)])
def test_those_in_a_format_of_their_own_are_what_the_script_makes(
    sample_library: Path, tmp_path: Path, name: str, made: Callable[[], bytes]
) -> None:
    (tmp_path / name).write_bytes(made())
    ours, again = sample(sample_library, name), sample(tmp_path, name)
    assert again.content == ours.content
    assert [s.page for s in ours.sections if s.level == 0] == [
        str(number + 1) for number in range(3 if name == PDF_NAME else 6)
    ]
    assert len([s for s in ours.sections if s.level]) >= 4
