"""The text of PDF files by PDFium alone: `bare_pdf.py FILE...`, the reference for reading them."""

import sys
from pathlib import Path

import pypdfium2


def text_of(path: Path) -> str:
    """All text of one file, as PDFium gives it."""
    parts = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text_page = page.get_textpage()
            parts.append(text_page.get_text_range())
            text_page.close()
            page.close()
    return "".join(parts)


if __name__ == "__main__":
    if not all(text_of(Path(name)) for name in sys.argv[1:]):
        sys.exit("there is a file without text")
