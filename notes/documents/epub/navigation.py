"""The contents and the page list of an EPUB: its navigation document, or the NCX of EPUB 2."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from notes.documents.archive import Archive, resolved
from notes.documents.decoding import decode
from notes.documents.epub.package import Package
from notes.documents.markup import Token, tokens
from notes.documents.visible import tidy
from notes.documents.xml_tree import Node, parse
from notes.errors import DocumentError

DEEPEST = 6
_CONTENTS, _PAGES = "toc", "page-list"


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


@dataclass(slots=True)
class _Label:
    """What stands in a list item before the list below it, and where the link in it leads."""

    kind: str
    level: int
    words: list[str] = field(default_factory=list)
    href: str = ""
    spoken: str = ""  # what is said of a link that has no words

    def take(self, token: Token) -> None:
        if token.kind == "text":
            self.words.append(token.value)
        elif token.kind == "start" and token.value == "a":
            self.href = self.href or token.attributes.get("href", "")
            self.spoken = self.spoken or token.attributes.get("title", "")
        elif token.kind == "start" and token.value == "img":
            self.words.append(token.attributes.get("alt") or token.attributes.get("title", ""))

    @property
    def title(self) -> str:
        return tidy("".join(self.words)) or self.spoken


def _of_nav(archive: Archive, path: str) -> Iterator[Entry]:
    """The entries of the contents and the page list; the name of a group is where it begins."""
    groups: list[_Label] = []
    for label in _labels(decode(archive.read(path)).text):
        if label.kind == _PAGES:
            page = _entry(label.title, 0, label.href, path)
            if page:
                yield page
            continue
        while groups and groups[-1].level >= label.level:
            groups.pop()  # nothing in it leads anywhere
        if not label.href:
            groups.append(label)
            continue
        for one in (*groups, label):
            entry = _entry(one.title, one.level, label.href, path)
            if entry:
                yield entry
        groups.clear()


def _labels(source: str) -> Iterator[_Label]:
    """The labels of the lists in `<nav epub:type="toc">` and `page-list`, in their order."""
    kind, level = "", 0
    label: _Label | None = None
    for token in tokens(source, is_xml=True):
        if token.value in ("nav", "ol", "ul", "li") and token.kind != "text":
            if label:
                yield label
            label = None
            step = 1 if token.kind == "start" else -1
            if token.value == "nav":
                kind, level = _kind(token) if step > 0 else "", 0
            elif token.value != "li":
                level += step
            elif kind and step > 0:
                label = _Label(kind, max(level, 1))
        elif label:
            label.take(token)


def _kind(nav: Token) -> str:
    kinds = nav.attributes.get("epub:type", "").split()
    return next((kind for kind in (_CONTENTS, _PAGES) if kind in kinds), "")


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
    return Entry(title, min(level, DEEPEST), path, fragment) if title and path else None
