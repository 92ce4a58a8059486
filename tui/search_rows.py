"""An answer as the search pane shows it: values, and the rows they are drawn in."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.line_text import ELLIPSIS, Line, cut, cut_middle, flat, wrap_spans
from tui.themes import MARK_CHARACTERS

LONGEST_PASSAGE = 3  # lines of a passage in the list


class SearchPassage(NamedTuple):
    """One passage: where it stands (`start` None: not in the text) and its words around the match.

    `start` and `end` are code points of the document, `snippet_matches` of the snippet. `kind` is
    `body` or `note`; a note has its `color`, the `mark` of that, and the id of its annotation.
    """

    start: int | None
    end: int | None
    snippet: str
    snippet_matches: tuple[tuple[int, int], ...] = ()
    kind: str = "body"
    color: str | None = None
    annotation: str | None = None
    mark: str = ""


class SearchGroup(NamedTuple):
    """What was found in one document; `found` is all of it, `passages` what is shown of it.

    `name` tells it from others with the same title, where there are any.
    """

    title: str
    path: str
    found: int
    passages: tuple[SearchPassage, ...]
    name: str = ""


class SearchView(NamedTuple):
    """An answer, ready to be shown; `about` is the passage that it is related to, if any."""

    query: str
    documents: int
    matches: int
    took_ms: float
    partial: bool = False
    hints: tuple[str, ...] = ()
    suggestion: str | None = None
    groups: tuple[SearchGroup, ...] = ()
    about: str = ""


class GroupRow(NamedTuple):
    """The heading of a document's passages; it can be chosen only if no passage is under it."""

    id: str
    group: SearchGroup
    first: bool

    @property
    def selectable(self) -> bool:
        """A document found by its title alone must be within reach too."""
        return not self.group.passages

    def height(self, width: int) -> int:
        """One cell, and a blank one above all but the first."""
        return 1 if self.first else 2

    def lines(self, width: int) -> Sequence[Line]:
        """The title, what tells it from others of the same title, and the number of matches."""
        shown, total = len(self.group.passages), self.group.found
        count = f" {shown} of {total:,}" if shown < total else f" {total:,}" if total else ""
        title, room = flat(self.group.title) or self.group.path, width - cell_len(count)
        name = self._name(room, room - cell_len(title))
        line: Line = ((cut(title, room - cell_len(name)), "strong"), (name + count, "faint"))
        return (line,) if self.first else ((), line)

    def _name(self, room: int, left: int) -> str:
        """The name in the room that the title leaves, and in half of all at least."""
        name = flat(self.group.name)
        return f" {cut_middle(name, max(room // 2, left) - 1)}" if name else ""


class PassageRow(NamedTuple):
    """A passage in up to three lines with its matches lit."""

    id: str
    group: SearchGroup
    passage: SearchPassage

    @property
    def selectable(self) -> bool:
        """Every passage can be opened."""
        return True

    def height(self, width: int) -> int:
        """As many cells as the snippet takes, three at most."""
        spans = wrap_spans(flat(self.passage.snippet), width - 1)
        return sum(1 for _ in zip(range(LONGEST_PASSAGE), spans, strict=False))

    def lines(self, width: int) -> Sequence[Line]:
        """The snippet, behind the mark of its colour if it is a note."""
        text = flat(self.passage.snippet)
        spans = list(wrap_spans(text, width - 1))
        cut_off = len(spans) > LONGEST_PASSAGE
        lines = []
        for number, (start, end) in enumerate(spans[:LONGEST_PASSAGE]):
            pieces = list(lit(text, start, end, self.passage.snippet_matches))
            if cut_off and number == LONGEST_PASSAGE - 1:
                pieces = _ended(pieces, width - 1)
            lines.append((self._mark(), *pieces))
        return lines

    def _mark(self) -> tuple[str, str]:
        """The first cell: blank for the text, the colour's mark for a note."""
        color = self.passage.color or ""
        if self.passage.kind != "note":
            return " ", ""
        if color not in MARK_CHARACTERS:
            return "·", "faint"
        return self.passage.mark or MARK_CHARACTERS[color], f"mark-{color}"


def lit(
    text: str, start: int, end: int, matches: Iterable[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    """Yield the pieces of `text[start:end]` with what is in `matches` in the style `hit`."""
    at = start
    for left, right in sorted(matches):
        left, right = max(left, at), min(right, end)
        if left >= right:
            continue
        if left > at:
            yield text[at:left], "faint"
        yield text[left:right], "hit"
        at = right
    if at < end:
        yield text[at:end], "faint"


def _ended(pieces: list[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """End a line with `…`, within `width` cells."""
    used = sum(cell_len(text) for text, _ in pieces)
    if pieces and used >= width:
        text, style = pieces[-1]
        words = text.rpartition(" ")[0] or cut(text, cell_len(text) - 1).rstrip(ELLIPSIS)
        pieces = [*pieces[:-1], (words, style)]
    return [*pieces, (ELLIPSIS, "faint")]
