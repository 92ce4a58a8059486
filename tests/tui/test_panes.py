"""The panes beside the reader: documents, search, notes."""

from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui.document_rows import DocumentRow
from tui.search_rows import PassageRow, SearchGroup, SearchPassage, SearchView
from tui.themes import FALLBACK_VARIABLES, INK, PAPER
from tui.widgets.document_list import DocumentList, DocumentPane, FilterInput
from tui.widgets.notes_panel import NoteList, NoteRow, NotesPanel
from tui.widgets.row_list import RowList
from tui.widgets.search_pane import QueryInput, ResultList, SearchPane

DOCUMENTS = (
    DocumentRow("axis.txt", "Axis of adversaries", authors="Kaspruk", date="2025", progress=0.4),
    DocumentRow("steel.txt", "Friends of steel", date="2024", progress=1.0, highlights=1),
    DocumentRow("page.txt", "see [/p. 4]", date="2023"),
)
NOTES = (
    NoteRow("n1", "It urges both sides", "What does it buy?", ("trade",), "yellow", date="today"),
    NoteRow("n2", "No [/b] limits", "", ("rhetoric",), "pink", "found", "12 Oct"),
    NoteRow("n3", "a date", "", (), "grey", "lost"),
)


def passage(snippet: str, word: str, **values: str) -> SearchPassage:
    start = snippet.index(word)
    return SearchPassage(
        start + 100, start + 100 + len(word), snippet, ((start, start + len(word)),), **values
    )


ANSWER = SearchView(
    query="unilateral",
    documents=3,
    matches=1204,
    took_ms=9.2,
    groups=(
        SearchGroup(
            "Friends [/of] steel",
            "steel.txt",
            2,
            (
                passage("to counter unilateralism and bullying", "unilateralism"),
                passage(
                    "unilateral #tag", "unilateral", kind="note", color="pink", annotation="n2"
                ),
            ),
        ),
        SearchGroup("Unilateral", "title.txt", 0, ()),
    ),
)


class PaneApp(App[None]):
    def __init__(self, pane: Widget) -> None:
        super().__init__()
        self.pane = pane
        self.seen: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(FALLBACK_VARIABLES)

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.register_theme(PAPER)
        self.register_theme(INK)
        self.theme = "paper"

    def on_document_pane_document_opened(self, event: Message) -> None:
        self.seen.append(event)

    on_document_pane_document_highlighted = on_document_pane_document_opened
    on_document_pane_view_changed = on_document_pane_document_opened
    on_search_pane_query_changed = on_document_pane_document_opened
    on_search_pane_passage_opened = on_document_pane_document_opened
    on_notes_panel_note_opened = on_document_pane_document_opened
    on_notes_panel_note_highlighted = on_document_pane_document_opened
    # What must not get out of a pane:
    on_row_list_opened = on_document_pane_document_opened
    on_row_list_highlighted = on_document_pane_document_opened
    on_input_changed = on_document_pane_document_opened
    on_input_submitted = on_document_pane_document_opened

    def heading(self) -> str:
        return self.static(".heading")

    def static(self, selector: str) -> str:
        return str(self.pane.query_one(selector, Static).render())

    def lines(self) -> Sequence[str]:
        rows = self.pane.query_one(RowList)
        return [rows.render_line(y).text.strip() for y in range(rows.size.height)]


async def test_documents_set_before_the_pane_is_there_are_shown() -> None:
    pane = DocumentPane()
    pane.documents, pane.current = DOCUMENTS, "steel.txt"
    app = PaneApp(pane)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        assert app.heading() == "DOCUMENTS  3 · by title ↑"
        assert app.lines()[0] == "Axis of adversaries"
        assert "›Friends of steel" in app.lines()
        assert "see [/p. 4]" in app.lines()


async def test_an_empty_document_list_says_why() -> None:
    app = PaneApp(DocumentPane())
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.lines()[0] == "No documents here yet."
        app.pane.loading_text = "reading the folder"  # type: ignore[attr-defined]
        assert app.lines()[0] == "reading the folder"


