"""Search as you type: the query, what is to be said of it, and the passages found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input, Static

from tui import answer_words
from tui.line_text import flat
from tui.search_rows import GroupRow, PassageRow, SearchGroup, SearchView
from tui.widgets.harmless import Harmless
from tui.widgets.row_list import RowList
from tui.widgets.row_tops import Row

LONGEST_QUERY = 1024  # what the search takes


class QueryInput(Harmless, Input):
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

    def on_focus(self) -> None:
        """From now on somebody goes through them."""
        self.hold()


class SearchPane(Vertical):
    """The query and its answer; the screen searches, and sets `answer` and `running`.

    `indexed` is how much of the library is in the index, or is being put there.
    """

    DEFAULT_CSS = """
    SearchPane {
        background: $surface;
        color: $foreground;
        border-top: solid $rule;

        & > .heading { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & > .query { height: 1; padding: 0 1; }
        & > .suggestion { height: auto; max-height: 2; padding: 0 1; }
        & > .hints { height: auto; max-height: 50%; padding: 0 1; color: $text-warning; }
        & > ResultList { margin-top: 1; }
        &.-short > ResultList { margin-top: 0; }
        &.-idle > ResultList { margin-top: 1; }
        .prompt { width: 2; color: $text-accent; text-style: bold; }
        QueryInput { width: 1fr; background: $surface; }
        QueryInput > .input--placeholder { color: $faint; }
        QueryInput:focus { background-tint: $foreground 0%; }
    }
    """

    answer: var[SearchView | None] = var[SearchView | None](None, always_update=True)
    running: var[bool] = var(False)
    asked_text: var[str] = var("")
    indexed: var[float] = var(1.0)

    @dataclass
    class QueryChanged(Message):
        """The query reads otherwise now."""

        text: str

    @dataclass
    class PassageOpened(Message):
        """The user asked for a passage.

        `start` and `end` are code points, None for the document as a whole; `annotation` is the
        id of the annotation, if the passage is a note. A preview leaves one among the results.
        """

        path: str
        start: int | None
        end: int | None
        annotation: str | None
        is_preview: bool = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.add_class("-idle")  # the documents have the room while nothing is searched for
        self._targets: dict[str, SearchPane.PassageOpened] = {}
        self._shown_for: tuple[str, ...] = ()  # what the rows are the answer to
        # The query as it was, and what is to be done once it is answered
        self._wanted: tuple[str, Callable[[], None]] | None = None

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
        field = self.query_one(QueryInput)
        field.value = text
        field.cursor_position = len(text)

    def on_mount(self) -> None:
        """Show what was set before."""
        self._answered()

    def on_resize(self) -> None:
        """Do without the blank line, or a figure, where there is little room."""
        self.set_class(self.size.height < 14, "-short")
        self._described()

    def watch_answer(self) -> None:
        """Show an answer; do with it what was asked for meanwhile."""
        self._answered()
        if self._wanted is not None:
            self._when_answered(self._wanted[1])

    def watch_asked_text(self) -> None:
        """Say how the query is asked."""
        self._described()

    def watch_indexed(self) -> None:
        """Say how far the indexing is."""
        self._described()

    def watch_running(self) -> None:
        """Say that a search is going on."""
        self._described()

    def action_into_results(self) -> None:
        """Go to the passages, if there are any, as soon as there is an answer to what is typed."""
        self._when_answered(self._enter_results)

    def action_edit_query(self) -> None:
        """Go back to the query."""
        self.query_one(QueryInput).focus()

    def action_submit_query(self) -> None:
        """Open the first passage, as soon as there is an answer to what is typed."""
        self._when_answered(self._open_first)

    def action_take_suggestion(self) -> None:
        """Put the suggested spelling in place of the query."""
        if self.answer is not None and self.answer.suggestion:
            self.text = self.answer.suggestion

    def action_open_row(self) -> None:
        """Open the passage under the cursor."""
        self.results.action_open_row()

    @property
    def target(self) -> "PassageOpened | None":
        """What would be opened: the passage under the cursor."""
        return self._targets.get(self.results.cursor or "")

    def action_preview_row(self) -> None:
        """Show the passage under the cursor, and stay here."""
        target = self.target
        if target is not None:
            place = target.path, target.start, target.end, target.annotation
            self.post_message(self.PassageOpened(*place, is_preview=True))

    def clear(self) -> None:
        """Empty the query without asking for anything."""
        with self.prevent(Input.Changed):
            self.query_one(QueryInput).value = ""

    def on_suggestion_clicked(self) -> None:
        """A click takes the suggested spelling, too."""
        self.action_take_suggestion()

    def on_descendant_blur(self) -> None:
        """Whoever went elsewhere meanwhile is not led away from there."""
        self._wanted = None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say that there is another query."""
        event.stop()
        if self._wanted is not None and self._wanted[0] != self.text:
            self._wanted = None  # unless this tells late of letters that came before
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
        """Whether the answer is to what is typed now; nothing typed waits for none."""
        is_to_this = self.answer is not None and self.answer.query == self.text
        return is_to_this or not self.text.strip()

    def _when_answered(self, do: Callable[[], None]) -> None:
        """Do something now, or as soon as there is an answer to what is typed."""
        self._wanted = None if self._is_answered else (self.text, do)
        if self._wanted is None:
            do()

    def _enter_results(self) -> None:
        if self.results.cursor is not None or self.asked_text:  # where there, it can be widened
            self.results.focus()

    def _open_first(self) -> None:
        if self.results.cursor is not None:
            self.results.move_to_first()
            self.results.focus()
            self.results.action_open_row()

    def _answered(self) -> None:
        """Show the passages of the answer from its first on.

        Where the same was asked again, what somebody goes through, or has scrolled to, stays.
        """
        if not self.children:
            return
        answer, results = self.answer, self.results
        before = self._shown_for
        self._shown_for = (answer.query, answer.about, self.asked_text) if answer else ()
        self._targets = {}
        if results.has_focus or results.scroll_offset.y:
            results.hold()
        results.rows = tuple(self._rows(answer.groups if answer else ()))
        if self._shown_for != before:
            results.move_to_first()
        self._described()

    def _rows(self, groups: Iterable[SearchGroup]) -> Iterator[Row]:
        """The rows of an answer; remembers what each of them opens.

        They are called by what they stand for, so that they are known again in another answer.
        """
        for number, group in enumerate(groups):
            self._targets[group.path] = self.PassageOpened(group.path, None, None, None)
            yield GroupRow(group.path, group, first=number == 0)
            for passage in group.passages:
                row = f"{group.path}\n{passage.annotation or ''}\n{passage.start}"
                self._targets[row] = self.PassageOpened(
                    group.path, passage.start, passage.end, passage.annotation
                )
                yield PassageRow(row, group, passage)

    def _described(self) -> None:
        """Show what is to be said of the query and the answer."""
        if not self.children:
            return
        answer = self.answer
        if answer is not None and not (self.text.strip() or answer.about):
            answer = None
        self.set_class(answer is None and not self.text.strip(), "-idle")
        self.query_one(".heading", Static).update(self._heading(answer))
        suggestion = self.query_one(".suggestion", Static)
        suggestion.display = answer is not None and bool(answer.suggestion)
        hints = self.query_one(".hints", Static)
        told = tuple(answer_words.remarks(answer, self.indexed, is_running=self.running))
        hints.display = bool(told or self.asked_text)
        lines = [(self.asked_text, "$text-secondary")] if self.asked_text else []
        lines += [(flat(line), "") for line in told]
        hints.update(Content("\n").join(Content.assemble(line) for line in lines))
        if answer is not None:
            words = flat(answer.suggestion or "")
            suggestion.update(
                Content.assemble(("did you mean: ", "$faint"), words, ("  ctrl+g", "$text-primary"))
            )
        self.results.empty_text = answer_words.reason(
            answer, self.text, self.asked_text, is_running=self.running
        )

    def _heading(self, answer: SearchView | None) -> Content:
        """How much was found, and how fast; for a passage, what it is about."""
        if answer is not None and answer.about:
            about = f"  “{flat(answer.about)}”"
            return Content.assemble(("RELATED", "bold $text-primary"), (about, "$faint"))
        room = self.size.width - len("  SEARCH  ")
        figures = f"  {answer_words.figures(answer, room)}" if answer is not None else ""
        going_on = " …" if self.running else ""
        return Content.assemble(("SEARCH", "bold $text-primary"), (figures + going_on, "$faint"))
