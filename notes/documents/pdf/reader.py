"""Reading a PDF: the text layer of its pages, paragraph by paragraph, page by page."""

import ctypes
import mmap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from notes.documents.boilerplate import merged
from notes.documents.metadata import GUESSED, guess_metadata
from notes.documents.model import PDF_PAGES, Content, Field, Fragment, Metadata, Section
from notes.documents.pdf.assembly import Assembled, assembled
from notes.documents.pdf.information import metadata_from
from notes.documents.pdf.outline import entries, larger_headings, sections_of
from notes.documents.pdf.pages import Page, page_of
from notes.documents.source import EMPTY, Source
from notes.errors import DocumentError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 5_000
_MOST_TEXT = 30_000_000  # code points
_TELLING = 8  # pages that tell how all the others are set
_GUESSED_FROM = 20_000  # code points; what a title page has is among them
_LOCKED, _SECURED = 4, 5  # PDFium's numbers for a password that is needed, an unknown protection


def read(source: Source) -> Content:
    """Read a PDF.

    Raises DocumentError for one that is locked or damaged, ImportError where PDFium is missing.
    """
    import pypdfium2

    try:
        data = mmap.mmap(source.file.fileno(), 0, access=mmap.ACCESS_COPY)
    except ValueError:
        return Content("", notices=(EMPTY,))
    try:
        pdf = pypdfium2.PdfDocument((ctypes.c_ubyte * len(data)).from_buffer(data))
    except pypdfium2.PdfiumError as error:
        raise _unopened(error.err_code, data[:1024]) from None
    with pdf:
        return _content(pdf, source)


def _unopened(code: int | None, beginning: bytes) -> DocumentError:
    if code == _LOCKED:
        return DocumentError("it is locked with a password; save a copy without one")
    if code == _SECURED:
        return DocumentError("it is protected in a way that is not known here; save it anew")
    if b"%PDF" not in beginning:
        return DocumentError("this is no PDF, although its name says so")
    return DocumentError("it is damaged and cannot be opened; fetch it again")


def _content(pdf: "PdfDocument", source: Source) -> Content:
    count = min(len(pdf), MOST_PAGES)
    pages: list[Page] = []
    size = 0
    may_be_mixed = True
    for index in range(count):
        if index == _TELLING:
            may_be_mixed = any(page.is_mixed for page in pages)
        pages.append(page_of(pdf, index, may_be_mixed=may_be_mixed))
        size += sum(len(line.text) for line in pages[-1].lines)
        if size > _MOST_TEXT:
            break
        source.progress(index + 1, count)
    labels = [pdf.get_page_label(index) or str(index + 1) for index in range(len(pages))]
    made = assembled([page.lines for page in pages], labels)
    headings = sections_of(list(entries(pdf)), made, labels)
    if not headings:
        headings = larger_headings(made.paragraphs)
    return Content(
        text=made.text,
        sections=_sections(made, headings, labels),
        metadata=metadata_from(pdf.get_metadata_dict()).over(_guessed(made, headings)),
        boilerplate=merged(made.running),
        notices=tuple(_notices(pages, len(pdf))),
        fragments=tuple(
            Fragment(start, f"page={number}") for number, start in enumerate(made.starts, 1)
        ),
        fragments_of=PDF_PAGES,
    )


def _sections(
    made: Assembled, headings: Sequence[Section], labels: Sequence[str]
) -> tuple[Section, ...]:
    pages = (Section("", 0, start, label) for start, label in zip(made.starts, labels, strict=True))
    return tuple(sorted([*pages, *headings], key=lambda section: (section.start, section.level)))


def _guessed(made: Assembled, headings: Sequence[Section]) -> Metadata:
    """What the first page says to a reader: the largest print on it is the title."""
    guessed = guess_metadata(_without_running(made)[:_GUESSED_FROM])
    first_page = made.starts[1] if len(made.starts) > 1 else len(made.text)
    title = next((s for s in headings if s.level == 1 and s.start < first_page), None)
    if title is None or len(title.title.split()) < 2:
        return guessed
    line = made.text.count("\n", 0, title.start) + 1
    return Metadata({**guessed.fields, "title": Field(title.title, GUESSED, line)})


def _without_running(made: Assembled) -> str:
    """The beginning of the text, with nothing on the lines that run from page to page."""
    text = made.text[:_GUESSED_FROM]
    for start, end in ((span.start, span.end) for span in reversed(made.running)):
        if start < len(text):
            text = text[:start] + text[end:]
    return text


def _notices(pages: Sequence[Page], count: int) -> Iterator[str]:
    pictures = [number for number, page in enumerate(pages, 1) if page.is_picture]
    if pictures and len(pictures) == sum(1 for page in pages if not page.lines) == len(pages):
        yield (
            f"scanned: {_pages(count)} of pictures without a text layer;"
            " give it one with an OCR program such as ocrmypdf"
        )
    elif len(pictures) * 10 > len(pages):
        yield f"{len(pictures)} of {_pages(count)} are pictures without text, as scans are"
    elif not any(page.lines for page in pages):
        yield "its pages have no text"
    if len(pages) < count:
        yield f"only the first {len(pages):,} of {_pages(count)} are read"


def _pages(count: int) -> str:
    return f"{count:,} page{'' if count == 1 else 's'}"