async def test_the_filter_opens_filters_as_is_typed_and_closes_with_escape() -> None:
    pane = DocumentPane()
    pane.documents = DOCUMENTS
    app = PaneApp(pane)
    async with app.run_test(size=(60, 20)) as pilot:
        assert not pane.query_one(".filter").display
        pane.action_filter_documents()
        await pilot.press(*"steel")
        assert app.heading() == "DOCUMENTS  1 of 3 · by title ↑ · “steel”"
        await pilot.press("enter")
        assert isinstance(app.focused, DocumentList)
        assert pane.query_one(".filter").display
        pane.action_filter_documents()
        await pilot.press(*"xx", "escape")
        assert app.heading() == "DOCUMENTS  3 · by title ↑"
        assert not pane.query_one(".filter").display
        assert isinstance(app.focused, DocumentList)
        assert not app.seen


async def test_down_goes_from_the_filter_to_the_list() -> None:
    pane = DocumentPane()
    pane.documents = DOCUMENTS
    app = PaneApp(pane)
    async with app.run_test(size=(60, 20)) as pilot:
        pane.action_filter_documents()
        await pilot.press("p", "down")
        assert isinstance(app.focused, DocumentList)
        assert pane.query_one(FilterInput).value == "p"


async def test_a_filter_that_matches_nothing_says_what_to_do() -> None:
    pane = DocumentPane()
    pane.documents = DOCUMENTS
    app = PaneApp(pane)
    async with app.run_test(size=(60, 20)) as pilot:
        pane.words = "nowhere [/b]"
        await pilot.pause()
        assert app.lines()[0] == "No document matches."
        assert "“nowhere [/b]”" in app.heading()


async def test_sorting_and_showing_go_round_and_are_told() -> None:
    pane = DocumentPane()
    pane.documents = DOCUMENTS
    app = PaneApp(pane)
    async with app.run_test(size=(60, 20)) as pilot:
        pane.action_sort_documents()
        pane.action_sort_documents()
        assert app.heading() == "DOCUMENTS  3 · by date ↓"
        pane.action_reverse_documents()
        assert app.heading() == "DOCUMENTS  3 · by date ↑"
        pane.action_cycle_filter()
        assert app.heading() == "DOCUMENTS  1 of 3 · unread · by date ↑"
        await pilot.pause()
        told = "Shown: unread, 1; f shows reading."
        assert app.seen[-1] == DocumentPane.ViewChanged("date", False, "unread", told)
        for _ in range(4):
            pane.action_cycle_filter()
        assert app.heading() == "DOCUMENTS  3 · by date ↑"


async def test_documents_are_highlighted_and_opened_by_their_path() -> None:
    pane = DocumentPane()
    pane.documents = DOCUMENTS
    app = PaneApp(pane)
    async with app.run_test(size=(60, 20)) as pilot:
        pane.focus_list()
        pane.rows.action_move_down()
        pane.rows.action_open_row()
        await pilot.pause()
        assert app.seen == [
            DocumentPane.DocumentHighlighted("steel.txt"),
            DocumentPane.DocumentOpened("steel.txt"),
        ]
        await pilot.click(DocumentList, offset=(4, 1))
        assert app.seen[-1] == DocumentPane.DocumentOpened("axis.txt")


async def test_ten_thousand_documents_are_all_within_reach() -> None:
    pane = DocumentPane()
    pane.documents = tuple(DocumentRow(f"{i:05}.txt", f"Title {i:05}") for i in range(10_000))
    app = PaneApp(pane)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.heading() == "DOCUMENTS  10,000 · by title ↑"
        pane.rows.action_move_bottom()
        await pilot.pause()
        assert pane.rows.cursor == "09999.txt"
        assert "Title 09999" in app.lines()


async def test_before_anything_is_typed_the_search_says_what_can_be() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.heading() == "SEARCH"
        assert any('"a phrase"' in line for line in app.lines())


async def test_typing_tells_the_query_at_each_edit() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(60, 20)) as pilot:
        app.pane.query_one(QueryInput).focus()
        await pilot.press("a", "b")
        assert app.seen == [SearchPane.QueryChanged("a"), SearchPane.QueryChanged("ab")]
        assert app.lines()[0] == "Searching …"


def answered(app: PaneApp, answer: SearchView) -> SearchPane:
    pane = app.pane
    assert isinstance(pane, SearchPane)
    pane.text = answer.query
    pane.answer = answer
    return pane


