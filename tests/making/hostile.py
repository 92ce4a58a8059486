"""Files made to do harm, one of each kind that is known: what each tries is its name."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

from making_docx import docx, paragraph
from making_epub import CONTAINER, METADATA, PACKAGE, epub, page, zipped
from making_pdf import Words, pdf, raw, stream

SECRET = "the-secret-of-another-file"
PLAIN = "Words that stand in a chapter. " * 20

_PAGES = ("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
_PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
    " /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>"
)
_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "laugh">' for n in range(10)
)


def _bomb(size: int) -> bytes:
    """Deflated blanks."""
    packer = zlib.compressobj(9)
    made = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000))
    return made + packer.flush()


def _page_of(contents: bytes, form: bytes = b"null") -> bytes:
    return raw(*_PAGES, _PAGE, contents, _FONT, form)


def pdf_flate_bomb() -> bytes:
    """Two filters: two kilobytes unpack to half a megabyte, and this to half a gigabyte."""
    twice = zlib.compress(_bomb(500_000_000), 9)
    return _page_of(stream(twice, "/Filter [/FlateDecode /FlateDecode]"))


def pdf_endless_drawing() -> bytes:
    """Ten forms, each of which draws the one below ten times."""
    forms = []
    for level in range(10):
        inner = b"/X Do " * 10 if level else b"BT /F 8 Tf 9 9 Td (ha) Tj ET "
        below = f"/XObject << /X {6 + level - 1} 0 R >>" if level else ""
        forms.append(
            stream(
                inner,
                "/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
                f" /Resources << /Font << /F 5 0 R >> {below} >>",
            )
        )
    first = _PAGE.replace("6 0 R", "15 0 R")
    return raw(*_PAGES, first, stream(b"/X Do " * 10), _FONT, *forms)


def pdf_drawing_itself() -> bytes:
    """A form that draws itself."""
    form = stream(
        b"BT /F 8 Tf 9 9 Td (ha) Tj ET /X Do /X Do",
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources"
        " << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>",
    )
    return _page_of(stream(b"/X Do"), form)


def pdf_page_tree_in_a_circle() -> bytes:
    """Pages whose only child is themselves."""
    return raw(_PAGES[0], "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100 /Parent 2 0 R >>")


def pdf_claiming_two_billion_pages() -> bytes:
    """A number of pages, and none of them."""
    return raw(_PAGES[0], "<< /Type /Pages /Kids [] /Count 2000000000 >>")


def pdf_of_a_million_pages() -> bytes:
    """The same page, a million times."""
    kids = "3 0 R " * 1_000_000
    tree = f"<< /Type /Pages /Kids [{kids}] /Count 1000000 >>"
    return raw(_PAGES[0], tree, _PAGE, stream(b"BT /F 8 Tf 9 9 Td (page) Tj ET"), _FONT, "null")


def pdf_nested_deeply() -> bytes:
    """Arrays within arrays."""
    return raw(_PAGES[0] + " ", "[" * 200_000 + "]" * 200_000)


def pdf_outline_in_a_circle() -> bytes:
    """An outline whose entries follow each other without end."""
    return raw(
        "<< /Type /Catalog /Pages 2 0 R /Outlines 7 0 R >>",
        _PAGES[1],
        _PAGE,
        stream(b"BT /F 8 Tf 9 9 Td (page) Tj ET"),
        _FONT,
        "null",
        "<< /First 8 0 R /Last 9 0 R >>",
        "<< /Title (a) /Next 9 0 R /First 9 0 R /Parent 7 0 R /Dest [3 0 R /Fit] >>",
        "<< /Title (b) /Next 8 0 R /First 8 0 R /Parent 8 0 R /Dest [3 0 R /Fit] >>",
    )


def pdf_table_in_a_circle() -> bytes:
    """A table of contents of the file that continues in itself."""
    made = raw(*_PAGES, _PAGE, stream(b""), _FONT, "null", trailer="/Root 1 0 R /Prev 000000")
    place = made.rindex(b"xref\n0 ")
    return made.replace(b"/Prev 000000", b"/Prev %06d" % place)


def pdf_reading_another_file() -> bytes:
    """A stream whose words are said to be in another file, and actions at the opening."""
    catalog = (
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >>"
        " /AA << /WC << /S /URI /URI (http://127.0.0.1:9/) >> >> >>"
    )
    outside = b"<< /Length 0 /F (secret.txt) >>\nstream\n\nendstream"
    return raw(catalog, _PAGES[1], _PAGE, outside, _FONT, "null")


def pdf_of_endless_words() -> bytes:
    """Thirty megabytes of words on one page, in a hundred kilobytes."""
    words = b"BT /F 8 Tf " + b"1 0 0 1 9 9 Tm (words words words) Tj " * 1_000_000 + b"ET"
    return _page_of(stream(zlib.compress(words, 9), "/Filter /FlateDecode"))


def pdf_of_endless_work() -> bytes:
    """A million instructions that show nothing, on each of ten thousand pages."""
    tree = f"<< /Type /Pages /Kids [{'3 0 R ' * 10_000}] /Count 10000 >>"
    work = stream(zlib.compress(b"q Q " * 500_000, 9), "/Filter /FlateDecode")
    return raw(_PAGES[0], tree, _PAGE, work, _FONT, "null")


def _epub_with(part: str, data: bytes | str) -> bytes:
    made = {
        "META-INF/container.xml": CONTAINER.format(path="package.opf"),
        "package.opf": PACKAGE.format(
            metadata=METADATA,
            manifest='<item id="c0" href="c.xhtml" media-type="application/xhtml+xml"/>',
            toc="",
            spine='<itemref idref="c0"/>',
        ),
        "c.xhtml": page(f"<p>{PLAIN}</p>"),
    }
    return zipped({**made, part: data})


def epub_bomb() -> bytes:
    """A chapter of a hundred megabytes in a hundred kilobytes."""
    return _epub_with("c.xhtml", b"<html><body><p>" + b" " * 100_000_000 + b"</p></body></html>")


def epub_bomb_in_many_chapters() -> bytes:
    """Two hundred chapters of two megabytes each, none of them remarkable by itself."""
    part = page(f"<p>{'some words ' * 180_000}</p>")
    return epub({f"c{n}.xhtml": part for n in range(200)})


def epub_that_lies_about_sizes() -> bytes:
    """An entry that says it has a few bytes and unpacks to many."""
    made = bytearray(_epub_with("c.xhtml", b"<p>" + b"x" * 100_000_000))
    size = struct.pack("<I", 100_000_003)
    return bytes(made.replace(size, struct.pack("<I", 500)))


def epub_reaching_out() -> bytes:
    """Paths that lead out of the archive, to other files of the disk and to the network."""
    manifest = (
        '<item id="a" href="../../../../secret.txt" media-type="text/plain"/>'
        '<item id="b" href="file:///etc/passwd" media-type="text/plain"/>'
        '<item id="c" href="/etc/passwd" media-type="text/plain"/>'
        '<item id="d" href="http://127.0.0.1:9/x" media-type="application/xhtml+xml"/>'
        '<item id="e" href="..%2F..%2Fsecret.txt" media-type="text/plain"/>'
        '<item id="c0" href="c.xhtml" media-type="application/xhtml+xml"/>'
    )
    spine = "".join(f'<itemref idref="{id}"/>' for id in ("a", "b", "c", "d", "e", "c0"))
    others = {"../escaped.txt": "out", "/tmp/escaped.txt": "out"}
    body = f'<p>{PLAIN}</p><img src="file:///etc/passwd"/><iframe src="../../../secret.txt"/>'
    return epub({"c.xhtml": page(body)}, manifest=manifest, spine=spine, others=others)


def epub_with_foreign_entities() -> bytes:
    """Entities that stand for a file of the disk, in the package and in a chapter."""
    evil = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return _epub_with("c.xhtml", f"{evil}<html><body><p>{PLAIN}&x;</p></body></html>")


def epub_package_with_foreign_entities() -> bytes:
    """The same in the package."""
    evil = '<!DOCTYPE package [<!ENTITY x SYSTEM "secret.txt">]>'
    return _epub_with("package.opf", f"{evil}<package><metadata>&x;</metadata></package>")


def epub_of_a_billion_laughs() -> bytes:
    """Ten entities that stand for a gigabyte, in the container."""
    evil = f"<!DOCTYPE container [{_LAUGHS}]><container>&l9;</container>"
    return _epub_with("META-INF/container.xml", evil)


def epub_chapter_of_a_billion_laughs() -> bytes:
    """The same in a chapter."""
    evil = f"<!DOCTYPE html [{_LAUGHS}]><html><body><p>{PLAIN}&l9;</p></body></html>"
    return _epub_with("c.xhtml", evil)


def epub_nested_deeply() -> bytes:
    """A chapter of fifty thousand elements, each in the one before."""
    return _epub_with("c.xhtml", page("<div>" * 50_000 + "words" + "</div>" * 50_000))


def epub_contents_nested_deeply() -> bytes:
    """Contents of a hundred thousand levels."""
    point = '<navPoint><navLabel><text>a</text></navLabel><content src="c.xhtml"/>'
    ncx = f"<ncx><navMap>{point * 100_000}{'</navPoint>' * 100_000}</navMap></ncx>"
    return epub({"c.xhtml": page(f"<p>{PLAIN}</p>")}, ncx=ncx)


def epub_that_begins_again_and_again() -> bytes:
    """The spine names one chapter a hundred thousand times."""
    spine = '<itemref idref="c0"/>' * 100_000
    return epub({"c.xhtml": page(f"<p>{PLAIN}</p>")}, spine=spine)


def epub_of_many_parts() -> bytes:
    """An archive of twenty-five thousand empty entries."""
    made = BytesIO(_epub_with("c.xhtml", page(f"<p>{PLAIN}</p>")))
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(25_000):
            archive.writestr(zipfile.ZipInfo(f"{number}"), b"")
    return made.getvalue()


def epub_locked_by_its_seller() -> bytes:
    """A chapter that only the seller's program can decipher."""
    locked = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData>'
        '<EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
        '<CipherData><CipherReference URI="c.xhtml"/></CipherData></EncryptedData></encryption>'
    )
    return _epub_with("META-INF/encryption.xml", locked)


