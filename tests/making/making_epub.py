"""EPUB files made for tests, from nothing but the parts that a test is about."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>
<manifest>{manifest}</manifest><spine{toc}>{spine}</spine></package>"""
XHTML = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>{title}</title></head><body>{body}</body></html>"""
METADATA = (
    '<dc:identifier id="id">urn:x</dc:identifier><dc:title>A book</dc:title>'
    "<dc:language>en</dc:language>"
)
KINDS = {
    "xhtml": "application/xhtml+xml",
    "html": "text/html",
    "svg": "image/svg+xml",
    "ncx": "application/x-dtbncx+xml",
    "txt": "text/plain",
    "png": "image/png",
}


def page(body: str, title: str = "") -> bytes:
    """A content document."""
    return XHTML.format(title=title, body=body).encode()


def zipped(entries: Mapping[str, bytes | str]) -> bytes:
    """A ZIP archive with the media type of EPUB first, always the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in {"mimetype": "application/epub+zip", **entries}.items():
            entry = zipfile.ZipInfo(name, (2026, 11, 22, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return made.getvalue()


def epub(
    chapters: Mapping[str, bytes | str],
    *,
    nav: str = "",
    ncx: str = "",
    metadata: str = METADATA,
    others: Mapping[str, bytes | str] | None = None,
    folder: str = "EPUB/",
    manifest: str = "",
    spine: str = "",
) -> bytes:
    """A book of `chapters` by file name, in this order; `manifest` and `spine` replace ours."""
    items = [
        f'<item id="c{n}" href="{name}" media-type="{KINDS[name.rpartition(".")[2]]}"/>'
        for n, name in enumerate(chapters)
    ]
    entries: dict[str, bytes | str] = {f"{folder}{name}": data for name, data in chapters.items()}
    if nav:
        items.append(
            f'<item id="nav" href="nav.xhtml" media-type="{KINDS["xhtml"]}" properties="nav"/>'
        )
        entries[f"{folder}nav.xhtml"] = page(nav)
    if ncx:
        items.append(f'<item id="ncx" href="toc.ncx" media-type="{KINDS["ncx"]}"/>')
        entries[f"{folder}toc.ncx"] = ncx
    package = PACKAGE.format(
        metadata=metadata,
        manifest=manifest or "".join(items),
        toc=' toc="ncx"' if ncx else "",
        spine=spine or "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters))),
    )
    start = {
        "META-INF/container.xml": CONTAINER.format(path=f"{folder}package.opf"),
        f"{folder}package.opf": package,
    }
    return zipped({**start, **entries, **(others or {})})