async def test_passages_stand_under_their_document_with_their_matches_lit() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(36, 24)) as pilot:
        pane = answered(app, ANSWER)
        await pilot.pause()
        assert app.heading() == "SEARCH  1,204 in 3 · 9 ms"
        assert app.lines()[:6] == [
            "Friends [/of] steel 2",
            "to counter unilateralism and",
            "bullying",
            "▞unilateral #tag",
            "",
            "Unilateral",
        ]
        hit = pane.results.inks["hit"]
        lit = [
            s.text
            for s in pane.results.render_line(1)
            if s.style and s.style.bgcolor == hit.bgcolor
        ]
        assert lit == ["unilateralism"]


async def test_the_first_passage_has_the_cursor_and_each_opens_at_its_place() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(36, 24)) as pilot:
        pane = answered(app, ANSWER)
        await pilot.pause()
        app.seen.clear()
        pane.action_into_results()
        for _ in range(3):
            pane.action_open_row()
            pane.results.action_move_down()
        await pilot.pause()
        assert isinstance(app.focused, ResultList)
        assert app.seen == [
            SearchPane.PassageOpened("steel.txt", 111, 124, None),
            SearchPane.PassageOpened("steel.txt", 100, 110, "n2"),
            SearchPane.PassageOpened("title.txt", None, None, None),
        ]
        pane.action_edit_query()
        await pilot.pause()
        assert isinstance(app.focused, QueryInput)


async def test_submitting_waits_for_the_answer_to_what_is_typed() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(36, 24)) as pilot:
        pane = answered(app, ANSWER)
        pane.text = "other"
        await pilot.pause()
        app.seen.clear()
        pane.action_submit_query()
        await pilot.pause()
        assert not app.seen
        pane.answer = ANSWER
        await pilot.pause()
        assert not app.seen
        pane.answer = SearchView("other", 1, 1, 2, groups=ANSWER.groups)
        await pilot.pause()
        assert app.seen == [SearchPane.PassageOpened("steel.txt", 111, 124, None)]


async def test_a_suggestion_can_be_taken_and_hints_are_shown_as_text() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(60, 24)) as pilot:
        hints = ("[x] is not a field", "date: needs a year")
        view = SearchView("unilatral", 0, 0, 0.2, True, hints, "unilateral")
        pane = answered(app, view)
        await pilot.pause()
        assert app.heading() == "SEARCH  0 in 0 · 1 ms · partial"
        assert app.static(".suggestion") == "did you mean: unilateral  ctrl+g"
        assert app.static(".hints") == "[x] is not a field\ndate: needs a year"
        assert app.lines()[0].startswith("Nothing found in the time")
        app.seen.clear()
        pane.action_take_suggestion()
        await pilot.pause()
        assert app.seen == [SearchPane.QueryChanged("unilateral")]


async def test_a_running_search_says_so_and_finding_nothing_has_a_reason() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(60, 24)) as pilot:
        pane = answered(app, SearchView("zzz", 0, 0, 1234))
        pane.running = True
        await pilot.pause()
        assert app.heading() == "SEARCH  0 in 0 · 1.2 s …"
        pane.running = False
        assert app.heading() == "SEARCH  0 in 0 · 1.2 s"
        assert app.lines()[0] == "Nothing found in any document or note."
        pane.action_into_results()
        pane.action_submit_query()
        await pilot.pause()
        assert not isinstance(app.focused, ResultList)


@pytest.mark.parametrize("width", [4, 12, 34])
@pytest.mark.parametrize("word", ["unilateral", "多边主义", "\x1b[31m"])
def test_passages_keep_to_three_lines_and_their_width(word: str, width: int) -> None:
    found = passage(f"one two {word}\nthree " * 9, word)
    row = PassageRow("1", SearchGroup("t", "t", 1, (found,)), found)
    lines = ["".join(text for text, _ in line) for line in row.lines(width)]
    assert len(lines) == row.height(width) == 3
    assert all(cell_len(line) <= width for line in lines)
    assert lines[-1].endswith("…")


def texts(row: NoteRow, width: int = 34) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in row.lines(width)]


