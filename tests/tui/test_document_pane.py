"""The pane of documents: filtered, sorted, opened."""

from pane_app import PaneApp

from tui.document_rows import DocumentRow
from tui.widgets.document_list import DocumentList, DocumentPane, FilterInput

DOCUMENTS = (
    DocumentRow("axis.txt", "Axis of adversaries", authors="Kaspruk", date="2025", progress=0.4),
    DocumentRow("steel.txt", "Friends of steel", date="2024", progress=1.0, highlights=1),
    DocumentRow("page.txt", "see [/p. 4]", date="2023"),
)


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


async def test_enter_before_the_documents_are_there_opens_the_first_that_comes() -> None:
    pane = DocumentPane()
    pane.loading_text = "Looking for documents …"
    app = PaneApp(pane)
    async with app.run_test(size=(60, 20)) as pilot:
        pane.rows.action_open_row()
        pane.documents = DOCUMENTS
        await pilot.pause()
        opened = [DocumentPane.DocumentOpened("axis.txt")]
        assert app.seen == opened
        pane.documents = (DocumentRow("a.txt", "A"), *DOCUMENTS)
        await pilot.pause()
        assert app.seen == opened


async def test_enter_where_nothing_matches_opens_nothing_later() -> None:
    pane = DocumentPane()
    pane.documents, pane.words = DOCUMENTS, "nowhere"
    app = PaneApp(pane)
    async with app.run_test(size=(60, 20)) as pilot:
        pane.rows.action_open_row()
        pane.words = ""
        await pilot.pause()
        assert not app.seen


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
