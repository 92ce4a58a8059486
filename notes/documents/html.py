"""HTML: the article's text, its headings, what its `<meta>` tags say; nothing is ever fetched."""

import re
from collections.abc import Sequence

from notes.documents.boilerplate import boilerplate
from notes.documents.decoding import decode
from notes.documents.html_blocks import ARTICLE, BODY, Block
from notes.documents.html_links import LinkedBlock, LinkedBlocks
from notes.documents.html_metadata import HeadReader
from notes.documents.markup import tokens
from notes.documents.metadata import guess_metadata
from notes.documents.model import Content, Hyperlink, Section

_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w:.-]+)"""
    rb"""|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w:.-]+)""",
    re.IGNORECASE,
)
_PRESCAN = 4096
# So few code points in an article or in what is left of the page are a teaser, not the text.
_TEASER = 200


def read(data: bytes, encoding: str | None = None) -> Content:
    """Read a web page; raises DocumentError for binary data or a wrong `encoding`."""
    decoded = decode(data, encoding, declared=_declared(data))
    head, blocks = HeadReader(), LinkedBlocks()
    for token in tokens(decoded.text):
        head.take(token)
        blocks.take(token)
    chosen = _chosen(blocks.finished())
    text, sections, starts = _assembled(chosen)
    linked = [(b, at) for b, at in zip(chosen, starts, strict=True) if isinstance(b, LinkedBlock)]
    notices = decoded.notices
    if not text and not notices:
        notices = ("the page has no text",)
    return Content(
        text=text,
        sections=sections,
        hyperlinks=tuple(
            Hyperlink(at + start, at + end, address)
            for block, at in linked
            for start, end, address in block.links
        ),
        names={name: at + start for block, at in linked for name, start in block.names},
        metadata=head.metadata().over(guess_metadata(text)),
        boilerplate=boilerplate(text),
        encoding=decoded.encoding,
        notices=notices,
    )


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_PRESCAN])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _chosen(blocks: Sequence[Block]) -> Sequence[Block]:
    """The article where the page marks one, else the page without its furniture, else all."""
    for region in (ARTICLE, BODY):
        part = [block for block in blocks if block.region >= region]
        size = sum(len(block.text) for block in part)
        if size >= _TEASER or (size and len(part) == len(blocks)):
            return part
    body = [block for block in blocks if block.region >= BODY]
    everything = sum(len(block.text) for block in blocks)
    return body if body and everything < 10 * _TEASER else blocks


def _assembled(blocks: Sequence[Block]) -> tuple[str, tuple[Section, ...], list[int]]:
    """The text, its headings, and where each block begins."""
    parts: list[str] = []
    starts: list[int] = []
    sections: list[Section] = []
    offset = 0
    for number, block in enumerate(blocks):
        if number:
            gap = "\n" if block.joins and blocks[number - 1].group == block.group else "\n\n"
            parts.append(gap)
            offset += len(gap)
        if block.level:
            title = " ".join(block.text.split())
            sections.append(Section(title, block.level, offset))
        starts.append(offset)
        parts.append(block.text)
        offset += len(block.text)
    if parts:
        parts.append("\n")
    return "".join(parts), tuple(sections), starts