def test_a_note_shows_quote_words_tags_and_date() -> None:
    row = NoteRow("1", "It urges\nboth sides", "Two.\n\nLines.", ("a", "b"), "green", date="3 Nov")
    assert texts(row) == ["┃It urges both sides", "  Two.", "", "  Lines.", "  #a #b  3 Nov"]
    assert row.height(34) == 6


def test_the_states_of_a_note_are_words() -> None:
    assert "  check me" in texts(NoteRow("1", "q", state="found"))
    assert "  lost its place" in texts(NoteRow("1", "q", state="lost"))
    assert "  draft, not saved yet" in texts(NoteRow("1", "q", saved=False))
    assert texts(NoteRow("1", "q", state="carried")) == ["▌q"]


def test_long_quotes_and_notes_are_cut_and_say_so() -> None:
    lines = texts(NoteRow("1", "quote " * 999, "word " * 9999, tuple("abcdef") * 9))
    assert lines[1].endswith("…")
    assert lines[7].endswith("…")
    assert len(lines) == 2 + 6 + 2


def test_a_note_on_the_whole_document_and_one_of_several_documents() -> None:
    row = NoteRow("1", "", "careful", date="1 Oct", document_title="see [/p. 4]")
    assert texts(row) == ["▌on the whole document", "  careful", "  1 Oct · see [/p. 4]"]


@pytest.mark.parametrize("width", [4, 10, 34])
def test_notes_keep_to_their_width(width: int) -> None:
    row = NoteRow("1", "中俄关系的新时代", "多边\x1b主义 a\tb", ("тег",), "no such", date="1 Oct")
    assert all(cell_len(line) <= width for line in texts(row, width))
    assert not any("\x1b" in line for line in texts(row, width))


async def test_the_panel_counts_its_notes_and_names_those_in_trouble() -> None:
    panel = NotesPanel()
    panel.notes, panel.state_text = NOTES[:1], "saved"
    app = PaneApp(panel)
    async with app.run_test(size=(36, 30)) as pilot:
        await pilot.pause()
        assert app.heading() == "NOTES  1 here · saved"
        panel.notes = (*NOTES, NoteRow("n4", "q", saved=False))
        assert app.heading() == "NOTES  4 · 1 draft · 2 to check"
        assert "▞No [/b] limits" in app.lines()


async def test_without_notes_the_panel_says_how_to_make_one() -> None:
    app = PaneApp(NotesPanel())
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.heading() == "NOTES  0 here"
        assert any(line.startswith("v selects words") for line in app.lines())


async def test_the_panel_follows_the_reader_unless_the_user_is_in_it() -> None:
    panel = NotesPanel()
    panel.notes = NOTES
    app = PaneApp(panel)
    async with app.run_test(size=(36, 30)) as pilot:
        app.screen.set_focus(None)
        await pilot.pause()
        panel.current = "n3"
        assert panel.selected == "n3"
        panel.focus_list()
        await pilot.pause()
        panel.current = "n1"
        assert panel.selected == "n3"
        assert not app.seen


async def test_notes_are_highlighted_and_opened_by_their_id() -> None:
    panel = NotesPanel()
    panel.notes = NOTES
    app = PaneApp(panel)
    async with app.run_test(size=(36, 30)) as pilot:
        await pilot.pause()
        panel.rows.action_move_down()
        panel.rows.action_open_row()
        await pilot.pause()
        assert app.seen == [NotesPanel.NoteHighlighted("n2"), NotesPanel.NoteOpened("n2")]
        await pilot.click(NoteList, offset=(4, 0))
        assert app.seen[-1] == NotesPanel.NoteOpened("n1")


async def test_colours_follow_the_theme() -> None:
    panel = NotesPanel()
    panel.notes = NOTES
    app = PaneApp(panel)
    async with app.run_test(size=(36, 30)) as pilot:
        grounds = []
        for theme in ("paper", "ink"):
            app.theme = theme
            await pilot.pause()
            segment = next(iter(panel.rows.render_line(5)))
            assert segment.style is not None and segment.style.bgcolor is not None
            grounds.append(segment.style.bgcolor.name)
        assert grounds == ["#efe8da", "#232220"]
