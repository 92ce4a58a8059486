"""Write the PDF and the EPUB among the samples: python tests/making/make_samples.py FOLDER."""

import os
import re
import sys
from html import escape
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from making_epub import epub, page
from sample_texts import (
    DATE,
    EDITORS,
    EPUB_CHAPTERS,
    EPUB_SUBTITLE,
    EPUB_TITLE,
    PDF_TEXT,
    PDF_TITLE,
)

PDF_NAME = "counting-a-friendship.pdf"
EPUB_NAME = "four-voices.epub"
_EPOCH = "1795338000"  # 2026-11-22, for the dates that the PDF is stamped with


def make(folder: Path) -> None:
    """Write both files into `folder`."""
    (folder / PDF_NAME).write_bytes(sample_pdf())
    (folder / EPUB_NAME).write_bytes(sample_epub())


def sample_pdf() -> bytes:
    """A short paper: justified, with words divided, running heads, page numbers, an outline."""
    os.environ["SOURCE_DATE_EPOCH"] = _EPOCH
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    class Paper(BaseDocTemplate):  # type: ignore[misc]
        """A document whose headings are in its outline."""

        def afterFlowable(self, flowable: object) -> None:
            if isinstance(flowable, Paragraph) and flowable.style.name == "heading":
                key = f"h{self.page}-{flowable.getPlainText()[:1]}"
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(flowable.getPlainText(), key)

    def furniture(canvas: object, document: object) -> None:
        number = canvas.getPageNumber()  # type: ignore[attr-defined]
        canvas.setFont("Times-Italic", 9)  # type: ignore[attr-defined]
        canvas.drawString(54, 506, "Commonplace: the sample library")  # type: ignore[attr-defined]
        canvas.drawCentredString(210, 28, str(number))  # type: ignore[attr-defined]

    made = BytesIO()
    paper = Paper(made, pagesize=(420, 540), title=PDF_TITLE, author=EDITORS, subject="")
    paper.addPageTemplates(PageTemplate(frames=[Frame(48, 46, 324, 448)], onPage=furniture))
    styles = {
        "title": ParagraphStyle("title", fontName="Times-Bold", fontSize=16, leading=20),
        "byline": ParagraphStyle("byline", fontName="Times-Roman", fontSize=10, spaceAfter=14),
        "heading": ParagraphStyle(
            "heading", fontName="Times-Bold", fontSize=12, leading=16, spaceBefore=10, spaceAfter=4
        ),
        "text": ParagraphStyle(
            "text", fontName="Times-Roman", fontSize=11, leading=14, alignment=4, firstLineIndent=12
        ),
    }
    flow = [Paragraph(PDF_TITLE, styles["title"]), Paragraph(EDITORS, styles["byline"])]
    for text in PDF_TEXT:
        style = "heading" if text.startswith("# ") else "text"
        flow.append(Paragraph(escape(text.removeprefix("# ")), styles[style]))
    paper.build(flow)
    return made.getvalue()


def sample_epub() -> bytes:
    """A booklet in chapters, with notes that are referred to, and pages of a printed edition."""
    chapters = {
        f"chapter-{number}.xhtml": page(_chapter(number, *chapter), chapter[0])
        for number, chapter in enumerate(EPUB_CHAPTERS, 1)
    }
    contents = "".join(
        f'<li><a href="chapter-{number}.xhtml">{escape(title)}</a></li>'
        for number, (title, _, _) in enumerate(EPUB_CHAPTERS, 1)
    )
    pages = "".join(
        f'<li><a href="chapter-{number}.xhtml#page-{label}">{label}</a></li>'
        for number, (_, paragraphs, _) in enumerate(EPUB_CHAPTERS, 1)
        for label in re.findall(r"\{(\d+)\}", " ".join(paragraphs))
    )
    nav = (
        f'<nav epub:type="toc"><h1>Contents</h1><ol>{contents}</ol></nav>'
        f'<nav epub:type="page-list" hidden=""><ol>{pages}</ol></nav>'
    )
    metadata = (
        '<dc:identifier id="id">urn:uuid:0f6a2f4e-5c0f-4b0e-9d53-6f2f6c3a7f01</dc:identifier>'
        f'<dc:title id="t1">{EPUB_TITLE}</dc:title><meta refines="#t1" property="title-type">main'
        f'</meta><dc:title id="t2">{EPUB_SUBTITLE}</dc:title><meta refines="#t2"'
        f' property="title-type">subtitle</meta><dc:creator>{EDITORS}</dc:creator>'
        f"<dc:publisher>Commonplace</dc:publisher><dc:date>{DATE}</dc:date>"
        "<dc:language>en</dc:language>"
        f'<meta property="dcterms:modified">{DATE}T09:00:00Z</meta>'
    )
    return epub(chapters, nav=nav, metadata=metadata)


def _chapter(number: int, title: str, paragraphs: tuple[str, ...], notes: tuple[str, ...]) -> str:
    parts = [f"<h1>{_with_pages(paragraphs[0][:3])}{escape(title)}</h1>"]
    for text in (paragraphs[0][3:], *paragraphs[1:]):
        marked = _with_pages(escape(text, quote=False))
        marked = re.sub(
            r"\[\^(\d+)\]",
            r'<a epub:type="noteref" id="ref-\1" href="#note-\1">[\1]</a>',
            marked,
        )
        parts.append(f"<p>{marked}</p>")
    for place, note in enumerate(notes, 1):
        back = f'<a href="#ref-{place}">[{place}]</a>'
        words = escape(note, quote=False)
        parts.append(f'<aside epub:type="footnote" id="note-{place}"><p>{back} {words}</p></aside>')
    return f'<section id="chapter-{number}">{"".join(parts)}</section>'


def _with_pages(text: str) -> str:
    """Page breaks for the `{n}` in a text."""
    return re.sub(r"\{(\d+)\}", r'<span epub:type="pagebreak" id="page-\1" title="\1"/>', text)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
