"""From tokens to blocks of text: paragraphs, headings, list items, rows of tables."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from notes.documents.markup import Token
from notes.documents.words import words

CHROME, BODY, ARTICLE = 0, 1, 2

_SKIPPED = words(
    "script style template noscript svg math iframe object embed canvas audio video head",
    "select button textarea datalist noembed noframes map title option",
)
_CHROME = frozenset(("nav", "header", "footer", "aside", "form", "dialog", "menu"))
_ARTICLE = frozenset(("article", "main"))
_CHROME_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog")
)
_CHROME_CLASSES = words(
    "breadcrumb breadcrumbs share sharing social related newsletter cookie cookies comments",
    "ad ads advertisement promo navbar sr-only visually-hidden screen-reader-text",
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK = words(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset",
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main",
    "menu nav ol optgroup p pre section summary table tbody tfoot thead tr ul caption xmp",
)
VOID = words(
    "area base br col embed hr img input link meta param source track wbr keygen",
)
# A start tag of the first kind ends an open element of the second (HTML standard, "implied end").
_ENDS = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "tr": frozenset(("tr", "td", "th")),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "option": frozenset(("option",)),
}
# Text right in one of these is a row; a paragraph within a cell is a paragraph.
_TABLE = frozenset(("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"))
_DEEPEST_INDENT = 6
# Noncharacters (Unicode 23.7) stand in the text for the places that are asked for, until its
# blanks are collapsed; a page that has some itself is not text.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_INTEGER = re.compile(r"-?[0-9]{1,9}")
_PLACE = re.compile(rf"{_OPEN}(\d+){_CLOSE}")
_Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands alone; `level` is that of a heading, else 0.

    Blocks that `join` one before them in the same `group` (a list, a table) follow without a
    blank line between. `places` are the numbers that `Blocks.place` gave, each with its offset.
    """

    text: str
    region: int
    level: int = 0
    joins: bool = False
    group: int = 0
    places: _Places = ()


@dataclass(slots=True)
class _Open:
    tag: str
    region: int
    skipped: bool


class Blocks:
    """Collects the blocks of a page from its tokens, without building a tree.

    `shown` are elements to be read that a web page is read without.
    """

    def __init__(self, shown: frozenset[str] = frozenset()) -> None:
        self._skipped = _SKIPPED - shown
        self._placed = 0
        self._blocks: list[Block] = []
        self._stack = [_Open("", BODY, False)]
        self._open: Counter[str] = Counter()
        self._inline: list[str] = []
        self._level = 0
        self._bullet = ""
        self._lists: list[int | None] = []  # the next number of each open <ol>; None for <ul>
        self._group = 0
        self._cells = 0

    def take(self, token: Token) -> None:
        """Take the next token of the page."""
        if token.kind in ("text", "said"):
            if not self._stack[-1].skipped:
                self._inline.append(token.value)
        elif token.kind == "start":
            self._start(token)
        else:
            self._end(token.value)

    def place(self) -> int:
        """Remember where the page is at; the number is found again in the block's `places`."""
        self._placed += 1
        self._inline.append(f"{_OPEN}{self._placed}{_CLOSE}")
        return self._placed

    def finished(self) -> list[Block]:
        """Give all blocks, in the order of the page."""
        self._flush()
        return self._blocks

    def _start(self, token: Token) -> None:
        tag = token.value
        if tag in _ENDS and self._stack[-1].tag in _ENDS[tag]:
            self._end(self._stack[-1].tag)
        elif tag in _BLOCK and self._stack[-1].tag == "p":
            self._end("p")
        if tag in _BLOCK and self._stack[-1].tag == "head":
            self._end("head")  # what cannot stand in a head ends one that was never closed
        if tag in _BLOCK:
            self._flush()
        if tag == "br" and not self._stack[-1].skipped:
            self._inline.append("\r")
        elif tag in ("td", "th") and not self._stack[-1].skipped:
            self._inline.append(" | " if self._cells else "")
            self._cells += 1
        if tag not in VOID:
            self._push(token)
            self._begin(token)

    def _push(self, token: Token) -> None:
        tag, region = token.value, self._stack[-1].region
        if tag in _ARTICLE and region != CHROME:
            region = ARTICLE
        elif _is_chrome(token) and not (tag == "header" and region == ARTICLE):
            region = CHROME
        skipped = self._stack[-1].skipped or tag in self._skipped
        if tag == "body":  # a head that was never closed ends here
            skipped = False
        self._stack.append(_Open(tag, region, skipped))
        self._open[tag] += 1

    def _begin(self, token: Token) -> None:
        tag = token.value
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag in ("ul", "ol", "table") and not self._lists:
            self._group += 1
        if tag in ("ul", "ol"):
            self._lists.append(_start_of(token))
        elif tag == "li" and not self._stack[-1].skipped:
            self._bullet = self._next_bullet(_number(token, "value"))
        elif tag == "tr":
            self._cells = 0

    def _next_bullet(self, wanted: int | None) -> str:
        indent = "  " * min(max(len(self._lists) - 1, 0), _DEEPEST_INDENT)
        following = self._lists[-1] if self._lists else None
        if following is None:
            return indent + "• "
        number = following if wanted is None else wanted
        self._lists[-1] = number + 1
        return f"{indent}{number}. "

    def _end(self, tag: str) -> None:
        if tag in _BLOCK:
            self._flush()
        if tag == "br" or not self._open[tag]:
            return
        while True:
            closed = self._stack.pop()
            self._open[closed.tag] -= 1
            if closed.tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            elif closed.tag == "li":
                self._bullet = ""
            elif closed.tag in _HEADINGS:
                self._level = 0
            if closed.tag == tag:
                return

    def _flush(self) -> None:
        if not self._inline:
            return
        raw, self._inline = "".join(self._inline), []
        level, self._level = self._level, 0
        is_verbatim = bool(self._open["pre"] or self._open["xmp"])
        text = _verbatim(raw) if is_verbatim else _collapsed(raw)
        if not text or (self._placed and not _PLACE.sub("", text).strip()):
            self._level = level
            if text:  # places alone: they are those of the next block
                self._inline.append("".join(text.split()))
            return
        in_list, in_table = bool(self._lists), self._stack[-1].tag in _TABLE
        if in_table:
            text = text.strip(" |")
        bullet, self._bullet = self._bullet, ""
        joins = (bool(bullet) or in_table) and not level
        group = self._group if in_list or in_table else 0
        places: _Places = ()
        if self._placed:
            text, found = _without_places(text, is_verbatim)
            places = tuple((number, len(bullet) + offset) for number, offset in found)
        text = bullet + text
        if text:
            region = self._stack[-1].region
            self._blocks.append(Block(text, region, level, joins, group, places))


