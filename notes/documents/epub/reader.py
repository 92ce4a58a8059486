"""Reading an EPUB: all chapters as one text, in the order of the spine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from notes.documents.archive import Archive
from notes.documents.epub.chapters import Chapter, Reference, readable_or_none
from notes.documents.epub.metadata import metadata_from
from notes.documents.epub.navigation import Entry, entries
from notes.documents.epub.outline import outline
from notes.documents.epub.package import Item, Package, read_package
from notes.documents.epub.tracing import TracedBlock
from notes.documents.model import CFI, Content, Fragment, Hyperlink, Link, Section
from notes.documents.source import Source

_GAP = "\n\n"


def read(source: Source) -> Content:
    """Read a book; raises DocumentError for one that is locked, damaged or no EPUB."""
    archive = Archive(source.file)
    package = read_package(archive)
    archive.check(item.path for item in package.spine)
    book = _Book()
    missing = 0
    for number, item in enumerate(package.spine, 1):
        chapter = readable_or_none(archive, item)
        if chapter is None:
            missing += 1
        else:
            book.add(item, chapter)
        source.progress(number, len(package.spine))
    text = book.text()
    notices = tuple(_notices(text, missing, package))
    return Content(
        text=text,
        sections=outline(book.headings, book.pages, book.placed(entries(archive, package))),
        metadata=metadata_from(package.metadata),
        notices=notices,
        fragments=tuple(book.fragments),
        fragments_of=CFI,
        links=tuple(book.links()),
        hyperlinks=tuple(book.hyperlinks()),
    )


def _notices(text: str, missing: int, package: Package) -> Iterator[str]:
    count = len(package.spine) + package.unread
    if package.unread:
        said = "are of a kind that is not read, or not in the file"
        yield f"{package.unread} of {count} chapters {said}"
    if missing:
        yield f"{missing} of {count} chapters are missing in the file, or damaged"
    elif not text:
        yield "the book has no text, only pictures"


@dataclass(slots=True)
class _Book:
    """The text as far as it has been read, and the offsets of what is in it."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    starts: dict[str, int] = field(default_factory=dict)
    ids: dict[tuple[str, str], int] = field(default_factory=dict)
    headings: list[Section] = field(default_factory=list)
    pages: dict[int, str] = field(default_factory=dict)
    fragments: list[Fragment] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def add(self, item: Item, chapter: Chapter) -> None:
        """Append a chapter; to one that stands there twice references lead the first time."""
        if self.parts and chapter.blocks:
            self._append(_GAP)
        self.starts.setdefault(item.path, self.size)
        inside = f"!{chapter.body}" if chapter.body else ""
        self.fragments.append(Fragment(self.size, item.place + inside))
        places: dict[int, int] = {}
        for number, block in enumerate(chapter.blocks):
            if number:
                before = chapter.blocks[number - 1]
                self._append("\n" if block.joins and before.group == block.group else _GAP)
            if block.level:
                self.headings.append(Section(" ".join(block.text.split()), block.level, self.size))
            places |= {place: self.size + offset for place, offset in block.places}
            if chapter.body and isinstance(block, TracedBlock):
                self._trace(f"{item.place}!", block)
            self._append(block.text)
        for id, place in chapter.ids.items():
            self.ids.setdefault((item.path, id), places.get(place, self.size))
        for place, label in chapter.pages:
            if label:
                self.pages.setdefault(places.get(place, self.size), label)
        for one in chapter.references:
            start, end = places.get(one.start, 0), places.get(one.end, 0)
            if start < end:
                self.references.append(one._replace(start=start, end=end))

    def _trace(self, file: str, block: TracedBlock) -> None:
        for start, size, path, at in block.stretches:
            self.fragments.append(Fragment(self.size + start, file + path, size, at))

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)

    def text(self) -> str:
        """The whole text, which ends with a new line."""
        return "".join(self.parts) + "\n" if self.size else ""

    def offset(self, path: str, fragment: str) -> int | None:
        """Where a reference leads; None where there is no such file in the text."""
        if fragment and (path, fragment) in self.ids:
            return self.ids[path, fragment]
        return self.starts.get(path)

    def placed(self, found: Iterable[Entry]) -> Iterator[tuple[int, Entry]]:
        """The lines of the contents that lead to the text, with where they do."""
        for entry in found:
            offset = self.offset(entry.path, entry.fragment)
            if offset is not None and offset < self.size:
                yield offset, entry

    def links(self) -> Iterator[Link]:
        """The references that lead to another place of the text."""
        for start, end, path, fragment, _ in self.references:
            target = self.offset(path, fragment)
            if target is not None and not start <= target < end:
                yield Link(start, end, target)

    def hyperlinks(self) -> Iterator[Hyperlink]:
        """The references that lead to the web."""
        for one in self.references:
            if one.address:
                yield Hyperlink(one.start, one.end, one.address)
