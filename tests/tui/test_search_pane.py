"""The pane of search: the query, and passages under their documents."""

import pytest
from pane_app import PaneApp
from rich.cells import cell_len

from tui.answer_words import NOT_ALL
from tui.search_rows import PassageRow, SearchGroup, SearchPassage, SearchView
from tui.widgets.search_pane import QueryInput, ResultList, SearchPane


def passage(snippet: str, word: str, **values: str) -> SearchPassage:
    start = snippet.index(word)
    return SearchPassage(
        start + 100, start + 100 + len(word), snippet, ((start, start + len(word)),), **values
    )


ANSWER = SearchView(
    query="unilateral",
    documents=2,
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
        assert app.heading() == "SEARCH  1,204 in 2 · 9 ms"
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


async def test_enter_counts_also_before_the_letters_before_it_were_told() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(36, 24)) as pilot:
        pane = app.pane
        assert isinstance(pane, SearchPane)
        pane.text = ANSWER.query
        pane.action_submit_query()  # the message of the change is still on its way
        await pilot.pause()
        app.seen.clear()
        pane.answer = ANSWER
        await pilot.pause()
        assert app.seen == [SearchPane.PassageOpened("steel.txt", 111, 124, None)]


async def test_what_is_found_by_facts_alone_is_counted_in_documents() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(60, 20)) as pilot:
        for documents, said in ((1, "1 document"), (1200, "1,200 documents")):
            answered(app, ANSWER._replace(matches=0, documents=documents))
            await pilot.pause()
            assert app.heading() == f"SEARCH  {said} · 9 ms"


async def test_passages_are_counted_only_where_all_documents_are_shown() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(60, 20)) as pilot:
        answered(app, ANSWER._replace(documents=346, matches=248))
        await pilot.pause()
        assert app.heading() == "SEARCH  346 documents · 9 ms"


async def test_an_answer_that_is_not_all_says_so_in_words() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(33, 24)) as pilot:
        pane = answered(app, ANSWER._replace(partial=True, took_ms=2001.0))
        pane.running = True
        await pilot.pause()
        assert not pane.query_one(".hints").display  # it may still be all
        pane.running = False
        await pilot.pause()
        assert app.heading() == "SEARCH  2 documents · 2.0 s"
        assert app.static(".hints") == NOT_ALL
        assert pane.query_one(".hints").size.height == 3


async def test_a_figure_that_has_no_room_is_left_out() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(29, 24)) as pilot:
        answered(app, ANSWER._replace(documents=1346))
        await pilot.pause()
        assert app.heading() == "SEARCH  1,346 documents"
        await pilot.resize_terminal(60, 24)
        assert app.heading() == "SEARCH  1,346 documents · 9 ms"


async def test_documents_of_one_title_are_told_apart_by_their_names() -> None:
    app = PaneApp(SearchPane())
    name = "licenses/gpl-3.0.txt"
    async with app.run_test(size=(36, 24)) as pilot:
        one, other = (
            group._replace(title="GNU General Public License", name=name) for group in ANSWER.groups
        )
        answered(app, ANSWER._replace(groups=(one, other._replace(title="GPL"))))
        await pilot.pause()
        lines = app.lines()
        assert lines[0] == "GNU General Pub… license….0.txt 2"
        assert lines[5] == f"GPL {name}"


async def test_a_suggestion_can_be_taken_and_hints_are_shown_as_text() -> None:
    app = PaneApp(SearchPane())
    async with app.run_test(size=(60, 24)) as pilot:
        hints = ("[x] is not a field", "date: needs a year")
        view = SearchView("unilatral", 0, 0, 0.2, True, hints, "unilateral")
        pane = answered(app, view)
        await pilot.pause()
        assert app.heading() == "SEARCH  0 documents · 1 ms"
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
        assert app.heading() == "SEARCH  0 documents · 1.2 s …"
        pane.running = False
        assert app.heading() == "SEARCH  0 documents · 1.2 s"
        assert app.lines()[0] == "Nothing found in any document or note."
        pane.answer = SearchView("xyzzy", 0, 0, 1.0, hints=("“xyzzy” is not in any text.",))
        await pilot.pause()
        assert not "".join(app.lines()).strip()
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