def _number(token: Token, name: str) -> int | None:
    """An attribute that is a number, if it is one."""
    found = _INTEGER.fullmatch(token.attributes.get(name, "").strip())
    return int(found[0]) if found else None


def _start_of(token: Token) -> int | None:
    """The number that a list begins with; None where its items have none."""
    if token.value != "ol":
        return None
    start = _number(token, "start")
    return 1 if start is None else start


def _is_chrome(token: Token) -> bool:
    if token.value in _CHROME:
        return True
    attributes = token.attributes
    if not attributes or token.value in ("html", "body", "article", "main"):
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in _CHROME_ROLES:
        return True
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split()
    return not _CHROME_CLASSES.isdisjoint(names)


def _collapsed(raw: str) -> str:
    """Collapse blanks as a browser does; `\\r` stands for a line break that was asked for."""
    lines = (" ".join(re.split(r"[ \t\n\f]+", line)).strip(" ") for line in raw.split("\r"))
    return "\n".join(lines).strip("\n")


def _verbatim(raw: str) -> str:
    return raw.replace("\r", "\n").strip("\n") if raw.strip() else ""


def _without_places(text: str, is_verbatim: bool) -> tuple[str, Sequence[tuple[int, int]]]:
    """The text as it reads, and where in it the places are.

    Blanks on both sides of a place are one, and none where a line begins or ends.
    """
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    offset = last = 0
    for match in (*_PLACE.finditer(text), None):
        piece = text[last : match.start() if match else len(text)]
        if not is_verbatim:
            before = parts[-1][-1] if parts else ""
            piece = piece.lstrip(" \n" if not before else " " if before in " \n" else "")
            if before == " " and piece.startswith("\n"):
                parts[-1] = parts[-1][:-1]
                offset -= 1
                _pull_back(places, offset)
        if piece:
            parts.append(piece)
            offset += len(piece)
        if match:
            places.append((int(match[1]), offset))
            last = match.end()
    joined = "".join(parts)
    if not is_verbatim:
        joined = joined.rstrip(" \n")
        _pull_back(places, len(joined))
    return joined, places


def _pull_back(places: list[tuple[int, int]], offset: int) -> None:
    """Move the places behind `offset` there; they are the last ones."""
    for number in range(len(places) - 1, -1, -1):
        if places[number][1] <= offset:
            return
        places[number] = places[number][0], offset
