"""Which words of a page are links, and which places in it have names."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from notes.documents.html_blocks import Block, Blocks
from notes.documents.markup import Token

# Making blocks of a page adds, drops and moves only these; so ink is counted, not characters.
_NOT_INK = frozenset(" \t\n\f\r|")


class BlockLink(NamedTuple):
    """Words of a block, and where they lead, as the page has it."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class LinkedBlock(Block):
    """A block with its links, and the names that lead into it; offsets are within its text."""

    links: tuple[BlockLink, ...] = ()
    names: tuple[tuple[str, int], ...] = ()


class _Span(NamedTuple):
    """From and up to which part of the inline text a link goes."""

    first: int
    last: int
    address: str


class LinkedBlocks(Blocks):
    """Blocks of text that know their links."""

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[_Span] = []
        self._names: list[tuple[str, int]] = []
        self._link: tuple[int, str] | None = None

    def take(self, token: Token) -> None:
        """Take the next token of the page."""
        if token.value == "a" and token.kind != "text":
            self._end_link()
        super().take(token)
        if token.kind != "start" or not token.attributes:
            return
        here = len(self._inline)
        for name in {token.attributes.get("id"), token.attributes.get("name")} - {None, ""}:
            self._names.append((str(name), here))
        if token.value == "a" and (address := token.attributes.get("href", "").strip()):
            self._link = here, address

    def _end_link(self) -> None:
        if self._link is not None:
            first, address = self._link
            self._spans.append(_Span(first, len(self._inline), address))
            self._link = None

    def _flush(self) -> None:
        parts, bullet, known = self._inline, self._bullet, len(self._blocks)
        address = self._link[1] if self._link else None
        self._end_link()
        super()._flush()
        if len(self._blocks) > known:
            self._blocks[-1] = self._linked(self._blocks[-1], parts, bullet)
            self._names.clear()
        else:  # nothing to read before these names: they lead into the next block
            self._names = [(name, 0) for name, _ in self._names]
        self._spans.clear()
        self._link = (0, address) if address is not None else None

    def _linked(self, block: Block, parts: Sequence[str], bullet: str) -> Block:
        if not self._spans and not self._names:
            return block
        begin = len(bullet) if block.text.startswith(bullet) else 0
        ink = [i for i in range(begin, len(block.text)) if block.text[i] not in _NOT_INK]
        before = [0]
        for part in parts:
            before.append(before[-1] + sum(character not in _NOT_INK for character in part))

        def place(part: int) -> int:
            return before[min(part, len(before) - 1)]

        links = tuple(
            BlockLink(ink[place(one.first)], ink[place(one.last) - 1] + 1, one.address)
            for one in self._spans
            if place(one.first) < place(one.last) <= len(ink)
        )
        names = tuple(
            (name, ink[place(part)]) for name, part in self._names if place(part) < len(ink)
        )
        plain = {one.name: getattr(block, one.name) for one in fields(block)}
        return LinkedBlock(**plain, links=links, names=names)
