"""Search as you type: the query, what is to be said of it, and the passages found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input, Static

from tui.line_text import ELLIPSIS, Line, cut, flat, wrap_spans
from tui.themes import MARK_CHARACTERS
from tui.widgets.row_list import Row, RowList

LONGEST_QUERY = 1024  # what the search takes
LONGEST_PASSAGE = 3  # lines of a passage in the list

HOW_TO = (
    "Every document and every note is searched as you type.\n\n"
    'words  "a phrase"\n'
    "pre*  -not  one OR other\n"
    "title:  author:\n"
    "tag:  note:"
)


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


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """What was found in one document; `count` is all of it, `passages` what is shown of it."""

    title: str
    path: str
    count: int
    passages: tuple[SearchPassage, ...]


class SearchView(NamedTuple):
    """An answer, ready to be shown."""

    query: str
    documents: int
    matches: int
    took_ms: float
    partial: bool = False
    hints: tuple[str, ...] = ()
    suggestion: str | None = None
    groups: tuple[SearchGroup, ...] = ()


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
        """The title and the number of matches."""
        shown, total = len(self.group.passages), self.group.count
        count = f" {shown} of {total:,}" if shown < total else f" {total:,}" if total else ""
        title = cut(flat(self.group.title) or self.group.path, width - cell_len(count))
        line: Line = ((title, "strong"), (count, "faint"))
        return (line,) if self.first else ((), line)


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


class QueryInput(Input):
    """Where the query is typed."""

    KEY_CONTEXT = "query"


class Suggestion(Static):
    """A spelling that finds more."""

    class Clicked(Message):
        """The user wants it."""

    def on_click(self, event: events.Click) -> None:
        """Say so."""
        event.stop()
        self.post_message(self.Clicked())


class ResultList(RowList):
    """The passages found."""

    KEY_CONTEXT = "results"


class SearchPane(Vertical):
    """The query and its answer; the screen searches, and sets `answer` and `running`."""

    DEFAULT_CSS = """
    SearchPane {
        background: $surface;
        color: $foreground;
        border-top: solid $rule;

        & > .heading { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & > .query { height: 1; padding: 0 1; }
        & > .suggestion { height: auto; max-height: 2; padding: 0 1; }
        & > .hints { height: auto; max-height: 4; padding: 0 1; color: $text-warning; }
        & > ResultList { margin-top: 1; }
        &.-short > ResultList { margin-top: 0; }
        .prompt { width: 2; color: $text-accent; text-style: bold; }
        QueryInput { width: 1fr; background: $surface; }
        QueryInput > .input--placeholder { color: $faint; }
        QueryInput:focus { background-tint: $foreground 0%; }
    }
    """

    answer: var[SearchView | None] = var[SearchView | None](None, always_update=True)
    running: var[bool] = var(False)

    @dataclass
    class QueryChanged(Message):
        """The query reads otherwise now."""

        text: str

    @dataclass
    class PassageOpened(Message):
        """The user asked for a passage.

        `start` and `end` are code points, None for the document as a whole; `annotation` is the
        id of the annotation, if the passage is a note.
        """

        path: str
        start: int | None
        end: int | None
        annotation: str | None

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._targets: dict[str, SearchPane.PassageOpened] = {}
        self._submitted = False

    def compose(self) -> ComposeResult:
        """Heading, query, what is to be said of it, passages."""
        yield Static(classes="heading")
        with Horizontal(classes="query"):
            yield Static("›", classes="prompt", markup=False)
            yield QueryInput(placeholder="search", compact=True, max_length=LONGEST_QUERY)
        yield Suggestion(classes="suggestion")
        yield Static(classes="hints")
        yield ResultList()

    @property
    def results(self) -> RowList:
        """The list of passages."""
        return self.query_one(ResultList)

    @property
    def text(self) -> str:
        """The query as it is typed."""
        return self.query_one(QueryInput).value

    @text.setter
    def text(self, text: str) -> None:
        self.query_one(QueryInput).value = text

    def on_mount(self) -> None:
        """Show what was set before."""
        self._answered()

    def on_resize(self) -> None:
        """Do without the blank line where there is little room."""
        self.set_class(self.size.height < 14, "-short")

    def watch_answer(self) -> None:
        """Show an answer; open its first passage if that was asked for meanwhile."""
        self._answered()
        if self._submitted and self._is_answered:
            self.action_submit_query()

    def watch_running(self) -> None:
        """Say that a search is going on."""
        self._described()

    def action_into_results(self) -> None:
        """Go to the passages, if there are any."""
        if self.results.cursor is not None:
            self.results.focus()

    def action_edit_query(self) -> None:
        """Go back to the query."""
        self.query_one(QueryInput).focus()

    def action_submit_query(self) -> None:
        """Open the first passage, as soon as there is an answer to what is typed."""
        self._submitted = not self._is_answered
        if not self._submitted and self.results.cursor is not None:
            self.results.move_to_first()
            self.results.focus()
            self.results.action_open_row()

    def action_take_suggestion(self) -> None:
        """Put the suggested spelling in place of the query."""
        if self.answer is not None and self.answer.suggestion:
            field = self.query_one(QueryInput)
            field.value = self.answer.suggestion
            field.cursor_position = len(field.value)

    def action_open_row(self) -> None:
        """Open the passage under the cursor."""
        self.results.action_open_row()

    def on_suggestion_clicked(self) -> None:
        """A click takes the suggested spelling, too."""
        self.action_take_suggestion()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say that there is another query."""
        event.stop()
        self._submitted = False
        self._described()
        self.post_message(self.QueryChanged(event.value))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Say that a passage was opened."""
        event.stop()
        target = self._targets[event.row_id]
        self.post_message(
            self.PassageOpened(target.path, target.start, target.end, target.annotation)
        )

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Keep the cursor's moves to itself."""
        event.stop()

    @property
    def _is_answered(self) -> bool:
        """Whether the answer is to what is typed now."""
        return self.answer is not None and self.answer.query == self.text

    def _answered(self) -> None:
        """Show the passages of the answer from its first on."""
        if not self.children:
            return
        self._targets = {}
        groups = self.answer.groups if self.answer is not None else ()
        self.results.rows = tuple(self._rows(groups))
        self.results.move_to_first()
        self._described()

    def _rows(self, groups: Iterable[SearchGroup]) -> Iterator[Row]:
        """The rows of an answer; remembers what each of them opens."""
        for number, group in enumerate(groups):
            header = f"{number}"
            self._targets[header] = self.PassageOpened(group.path, None, None, None)
            yield GroupRow(header, group, first=number == 0)
            for place, passage in enumerate(group.passages):
                row = f"{number}.{place}"
                self._targets[row] = self.PassageOpened(
                    group.path, passage.start, passage.end, passage.annotation
                )
                yield PassageRow(row, group, passage)

    def _described(self) -> None:
        """Show what is to be said of the query and the answer."""
        if not self.children:
            return
        answer = self.answer if self.text.strip() else None
        self.query_one(".heading", Static).update(self._heading(answer))
        suggestion = self.query_one(".suggestion", Static)
        suggestion.display = answer is not None and bool(answer.suggestion)
        hints = self.query_one(".hints", Static)
        hints.display = answer is not None and bool(answer.hints)
        if answer is not None:
            words = flat(answer.suggestion or "")
            suggestion.update(
                Content.assemble(("did you mean: ", "$faint"), words, ("  ctrl+g", "$text-primary"))
            )
            hints.update(Content("\n".join(map(flat, answer.hints))))
        self.results.empty_text = self._reason(answer)

    def _heading(self, answer: SearchView | None) -> Content:
        """How much was found, and how fast."""
        figures = ""
        if answer is not None:
            figures = f"  {answer.matches:,} in {answer.documents:,} · {_duration(answer.took_ms)}"
        return Content.assemble(
            ("SEARCH", "bold $text-primary"),
            (figures, "$faint"),
            (" · partial" if answer is not None and answer.partial else "", "$text-warning"),
            (" …" if self.running else "", "$faint"),
        )

    def _reason(self, answer: SearchView | None) -> str:
        """Why no passage is shown, should none be."""
        if not self.text.strip():
            return HOW_TO
        if answer is None or self.running:
            return "Searching …"
        if answer.partial:
            return "Nothing found in the time there is. A more definite word finds faster."
        return "Nothing found in any document or note."


def _duration(milliseconds: float) -> str:
    """A time in whole milliseconds, or in seconds from one second on."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.1f} s"
    return f"{max(1, round(milliseconds))} ms"
