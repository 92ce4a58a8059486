"""The files of a book as blocks of text, with the places in them that something leads to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from notes.documents.archive import Archive, resolved
from notes.documents.decoding import Decoded, decode
from notes.documents.epub.drawings import in_lines
from notes.documents.epub.formulas import spelled_out
from notes.documents.epub.package import Item
from notes.documents.epub.passing_over import PassingOver
from notes.documents.epub.tracing import TracedBlocks
from notes.documents.html_blocks import Block
from notes.documents.markup import Token, tokens
from notes.documents.words import words
from notes.errors import DocumentError

# A book is its own text throughout: formulas and drawings may hold words of it.
_SHOWN = words("math svg audio video object iframe noscript canvas")
_WEB = ("http://", "https://", "mailto:")
_PAGE_BREAKS = frozenset(("pagebreak", "doc-pagebreak"))
_ENCODING = re.compile(rb"""<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w:.-]+)""")
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+(?:"([^"&%<]{0,80})"|'([^'&%<]{0,80})')\s*>""")
_NONCHARACTERS = dict.fromkeys(range(0xFDD0, 0xFDF0))
_LONGEST_WITH_ENTITIES = 2_000_000


class Reference(NamedTuple):
    """Words between two places that lead to a file of the book and a fragment of it.

    Those that lead out of the book have an `address` of the web and no `path`.
    """

    start: int
    end: int
    path: str
    fragment: str
    address: str = ""


@dataclass(slots=True)
class Chapter:
    """One file: its blocks, and by the numbers of places in them what is there.

    `ids` are what others lead to, `pages` labels of pages that begin there, `references` words
    that lead somewhere. `body` is the path of what is read of it, empty where the file is no XML
    and paths cannot be told.
    """

    blocks: list[Block]
    ids: dict[str, int] = field(default_factory=dict)
    pages: list[tuple[int, str]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    body: str = ""


def read_chapter(archive: Archive, item: Item) -> Chapter:
    """Read one file of the spine; raises DocumentError where it is missing or damaged."""
    decoded = _decoded(archive.read(item.path))
    if item.kind == "text/plain":
        return Chapter([Block(part, 1) for part in decoded.text.split("\n\n") if part.strip()])
    source = _with_entities(decoded.text).translate(_NONCHARACTERS)
    collector = _Collector(item.path, _SHOWN)
    is_xml = item.kind != "text/html"
    for token in in_lines(spelled_out(tokens(source, is_xml=is_xml))):
        collector.take(token)
    return collector.chapter(is_xml)


def _decoded(data: bytes) -> Decoded:
    declared = _ENCODING.search(data[:400])
    return decode(data, declared=declared[1].decode("ascii") if declared else None)


def _with_entities(source: str) -> str:
    """Put in what the file's own entities stand for; only short ones, and without nesting."""
    end = source.find("]", 0, 20_000)
    if end < 0 or "<!ENTITY" not in source[:end] or len(source) > _LONGEST_WITH_ENTITIES:
        return source
    known = {name: one or other for name, one, other in _ENTITY.findall(source[: end + 1])}
    if not known:
        return source
    references = re.compile("&(" + "|".join(map(re.escape, known)) + ");")
    return references.sub(lambda found: known[found[1]], source)


class _Collector:
    """Takes the tokens of a file, and notes places on the way."""

    def __init__(self, path: str, shown: frozenset[str]) -> None:
        self._path = path
        self._blocks = TracedBlocks(shown)
        self._ids: dict[str, int] = {}
        self._pages: list[tuple[int, str]] = []
        self._references: list[Reference] = []
        self._link: Reference | None = None
        self._passing_over = PassingOver()

    def take(self, token: Token) -> None:
        """Take the next token."""
        if self._passing_over.holds(token):
            self._blocks.pass_over(token)
        elif token.kind == "start":
            self._blocks.take(token)
            self._start(token.value, token.attributes)
        else:
            if token.kind == "end" and token.value == "a":
                self._end_link()
            self._blocks.take(token)

    def chapter(self, is_xml: bool) -> Chapter:
        """What was collected."""
        blocks = self._blocks.finished()
        body = self._blocks.body if is_xml else ""
        return Chapter(blocks, self._ids, self._pages, self._references, body)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        id = attributes.get("id") or (attributes.get("name") if tag == "a" else "")
        place = 0
        if id and id not in self._ids:
            place = self._ids[id] = self._blocks.place()
        kinds = {*attributes.get("epub:type", "").split(), attributes.get("role", "")}
        if not _PAGE_BREAKS.isdisjoint(kinds):
            label = attributes.get("title") or attributes.get("aria-label") or ""
            self._pages.append((place or self._blocks.place(), label.strip()))
        if tag == "a":
            self._begin_link(attributes.get("href") or attributes.get("xlink:href", ""))

    def _begin_link(self, href: str) -> None:
        self._end_link()
        address = href.strip()
        if address.lower().startswith(_WEB):
            self._link = Reference(self._blocks.place(), 0, "", "", address)
        elif address:
            path, fragment = resolved(address, self._path)
            self._link = Reference(self._blocks.place(), 0, path, fragment) if path else None

    def _end_link(self) -> None:
        if self._link is not None:
            self._references.append(self._link._replace(end=self._blocks.place()))
            self._link = None


def readable_or_none(archive: Archive, item: Item) -> Chapter | None:
    """A chapter, or None where it is missing or damaged: the rest of the book can be read."""
    try:
        return read_chapter(archive, item)
    except DocumentError as error:
        if item.path in archive and "unpacks" in str(error):
            raise  # made to do harm
        return None
