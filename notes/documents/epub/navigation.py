"""The contents and the page list of an EPUB: its navigation document, or the NCX of EPUB 2."""

from collections.abc import Iterator
from typing import NamedTuple

from notes.documents.archive import Archive, resolved
from notes.documents.decoding import decode
from notes.documents.epub.package import Package
from notes.documents.markup import tokens
from notes.documents.visible import tidy
from notes.documents.xml_tree import Node, parse
from notes.errors import DocumentError

_DEEPEST = 6


class Entry(NamedTuple):
    """A line of the contents, or of the page list (`level` 0): its words and where it leads."""

    title: str
    level: int
    path: str
    fragment: str


def entries(archive: Archive, package: Package) -> list[Entry]:
    """All entries; contents that cannot be read are no reason not to read the book."""
    for path, reader in ((package.contents, _of_nav), (package.old_contents, _of_ncx)):
        if not path:
            continue
        try:
            found = list(reader(archive, path))
        except DocumentError:
            continue
        if any(entry.level for entry in found):
            return found
    return []


def _of_nav(archive: Archive, path: str) -> Iterator[Entry]:
    """The lists of `<nav epub:type="toc">` and `page-list`; a nested list is a level deeper."""
    kind, level, href, words = "", 0, "", [""]
    is_label = False
    for token in tokens(decode(archive.read(path)).text, is_xml=True):
        if token.kind == "text":
            words.append(token.value if is_label else "")
        elif token.kind == "start":
            if token.value == "nav":
                kind = _kind(token.attributes.get("epub:type", ""), token.attributes)
                level = 0
            elif kind and token.value == "ol":
                level += 1
            elif kind and token.value == "a":
                is_label, words, href = True, [], token.attributes.get("href", "")
        elif token.value == "nav":
            kind = ""
        elif token.value == "ol":
            level -= 1
        elif token.value == "a" and is_label:
            is_label = False
            entry = _entry("".join(words), level if kind == "toc" else 0, href, path)
            if entry:
                yield entry


def _kind(kinds: str, attributes: object) -> str:
    found = {"toc", "page-list"} & set(kinds.split())
    return min(found) if found else ""


def _of_ncx(archive: Archive, path: str) -> Iterator[Entry]:
    root = parse(archive.read(path), path)
    contents = root.first("navMap")
    if contents is not None:
        yield from _points(contents, path, 1)
    for target in root.all("pageTarget"):
        label, content = target.first("navLabel"), target.first("content")
        if label is not None and content is not None:
            entry = _entry(label.words, 0, content.get("src"), path)
            if entry:
                yield entry


def _points(parent: Node, path: str, level: int) -> Iterator[Entry]:
    for point in parent.children:
        if point.name != "navPoint":
            continue
        label = next((child for child in point.children if child.name == "navLabel"), None)
        content = next((child for child in point.children if child.name == "content"), None)
        if label is not None and content is not None:
            entry = _entry(label.words, level, content.get("src"), path)
            if entry:
                yield entry
        yield from _points(point, path, level + 1)


def _entry(words: str, level: int, reference: str, base: str) -> Entry | None:
    title = tidy(words, 300)
    path, fragment = resolved(reference, base) if reference else ("", "")
    return Entry(title, min(level, _DEEPEST), path, fragment) if title and path else None
