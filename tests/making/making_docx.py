"""Word documents made for tests, from the parts that a test is about."""

from collections.abc import Mapping

from making_epub import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H2"/></w:style>
</w:styles>"""


def paragraph(text: str, style: str = "", more: str = "") -> str:
    """A paragraph in a style; `more` stands after its words."""
    set_in = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{set_in}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{more}</w:p>'


def item(text: str, list_id: int = 1, level: int = 0) -> str:
    """An item of a list."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
        f"</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table."""
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{made}</w:tbl>"


def docx(
    body: str,
    *,
    title: str = "",
    creator: str = "",
    created: str = "",
    others: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A document; `others` are parts in the folder `word/`, by name."""
    others = {"styles.xml": STYLES, **(others or {})}
    names = {name: name.removesuffix(".xml") for name in others}
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        for n, (name, kind) in enumerate(names.items())
    )
    core = f"""<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{title}</dc:title>
      <dc:creator>{creator}</dc:creator><dcterms:created>{created}</dcterms:created>
      </cp:coreProperties>"""
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">'
            f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="b" Type="{_CORE}" Target="/docProps/core.xml"/></Relationships>',
            "docProps/core.xml": core,
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{related}'
            f'<Relationship Id="x" Type="{_OFFICE}/image" Target="file:///etc/passwd"'
            ' TargetMode="External"/></Relationships>',
            **{f"word/{name}": part for name, part in others.items()},
        }
    )