def zip_locked_with_a_password(whole: Callable[[], bytes]) -> bytes:
    """Every entry is marked as encrypted."""
    made = bytearray(whole())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(mark)
        while at >= 0:
            made[at + place] |= 1
            at = made.find(mark, at + 4)
    return bytes(made)


def _epub() -> bytes:
    return _epub_with("extra.txt", "")


def _docx() -> bytes:
    return docx(paragraph(PLAIN))


def docx_bomb() -> bytes:
    """Text of a hundred megabytes in a hundred kilobytes."""
    return docx(f"<w:p><w:r><w:t>{'x' * 100_000_000}</w:t></w:r></w:p>")


def docx_of_a_billion_laughs() -> bytes:
    """Ten entities that stand for a gigabyte."""
    return _replaced("word/document.xml", f"<!DOCTYPE d [{_LAUGHS}]><d>&l9;</d>")


def docx_with_foreign_entities() -> bytes:
    """An entity that stands for a file of the disk."""
    return _replaced(
        "word/document.xml", '<!DOCTYPE d [<!ENTITY x SYSTEM "secret.txt">]><d>&x;</d>'
    )


def docx_nested_deeply() -> bytes:
    """Tables within tables."""
    return docx("<w:tbl><w:tr><w:tc>" * 100_000 + "</w:tc></w:tr></w:tbl>" * 100_000)


