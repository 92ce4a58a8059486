"""The list of rows: its cursor, its messages, and that it draws only what is in view."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from textual.app import App, ComposeResult
from textual.message import Message

from tui.line_text import Line
from tui.themes import FALLBACK_VARIABLES
from tui.widgets.row_list import RowList
from tui.widgets.row_tops import Row, RowTops


@dataclass(frozen=True, slots=True)
class Item:
    """A row for the tests: as many lines as said, and a blank one."""

    id: str
    text: str = ""
    lines_high: int = 1
    selectable: bool = True

    def height(self, width: int) -> int:
        return self.lines_high + 1

    def lines(self, width: int) -> Sequence[Line]:
        return [((self.text or f"row {self.id}", "title"),)] * self.lines_high


class ListApp(App[None]):
    def __init__(self, rows: Sequence[Row] = (), row_height: int | None = None) -> None:
        super().__init__()
        self.given, self.row_height = rows, row_height
        self.seen: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(FALLBACK_VARIABLES)

    def compose(self) -> ComposeResult:
        yield RowList(row_height=self.row_height)

    def on_mount(self) -> None:
        self.list.rows = tuple(self.given)

    @property
    def list(self) -> RowList:
        return self.query_one(RowList)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self.seen.append(event)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        self.seen.append(event)

    def screen_lines(self) -> Sequence[str]:
        return [self.list.render_line(y).text.rstrip() for y in range(self.list.size.height)]


def items(count: int, lines_high: int = 1) -> list[Item]:
    return [Item(str(i), lines_high=lines_high) for i in range(count)]


async def test_the_first_row_that_can_be_chosen_has_the_cursor_without_a_message() -> None:
    app = ListApp([Item("head", selectable=False), Item("a"), Item("b")])
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        assert app.list.cursor == "a"
        assert not app.seen
        app.list.action_move_up()
        assert app.list.cursor == "a"


async def test_moving_goes_over_headings_and_stops_at_the_ends() -> None:
    rows = [Item("h1", selectable=False), Item("a"), Item("h2", selectable=False), Item("b")]
    app = ListApp(rows)
    async with app.run_test(size=(20, 10)) as pilot:
        app.list.action_move_down()
        assert app.list.cursor == "b"
        app.list.action_move_down(5)
        assert app.list.cursor == "b"
        app.list.action_move_top()
        app.list.action_open_row()
        await pilot.pause()
        assert app.seen == [
            RowList.Highlighted("b"),
            RowList.Highlighted("a"),
            RowList.Opened("a"),
        ]


async def test_pages_halves_and_counts_keep_the_cursor_in_view() -> None:
    app = ListApp(items(200), row_height=2)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        app.list.action_move_page_down()
        assert app.list.cursor == "5"
        app.list.action_half_page_down(2)
        assert app.list.cursor == "10"
        app.list.action_move_page_up(3)
        assert app.list.cursor == "0"
        app.list.action_move_down(150)
        await pilot.pause()
        assert any("row 150" in line for line in app.screen_lines())
        app.list.action_move_bottom()
        await pilot.pause()
        assert "row 199" in app.screen_lines()[9]
        app.list.action_half_page_up()
        assert app.list.cursor == "196"


async def test_a_row_higher_than_the_page_is_left_by_a_page_all_the_same() -> None:
    app = ListApp(items(5, lines_high=7))
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.pause()
        app.list.action_move_page_down()
        assert app.list.cursor == "1"
        app.list.action_half_page_up()
        assert app.list.cursor == "0"


async def test_the_heading_above_the_first_row_comes_into_view_with_it() -> None:
    app = ListApp([Item("head", selectable=False), *items(30)])
    async with app.run_test(size=(20, 10)) as pilot:
        app.list.action_move_bottom()
        app.list.action_move_top()
        await pilot.pause()
        assert app.screen_lines()[0].strip() == "row head"


async def test_the_cursor_stays_on_its_row_and_line_when_rows_come_in_above() -> None:
    app = ListApp(items(100), row_height=2)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        app.list.action_move_down(50)
        await pilot.pause()
        before = [line.strip() for line in app.screen_lines()]
        app.list.rows = (*[Item(f"new {i}") for i in range(7)], *items(100))
        await pilot.pause()
        assert app.list.cursor == "50"
        assert [line.strip() for line in app.screen_lines()] == before


async def test_a_cursor_nobody_has_placed_stays_on_the_first_row() -> None:
    app = ListApp(items(3))
    async with app.run_test(size=(20, 10)):
        app.list.rows = (Item("new"), *items(3))
        assert app.list.cursor == "new"


async def test_when_its_row_is_gone_the_cursor_takes_the_one_in_its_place() -> None:
    app = ListApp(items(5))
    async with app.run_test(size=(20, 10)) as pilot:
        app.list.action_move_down(2)
        app.list.rows = tuple(item for item in items(5) if item.id != "2")
        assert app.list.cursor == "3"
        app.list.rows = tuple(items(2))
        assert app.list.cursor == "1"
        app.list.rows = ()
        assert app.list.cursor is None
        app.list.action_move_down()
        app.list.action_move_page_up()
        app.list.action_open_row()
        await pilot.pause()
        assert app.seen == [RowList.Highlighted("2")]


async def test_move_to_places_the_cursor_without_a_message() -> None:
    app = ListApp(items(50))
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        assert app.list.move_to("40")
        assert not app.list.move_to("nowhere")
        await pilot.pause()
        assert app.list.cursor == "40"
        assert any("row 40" in line for line in app.screen_lines())
        assert not app.seen


async def test_a_click_chooses_and_opens_the_row_it_is_on() -> None:
    app = ListApp([Item("head", selectable=False), *items(30)])
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        await pilot.click(RowList, offset=(3, 4))
        assert app.seen == [RowList.Highlighted("1"), RowList.Opened("1")]
        await pilot.click(RowList, offset=(3, 0))
        assert len(app.seen) == 2


async def test_a_double_click_opens_once() -> None:
    app = ListApp(items(30))
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        await pilot.double_click(RowList, offset=(3, 2))
        assert app.seen == [RowList.Highlighted("1"), RowList.Opened("1")]


async def test_a_click_below_the_rows_does_nothing() -> None:
    app = ListApp(items(2))
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.click(RowList, offset=(3, 8))
        assert not app.seen


async def test_the_cursor_can_be_seen_without_colour_while_the_list_has_the_focus() -> None:
    app = ListApp(items(3))
    async with app.run_test(size=(20, 10)) as pilot:
        app.list.focus()
        await pilot.pause()
        assert app.screen_lines()[0] == "▎row 0"
        app.list.current = "1"
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.screen_lines()[:3] == [" row 0", "", "›row 1"]


async def test_the_bar_of_the_cursor_is_as_wide_as_the_list_but_not_over_the_blank_line() -> None:
    app = ListApp(items(3))
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        grounds = [
            {segment.style.bgcolor for segment in app.list.render_line(y) if segment.style}
            for y in range(3)
        ]
        assert [len(ground) for ground in grounds] == [1, 1, 1]
        assert grounds[0] != grounds[1]
        assert grounds[1] == grounds[2]


@pytest.mark.parametrize(
    "text", ["see [/p. 4]", "\x1b[31mred", "中俄关系的新时代与多边主义合作伙伴", "شرق"]
)
async def test_any_text_is_shown_as_text_within_the_width(text: str) -> None:
    app = ListApp([Item("a", text)])
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        strip = app.list.render_line(0)
        assert strip.cell_length == app.list.size.width
        assert text.replace("\x1b", "␛")[:6] in strip.text
        assert "\x1b" not in strip.text


async def test_an_empty_list_says_why_in_whole_words() -> None:
    app = ListApp()
    async with app.run_test(size=(14, 10)):
        app.list.empty_text = "Nothing [here] yet.\n\nPress F5."
        assert app.screen_lines()[:5] == [" Nothing", " [here] yet.", "", " Press F5.", ""]


async def test_a_narrower_list_wraps_again_and_keeps_its_cursor_in_view() -> None:
    app = ListApp(items(60))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.action_move_down(30)
        await pilot.resize_terminal(12, 6)
        await pilot.pause()
        assert any("row 30" in line for line in app.screen_lines())
        assert app.list.render_line(0).cell_length == app.list.size.width


@dataclass
class Counted:
    """A row that says when it is measured or drawn."""

    id: str
    counts: dict[str, int]
    selectable: bool = True

    def height(self, width: int) -> int:
        self.counts["measured"] = self.counts.get("measured", 0) + 1
        return 1 + int(self.id) % 3

    def lines(self, width: int) -> Sequence[Line]:
        self.counts["drawn"] = self.counts.get("drawn", 0) + 1
        return [((f"row {self.id}", "title"),)] * (1 + int(self.id) % 3)


async def test_of_very_many_rows_only_those_in_view_are_drawn_and_none_is_measured() -> None:
    counts: dict[str, int] = {}
    app = ListApp([Counted(str(i), counts) for i in range(100_000)], row_height=2)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        app.list.action_move_bottom()
        await pilot.pause()
        assert "row 99999" in app.screen_lines()[9]
        assert "measured" not in counts
        assert counts["drawn"] < 50


def test_rows_of_any_height_are_measured_a_part_at_a_time() -> None:
    counts: dict[str, int] = {}
    rows = [Counted(str(i), counts) for i in range(10_000)]
    tops = RowTops(rows, 30, None)
    assert counts["measured"] < 1000
    assert not tops.complete
    while not tops.complete:
        tops.measure_more()
    assert counts["measured"] == 10_000
    assert tops.total == sum(1 + i % 3 for i in range(10_000))
    assert [tops.at(line) for line in (0, 1, 2, 3, 5, 6)] == [0, 1, 1, 2, 2, 3]
    assert tops.at(10**9) == 9_999


async def test_keys_are_answered_before_all_rows_are_measured() -> None:
    counts: dict[str, int] = {}
    app = ListApp([Counted(str(i), counts) for i in range(20_000)])
    async with app.run_test(size=(20, 10)) as pilot:
        app.list.focus()
        app.list.action_move_down()
        while not app.seen:
            await asyncio.sleep(0)
        assert 0 < counts["measured"] < 20_000
        await pilot.pause()


async def test_what_is_in_view_stays_while_the_rows_above_are_measured() -> None:
    counts: dict[str, int] = {}
    app = ListApp([Counted(str(i), counts) for i in range(5_000)])
    async with app.run_test(size=(20, 10)) as pilot:
        app.list.move_to("4000")
        while counts["measured"] < 5_000:
            await pilot.pause()
        assert any("row 4000" in line for line in app.screen_lines())
        assert app.list.virtual_size.height == sum(1 + i % 3 for i in range(5_000))
