"""From where in its file each piece of a chapter's text is, as fragment identifiers count.

The tree of the file is followed without being built: at any time only the way down to where the
reader is. What is said of paths holds for well-formed files, as all of EPUB 3 must be.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from notes.documents.epub.cfi import escaped, units
from notes.documents.html_blocks import VOID, Block, Blocks
from notes.documents.markup import Token

# Making blocks drops and moves blanks and the bars of tables. What has no more than single blanks
# between its words stands in the text as it is in the file.
_STRETCH = re.compile(r"[^ \t\n\f\r|]++(?:[ \t\n\f\r][^ \t\n\f\r|]++)*+")
_INK = re.compile(r"[^ \t\n\f\r|]")
_DEEPEST = 100  # elements within each other; what lies deeper is not traced


class Stretch(NamedTuple):
    """`size` code points of a block from `start` on are those from unit `at` in the text `path`."""

    start: int
    size: int
    path: str
    at: int


@dataclass(frozen=True, slots=True)
class TracedBlock(Block):
    """A block that knows where its text is from."""

    stretches: tuple[Stretch, ...] = ()


class _Text(NamedTuple):
    path: str
    at: int


class _Element:
    """An element that is open: its path, how many elements and units of text are in it so far."""

    __slots__ = ("children", "path", "tag", "units")

    def __init__(self, tag: str, path: str) -> None:
        self.tag, self.path = tag, path
        self.children = self.units = 0


class _Way:
    """The way from the root of a file down to where it is being read."""

    def __init__(self) -> None:
        self._open = [_Element("", "")]
        self._tags: Counter[str] = Counter()

    def start(self, token: Token) -> str:
        """Go into an element; gives its path."""
        parent = self._open[-1]
        parent.children += 1
        parent.units = 0
        path = parent.path
        if 1 < len(self._open) < _DEEPEST:  # paths begin with what is in the root
            id = token.attributes.get("id", "")
            path += f"/{2 * parent.children}" + (f"[{escaped(id)}]" if id else "")
        if token.value not in VOID:
            self._open.append(_Element(token.value, path))
            self._tags[token.value] += 1
        return path

    def text(self, value: str) -> _Text | None:
        """Go past text; gives where it is, None where that is too deep."""
        parent = self._open[-1]
        found = _Text(f"{parent.path}/{2 * parent.children + 1}", parent.units)
        parent.units += units(value)
        return found if len(self._open) < _DEEPEST else None

    def end(self, tag: str) -> None:
        """Leave an element, and what was not closed in it."""
        while self._tags[tag]:
            closed = self._open.pop().tag
            self._tags[closed] -= 1
            if closed == tag:
                return


class TracedBlocks(Blocks):
    """Blocks of text that know where in their file they are from; `body` is where its text is."""

    def __init__(self, shown: frozenset[str] = frozenset()) -> None:
        super().__init__(shown)
        self.body = ""
        self._way = _Way()
        self._sources: dict[int, _Text | None] = {}  # None: said here, not in the file

    def take(self, token: Token) -> None:
        """Take the next token of the page."""
        known = len(self._inline)
        if token.kind == "said":
            super().take(token)
            self._sources[known] = None
        elif token.kind == "text":
            source = self._way.text(token.value)
            super().take(token)
            if source and len(self._inline) > known:
                self._sources[known] = source
        else:
            self._follow(token)
            super().take(token)

    def pass_over(self, token: Token) -> None:
        """Take a token that is not to be read."""
        if token.kind == "text":
            self._way.text(token.value)
        elif token.kind != "said":
            self._follow(token)

    def _follow(self, token: Token) -> None:
        if token.kind == "end":
            self._way.end(token.value)
            return
        path = self._way.start(token)
        if token.value == "body" and not self.body:
            self.body = path

    def _flush(self) -> None:
        parts, bullet, known = self._inline, self._bullet, len(self._blocks)
        super()._flush()
        if len(self._blocks) > known:
            block = self._blocks[-1]
            begin = len(bullet) if block.text.startswith(bullet) else 0
            stretches = tuple(_stretches(block.text, begin, parts, self._sources))
            plain = {one.name: getattr(block, one.name) for one in fields(block)}
            self._blocks[-1] = TracedBlock(**plain, stretches=stretches)
        self._sources.clear()


def _stretches(
    text: str, begin: int, parts: Sequence[str], sources: Mapping[int, _Text | None]
) -> Iterator[Stretch]:
    """Lay the parts, of which some have a source, along the text that was made of them."""
    place = begin
    for number, source in sources.items():
        part = parts[number]
        at, counted = source.at if source else 0, 0
        for found in _STRETCH.finditer(part):
            ink = _INK.search(text, place)
            if ink is None:
                return
            at += units(part[counted : found.start()])
            counted = found.start()
            size = found.end() - counted
            if source:
                yield Stretch(ink.start(), size, source.path, at)
            place = ink.start() + size