def _replaced(name: str, data: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(_docx())) as whole, zipfile.ZipFile(made, "w") as archive:
        for entry in whole.namelist():
            archive.writestr(entry, data if entry == name else whole.read(entry))
    return made.getvalue()


def html_nested_deeply() -> bytes:
    """Two hundred thousand elements, each in the one before."""
    return b"<div>" * 200_000 + PLAIN.encode() + b"</div>" * 200_000


def html_without_end() -> bytes:
    """Six megabytes of tags that are never closed."""
    return b"<a href='x' <b " * 400_000


def html_of_a_hundred_megabytes() -> bytes:
    """A page that is longer than any book."""
    return b"<p>" + PLAIN.encode() * 160_000


def _plain_pdf() -> bytes:
    return pdf([[Words(72, 700, PLAIN[:80])]])


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "empty.pdf": bytes,
    "text.pdf": PLAIN.encode,
    "zip.pdf": _epub,
    "truncated.pdf": lambda: _plain_pdf()[:600],
    "locked.pdf": lambda: pdf([[Words(72, 700, "secret")]], password="open sesame"),
    "flate-bomb.pdf": pdf_flate_bomb,
    "endless-drawing.pdf": pdf_endless_drawing,
    "drawing-itself.pdf": pdf_drawing_itself,
    "page-tree-in-a-circle.pdf": pdf_page_tree_in_a_circle,
    "two-billion-pages.pdf": pdf_claiming_two_billion_pages,
    "a-million-pages.pdf": pdf_of_a_million_pages,
    "nested.pdf": pdf_nested_deeply,
    "outline-in-a-circle.pdf": pdf_outline_in_a_circle,
    "table-in-a-circle.pdf": pdf_table_in_a_circle,
    "another-file.pdf": pdf_reading_another_file,
    "endless-words.pdf": pdf_of_endless_words,
    "endless-work.pdf": pdf_of_endless_work,
    "empty.epub": bytes,
    "text.epub": PLAIN.encode,
    "truncated.epub": lambda: _epub()[:-200],
    "no-container.epub": lambda: zipped({"a.txt": "x"}),
    "locked.epub": lambda: zip_locked_with_a_password(_epub),
    "locked-by-its-seller.epub": epub_locked_by_its_seller,
    "bomb.epub": epub_bomb,
    "bomb-in-many-chapters.epub": epub_bomb_in_many_chapters,
    "lying.epub": epub_that_lies_about_sizes,
    "reaching-out.epub": epub_reaching_out,
    "foreign-entities.epub": epub_with_foreign_entities,
    "package-entities.epub": epub_package_with_foreign_entities,
    "billion-laughs.epub": epub_of_a_billion_laughs,
    "chapter-laughs.epub": epub_chapter_of_a_billion_laughs,
    "nested.epub": epub_nested_deeply,
    "nested-contents.epub": epub_contents_nested_deeply,
    "again-and-again.epub": epub_that_begins_again_and_again,
    "many-parts.epub": epub_of_many_parts,
    "empty.docx": bytes,
    "text.docx": PLAIN.encode,
    "old.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    "truncated.docx": lambda: _docx()[:-200],
    "locked.docx": lambda: zip_locked_with_a_password(_docx),
    "bomb.docx": docx_bomb,
    "billion-laughs.docx": docx_of_a_billion_laughs,
    "foreign-entities.docx": docx_with_foreign_entities,
    "nested.docx": docx_nested_deeply,
    "nested.html": html_nested_deeply,
    "without-end.html": html_without_end,
    "hundred-megabytes.html": html_of_a_hundred_megabytes,
}
