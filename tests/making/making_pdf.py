"""PDF files made for tests: words at places on pages."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, NamedTuple


class Words(NamedTuple):
    """A line of print: where it begins, in points from the lower left corner, and its size."""

    x: float
    y: float
    text: str
    size: float = 10.0


def pdf(
    pages: Sequence[Sequence[Words]],
    *,
    labels: Sequence[str] = (),
    outline: Sequence[tuple[str, int, int]] = (),
    rotation: int = 0,
    password: str = "",
    font: str = "Times-Roman",
    **information: str,
) -> bytes:
    """A document of these pages; `outline` has title, level (0-) and page (0-) of each entry."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    made = BytesIO()
    locked: Any = StandardEncryption(password, "owner", strength=128) if password else None
    canvas = Canvas(made, (595, 842), invariant=1, encrypt=locked)
    for name, value in information.items():
        getattr(canvas, f"set{name.capitalize()}")(value)
    for number, lines in enumerate(pages):
        canvas.setPageRotation(rotation)
        for entry, (title, level, on_page) in enumerate(outline):
            if on_page == number:
                canvas.bookmarkPage(f"entry{entry}")
                canvas.addOutlineEntry(title, f"entry{entry}", level)
        if rotation == 90:  # as a wide table is printed: turned, and turned back when it is shown
            canvas.rotate(90)
            canvas.translate(0, -595)
        for line in lines:
            canvas.setFont(font, line.size)
            canvas.drawString(line.x, line.y, line.text)
        canvas.showPage()
    if labels:
        _label(canvas, labels)
    canvas.save()
    return made.getvalue()


def embedded_font() -> str:
    """The name of a font that is embedded in the files set in it, as in nearly all papers."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont("Vera", "Vera.ttf"))
    return "Vera"


def _label(canvas: Any, labels: Sequence[str]) -> None:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFPageLabels, PDFString

    found = PDFPageLabels()
    for number, label in enumerate(labels):
        found.addPageLabel(number, PDFDictionary({"P": PDFString(label)}))
    canvas._doc.Catalog.PageLabels = found


def column(x: float, lines: Sequence[str], top: float = 760, size: float = 10.0) -> list[Words]:
    """Lines below each other."""
    return [Words(x, top - 12 * n, line, size) for n, line in enumerate(lines)]


def raw(*objects: str | bytes, trailer: str = "/Root 1 0 R", tail: bytes = b"") -> bytes:
    """A PDF written by hand of numbered objects, for what no program would write."""
    made = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        body = content.encode("latin-1") if isinstance(content, str) else content
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    made += f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(made) + tail


def stream(data: bytes, more: str = "") -> bytes:
    """A stream object."""
    return f"<< /Length {len(data)} {more} >>\nstream\n".encode() + data + b"\nendstream"
