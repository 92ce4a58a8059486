"""The pages of a PDF through PDFium: their lines, and where these stand."""

import contextlib
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from notes.documents.pdf.lines import SOFT, Line
from notes.documents.pdf.twofold import unmixed

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_NEVER_SHOWN = {code: None for code in (*range(2), *range(3, 9), 0x0B, 0x0C, *range(0x0E, 0x20))}
_NEVER_SHOWN |= dict.fromkeys((0x7F, *range(0x80, 0xA0), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF))
_MOST_OBJECTS = 2_000
# PDFium ends a line with CR LF, or with one of these where a word is divided.
_DIVIDED = re.compile("[\x02\ufffe]")


class Page(NamedTuple):
    """The lines of a page in the order of its instructions.

    `is_picture` says that it shows one instead, `is_mixed` that rows of columns were taken apart.
    """

    lines: list[Line]
    is_picture: bool = False
    is_mixed: bool = False


def page_of(pdf: "PdfDocument", index: int, *, may_be_mixed: bool = True) -> Page:
    """Read one page; one that is damaged beyond reading is empty."""
    from pypdfium2 import PdfiumError

    try:
        page = pdf[index]
    except PdfiumError:
        return Page([])
    with contextlib.closing(page):
        try:
            text_page = page.get_textpage()
        except PdfiumError:
            return Page([])
        with contextlib.closing(text_page):
            rotation = page.get_rotation()
            lines = _lines(text_page, rotation)
            read = unmixed(lines, text_page, rotation) if may_be_mixed else lines
        return Page(read, not lines and _has_picture(page), read is not lines)


def _lines(page: "PdfTextPage", rotation: int) -> list[Line]:
    text = page.get_text_range()
    box = _Box(page, rotation, is_regular=page.count_chars() == len(text)).of
    lines = []
    start = 0
    for raw in text.split("\n"):
        parts = _DIVIDED.split(raw) if SOFT in raw or "\ufffe" in raw else (raw,)
        for number, part in enumerate(parts, 1):
            bare = part.strip(" \r")
            words = bare if bare.isprintable() else shown(bare)
            if words and not words.isspace():  # the blanks around have no place on the page
                first = start + part.index(bare)
                left, bottom, top, _ = box(first)
                right = box(first + len(bare) - 1)[3]
                words = words + SOFT if number < len(parts) else words
                lines.append(Line(words, left, right, bottom, top - bottom or 1.0))
            start += len(part) + 1
    return lines


def shown(text: str) -> str:
    """Text without what no text has; the mark of a divided word stays."""
    return text.translate(_NEVER_SHOWN).replace("\xa0", " ").replace("\r", " ").replace("\n", " ")


class _Box:
    """Asks where a character stands, as the page is turned for the reader."""

    def __init__(self, page: "PdfTextPage", rotation: int, *, is_regular: bool) -> None:
        import pypdfium2.raw as pdfium

        self._ask = pdfium.FPDFText_GetLooseCharBox
        self._place = pdfium.FPDFText_GetCharIndexFromTextIndex
        self._page = page.raw
        self._rect: Any = pdfium.FS_RECTF()
        self._rotation = rotation
        self._is_regular = is_regular

    def of(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, top and right of the character at a place of the text."""
        if not self._is_regular:
            index = self._place(self._page, index)
        rect = self._rect
        if not self._ask(self._page, index, rect):
            return 0.0, 0.0, 0.0, 0.0
        if self._rotation:
            return turned(rect.left, rect.bottom, rect.right, rect.top, self._rotation)
        return rect.left, rect.bottom, rect.top, rect.right


def turned(
    left: float, bottom: float, right: float, top: float, rotation: int
) -> tuple[float, float, float, float]:
    """Left, bottom, top and right of a box on a page that is shown turned by `rotation` degrees."""
    if rotation == 90:
        return bottom, -right, -left, top
    if rotation == 180:
        return -right, -top, -bottom, -left
    if rotation == 270:
        return -top, left, right, -bottom
    return left, bottom, top, right


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_SHADING)
    count = min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)
    objects = (pdfium.FPDFPage_GetObject(page.raw, number) for number in range(count))
    return any(pdfium.FPDFPageObj_GetType(one) in kinds for one in objects)
